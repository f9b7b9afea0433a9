"""The plan of a run: what the money buys, for whom, and what binds."""

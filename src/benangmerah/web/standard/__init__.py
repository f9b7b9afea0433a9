"""Standards of positions: which there are, which are missing, writing one, and whose gap it changes."""

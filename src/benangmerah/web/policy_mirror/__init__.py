"""The policy mirror: what was spent against what was needed."""

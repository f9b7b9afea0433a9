"""Bringing data in: a file, what it would change, what is wrong in it, and the decision."""

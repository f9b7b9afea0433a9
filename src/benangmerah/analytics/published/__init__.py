"""Statements that add up a run's results for the pages of the archive."""

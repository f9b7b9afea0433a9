"""Needs of a run with their reasons and fates, and wishes."""

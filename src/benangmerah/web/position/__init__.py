"""Positions: the list, one position with its holders and what it asks for, and changing it."""

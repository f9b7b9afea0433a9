"""Frozen facts: the tables as they were on a day, with the contract that every room speaks."""

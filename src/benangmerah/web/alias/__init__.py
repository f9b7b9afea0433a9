"""Decisions on names: what an office's word means, who decided it, and ending it."""

"""Policies of an agency: which is in force, what it changes, and adding one."""

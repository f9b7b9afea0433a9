"""Logging in, one's own account, and the accounts and roles of one's scope."""

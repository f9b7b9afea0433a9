"""The law library: every legal number, dated and cited, in files that a legal reviewer reads and changes."""

"""Pages of the career: a person's ways, a position's candidates, succession."""

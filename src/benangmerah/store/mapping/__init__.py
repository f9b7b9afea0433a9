"""Between tables of the contract and rows of the archive."""

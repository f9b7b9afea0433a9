"""People as a run found them: the list, and one person with what comes."""

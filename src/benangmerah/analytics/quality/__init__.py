"""One statement a check of the data quality: who or what is found, and how many people it concerns."""

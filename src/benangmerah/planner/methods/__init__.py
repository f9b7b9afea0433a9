"""Ways to find a plan; each leaves every limit of rule 17 kept."""

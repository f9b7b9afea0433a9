"""A Renstra or RPJMD table as offices write it: goals, targets, programmes with codes, targets and money by year."""

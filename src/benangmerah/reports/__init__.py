"""Documents for people: facts in, bytes out. The same facts always give the same bytes."""

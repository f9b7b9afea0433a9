"""Units: the tree, one unit, and changing it."""

"""Rotations: the annex of a decree, who moves, which gaps are new, whose training no longer fits."""

"""Talent: the nine boxes, who stands in them and why, results brought in, and the file for SIMATA."""

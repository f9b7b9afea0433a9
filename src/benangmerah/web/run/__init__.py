"""Runs: asked for, watched, read, stopped and repeated."""

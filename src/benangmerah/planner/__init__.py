"""A plan within budget: one agency at a time, arrays in, a plan with its bound and its reasons out."""

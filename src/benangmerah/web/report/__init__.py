"""Documents of runs."""

"""BenangMerah: the red thread from development plans through units, positions and gaps to each training."""

__version__ = "0.1.0"

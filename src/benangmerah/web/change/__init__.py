"""Changes by hand: what was changed, and taking it back."""

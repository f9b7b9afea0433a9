"""Planning documents: their trees, indicators, money and links, looked at, edited, amended and brought in."""

"""Data quality: can what follows be trusted, and what is to be mended first."""

"""Reading the archive, always within the reader's scope."""

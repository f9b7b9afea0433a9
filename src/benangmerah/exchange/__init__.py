"""Files and services: bytes become tables whose rows know where they stand, and tables become files again."""

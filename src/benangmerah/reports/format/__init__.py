"""How documents look in each file format; what they say is decided one room above."""

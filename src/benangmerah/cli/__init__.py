"""The door on the terminal."""

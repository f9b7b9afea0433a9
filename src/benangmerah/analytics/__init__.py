"""The same rules over whole tables: plain SQL files, one a noun, run by one engine."""

"""Nouns and rules: frozen dataclasses and pure functions, one module a noun, each knowing only earlier ones."""

"""The corridor: one module per arrow of the circle; the only room that writes."""

"""The example city and the example nation: seeded, complete, and without any real person."""

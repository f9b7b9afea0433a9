"""The pages of targets: ask for the cheapest plan that reaches one, and read what was found."""

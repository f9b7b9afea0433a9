"""The dictionary of competencies: the list, one competency with its levels, and changing it."""

"""The gap map: which competency, where, how deep, how many."""

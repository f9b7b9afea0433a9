"""Required trainings: who owes what, who may go, who is nominated."""

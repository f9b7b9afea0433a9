"""The red thread: from targets down to trainings, and from trainings up to targets."""

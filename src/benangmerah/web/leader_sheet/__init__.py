"""The sheet for leaders: what they are asked to sign."""

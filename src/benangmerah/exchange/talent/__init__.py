"""Files of talent management: results brought in, and what SIMATA is given."""

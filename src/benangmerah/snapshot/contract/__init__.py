"""The only place that lists tables and columns: inputs, facts and outputs."""

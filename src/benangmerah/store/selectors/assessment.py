"""Reading assessments: only `flow.read_assessment` may, and it logs who read whose."""

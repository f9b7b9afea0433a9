"""Words every room speaks: periods, quantities, explanations, errors. Standard library only."""

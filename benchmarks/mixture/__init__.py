"""A planner on trial, measured beside the product's: all plans mixed, absences priced, then whole batches."""

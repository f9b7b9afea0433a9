"""The most for a rupiah first: single items into free seats, and whole batches where enough people gain by them."""

from __future__ import annotations

from benangmerah.planner.seated_plan import SeatedPlan


def plan_greedily(plan: SeatedPlan) -> None:
    """The most points for a rupiah first, hours of the minimum among them; then whole batches with what is left."""
    plan.use_what_is_left(rupiah_price=0.0)

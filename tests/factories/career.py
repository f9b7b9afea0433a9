"""Offerings as a path sees them."""

from __future__ import annotations

from datetime import date

from benangmerah.domain.career_path import HOUR_UNITS, CareerOffering
from benangmerah.domain.intervention import EligibilityRow, Raise

TODAY = date(2026, 1, 1)
UNITS = 10_000


def offering_of(
    intervention_id: str, hours: int, cost: int, *, requires: tuple[str, ...] = (), programme: str | None = None,
    eligibility: tuple[EligibilityRow, ...] = (), **raises: tuple[float, int],
) -> CareerOffering:  # fmt: skip
    """An offering that raises each competency by so many levels, up to a level."""
    return CareerOffering(
        intervention_id,
        ("intervention", intervention_id) if programme is None else ("program", programme),
        hours * HOUR_UNITS,
        cost,
        {each: Raise(top * UNITS, int(by * UNITS), intervention_id) for each, (by, top) in raises.items()},
        eligibility,
        requires,
    )

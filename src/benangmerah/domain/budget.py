"""Anggaran: how much money an agency's plan may spend in its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benangmerah.domain.organization import OrgUnit, chain_upwards


@dataclass(frozen=True)
class Budget:
    """Money of an agency (no unit) or of a unit and all below it, for a year; whole rupiah."""

    agency_id: str
    unit_id: str | None
    year: int
    amount_rupiah: int


def agency_money(agency_id: str, budgets: Iterable[Budget], units: Mapping[str, OrgUnit], year: int) -> int | None:
    """The agency's own row of the year; else the sum of its topmost unit rows; None where nothing is named."""
    mine = [one for one in budgets if (one.agency_id, one.year) == (agency_id, year)]
    whole = [one.amount_rupiah for one in mine if one.unit_id is None]
    if whole:
        return whole[0]
    named = {one.unit_id: one.amount_rupiah for one in mine if one.unit_id is not None}
    topmost = [
        amount
        for unit_id, amount in named.items()
        if not any(above in named for above in chain_upwards(unit_id, units)[1:])
    ]
    return sum(topmost) if topmost else None

"""What the small city bought: one line met a need, others did not, and some nobody knows."""

from __future__ import annotations

from typing import Any

from tests.reports.cast import CAST, ROWS, SARI, change


def _line(number: int, unit_id: str | None, title: str, rupiah: int, **more: Any) -> dict[str, Any]:
    return {
        "spending_id": f"b{number}", "agency_id": "kota", "unit_id": unit_id, "year": 2025, "title": title,
        "amount_rupiah": rupiah, **more,
    }  # fmt: skip


def _found(
    number: int, rupiah: int, participants: int | None, need: int | None, fit: float | None, objectives: int = 0
) -> dict[str, Any]:
    return {
        "spending_id": f"b{number}", "amount_rupiah": rupiah, "participants": participants, "people_with_need": need,
        "fit_percent": fit, "objectives": objectives,
    }  # fmt: skip


SPENDING = [
    _line(1, "dik", "Bimtek integritas #1", 10_000_000, competency_id="m1", participants=4),
    _line(2, "kec", "Bimtek integritas", 3_000_000, competency_id="m1", participants=5),
    _line(3, None, "Kursus arsip", 4_000_000, intervention_id="k1"),
    _line(4, "kes", "Studi banding", 2_000_000, participants=7),
    _line(5, "kes", "Iuran asosiasi", 1_000_000, year=2024),
    _line(6, "sd1", "Bimtek batal", 500_000, competency_id="m1", participants=0),
]
FOUND = [
    _found(1, 10_000_000, 4, 2, 50.0, 1),
    _found(2, 3_000_000, 5, 0, 0.0),
    _found(3, 4_000_000, None, 0, None),
    _found(4, 2_000_000, 7, None, None),
    _found(5, 1_000_000, None, None, None),
    _found(6, 500_000, 0, 1, None),
]
NEED = [
    *ROWS["need"],
    {"employee_id": SARI, "competency_id": "t2", "target": "held", "gap": 1.0, "weight": 1.0, "priority": 1.0,
     "rank_in_agency": 4},
]  # fmt: skip

MIRRORED = change(
    CAST,
    spending=SPENDING,
    policy_mirror=FOUND,
    need=NEED,
    effects=[{"intervention_id": "k1", "competency_id": "t1", "raise_by": 10_000, "raise_to": 30_000}],
)

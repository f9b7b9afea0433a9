"""Small right tables for checks over whole tables, and refusals as tests compare them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import render

Row: TypeAlias = dict[str, Any]
Told: TypeAlias = tuple[str, int | None, str | None, str | None, str, str]

NEW_YEAR = date(2026, 1, 1)


def right_rows() -> dict[str, list[Row]]:
    """One city with an office, a division below it, two positions, two people and a little of all else."""
    return {
        "agencies": [{"agency_id": "kota"}, {"agency_id": "lain"}],
        "units": [
            {"unit_id": "dinas", "agency_id": "kota"},
            {"unit_id": "bidang", "agency_id": "kota", "parent_unit_id": "dinas"},
        ],
        "positions": [
            {"position_id": "kepala", "agency_id": "kota"},
            {"position_id": "analis", "agency_id": "kota"},
        ],
        "employees": [
            {"employee_id": "ratna", "agency_id": "kota", "unit_id": "dinas", "position_id": "kepala"},
            {"employee_id": "budi", "agency_id": "kota", "unit_id": "bidang", "position_id": "analis"},
        ],
        "competencies": [{"competency_id": "M.1"}, {"competency_id": "M.3"}],
        "requirements": [
            {"position_id": "kepala", "competency_id": "M.1", "required_level": 3},
            {"position_id": "analis", "competency_id": "M.1", "required_level": 2},
        ],
        "ratings": [
            {"rating_id": "N1", "employee_id": "ratna", "competency_id": "M.1", "level": 3.0, "assessed_on": NEW_YEAR},
            {"rating_id": "N2", "employee_id": "budi", "competency_id": "M.1", "level": 2.0, "assessed_on": NEW_YEAR},
        ],
        "objectives": [
            {"objective_id": "visi", "title": "visi"},
            {"objective_id": "misi-1", "parent_objective_id": "visi", "weight": 0.6},
            {"objective_id": "misi-2", "parent_objective_id": "visi", "weight": 0.4},
        ],
        "objective_needs": [
            {"objective_id": "misi-1", "unit_id": "dinas", "competency_id": "M.1", "weight": 1.0},
        ],
        "interventions": [{"intervention_id": "dasar"}, {"intervention_id": "lanjut"}],
        "prerequisites": [{"intervention_id": "lanjut", "requires_intervention_id": "dasar"}],
        "budgets": [{"agency_id": "kota", "unit_id": None, "year": 2026, "amount_rupiah": 1}],
    }


def tell(refusals: Iterable[Refusal]) -> list[Told]:
    """Refusals as tests compare them: where, what, and reason with suggestion in English and in Indonesian."""
    return [
        (refusal.table, refusal.row, refusal.column, refusal.value, say(refusal, "en"), say(refusal, "id"))
        for refusal in refusals
    ]


def say(refusal: Refusal, language: str) -> str:
    """The reason and the suggestion in that language."""
    return f"{render(refusal.reason, language)} {render(refusal.suggestion, language)}"

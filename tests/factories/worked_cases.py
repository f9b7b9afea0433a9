"""One office in which every person is a case of rules 3, 5, 7, 11, 13, 14 and 16: what random populations meet too seldom."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from tests.factories.dataset import Rows

AS_OF = date(2026, 1, 1)
DECIDED_ON = date(2025, 11, 15)
THIRDS = ((2.0, 2.0, 3.0), (2.0, 3.0, 3.0), (1.67, 2.33, 2.5), (0.01, 0.0, 0.0))


def worked_rows() -> Rows:
    """Post-training lower, equal and higher, earlier, on the day and later; raters whose mean does not end; panels."""
    cases = [*_post_training(), *_thirds(), *_panels(), *_not_assessed(), *_thresholds()]
    people = [f"E{number:02d}" for number in range(len(cases))]
    ratings = [
        {**rating, "rating_id": f"{person}-{number}", "employee_id": person, "competency_id": "C2", "valid_until": None}
        for person, case in zip(people, cases, strict=True)
        for number, rating in enumerate(case)
    ]
    empty: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("position_requirements", "effects", "unit_needs", "spending")
    }
    return {
        **empty,
        "agencies": [{"agency_id": "A", "name": "A", "kind": "city"}],
        "units": [{"unit_id": "U", "agency_id": "A", "parent_unit_id": None, "name": "U", "is_opd": True, "sector": None}],
        "positions": [{"position_id": "P", "agency_id": "A", "title": "P", "grade": "pelaksana", "criticality": None},
                      {"position_id": "Q", "agency_id": "A", "title": "Q", "grade": "pengawas", "criticality": None}],
        "competencies": [{"competency_id": "C2", "name": "C2", "kind": "technical"}],
        "requirements": [{"position_id": "P", "competency_id": "C2", "required_level": 3, "importance": None, "basis": None,
                          "valid_from": None, "valid_to": None},
                         {"position_id": "Q", "competency_id": "C2", "required_level": 4, "importance": None, "basis": None,
                          "valid_from": None, "valid_to": None}],
        "employees": [_person(person, place) for place, person in enumerate(people)],
        "unit_needs": [{"unit_id": "U", "competency_id": "C2", "level": level, "people_needed": 12} for level in (1, 2, 3)],
        "spending": [_line(f"S{place}", participants) for place, participants in enumerate((None, 0, 2, 1000))],
        "ratings": ratings,
        "interventions": [_offering("I1", "KL03"), _offering("I2", "PD01")],
        "completions": [
            {"employee_id": person, "intervention_id": offering, "completed_on": day, "learning_hours": hours}
            for person in people
            for offering, hours in (("I1", 0.1), ("I2", 0.2))
            for day in (AS_OF - timedelta(1), AS_OF, AS_OF + timedelta(1))
        ],
        "objectives": [{"objective_id": "O", "kind": "target", "title": "O", "weight": None}],
        "objective_needs": [],
    }  # fmt: skip


def _person(employee_id: str, place: int) -> dict[str, Any]:
    return {"employee_id": employee_id, "agency_id": "A", "unit_id": "U", "position_id": "P", "name": "Orang",
            "status": "pns", "education_level": "s1", "standing": (None, "active", "leave")[place % 3],
            "learning_hours": (None, None, 0.0, 19.9, None)[place % 5],
            "target_position_id": None if place % 4 == 0 else "Q", "target_approved": (None, True, False, None)[place % 4]}  # fmt: skip


def _offering(intervention_id: str, form: str) -> dict[str, Any]:
    return {"intervention_id": intervention_id, "title": "Kegiatan", "form": form, "learning_hours": 4.0,
            "cost_per_participant": 0, "cost_per_batch": 0, "program_id": None}  # fmt: skip


def _line(spending_id: str, participants: int | None) -> dict[str, Any]:
    return {"spending_id": spending_id, "agency_id": "A", "unit_id": None, "year": 2025, "title": "Belanja",
            "intervention_id": None, "competency_id": "C2", "participants": participants, "amount_rupiah": 1}  # fmt: skip


def _rate(source: str, level: float, on: date = DECIDED_ON, rater: str | None = None) -> dict[str, Any]:
    return {"source": source, "level": level, "assessed_on": on, "rater_id": rater}


def _post_training() -> list[list[dict[str, Any]]]:
    days = [DECIDED_ON + timedelta(step) for step in (-1, 0, 1)]
    return [
        [_rate(source, 2.0), _rate("post_training", level, day)]
        for source, level, day in product(("certificate", "superior"), (1.99, 2.0, 2.01), days)
    ]


def _thirds() -> list[list[dict[str, Any]]]:
    return [
        [_rate(source, level, rater=str(place)) for place, level in enumerate(levels)]
        for source, levels in product(("competency_test", "superior", "post_training"), THIRDS)
    ]


def _panels() -> list[list[dict[str, Any]]]:
    others = (("peer",), ("self",), ("peer", "subordinate"), ("peer", "subordinate", "self"))
    return [
        [*(_rate("superior", level, rater=str(place)) for place, level in enumerate(levels)),
         *(_rate(source, 4.0) for source in beside)]
        for levels, beside in product(THIRDS[:2], others)
    ]  # fmt: skip


def _not_assessed() -> list[list[dict[str, Any]]]:
    long_ago = date(2019, 1, 1)
    return [
        [],
        [_rate("self", 3.0)],
        [_rate("self", 3.0), _rate("peer", 3.0)],
        [_rate("peer", 3.0), _rate("superior", 3.0, long_ago)],
        [_rate("self", 3.0), _rate("superior", 3.0, long_ago)],
        [_rate("self", 3.0, long_ago)],
        [_rate("superior", 3.0, date(2026, 1, 2))],
    ]


def _thresholds() -> list[list[dict[str, Any]]]:
    """On and beside half a level and a quarter of a level short of the required 3."""
    return [[_rate("certificate", level)] for level in (2.49, 2.5, 2.51, 2.74, 2.75, 2.76, 3.0, 3.5)]

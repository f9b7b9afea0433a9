"""Whole small populations at random, full of boundaries: what the agreement tests run on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from benangmerah.kernel.period import months_after, months_before
from benangmerah.snapshot.contract import inputs
from tests.factories.dataset import Rows

AS_OF = (date(2026, 1, 1), date(2026, 3, 31), date(2024, 2, 29))
COMPETENCIES = {"C1": "managerial", "C2": "technical", "C3": "sociocultural", "C4": "governmental"}
VALUES = {
    "education_level": ["s1", "S2", "d4", "profession"],
    "education_field": ["Ilmu  Hukum", "Akuntansi"],
    "leadership_training": ["PKP"],
    "functional_training": ["Diklat JF", "Latihan Satu"],
    "technical_training": ["20 JP", "20", "latihan satu", "PR1"],
    "experience_years": ["4"],
    "rank": ["III/c", "III D", "IX", "?"],
}


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def days_around(as_of: date) -> st.SearchStrategy[date]:
    """Days on and beside every boundary of rule 1."""
    edges = [as_of, *(months_before(as_of, months) for months in (6, 12, 36))]
    return st.sampled_from([edge + timedelta(days=step) for edge in edges for step in (-1, 0, 0, 1)])


def births_around(as_of: date) -> st.SearchStrategy[date]:
    """Birthdays of those who reach an age limit about the day on which the plan leaves them out, and leap days."""
    edges = [months_after(as_of, months) for months in (12, 13)]
    born = [months_before(edge, 12 * age) for edge in edges for age in (58, 60, 65)]
    return st.sampled_from([*(day + timedelta(step) for day in born for step in (-2, -1, 0, 0, 1)), *LEAP_DAYS])


def contract_ends_around(as_of: date) -> st.SearchStrategy[date]:
    """Days on and beside the ends of a contract that rule 14 looks at."""
    edges = [as_of, months_after(as_of, 6), months_after(as_of, 24)]
    return st.sampled_from([edge + timedelta(step) for edge in edges for step in (-1, 0, 1)])


LEAP_DAYS = [date(year, 2, 29) for year in (1960, 1964, 1968)]
LEVELS = st.sampled_from([0.0, 1.0, 1.5, 1.67, 2.0, 2.33, 2.5, 2.51, 2.99, 3.0, 3.25, 4.0, 4.5, 5.0])


@st.composite
def populations(draw: st.DrawFn) -> tuple[date, Rows]:
    """A day and the rows of a dataset that the contract accepts."""
    as_of = draw(st.sampled_from(AS_OF))
    rows: Rows = {"competencies": [{"competency_id": c, "name": c, "kind": k} for c, k in COMPETENCIES.items()]}
    agencies = [f"A{number}" for number in range(draw(st.integers(1, 2)))]
    rows["agencies"] = [{"agency_id": agency, "name": agency, "kind": "city"} for agency in agencies]
    rows["units"] = [unit for agency in agencies for unit in _units(draw, agency)]
    rows["positions"] = [position for agency in agencies for position in _positions(draw, agency)]
    rows["requirements"] = _requirements(draw, rows, as_of)
    rows["position_requirements"] = _position_requirements(draw, rows)
    rows["interventions"] = [
        {"intervention_id": "I1", "program_id": "PR1", "title": "Latihan  Satu", "form": "KL03", "learning_hours": 20.0,
         "cost_per_participant": 1, "cost_per_batch": 0},
        {"intervention_id": "I2", "title": "Lain", "form": "NKL03", "learning_hours": 3.0, "cost_per_participant": 0,
         "cost_per_batch": 0},
        {"intervention_id": "I3", "title": "Prajabatan", "form": "KL01", "learning_hours": 500.0,
         "cost_per_participant": 0, "cost_per_batch": 0},
    ]  # fmt: skip
    rows["effects"] = [
        {"intervention_id": "I1", "competency_id": "C2", "raise_by": 1.0, "raise_to": 4.0},
        {"intervention_id": "I1", "competency_id": "C1", "raise_by": 1.0, "raise_to": 3.0},
    ]
    rows["employees"] = _employees(draw, rows, as_of)
    people = [row["employee_id"] for row in rows["employees"]]
    rows["ratings"] = _ratings(draw, people, as_of)
    rows["completions"] = _completions(draw, people, as_of)
    rows["objectives"], rows["objective_needs"] = _objectives(draw, rows)
    rows["unit_needs"] = _unit_needs(draw, rows)
    rows["spending"] = _spending(draw, rows)
    return as_of, rows


def _units(draw: st.DrawFn, agency: str) -> list[dict[str, Any]]:
    units: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 4))):
        parent = draw(_maybe(st.sampled_from(units))) if units else None
        units.append({
            "unit_id": f"{agency}U{number}", "agency_id": agency, "name": f"Unit {number}", "is_opd": parent is None,
            "parent_unit_id": parent["unit_id"] if parent else None,
            "sector": draw(_maybe(st.sampled_from(inputs.SECTORS))),
        })  # fmt: skip
    return units


def _positions(draw: st.DrawFn, agency: str) -> list[dict[str, Any]]:
    return [
        {"position_id": f"{agency}P{number}", "agency_id": agency, "title": "Jabatan",
         "grade": draw(st.sampled_from(inputs.GRADES)), "job_family": draw(_maybe(st.sampled_from(["F1", "F2"]))),
         "criticality": draw(_maybe(st.sampled_from([0.1, 0.7, 1.0, 1.25, 2.0])))}
        for number in range(draw(st.integers(1, 3)))
    ]  # fmt: skip


def _requirements(draw: st.DrawFn, rows: Rows, as_of: date) -> list[dict[str, Any]]:
    found = []
    validities = [
        (None, None),
        (as_of, None),
        (None, as_of),
        (as_of + timedelta(1), None),
        (None, as_of + timedelta(1)),
    ]
    for position in rows["positions"]:
        for competency in COMPETENCIES:
            if draw(st.booleans()):
                start, end = draw(st.sampled_from(validities))
                found.append({
                    "position_id": position["position_id"], "competency_id": competency,
                    "required_level": draw(st.integers(1, 5)), "valid_from": start, "valid_to": end,
                    "importance": draw(_maybe(st.sampled_from(inputs.IMPORTANCES))),
                    "basis": draw(_maybe(st.sampled_from(inputs.BASES))),
                })  # fmt: skip
    return found


def _position_requirements(draw: st.DrawFn, rows: Rows) -> list[dict[str, Any]]:
    pairs = [(kind, value) for kind, values in VALUES.items() for value in values]
    return [
        {"position_id": position["position_id"], "kind": kind, "value": value}
        for position in rows["positions"]
        for kind, value in draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    ]


def _employees(draw: st.DrawFn, rows: Rows, as_of: date) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        unit = draw(st.sampled_from(rows["units"]))
        held = [p["position_id"] for p in rows["positions"] if p["agency_id"] == unit["agency_id"]]
        found.append({
            "employee_id": f"E{number}", "agency_id": unit["agency_id"], "unit_id": unit["unit_id"], "name": "Orang",
            "position_id": draw(st.sampled_from(held)),
            "target_position_id": draw(_maybe(st.sampled_from([p["position_id"] for p in rows["positions"]]))),
            "target_approved": draw(_maybe(st.booleans())),
            "status": draw(st.sampled_from(inputs.STATUSES)),
            "standing": draw(_maybe(st.sampled_from(inputs.STANDINGS))),
            "rank": draw(_maybe(st.sampled_from(["III/b", "III D", "Penata Tk.I/III.d", "IX", "x"]))),
            "education_level": draw(st.sampled_from(inputs.EDUCATION_LEVELS)),
            "field_of_study": draw(_maybe(st.sampled_from(["ilmu hukum", "Ekonomi"]))),
            "performance_score": draw(_maybe(st.sampled_from(
                [49.9, 50.0, 50.5, 51.0, 60.0, 60.5, 75.0, 75.5, 89.9, 90.0, 90.5, 110.0, 120.0]))),
            "performance_predicate": draw(_maybe(st.sampled_from(inputs.PREDICATES))),
            "performance_scheme": draw(_maybe(st.sampled_from(inputs.SCHEMES))),
            "discipline": draw(_maybe(st.sampled_from(inputs.DISCIPLINES))),
            "leadership_training": draw(_maybe(st.booleans())),
            "functional_training": draw(_maybe(st.booleans())),
            "technical_training_jp": draw(_maybe(st.sampled_from([0.0, 19.5, 20.0, 40.0]))),
            "seminar": draw(_maybe(st.booleans())),
            "birth_date": draw(_maybe(births_around(as_of))),
            "contract_end": draw(_maybe(contract_ends_around(as_of))),
            "learning_hours": draw(_maybe(st.sampled_from([0.0, 0.1, 19.9, 24.0]))),
        })  # fmt: skip
    return found


def _ratings(draw: st.DrawFn, people: list[str], as_of: date) -> list[dict[str, Any]]:
    """Few people, competencies and sources, so that raters often repeat themselves and sources often meet."""
    days = st.sampled_from(draw(st.lists(days_around(as_of), min_size=1, max_size=4)))
    rated = draw(st.lists(st.sampled_from(people), min_size=1, max_size=2, unique=True))
    about = draw(st.lists(st.sampled_from(list(COMPETENCIES)), min_size=1, max_size=2, unique=True))
    sources = draw(st.lists(st.sampled_from(inputs.SOURCES), min_size=1, max_size=4, unique=True))
    ids = draw(st.permutations([f"R{number}" for number in range(12)]))
    return [
        {"rating_id": rating_id, "employee_id": draw(st.sampled_from(rated)),
         "competency_id": draw(st.sampled_from(about)), "source": draw(st.sampled_from(sources)),
         "rater_id": draw(_maybe(st.sampled_from(["x", "y"]))), "level": draw(LEVELS), "assessed_on": draw(days),
         "valid_until": draw(_maybe(days))}
        for rating_id in ids[: draw(st.integers(0, 12))]
    ]  # fmt: skip


def _completions(draw: st.DrawFn, people: list[str], as_of: date) -> list[dict[str, Any]]:
    """On and beside the day, both ends of its year and of the year before, and the same offering more than once."""
    edges = [as_of, date(as_of.year, 1, 1), date(as_of.year + 1, 1, 1), date(as_of.year - 1, 1, 1)]
    days = st.sampled_from([edge + timedelta(step) for edge in edges for step in (-1, 0, 1)])
    key = st.tuples(st.sampled_from(people), st.sampled_from(["I1", "I2", "I3"]), days)
    return [
        {"employee_id": person, "intervention_id": intervention, "completed_on": day,
         "learning_hours": draw(st.sampled_from([0.1, 0.2, 3.0, 20.0]))}
        for person, intervention, day in draw(st.lists(key, max_size=5, unique=True))
    ]  # fmt: skip


def _objectives(draw: st.DrawFn, rows: Rows) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    objectives: list[dict[str, Any]] = [{"objective_id": "O0", "kind": "target", "title": "Akar", "weight": 0.4}]
    for group, kind in enumerate(("target", "program")):
        parent = draw(st.sampled_from(objectives))["objective_id"]
        weights = draw(st.sampled_from([(None, None), (0.3, 0.7), (0.25, 0.75), (0.3333, 0.6667)]))
        if any(row.get("parent_objective_id") == parent for row in objectives):
            continue
        for place, weight in enumerate(weights):
            objectives.append({"objective_id": f"O{group}{place}", "parent_objective_id": parent, "kind": kind,
                               "title": "Simpul", "weight": weight})  # fmt: skip
    keys = st.tuples(
        st.sampled_from([row["objective_id"] for row in objectives]),
        st.sampled_from([row["unit_id"] for row in rows["units"]]),
        st.sampled_from(list(COMPETENCIES)),
    )
    needs = [
        {"objective_id": objective, "unit_id": unit, "competency_id": competency,
         "weight": draw(st.sampled_from([0.1, 0.5, 1.0, 0.33]))}
        for objective, unit, competency in draw(st.lists(keys, max_size=5, unique=True))
    ]  # fmt: skip
    return objectives, needs


def _unit_needs(draw: st.DrawFn, rows: Rows) -> list[dict[str, Any]]:
    keys = st.tuples(
        st.sampled_from([row["unit_id"] for row in rows["units"]]),
        st.sampled_from(list(COMPETENCIES)),
        st.integers(1, 4),
    )
    return [
        {"unit_id": unit, "competency_id": competency, "level": level, "people_needed": draw(st.integers(0, 3))}
        for unit, competency, level in draw(st.lists(keys, max_size=4, unique=True))
    ]


def _spending(draw: st.DrawFn, rows: Rows) -> list[dict[str, Any]]:
    found = []
    for number in range(draw(st.integers(0, 4))):
        agency = draw(st.sampled_from([row["agency_id"] for row in rows["agencies"]]))
        units = [row["unit_id"] for row in rows["units"] if row["agency_id"] == agency]
        found.append({
            "spending_id": f"S{number}", "agency_id": agency, "unit_id": draw(_maybe(st.sampled_from(units))),
            "year": 2025, "title": "Belanja", "intervention_id": draw(_maybe(st.sampled_from(["I1", "I2"]))),
            "competency_id": draw(_maybe(st.sampled_from(list(COMPETENCIES)))),
            "participants": draw(_maybe(st.integers(0, 3))), "amount_rupiah": 1_000_000,
        })  # fmt: skip
    return found

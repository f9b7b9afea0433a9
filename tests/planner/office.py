"""A small office with needs, offerings and money: what the tests of single limits plan for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benangmerah.planner.plan import AgencyPlan, draft_plan
from benangmerah.planner.problem import Problem
from tests.checker.check_plan import check_plan
from tests.factories.dataset import Rows
from tests.planner.run_planner import Case, Tables, plan_case, read_problem

AS_OF = date(2026, 1, 1)
C1 = {"C1": (1.0, 5.0)}
"""One level up in C1, at most to level 5."""


def person(employee_id: str, *, level: float | None = 1.0, **columns: Any) -> dict[str, Any]:
    """A PNS of unit U of agency A who has that level of C1, where level 3 is required; 20 JP are done."""
    row = {"employee_id": employee_id, "agency_id": "A", "unit_id": "U", "position_id": "P", "name": "Orang",
           "status": "pns", "education_level": "s1", "learning_hours": 20.0, "level": level}  # fmt: skip
    return {**row, **columns}


def offering(
    intervention_id: str, effects: Mapping[str, tuple[float, float]] | None = None, *, requires: Sequence[str] = (),
    **columns: Any,
) -> dict[str, Any]:  # fmt: skip
    """An offering for everybody that raises C1 by a level, costs nothing, and has no month and no batch size."""
    row = {"intervention_id": intervention_id, "title": f"Kegiatan {intervention_id}", "form": "NKL01",
           "learning_hours": 4.0, "cost_per_participant": 0, "cost_per_batch": 0, "requires": requires,
           "effects": C1 if effects is None else effects}  # fmt: skip
    return {**row, **columns}


@dataclass
class Office:
    """People, the offerings they may take, and what the run is told; agency A has unit U with V below it, B has W."""

    people: Sequence[Mapping[str, Any]]
    offerings: Sequence[Mapping[str, Any]]
    tables: Rows = field(default_factory=dict)
    as_of: date = AS_OF
    year: int = 2026
    budget: int | None = None
    money: int = 1000
    policy: dict[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> Rows:
        """The tables of the dataset."""
        agencies = ("A", "B") if any(one["agency_id"] == "B" for one in (*self.people, *self.units)) else ("A",)
        return {
            "agencies": [{"agency_id": agency, "name": agency, "kind": "city"} for agency in agencies],
            "units": self.units,
            "positions": [
                {"position_id": "P", "agency_id": "A", "title": "Pelaksana", "grade": "pelaksana", "job_family": "F1"},
                {"position_id": "Q", "agency_id": "A", "title": "Ahli", "grade": "jf_ahli_utama"},
                {"position_id": "R", "agency_id": "B", "title": "Pelaksana", "grade": "pelaksana"},
            ][: 3 if "B" in agencies else 2],
            "competencies": [{"competency_id": key, "name": key, "kind": "technical"} for key in ("C1", "C2")],
            "requirements": [
                {"position_id": place, "competency_id": "C1", "required_level": 3}
                for place in ("P", "Q", "R")[: 3 if "B" in agencies else 2]
            ],
            "employees": [{key: one[key] for key in one if key != "level"} for one in self.people],
            "ratings": [
                {"rating_id": f"{one['employee_id']}-C1", "employee_id": one["employee_id"], "competency_id": "C1",
                 "source": "competency_test", "level": one["level"], "assessed_on": date(2025, 11, 1)}
                for one in self.people
                if one["level"] is not None
            ],
            "interventions": [
                {key: one[key] for key in one if key not in ("effects", "requires")} for one in self.offerings
            ],
            "effects": [
                {"intervention_id": one["intervention_id"], "competency_id": key, "raise_by": by, "raise_to": to}
                for one in self.offerings
                for key, (by, to) in one["effects"].items()
            ],
            "prerequisites": [
                {"intervention_id": one["intervention_id"], "requires_intervention_id": required}
                for one in self.offerings
                for required in one["requires"]
            ],
            "budgets": [
                {"agency_id": agency, "unit_id": None, "year": self.year, "amount_rupiah": self.money}
                for agency in agencies
            ],
            **self.tables,
        }  # fmt: skip

    units: list[dict[str, Any]] = field(
        default_factory=lambda: [
            {"unit_id": "U", "agency_id": "A", "name": "U", "is_opd": True},
            {"unit_id": "V", "agency_id": "A", "name": "V", "is_opd": False, "parent_unit_id": "U"},
        ]
    )

    @property
    def case(self) -> Case:
        """All of it as the planner is asked."""
        return Case(self.rows, self.as_of, self.year, self.budget, {"plan": self.policy})

    def problem(self, agency_id: str = "A") -> Problem:
        """The planning problem of an agency."""
        return read_problem(self.case, agency_id)

    def plan(self) -> AgencyPlan:
        """The plan of agency A."""
        return draft_plan(self.problem())

    def tables_of_plan(self) -> Tables:
        """The tables of the plan, which the checker finds lawful and right."""
        case = self.case
        found = plan_case(case)
        assert check_plan(
            case.rows, found, as_of=case.as_of, year=case.year, budget=case.budget, policy=case.policy
        ) == []  # fmt: skip
        return found

    def items(self) -> list[tuple[str, str]]:
        """Who takes what."""
        return [(row["employee_id"], row["intervention_id"]) for row in self.tables_of_plan()["plan"]]

    def unserved(self) -> list[tuple[str, str]]:
        """Whose need stays open, and the limit that binds."""
        return [(row["employee_id"], row["limit"]) for row in self.tables_of_plan()["unserved"]]


STRANGER_UNITS: list[dict[str, Any]] = [
    {"unit_id": "U", "agency_id": "A", "name": "U", "is_opd": True},
    {"unit_id": "W", "agency_id": "B", "name": "W", "is_opd": True},
]
"""The units of two agencies."""


def stranger(employee_id: str, **columns: Any) -> dict[str, Any]:
    """A person of agency B."""
    return person(employee_id, agency_id="B", unit_id="W", position_id="R", **columns)


def is_blocked(problem: Problem, person_place: int, offering_place: int) -> bool:
    """Whether some limit stops a pair whatever the plan is."""
    return bool(problem.blocked[person_place, offering_place])

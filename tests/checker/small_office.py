"""A small office whose plans are written by hand, and the tables that a run would write of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests.checker.check_plan import check_plan
from tests.checker.figures import Outcome, agencies_with_people, figures_of_agency, figures_of_all
from tests.checker.given import Given, Item, make_given
from tests.checker.thread import find_thread
from tests.checker.who import list_admitted

AS_OF = date(2026, 1, 1)
Rows = dict[str, list[dict[str, Any]]]


def person(employee_id: str, **columns: Any) -> dict[str, Any]:
    """A PNS of unit U in agency A, unless the columns say otherwise."""
    row = {"employee_id": employee_id, "agency_id": "A", "unit_id": "U", "position_id": "P", "status": "pns"}
    return {**row, **columns}


def offering(intervention_id: str, **columns: Any) -> dict[str, Any]:
    """An offering for everybody, free of charge, of no month and no batch size."""
    row = {"intervention_id": intervention_id, "form": "NKL01", "learning_hours": 4.0, "cost_per_participant": 0,
           "cost_per_batch": 0}  # fmt: skip
    return {**row, **columns}


@dataclass
class Office:
    """People who all lack two levels of C1, the offerings they may take, and what the run is told."""

    people: Sequence[Mapping[str, Any]]
    offerings: Sequence[Mapping[str, Any]]
    tables: Rows = field(default_factory=dict)
    as_of: date = AS_OF
    year: int = 2026
    budget: int | None = 1000
    plan_policy: dict[str, Any] = field(default_factory=dict)

    @property
    def policy(self) -> dict[str, Any]:
        """The policy as its file holds it."""
        return {"plan": self.plan_policy}

    @property
    def inputs(self) -> dict[str, Any]:
        """The dataset: agency A with unit U and V below it, agency B with unit W."""
        return {
            "agencies": [{"agency_id": "A"}, {"agency_id": "B"}],
            "units": [
                {"unit_id": "U", "agency_id": "A"},
                {"unit_id": "V", "agency_id": "A", "parent_unit_id": "U"},
                {"unit_id": "W", "agency_id": "B"},
            ],
            "positions": [
                {"position_id": "P", "agency_id": "A", "grade": "pelaksana", "job_family": "F1"},
                {"position_id": "Q", "agency_id": "A", "grade": "jf_ahli_utama"},
            ],
            "employees": self.people,
            "interventions": self.offerings,
            "effects": [
                {"intervention_id": row["intervention_id"], "competency_id": "C1", "raise_by": 1.0, "raise_to": 5.0}
                for row in self.offerings
            ],
            **self.tables,
        }

    @property
    def needs(self) -> Rows:
        """The tables gap and need."""
        keys = [{"employee_id": row["employee_id"], "competency_id": "C1", "target": "held"} for row in self.people]
        gaps = [{**key, "required_level": 3, "attained_level": 1.0, "gap": 2.0, "weight": 1.5} for key in keys]
        return {"gap": gaps, "need": [{**key, "gap": 2.0, "weight": 1.5} for key in keys]}

    def given(self) -> Given:
        """What the checker is given of this office."""
        return make_given(
            self.inputs, self.needs, as_of=self.as_of, year=self.year, budget=self.budget, policy=self.policy
        )

    def check(self, *items: tuple[str, str, int]) -> list[str]:
        """The faults of a plan of these items, written with the figures that follow from them."""
        outputs = {**self.needs, **write_plan(self.given(), [Item(*item) for item in items])}
        return check_plan(
            self.inputs, outputs, as_of=self.as_of, year=self.year, budget=self.budget, policy=self.policy
        )

    def broken(self, *items: tuple[str, str, int]) -> set[str]:
        """The names of what such a plan breaks."""
        return {fault.partition(":")[0] for fault in self.check(*items)}


def write_plan(given: Given, items: Sequence[Item]) -> dict[str, Any]:
    """The tables of a plan of these items; the figures in them are tested by hand elsewhere."""
    outcome, admitted = Outcome(given, items), set(list_admitted(given))
    agencies = [_agency_row(outcome, agency_id) for agency_id in agencies_with_people(given)]
    totals = _as_written(figures_of_all(outcome))
    summary = {
        "plan": {**totals, "upper_bound": totals["objective"], "optimality_gap_percent": 0.0},
        "thread": _as_written(find_thread(outcome)),
    }
    return {
        "plan": [_plan_row(outcome, item) for item in items],
        "plan_agency": agencies,
        "unserved": _unserved(outcome),
        "excluded": [
            {"employee_id": employee_id, "from": "plan", "reason": "by hand"}
            for employee_id in given.people
            if employee_id not in admitted
        ],
        "summary": [summary],
    }


def _as_written(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {name: None if figure is None else float(figure) for name, figure in figures.items()}


def _plan_row(outcome: Outcome, item: Item) -> dict[str, Any]:
    row = outcome.given.offerings[item.intervention_id]
    return {
        "employee_id": item.employee_id, "intervention_id": item.intervention_id, "batch": item.batch,
        "period": row.get("period"), "learning_hours": row["learning_hours"],
        "cost_rupiah": row["cost_per_participant"], "closes": float(outcome.closes(item)),
        "weighted_closure": float(outcome.weighted_closure(item)), "reason": "closes_gap",
    }  # fmt: skip


def _agency_row(outcome: Outcome, agency_id: str) -> dict[str, Any]:
    figures = _as_written(figures_of_agency(outcome, agency_id))
    bound = {"upper_bound": figures["objective"], "optimality_gap_percent": 0.0, "method": "by hand"}
    return {"agency_id": agency_id, **figures, **bound}


def _unserved(outcome: Outcome) -> list[dict[str, Any]]:
    keys = [need[:3] for need in outcome.needs_left()]
    rows = [*keys, *((employee_id, None, None) for employee_id in outcome.people_below())]
    names = ("employee_id", "competency_id", "target")
    return [{**dict(zip(names, row, strict=True)), "limit": "outweighed", "detail": ""} for row in rows]

"""From the tables of a run to the planning problem of each agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.domain.intervention import EligibilityRow, programme_of
from benangmerah.domain.learning_hour import is_classical, is_elective
from benangmerah.domain.plan import PPPK_CEILING, Raise, absence_room
from benangmerah.domain.policy import PlanPolicy
from benangmerah.kernel.quantity import exact, level_units
from benangmerah.planner.problem import NO_OPD, Ceiling, Ints, Offering, People, PlanRules, Problem, Slots, hour_units
from benangmerah.planner.static_limits import apply_static_limits
from benangmerah.regulations.library import Law

Row = Mapping[str, Any]
TARGETS = ("held", "aimed")
TARGET_COLUMNS = {target: column for column, target in enumerate(TARGETS)}


@dataclass(frozen=True)
class PlanTables:
    """What the planner reads: input tables and the facts about whom it plans for, by name."""

    tables: Mapping[str, pa.Table]

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A small table as rows."""
        found: list[dict[str, Any]] = self.tables[name].to_pylist()
        return found


def plan_rules(law: Law, policy: PlanPolicy, as_of: date, year: int) -> PlanRules:
    """The numbers of law and policy that a plan keeps to."""
    return PlanRules(
        as_of=as_of,
        year=year,
        jp_penalty=float(policy.jp_penalty),
        minimum_hours=hour_units(policy.minimum_jp),
        elective_ceiling=hour_units(policy.elective_ceiling),
        pppk_ceiling=hour_units(law.number(PPPK_CEILING)),
        max_items=policy.max_items,
        classical_percent=None if policy.classical_percent is None else float(policy.classical_percent),
        floor_percent=None if policy.floor_percent is None else float(policy.floor_percent),
    )


class ProblemReader:
    """Everything that agencies share is read once; each agency's problem is made when it is asked for."""

    def __init__(self, tables: PlanTables, law: Law, policy: PlanPolicy, as_of: date, year: int) -> None:
        self._tables, self._policy = tables, policy
        self._rules = plan_rules(law, policy, as_of, year)
        self._law = law
        self._raises = _group(tables.rows("effects"), "intervention_id")
        self._eligibility = _group(tables.rows("eligibility"), "intervention_id")
        self._requires = _group(tables.rows("prerequisites"), "intervention_id")
        self._interventions = sorted(tables.rows("interventions"), key=lambda row: str(row["intervention_id"]))
        self._programmes = {
            row["intervention_id"]: programme_of(row["intervention_id"], row["program_id"])
            for row in self._interventions
        }
        self._competencies = sorted(tables.tables["competencies"]["competency_id"].to_pylist())
        self._units = _group(tables.rows("units"), "agency_id")
        self._staff = Counter(tables.tables["employees"]["unit_id"].to_pylist())
        self._people = _split(tables.tables["planned_person"], ("employee_id",))
        self._finished_offerings = _split(tables.tables["finished_offering"], ("employee_id", "intervention_id"))
        self._needs = _split(tables.tables["planned_need"], ("employee_id", "competency_id", "target"))

    def read(self, agency_id: str, budget: int) -> Problem:
        """The planning problem of one agency with that much money."""
        units = sorted(self._units.get(agency_id, ()), key=lambda row: str(row["unit_id"]))
        unit_place = {row["unit_id"]: place for place, row in enumerate(units)}
        people = self._read_people(agency_id, unit_place)
        offerings = self._read_offerings(agency_id)
        person_place = {employee: place for place, employee in enumerate(people.employee_ids.tolist())}
        offering_place = {one.intervention_id: place for place, one in enumerate(offerings)}
        problem = Problem(
            agency_id=agency_id,
            budget=budget,
            rules=self._rules,
            people=people,
            slots=self._read_slots(agency_id, person_place),
            offerings=offerings,
            competency_ids=tuple(self._competencies),
            unit_ids=tuple(unit_place),
            chain=(chain := _chains(units, unit_place)),
            opd=_opds(units, chain),
            absence_room=self._absence_room(tuple(unit_place)),
            unit_budgets=self._unit_budgets(agency_id),
            quotas=tuple(Ceiling(unit, most) for unit, most in self._policy.quotas if unit in unit_place),
            pins=tuple(_places(self._policy.pins, person_place, offering_place)),
            bans=tuple(_places(self._policy.bans, person_place, offering_place)),
            blocked=np.zeros((len(people), len(offerings)), dtype=np.int8),
        )
        return apply_static_limits(problem)

    def _read_people(self, agency_id: str, unit_place: Mapping[str, int]) -> People:
        table = self._people.get(agency_id, self._tables.tables["planned_person"].slice(0, 0))
        ids = table["employee_id"].to_pylist()
        so_far = _hours(table["hours_so_far"])
        every_form = np.array(table["counts_every_form"].to_pylist(), dtype=np.bool_)
        owes = np.array(table["owes_minimum"].to_pylist(), dtype=np.bool_)
        ceiling = np.where(every_form, self._rules.pppk_ceiling, self._rules.elective_ceiling)
        finished, programmes = self._finished(agency_id, ids)
        return People(
            employee_ids=np.array(ids, dtype=object),
            unit=np.array([unit_place[unit] for unit in table["unit_id"].to_pylist()], dtype=np.int64),
            status=np.array(table["status"].to_pylist(), dtype=object),
            grade=np.array(table["grade"].to_pylist(), dtype=object),
            job_family=np.array(table["job_family"].to_pylist(), dtype=object),
            owes_minimum=owes,
            missing=np.where(owes, np.maximum(0, self._rules.minimum_hours - so_far), 0),
            room=ceiling - _hours(table["hours_under_ceiling"]),
            every_form=every_form,
            finished=finished,
            finished_programmes=programmes,
        )

    def _finished(
        self, agency_id: str, ids: Sequence[str]
    ) -> tuple[dict[int, dict[str, date]], dict[int, dict[tuple[str, str], date]]]:
        """By person the latest day of each offering, and of each programme."""
        table = self._finished_offerings.get(agency_id, self._tables.tables["finished_offering"].slice(0, 0))
        mine = table.append_column("place", pc.index_in(table["employee_id"], pa.array(ids, pa.string())))
        finished: dict[int, dict[str, date]] = {}
        programmes: dict[int, dict[tuple[str, str], date]] = {}
        columns = (mine[name].to_pylist() for name in ("place", "intervention_id", "latest_on"))
        for person, intervention_id, latest in zip(*columns, strict=True):
            finished.setdefault(person, {})[intervention_id] = latest
            of_person = programmes.setdefault(person, {})
            programme = self._programmes[intervention_id]
            of_person[programme] = max(latest, of_person.get(programme, latest))
        return finished, programmes

    def _read_offerings(self, agency_id: str) -> tuple[Offering, ...]:
        rows = [row for row in self._interventions if row["agency_id"] in (None, agency_id)]
        place = {row["intervention_id"]: number for number, row in enumerate(rows)}
        return tuple(self._read_offering(row, place) for row in rows)

    def _read_offering(self, row: Row, place: Mapping[str, int]) -> Offering:
        intervention_id = str(row["intervention_id"])
        competency_place = {competency: number for number, competency in enumerate(self._competencies)}
        required = tuple(one["requires_intervention_id"] for one in self._requires.get(intervention_id, ()))
        columns = ("grade", "job_family", "unit_id", "status")
        return Offering(
            intervention_id=intervention_id,
            title=row["title"],
            programme=self._programmes[intervention_id],
            form=row["form"],
            is_classical=is_classical(row["form"], self._law),
            is_elective=is_elective(row["form"], self._law),
            hours=hour_units(row["learning_hours"]),
            cost_per_participant=row["cost_per_participant"],
            cost_per_batch=row["cost_per_batch"],
            batch_size=row["batch_size"],
            min_batch_size=row["min_batch_size"] or 1,
            max_batches=row["max_batches"],
            period=row["period"],
            repeat_after_months=row["repeat_after_months"],
            raises={
                competency_place[one["competency_id"]]: Raise(
                    level_units(exact(one["raise_to"])), level_units(exact(one["raise_by"])), intervention_id
                )
                for one in self._raises.get(intervention_id, ())
            },
            eligibility=tuple(
                EligibilityRow(**{column: one[column] for column in columns})
                for one in self._eligibility.get(intervention_id, ())
            ),
            requires_ids=required,
            requires=tuple(place[one] for one in required if one in place),
        )

    def _read_slots(self, agency_id: str, person_place: Mapping[str, int]) -> Slots:
        table = self._needs.get(agency_id, self._tables.tables["planned_need"].slice(0, 0))
        person = _places_in(table["employee_id"], list(person_place))
        competency = _places_in(table["competency_id"], self._competencies)
        target = _places_in(table["target"], TARGETS)
        keys, first, slot = np.unique(
            person * len(self._competencies) + competency, return_index=True, return_inverse=True
        )
        required = np.zeros((len(keys), len(TARGET_COLUMNS)), dtype=np.int64)
        weight = np.zeros(required.shape)
        required[slot, target] = table["required_units"].to_numpy()
        weight[slot, target] = table["weight"].to_numpy()
        return Slots(person[first], competency[first], table["attained_units"].to_numpy()[first], required, weight)

    def _absence_room(self, unit_ids: Sequence[str]) -> Any:
        percent: Fraction = self._policy.absence_percent
        return np.array([absence_room(self._staff[unit], percent) for unit in unit_ids], dtype=np.int64)

    def _unit_budgets(self, agency_id: str) -> tuple[Ceiling, ...]:
        return tuple(
            Ceiling(row["unit_id"], row["amount_rupiah"])
            for row in sorted(self._tables.rows("budgets"), key=lambda row: str(row["unit_id"]))
            if (row["agency_id"], row["year"]) == (agency_id, self._rules.year) and row["unit_id"] is not None
        )


def _group(rows: Sequence[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def _split(table: pa.Table, order: Sequence[str]) -> dict[str, pa.Table]:
    """The rows of each agency, in that order."""
    keys = ("agency_id", *order)
    table = table.sort_by([(name, "ascending") for name in keys])
    agencies = table["agency_id"].to_pylist()
    starts = [place for place, agency in enumerate(agencies) if place == 0 or agencies[place - 1] != agency]
    ends = [*starts[1:], len(agencies)][: len(starts)]
    return {agencies[start]: table.slice(start, end - start) for start, end in zip(starts, ends, strict=True)}


def _places_in(column: pa.ChunkedArray, values: Sequence[str]) -> Ints:
    """Where each value of a column stands among these; there may be millions, so no Python object is made of each."""
    found: Ints = pc.index_in(column, pa.array(values, pa.string())).to_numpy().astype(np.int64)
    return found


def _hours(column: pa.ChunkedArray) -> Any:
    return np.array([hour_units(hours) for hours in column.to_pylist()], dtype=np.int64)


def _chains(units: Sequence[Row], place: Mapping[str, int]) -> tuple[tuple[int, ...], ...]:
    above = {row["unit_id"]: row["parent_unit_id"] for row in units}
    found = []
    for unit_id in place:
        chain: list[int] = []
        one: str | None = unit_id
        while one is not None:
            chain.append(place[one])
            one = above[one]
        found.append(tuple(chain))
    return tuple(found)


def _opds(units: Sequence[Row], chain: Sequence[Sequence[int]]) -> Ints:
    """For each unit the nearest one from it upwards that is an OPD, NO_OPD where none is."""
    is_opd = [bool(row["is_opd"]) for row in units]
    return np.array([next((one for one in above if is_opd[one]), NO_OPD) for above in chain], dtype=np.int64)


def _places(
    choices: Sequence[tuple[str | None, str]], people: Mapping[str, int], offerings: Mapping[str, int]
) -> Iterator[tuple[int | None, int]]:
    """Pins or bans of this agency by place; those about others are left out."""
    for employee, intervention in choices:
        if intervention in offerings and (employee is None or employee in people):
            yield (None if employee is None else people[employee]), offerings[intervention]

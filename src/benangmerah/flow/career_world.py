"""Everything that career questions of one run are answered from, read once from its folder and kept in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from benangmerah.analytics.career_distance import UNKNOWN
from benangmerah.domain.attainment import Attainment
from benangmerah.domain.career import CareerPattern, Leaving, Rung, career_pattern, count_moves, leaving_of
from benangmerah.domain.career_path import HOUR_UNITS, CareerOffering, Post
from benangmerah.domain.intervention import EligibilityRow, Raise, programme_of
from benangmerah.domain.policy import Policy
from benangmerah.flow.person_case import written_at
from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.result_folder import SNAPSHOT
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.take_snapshot import POLICY_FILE
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.quantity import LEVEL_UNITS, exact, level_units
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import ATTAINMENT
from benangmerah.snapshot.manifest import FILE, read_manifest
from benangmerah.snapshot.parquet import read_table
from benangmerah.store.models.run import Run

Row = Mapping[str, Any]
_PERSON_COLUMNS = (
    "employee_id", "unit_id", "position_id", "name", "status", "standing", "contract_end", "birth_date", "rank",
    "education_level", "field_of_study", "technical_training_jp", "performance_predicate", "target_position_id",
    "target_approved",
)  # fmt: skip
RUNS_KEPT = 2
"""Runs kept in memory by a process: the published one, and another that somebody compares it with."""


@dataclass(frozen=True)
class CareerWorld:
    """The positions, people, levels and offerings of one run, on its day and under its law and policy."""

    as_of: date
    policy: Policy
    law: Law
    pattern: CareerPattern
    positions: Mapping[str, Row]
    posts: Mapping[str, Post]
    asked: Mapping[str, Sequence[tuple[str, str]]]
    """Qualifications that a position asks for: kind and value."""
    competencies: Sequence[str]
    names: Mapping[str, str]
    required: NDArray[np.int64]
    """Positions × competencies, in ten-thousandths; 0 where nothing is asked."""
    people: pa.Table
    level_person: NDArray[np.int64]
    level_competency: NDArray[np.int64]
    level_units: NDArray[np.int64]
    """The attained levels as triples: place of the person, place of the competency, ten-thousandths."""
    offerings: Mapping[str, CareerOffering]
    offering_rows: Mapping[str, Row]
    completions: pa.Table
    parents: Mapping[str, str | None]
    unit_names: Mapping[str, str]
    unit_needs: Sequence[Row]

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where each person stands in the columns."""
        return {each: place for place, each in enumerate(self.people["employee_id"].to_pylist())}

    @cached_property
    def position_ids(self) -> Sequence[str]:
        """The positions in the order of `required`."""
        return list(self.positions)

    @cached_property
    def place_of_position(self) -> Mapping[str, int]:
        """Where each position stands in `required`."""
        return {each: place for place, each in enumerate(self.positions)}

    @cached_property
    def competency_place(self) -> Mapping[str, int]:
        """Where each competency stands in the columns of `required`."""
        return {each: place for place, each in enumerate(self.competencies)}

    @cached_property
    def column(self) -> Mapping[str, list[Any]]:
        """What is known of everybody, column by column."""
        return {name: self.people[name].to_pylist() for name in _PERSON_COLUMNS}

    @property
    def counts_from(self) -> int:
        """Ten-thousandths short from which a requirement is a gap (rule 5)."""
        return level_units(self.policy.gap_counts_from)

    def person(self, employee_id: str) -> Row | None:
        """One person's row; none where the run does not know her."""
        place = self.place_of.get(employee_id)
        return None if place is None else {name: values[place] for name, values in self.column.items()}

    def levels_of(self, employee_id: str) -> dict[str, int]:
        """A person's attained levels by competency, in ten-thousandths."""
        rows = np.flatnonzero(self.level_person == self.place_of[employee_id])
        return {self.competencies[self.level_competency[row]]: int(self.level_units[row]) for row in rows}

    def level_row(self, levels: Mapping[str, int]) -> NDArray[np.int64]:
        """Levels in the order of the competencies."""
        return np.array([levels.get(each, UNKNOWN) for each in self.competencies], dtype=np.int64)

    def chain_of(self, unit_id: str) -> tuple[str, ...]:
        """The unit and all above it."""
        chain: list[str] = []
        above: str | None = unit_id
        while above is not None and above not in chain:
            chain.append(above)
            above = self.parents.get(above)
        return tuple(chain)

    def members_of(self, unit_id: str) -> frozenset[int]:
        """The places of the active people of a unit and all below it."""
        if unit_id not in self._members:
            below = {each for each in self.parents if unit_id in self.chain_of(each)}
            rows = zip(self.column["unit_id"], self.column["standing"], strict=True)
            self._members[unit_id] = frozenset(
                place for place, (unit, standing) in enumerate(rows) if unit in below and standing in (None, "active")
            )
        return self._members[unit_id]

    @cached_property
    def _members(self) -> dict[str, frozenset[int]]:
        return {}

    @cached_property
    def held_place(self) -> NDArray[np.int64]:
        """Where the position that each person holds stands in `required`; -1 where it is none of the agency's."""
        return np.array([self.place_of_position.get(each, -1) for each in self.column["position_id"]], dtype=np.int64)

    @cached_property
    def is_active(self) -> NDArray[np.bool_]:
        """Who is active, by place."""
        return np.array([each in (None, "active") for each in self.column["standing"]], dtype=bool)

    @cached_property
    def leavings(self) -> Sequence[tuple[int, Leaving]]:
        """Who leaves on the day of the run or later, by place, the soonest first; who is gone already is left out."""
        found = []
        rows = zip(self.column["position_id"], self.column["birth_date"], self.column["contract_end"], strict=True)
        for place, (position_id, born, ends) in enumerate(rows):
            if position_id in self.positions and (born is not None or ends is not None):
                leaving = leaving_of(self.positions[position_id]["grade"], born, ends, self.law)
                if leaving is not None and self.as_of <= leaving.on:
                    found.append((place, leaving))
        return sorted(found, key=lambda each: each[1].on)

    @cached_property
    def lawful_to(self) -> dict[Rung, NDArray[np.bool_]]:
        """What was worked out of who may move to a rung."""
        return {}

    @cached_property
    def ready_for(self) -> dict[str, NDArray[np.bool_]]:
        """What was worked out of who has the best category for a position."""
        return {}

    @cached_property
    def rungs(self) -> frozenset[Rung]:
        """The rungs that positions of the agency stand on."""
        return frozenset(post.rung for post in self.posts.values())

    @cached_property
    def moves_from(self) -> dict[Rung, Mapping[Rung, int]]:
        """What was worked out of the fewest moves between rungs."""
        return {}

    def fewest_moves(self, start: Rung, end: Rung) -> int | None:
        """The fewest lawful moves from one rung to another."""
        if start not in self.moves_from:
            self.moves_from[start] = count_moves(self.pattern, start, self.rungs)
        return self.moves_from[start].get(end)


def attainments(levels: Mapping[str, int]) -> dict[str, Attainment]:
    """Levels as the rules take them; what they rest on is told elsewhere."""
    return {each: Attainment(units, "", "", 0) for each, units in levels.items()}


def read_career_world(run: Run) -> CareerWorld:
    """The world of a run; where its folder is gone, the error says how to mend it."""
    folder = path_of(run)
    if not run.folder or not (folder / SNAPSHOT / FILE).is_file():
        raise BenangMerahError(
            message("The folder of run {number} is not on this server any more.", number=str(run.pk)),
            message("Put it back from the backup of the data folder, or start a new run."),
        )
    return load_career_world(folder, str(run.agency_id))


def load_career_world(folder: Path, agency_id: str) -> CareerWorld:
    """The world of a run's folder."""
    return _load(folder, agency_id, written_at(folder / SNAPSHOT))


@lru_cache(maxsize=RUNS_KEPT)
def _load(folder: Path, agency_id: str, at: int) -> CareerWorld:  # noqa: ARG001 part of the name
    snapshot = folder / SNAPSHOT
    as_of = date.fromisoformat(read_manifest(snapshot).as_of)
    policy_file = snapshot / POLICY_FILE
    policy = read_policy_file(policy_file if policy_file.is_file() else None)
    law = load_library().on(as_of)
    positions = {row["position_id"]: row for row in _rows(snapshot, "positions") if row["agency_id"] == agency_id}
    competencies = [row["competency_id"] for row in _rows(snapshot, "competencies")]
    standards = _read_standards(snapshot, as_of, positions)
    people = read_table(snapshot / "employees.parquet", INPUTS["employees"]).select(list(_PERSON_COLUMNS))
    triples = _read_levels(folder, people["employee_id"], competencies)
    return CareerWorld(
        as_of=as_of, policy=policy, law=law, pattern=career_pattern(law, policy.career), positions=positions,
        posts={
            each: Post(each, Rung(row["grade"], row["job_family"]), standards.get(each, {}))
            for each, row in positions.items()
        },
        asked=_read_asked(snapshot, positions), competencies=competencies,
        names={row["competency_id"]: row["name"] for row in _rows(snapshot, "competencies")},
        required=np.array(
            [[standards.get(each, {}).get(one, 0) * LEVEL_UNITS for one in competencies] for each in positions],
            dtype=np.int64,
        ).reshape(len(positions), len(competencies)),
        people=people, level_person=triples[0], level_competency=triples[1], level_units=triples[2],
        offerings=_read_offerings(snapshot, agency_id),
        offering_rows={row["intervention_id"]: row for row in _rows(snapshot, "interventions")},
        completions=read_table(snapshot / "completions.parquet", INPUTS["completions"]),
        parents={row["unit_id"]: row["parent_unit_id"] for row in _rows(snapshot, "units")},
        unit_names={row["unit_id"]: row["name"] for row in _rows(snapshot, "units")},
        unit_needs=_rows(snapshot, "unit_needs"),
    )  # fmt: skip


def _rows(snapshot: Path, name: str) -> list[Row]:
    rows: list[Row] = read_table(snapshot / f"{name}.parquet", INPUTS[name]).to_pylist()
    return rows


def _read_standards(snapshot: Path, as_of: date, positions: Mapping[str, Row]) -> dict[str, dict[str, int]]:
    """The levels in force on the day, by position (rule 4)."""
    table = read_table(snapshot / "requirements.parquet", INPUTS["requirements"])
    day = pa.scalar(as_of, pa.date32())
    begun = pc.fill_null(pc.less_equal(table["valid_from"], day), fill_value=True)
    lasts = pc.fill_null(pc.greater(table["valid_to"], day), fill_value=True)
    found: dict[str, dict[str, int]] = {}
    for row in (
        table.filter(pc.and_(begun, lasts)).select(["position_id", "competency_id", "required_level"]).to_pylist()
    ):
        if row["position_id"] in positions:
            found.setdefault(row["position_id"], {})[row["competency_id"]] = row["required_level"]
    return found


def _read_asked(snapshot: Path, positions: Mapping[str, Row]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(snapshot, "position_requirements"):
        if row["position_id"] in positions:
            found.setdefault(row["position_id"], []).append((row["kind"], row["value"]))
    return found


def _read_levels(
    folder: Path, employee_ids: pa.ChunkedArray, competencies: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The attained levels as places of person and competency and ten-thousandths."""
    table = read_table(folder / "attainment.parquet", ATTAINMENT)
    who = pc.index_in(table["employee_id"], value_set=employee_ids.combine_chunks())
    what = pc.index_in(table["competency_id"], value_set=pa.array(competencies, pa.string()))
    units = np.rint(table["attained_level"].to_numpy() * LEVEL_UNITS).astype(np.int64)
    return who.to_numpy().astype(np.int64), what.to_numpy().astype(np.int64), units


def _read_offerings(snapshot: Path, agency_id: str) -> dict[str, CareerOffering]:
    raises: dict[str, dict[str, Raise]] = {}
    for row in _rows(snapshot, "effects"):
        lift = Raise(level_units(exact(row["raise_to"])), level_units(exact(row["raise_by"])), row["intervention_id"])
        raises.setdefault(row["intervention_id"], {})[row["competency_id"]] = lift
    eligibility: dict[str, list[EligibilityRow]] = {}
    for row in _rows(snapshot, "eligibility"):
        one = EligibilityRow(row["grade"], row["job_family"], row["unit_id"], row["status"])
        eligibility.setdefault(row["intervention_id"], []).append(one)
    requires: dict[str, list[str]] = {}
    for row in _rows(snapshot, "prerequisites"):
        requires.setdefault(row["intervention_id"], []).append(row["requires_intervention_id"])
    return {
        row["intervention_id"]: CareerOffering(
            row["intervention_id"],
            programme_of(row["intervention_id"], row["program_id"]),
            round(exact(row["learning_hours"]) * HOUR_UNITS),
            row["cost_per_participant"],
            raises.get(row["intervention_id"], {}),
            tuple(eligibility.get(row["intervention_id"], ())),
            tuple(requires.get(row["intervention_id"], ())),
        )
        for row in _rows(snapshot, "interventions")
        if row["agency_id"] in (None, agency_id)
    }

"""Where somebody could go: nearest positions, what is missing, moves, hours and money; looks are written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pyarrow.compute as pc

from benangmerah.analytics.career_distance import Distances, measure_positions
from benangmerah.domain.career import (
    Distance,
    LawWarning,
    Move,
    QualificationLack,
    judge_move,
    lacking_qualifications,
    measure_distance,
    warn_of_law,
)
from benangmerah.domain.career_path import HOUR_UNITS, CareerMap, CareerPath, Step, Traveller
from benangmerah.domain.career_search import find_path
from benangmerah.domain.qualification_gap import SHORT, QualifiedPerson, normalise, qualification_law
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.career_world import CareerWorld, attainments, read_career_world
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Citation, message
from benangmerah.kernel.period import months_after, years_before
from benangmerah.kernel.quantity import as_level, exact
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.career import Target, read_target
from benangmerah.store.selectors.run_person import read_run_person
from benangmerah.store.selectors.scope import OutOfScopeError

Row = Mapping[str, Any]


@dataclass(frozen=True)
class CareerPerson:
    """A person of a run with all that career questions ask of her."""

    world: CareerWorld
    row: Row

    @cached_property
    def levels(self) -> dict[str, int]:
        """Attained levels in ten-thousandths."""
        return self.world.levels_of(self.row["employee_id"])

    @cached_property
    def done(self) -> Sequence[Row]:
        """What she has finished by the day."""
        mine = pc.equal(self.world.completions["employee_id"], self.row["employee_id"])
        return [each for each in self.world.completions.filter(mine).to_pylist()
                if each["completed_on"] <= self.world.as_of]  # fmt: skip

    @cached_property
    def qualified(self) -> QualifiedPerson:
        """What is known of her qualifications."""
        rows = (self.world.offering_rows[each["intervention_id"]] for each in self.done)
        names = {row[name] for row in rows for name in ("intervention_id", "program_id", "title")}
        hours = self.row["technical_training_jp"]
        return QualifiedPerson(
            self.row["education_level"], self.row["field_of_study"], self.row["rank"],
            technical_training_jp=None if hours is None else exact(hours),
            finished={normalise(name) for name in names if name is not None},
        )  # fmt: skip

    @cached_property
    def map(self) -> CareerMap:
        """What her paths are looked for in."""
        qualifications = lru_cache(maxsize=None)(lambda position_id: frozenset(
            each.kind for each in self.lacking(position_id) if each.state == SHORT
        ))  # fmt: skip
        finished = {each["intervention_id"] for each in self.done}
        traveller = Traveller(
            self.levels, frozenset(finished), frozenset(self._finished_programmes()), self.row["status"],
            frozenset(self.world.chain_of(self.row["unit_id"])),
        )  # fmt: skip
        world = self.world
        return CareerMap(world.pattern, world.posts, world.offerings, traveller, world.counts_from, qualifications)

    def _finished_programmes(self) -> set[tuple[str, str]]:
        """Programmes that may not be taken again by now (rule 17)."""
        found = set()
        for each in self.done:
            again = self.world.offering_rows[each["intervention_id"]]["repeat_after_months"]
            offering = self.world.offerings.get(each["intervention_id"])
            if offering and (again is None or months_after(each["completed_on"], again) > self.world.as_of):
                found.add(offering.programme)
        return found

    def lacking(self, position_id: str) -> tuple[QualificationLack, ...]:
        """The qualifications that a position asks for and she has not, or nobody knows."""
        asked = tuple(self.world.asked.get(position_id, ()))
        if asked not in self._judged:
            self._judged[asked] = lacking_qualifications(asked, self.qualified, qualification_law(self.world.law))
        return self._judged[asked]

    @cached_property
    def _judged(self) -> dict[tuple[tuple[str, str], ...], tuple[QualificationLack, ...]]:
        return {}

    @cached_property
    def distances(self) -> Distances:
        """How far every position is, in the order of the world's positions."""
        return measure_positions(self.world.level_row(self.levels), self.world.required, self.world.counts_from)

    @property
    def age(self) -> int | None:
        """Whole years on the day of the run."""
        born = self.row["birth_date"]
        if born is None:
            return None
        years: int = self.world.as_of.year - born.year
        return years if born <= years_before(self.world.as_of, years) else years - 1


@dataclass(frozen=True)
class NearPosition:
    """A position and how far it is; hours and money are worked out when they are asked for."""

    person: CareerPerson
    position_id: str
    title: str
    grade: str
    job_family: str | None
    move: Move
    moves: int | None
    match_percent: float | None
    short_levels: float
    unknown_count: int
    required_count: int
    unmet_count: int

    @property
    def way(self) -> str:
        """The direction of a single move, `several` for more, `none` where the pattern leads nowhere."""
        return str(self.move.direction) if self.moves == 1 else "several" if self.moves else "none"

    @cached_property
    def closing(self) -> Step:
        """What closes her gaps by the catalogue, were she to go there from where she is."""
        world = self.person.world
        here, there = world.posts[self.person.row["position_id"]], world.posts[self.position_id]
        return self.person.map.step_to(here, there, self.person.levels, frozenset())[0]

    @property
    def hours(self) -> float:
        """Learning hours (JP) of what closes her gaps."""
        return self.closing.hours / HOUR_UNITS

    @property
    def cost_rupiah(self) -> int:
        """Its money, by the head."""
        return self.closing.cost_rupiah


@dataclass(frozen=True)
class PathStep:
    """One move of a path in words: where to, how, what closes its gaps, and what stays in the way."""

    position_id: str
    title: str
    direction: str
    offerings: Sequence[str]
    hours: float
    cost_rupiah: int
    open_levels: Sequence[tuple[str, float]]
    unknown: Sequence[str]
    lacking: Sequence[str]


@dataclass(frozen=True)
class Chosen:
    """One position looked at closely."""

    position_id: str
    title: str
    distance: Distance
    lacks: Sequence[tuple[str, int, float | None]]
    """Competency, required level, attained level (None: not assessed)."""
    move: Move
    steps: Sequence[PathStep]
    path: CareerPath | None
    warnings: Sequence[LawWarning]


@dataclass(frozen=True)
class CareerResult:
    """One person's career page."""

    person: RunPerson
    target: Target | None
    near: Sequence[NearPosition]
    chosen: Chosen | None
    citation: Citation
    """What the directions of moves rest on."""
    is_own: bool
    may_decide: bool


def read_career(visit: Visit, run: Run, employee_id: str, position_id: str = "") -> CareerResult:
    """The career page of one person: her own, or of somebody whose assessments the reader may read; logged then."""
    person = read_run_person(visit.scope, run, employee_id, Right.READ_ASSESSMENTS)
    is_own = visit.scope.employee_id == employee_id
    if not is_own:
        write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=(person.agency_id, person.unit_id),
                    run=str(run.pk), about="career")  # fmt: skip
    subject = find_career_person(read_career_world(run), employee_id)
    target = read_target(employee_id)
    asked = position_id or (target.position_id if target else "")
    if position_id and position_id not in subject.world.posts:
        raise OutOfScopeError(message("You see no such position."))
    may_decide = not is_own and visit.scope.reach(Right.APPROVE_TARGETS).holds(person.agency_id, person.unit_id)
    return CareerResult(
        person, target, list_near(subject), choose_position(subject, asked) if asked in subject.world.posts else None,
        subject.world.pattern.citation, is_own, may_decide,
    )  # fmt: skip


def find_career_person(world: CareerWorld, employee_id: str) -> CareerPerson:
    """A person of the run's snapshot."""
    row = world.person(employee_id)
    if row is None or row["position_id"] not in world.posts:
        raise BenangMerahError(message("The run knows no employee {employee_id}.", employee_id=employee_id))
    return CareerPerson(world, row)


def list_near(person: CareerPerson) -> list[NearPosition]:
    """Every other position of the agency, the nearest first: fewest qualifications short, then levels, then match.

    Where no lawful way leads stands after all others: such a position is near in what it asks alone.
    """
    world, found = person.world, person.distances
    here = world.posts[person.row["position_id"]]
    percents = found.match_percent
    moves = {rung: judge_move(world.pattern, here.rung, rung) for rung in world.rungs}
    rows = []
    for place, position_id in enumerate(world.position_ids):
        if position_id == here.position_id or not found.required_count[place]:
            continue
        row, post = world.positions[position_id], world.posts[position_id]
        rows.append(NearPosition(
            person, position_id, row["title"], row["grade"], row["job_family"], moves[post.rung],
            world.fewest_moves(here.rung, post.rung), None if np.isnan(percents[place]) else float(percents[place]),
            as_level(int(found.short_units[place])), int(found.required_count[place] - found.assessed_count[place]),
            int(found.required_count[place]), len(person.map.lacking(position_id)),
        ))  # fmt: skip
    return sorted(rows, key=lambda each: (
        not each.moves, each.match_percent is None, each.unmet_count, each.short_levels, each.unknown_count,
        -(each.match_percent or 0), each.title, each.position_id,
    ))  # fmt: skip


def choose_position(person: CareerPerson, position_id: str) -> Chosen:
    """One position: the distance, what is missing, the shortest path, and what the law asks."""
    world = person.world
    row, post = world.positions[position_id], world.posts[position_id]
    bands = world.law.bands(f"job_match/{world.policy.match_purpose}")
    distance = measure_distance(
        post.standard, attainments(person.levels), person.lacking(position_id), bands, world.policy
    )
    here = person.row["position_id"]
    path = None if here == position_id else find_path(person.map, here, position_id)
    return Chosen(
        position_id, row["title"], distance,
        [
            (world.names[each.competency_id], each.required_level,
             None if each.attained_units is None else as_level(each.attained_units))
            for each in distance.lacks
        ],
        judge_move(world.pattern, world.posts[here].rung, post.rung),
        [] if path is None else [_tell(world, step) for step in path.steps],
        path, warn_of_law(row["grade"], person.row["education_level"], person.age, world.law),
    )  # fmt: skip


def _tell(world: CareerWorld, step: Step) -> PathStep:
    return PathStep(
        step.position_id, world.positions[step.position_id]["title"], str(step.move.direction),
        [world.offering_rows[each]["title"] for each in step.offerings], step.hours / HOUR_UNITS, step.cost_rupiah,
        [(world.names[each], as_level(units)) for each, units in sorted(step.open_units.items())],
        [world.names[each] for each in step.unknown], step.lacking,
    )  # fmt: skip

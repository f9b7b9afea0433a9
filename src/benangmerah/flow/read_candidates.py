"""Who is ready for a position: people within the reader's reach by job match, with what each lacks; logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benangmerah.analytics.career_distance import Distances, measure_people
from benangmerah.domain.career import Move, Rung, judge_move
from benangmerah.domain.job_match import band_of
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, home_of, write_audit
from benangmerah.flow.career_world import CareerWorld, read_career_world
from benangmerah.flow.read_career import CareerPerson
from benangmerah.kernel.explanation import message
from benangmerah.kernel.quantity import LEVEL_UNITS, as_level, exact
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.scope import OutOfScopeError, Reach

MOST_CANDIDATES = 200
"""How many of the best are listed: nobody reads thousands of lines to fill one post."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who could move to the position in one lawful move."""

    employee_id: str
    name: str
    position: str
    unit: str
    direction: str
    match_percent: float
    category: str | None
    short_levels: float
    unknown_count: int
    required_count: int
    lacks: Sequence[tuple[str, int, float]]
    """Competency, required level, attained level; the deepest gap first."""
    unmet: Sequence[str]
    """Kinds of qualification that are known to be short."""
    aims_here: bool


@dataclass(frozen=True)
class Candidates:
    """The best candidates of a position, how many could come, and whose levels the reader may not read."""

    rows: Sequence[Candidate]
    lawful_count: int
    ready_count: int
    """Those with the best category of the law."""
    hidden_count: int
    """People who could come but whose assessments the reader may not read."""


def read_candidates(visit: Visit, run: Run, position_id: str) -> Candidates:
    """The candidates for a position of the run's agency; one entry in the audit log."""
    reach = visit.scope.require(Right.READ_ASSESSMENTS)
    world = read_career_world(run)
    if position_id not in world.posts:
        raise OutOfScopeError(message("You see no such position."))
    write_audit(visit, Verb.ASSESSMENT_READ, place=home_of(visit), run=str(run.pk), about=f"candidates {position_id}")
    return find_candidates(world, str(run.agency_id), position_id, reach)


def find_candidates(world: CareerWorld, agency_id: str, position_id: str, reach: Reach) -> Candidates:
    """Active people who could move there in one lawful move, the best match first.

    Who is assessed in too few of the requirements for a category stands after those who have one.
    """
    found = distances_from(world, position_id)
    lawful = list_lawful(world, world.posts[position_id].rung)
    readable = list_readable(world, agency_id, reach)
    held = world.held_place == world.place_of_position[position_id]
    there = lawful & ~held & (found.assessed_count > 0)
    mine = there & readable
    covered = is_covered(world, found)
    percents = np.nan_to_num(found.match_percent)
    places = np.flatnonzero(mine)
    order = places[np.lexsort((places, found.short_units[places], -percents[places], ~covered[places]))]
    rows = [
        _candidate(world, found, int(place), position_id, bool(covered[place])) for place in order[:MOST_CANDIDATES]
    ]
    ready = int((mine & find_ready(world, position_id)).sum())
    return Candidates(rows, int(mine.sum()), ready, int((there & ~readable).sum()))


def distances_from(world: CareerWorld, position_id: str) -> Distances:
    """How far everybody is from a position."""
    standard = world.required[world.place_of_position[position_id]]
    return measure_people(
        world.level_person, world.level_competency, world.level_units, standard, len(world.place_of), world.counts_from
    )


def list_lawful(world: CareerWorld, goal: Rung) -> NDArray[np.bool_]:
    """Who is active and may move to that rung in one lawful move."""
    if goal not in world.lawful_to:
        moves = {rung: judge_move(world.pattern, rung, goal).is_lawful for rung in world.rungs}
        posts = [moves[world.posts[each].rung] for each in world.positions]
        # -1 stands for whoever holds none of these positions, and takes the last value
        world.lawful_to[goal] = np.array([*posts, False], dtype=bool)[world.held_place] & world.is_active
    return world.lawful_to[goal].copy()


def list_readable(world: CareerWorld, agency_id: str, reach: Reach) -> NDArray[np.bool_]:
    """Who stands in a unit that is within reach, by place."""
    units: dict[str, bool] = {}
    for unit_id in world.column["unit_id"]:
        if unit_id not in units:
            units[unit_id] = reach.holds(agency_id, unit_id)
    return np.array([units[unit_id] for unit_id in world.column["unit_id"]], dtype=bool)


def is_covered(world: CareerWorld, found: Distances) -> NDArray[np.bool_]:
    """Who is assessed in enough of the requirements for a category (rule 6)."""
    least = float(world.policy.match_minimum_coverage)
    covered: NDArray[np.bool_] = found.assessed_count * 100 >= least * np.maximum(found.required_count, 1)
    return covered


def find_ready(world: CareerWorld, position_id: str) -> NDArray[np.bool_]:
    """Who has the best category of the law for a position, by place; worked out once for a run."""
    if position_id not in world.ready_for:
        found = distances_from(world, position_id)
        bands = world.law.bands(f"job_match/{world.policy.match_purpose}")
        least = max(float(band.lower) for band in bands if band.lower is not None)
        world.ready_for[position_id] = is_covered(world, found) & (np.nan_to_num(found.match_percent) >= least)
    return world.ready_for[position_id]


def _candidate(world: CareerWorld, found: Distances, place: int, position_id: str, covered: bool) -> Candidate:
    row = {name: values[place] for name, values in world.column.items()}
    person = CareerPerson(world, row)
    standard = world.posts[position_id].standard
    levels = person.levels
    lacks = [
        (world.names[each], level, as_level(levels[each]))
        for each, level in standard.items()
        if each in levels and level_short(level, levels[each]) >= world.counts_from
    ]
    percent = exact(int(found.attained_sum[place])) * 100 / int(found.required_sum[place])
    move: Move = judge_move(world.pattern, world.posts[row["position_id"]].rung, world.posts[position_id].rung)
    return Candidate(
        row["employee_id"], row["name"], world.positions[row["position_id"]]["title"],
        world.unit_names.get(row["unit_id"], row["unit_id"]), str(move.direction), float(percent),
        band_of(percent, world.law.bands(f"job_match/{world.policy.match_purpose}")) if covered else None,
        as_level(int(found.short_units[place])), int(found.required_count[place] - found.assessed_count[place]),
        int(found.required_count[place]), sorted(lacks, key=lambda each: (each[2] - each[1], each[0])),
        sorted(person.map.lacking(position_id)), row["target_position_id"] == position_id,
    )  # fmt: skip


def level_short(required: int, attained_units: int) -> int:
    """How many ten-thousandths are missing to a level; less than nothing where there is a surplus."""
    return required * LEVEL_UNITS - attained_units

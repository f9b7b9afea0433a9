"""Posts whose holder leaves soon, who could follow, and what a unit loses when she goes; looks are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from benangmerah.domain.career import Leaving, is_critical
from benangmerah.domain.organisation_gap import people_missing
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.career_world import CareerWorld, read_career_world
from benangmerah.flow.read_candidates import find_ready, list_lawful, list_readable
from benangmerah.kernel.explanation import message
from benangmerah.kernel.period import months_after
from benangmerah.kernel.quantity import LEVEL_UNITS, as_level, exact
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.place import Place
from benangmerah.store.selectors.run_person import read_run_person
from benangmerah.store.selectors.scope import OutOfScopeError


@dataclass(frozen=True)
class Succession:
    """A post whose holder leaves; how many could follow is worked out when it is asked for."""

    world: CareerWorld
    employee_id: str
    name: str
    position_id: str
    position: str
    unit: str
    leaves_on: date
    reason: str
    is_critical: bool
    readable: NDArray[np.bool_]
    """Whose assessments the reader may read, by place."""

    @cached_property
    def ready_count(self) -> int:
        """People with the best match, one lawful move away, whom the reader may read and who leave no sooner."""
        world = self.world
        among = list_lawful(world, world.posts[self.position_id].rung) & self.readable
        among &= world.held_place != world.place_of_position[self.position_id]
        among[list(_leavings(world, self.leaves_on))] = False
        return int((among & find_ready(world, self.position_id)).sum())


@dataclass(frozen=True)
class Loss:
    """One competency: people at her level before and after, and what a unit needs against what is left."""

    competency: str
    level: float
    unit: str
    at_level: int
    """The whole level that is counted: the one needed, else hers without its fraction."""
    before: int
    after: int
    after_all: int
    """When everybody has left who leaves by that day."""
    needed: int | None
    """People the unit needs at that level; empty where it says nothing."""

    @property
    def missing_before(self) -> int | None:
        """People missing today (rule 11)."""
        return None if self.needed is None else people_missing(self.needed, self.before)

    @property
    def missing_after(self) -> int | None:
        """People missing when she has left."""
        return None if self.needed is None else people_missing(self.needed, self.after)


@dataclass(frozen=True)
class LossResult:
    """What a unit loses when somebody goes."""

    succession: Succession
    unit: str
    losses: Sequence[Loss]


def list_succession(visit: Visit, run: Run, place: Place, months: int | None = None) -> list[Succession]:
    """The posts of a place whose holder leaves within so many months (else the policy's), the soonest first."""
    visit.scope.require(Right.SEE_PEOPLE)
    world = read_career_world(run)
    until = months_after(world.as_of, world.policy.career.leaving_months if months is None else months)
    reach = visit.scope.reach(Right.SEE_PEOPLE)
    agency_id = str(run.agency_id)
    readable = list_readable(world, agency_id, visit.scope.reach(Right.READ_ASSESSMENTS))
    found = []
    for at, leaving in _leavings(world, until).items():
        unit_id, position_id = world.column["unit_id"][at], world.column["position_id"][at]
        is_here = unit_id in place.unit_ids if place.unit_id else True
        if is_here and reach.holds(agency_id, unit_id) and position_id in world.posts:
            found.append(_succession(world, at, leaving, readable))
    return sorted(found, key=lambda each: (each.leaves_on, not each.is_critical, each.name, each.employee_id))


def read_loss(visit: Visit, run: Run, employee_id: str) -> LossResult:
    """What is lost when one person leaves; the look is written down."""
    person = read_run_person(visit.scope, run, employee_id, Right.READ_ASSESSMENTS)
    if visit.scope.employee_id != employee_id:
        write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=(person.agency_id, person.unit_id),
                    run=str(run.pk), about="succession")  # fmt: skip
    world = read_career_world(run)
    at = world.place_of.get(employee_id)
    leaving = None if at is None else _leavings(world, date.max).get(at)
    if at is None or leaving is None or world.column["position_id"][at] not in world.posts:
        raise OutOfScopeError(message("Nobody knows when this person leaves."))
    unit_id = person.opd_id or person.unit_id
    readable = list_readable(world, str(run.agency_id), visit.scope.reach(Right.READ_ASSESSMENTS))
    gone = {place for place, other in _leavings(world, leaving.on).items() if other.on <= leaving.on} | {at}
    return LossResult(
        _succession(world, at, leaving, readable), world.unit_names.get(unit_id, unit_id),
        find_losses(world, at, unit_id, frozenset(gone)),
    )  # fmt: skip


def find_losses(world: CareerWorld, at: int, unit_id: str, gone: frozenset[int]) -> list[Loss]:
    """The coverage that falls when the person at that place leaves: units' needs first, then every level of hers.

    Active people of a unit and all below it are counted, as rule 11 does.
    """
    levels = world.levels_of(world.column["employee_id"][at])
    above = world.chain_of(world.column["unit_id"][at])
    losses = []
    told = set()
    for need in world.unit_needs:
        units = levels.get(need["competency_id"])
        if need["unit_id"] in above and units is not None and units >= need["level"] * LEVEL_UNITS:
            told.add(need["competency_id"])
            losses.append(_loss(world, at, gone, need["unit_id"], need["competency_id"], units, need["level"],
                                need["people_needed"]))  # fmt: skip
    for competency_id, units in levels.items():
        whole = units // LEVEL_UNITS
        if competency_id not in told and whole > 0:
            losses.append(_loss(world, at, gone, unit_id, competency_id, units, whole, None))
    return sorted(losses, key=_worst_first)


def _worst_first(loss: Loss) -> tuple[int, bool, float, str]:
    """More missing than before, then what a unit asks for, then what shrinks most."""
    more = (loss.missing_after or 0) - (loss.missing_before or 0)
    return -more, loss.needed is None, loss.after / max(loss.before, 1), loss.competency


def _loss(
    world: CareerWorld, at: int, gone: frozenset[int], unit_id: str, competency_id: str, units: int, level: int,
    needed: int | None,
) -> Loss:  # fmt: skip
    members = world.members_of(unit_id)
    rows = (world.level_competency == world.competency_place[competency_id]) & (
        world.level_units >= level * LEVEL_UNITS
    )
    able = {int(each) for each in np.asarray(world.level_person)[rows]} & members
    return Loss(
        world.names[competency_id], as_level(units), world.unit_names.get(unit_id, unit_id), level, len(able),
        len(able - {at}), len(able - gone), needed,
    )  # fmt: skip


def _leavings(world: CareerWorld, until: date) -> dict[int, Leaving]:
    """Who leaves up to that day, by place, the soonest first."""
    return dict(takewhile(lambda each: each[1].on <= until, world.leavings))


def _succession(world: CareerWorld, at: int, leaving: Leaving, readable: NDArray[np.bool_]) -> Succession:
    position_id, unit_id = world.column["position_id"][at], world.column["unit_id"][at]
    weight = world.positions[position_id]["criticality"]
    return Succession(
        world, world.column["employee_id"][at], world.column["name"][at], position_id,
        world.positions[position_id]["title"], world.unit_names.get(unit_id, unit_id), leaving.on, leaving.reason,
        is_critical(None if weight is None else exact(weight), world.policy.career),
        readable,
    )  # fmt: skip

"""What is planned: the people of one agency, their needs, the offerings they may take, and the money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benangmerah.domain.intervention import EligibilityRow
from benangmerah.domain.plan import Raise
from benangmerah.kernel.quantity import LEVEL_UNITS, exact, round_half_up

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
"""Places in other arrays, where there are as many of them as items on all menus."""
Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int8]
Texts: TypeAlias = "npt.NDArray[np.object_]"

HOUR_UNITS = 1_000_000
"""Learning hours are whole millionths here, so that sums meet a ceiling exactly."""
NO_OPD = -1
"""Stands for the OPD of people in a unit with none above it."""
MOST_HOURS = 10**9 * HOUR_UNITS
"""More learning hours than this are this many: somebody wrote another number into their column."""


def hour_units(hours: float | Fraction) -> int:
    """Learning hours as whole millionths."""
    return min(MOST_HOURS, round_half_up(exact(hours) * HOUR_UNITS))


@dataclass(frozen=True)
class Offering:
    """One intervention that people of the agency may take; money in rupiah, hours in millionths.

    `requires` holds places of other offerings of the problem; `requires_ids` every required id, with those outside it.
    """

    intervention_id: str
    title: str
    programme: tuple[str, str]
    form: str
    is_classical: bool
    is_elective: bool
    hours: int
    cost_per_participant: int
    cost_per_batch: int
    batch_size: int | None
    min_batch_size: int
    max_batches: int | None
    period: int | None
    repeat_after_months: int | None
    raises: Mapping[int, Raise]
    eligibility: tuple[EligibilityRow, ...] = ()
    requires_ids: tuple[str, ...] = ()
    requires: tuple[int, ...] = ()

    @property
    def seats(self) -> int | None:
        """How many people can take it at all; None where nothing limits them."""
        if self.batch_size is None or self.max_batches is None:
            return None
        return self.batch_size * self.max_batches


@dataclass(frozen=True)
class Ceiling:
    """Money of a unit and all below it, or the most people of it that a quota admits."""

    unit_id: str
    amount: int


@dataclass(frozen=True)
class PlanRules:
    """The numbers of law and policy that a plan keeps to; hours in millionths, the penalty in points per JP.

    Of the plan's JP at most `classical_percent` are held in class; of every OPD's weighted gap `floor_percent` is
    closed first, where that can be. Where they are empty there is no such rule.
    """

    as_of: date
    year: int
    jp_penalty: float
    minimum_hours: int
    elective_ceiling: int
    pppk_ceiling: int
    max_items: int
    classical_percent: float | None = None
    floor_percent: float | None = None

    @property
    def penalty(self) -> float:
        """Points per millionth of a learning hour."""
        return self.jp_penalty / HOUR_UNITS


@dataclass(frozen=True)
class People:
    """The people the plan is for, in the order of their ids: one entry each in every array.

    `missing` is what they lack to the minimum before the plan (0 where none is owed); `room` what the ceiling on hours
    leaves them, below 0 where they are above it; `every_form` whether all forms count under it; `finished` the latest
    day of each offering, `finished_programmes` that of each programme.
    """

    employee_ids: Texts
    unit: Ints
    status: Texts
    grade: Texts
    job_family: Texts
    owes_minimum: Bools
    missing: Ints
    room: Ints
    every_form: Bools
    finished: Mapping[int, Mapping[str, date]]
    finished_programmes: Mapping[int, Mapping[tuple[str, str], date]]

    def __len__(self) -> int:
        return len(self.employee_ids)


@dataclass(frozen=True)
class Slots:
    """One competency of a person with a need or two (position held, position aimed at), ordered by person.

    Levels are ten-thousandths; `required` and `weight` have a column for each target, 0 where there is no need.
    """

    person: Ints
    competency: Ints
    level: Ints
    required: Ints
    weight: Floats

    def __len__(self) -> int:
        return len(self.person)

    def value(self, slot: Ints, level: Ints) -> Floats:
        """The weighted levels that these slots gain when they reach these levels."""
        required = self.required[slot]
        closed = np.minimum(required, level[:, None]) - np.minimum(required, self.level[slot][:, None])
        total: Floats = (closed * self.weight[slot]).sum(axis=1) / LEVEL_UNITS
        return total


@dataclass(frozen=True)
class Problem:
    """One agency's planning problem.

    `blocked` holds, for each person and offering, 0 or the number of the limit that stops it whatever the plan is.
    `chain` lists for each unit the unit itself and those above it, `opd` the place of the nearest of them that answers
    for needs, below 0 where none does.
    """

    agency_id: str
    budget: int
    rules: PlanRules
    people: People
    slots: Slots
    offerings: tuple[Offering, ...]
    competency_ids: tuple[str, ...]
    unit_ids: tuple[str, ...]
    chain: tuple[tuple[int, ...], ...]
    opd: Ints
    absence_room: Ints
    unit_budgets: tuple[Ceiling, ...]
    quotas: tuple[Ceiling, ...]
    pins: tuple[tuple[int | None, int], ...]
    bans: tuple[tuple[int | None, int], ...]
    blocked: Codes

    @cached_property
    def slot_of(self) -> tuple[dict[int, int], ...]:
        """For each person the slot of each competency with a need."""
        found: tuple[dict[int, int], ...] = tuple({} for _ in range(len(self.people)))
        for slot, (person, competency) in enumerate(
            zip(self.slots.person.tolist(), self.slots.competency.tolist(), strict=True)
        ):
            found[person][competency] = slot
        return found

    @cached_property
    def slot_rows(self) -> list[tuple[int, tuple[tuple[int, float], ...]]]:
        """For each slot the attained level, and required level and weight of each need."""
        slots = self.slots
        return [
            (level, tuple((need, weight) for need, weight in zip(required, weights, strict=True) if need))
            for level, required, weights in zip(
                slots.level.tolist(), slots.required.tolist(), slots.weight.tolist(), strict=True
            )
        ]

    @cached_property
    def ladders(self) -> tuple[tuple[Raise, ...], ...]:
        """For each competency all raises on offer, in the order of rule 15."""
        return tuple(
            tuple(sorted(one.raises[competency] for one in self.offerings if competency in one.raises))
            for competency in range(len(self.competency_ids))
        )

    @cached_property
    def rung(self) -> dict[tuple[int, int], int]:
        """For each offering and competency the place of its raise on the ladder of the competency."""
        return {
            (offering, competency): self.ladders[competency].index(one)
            for offering, offered in enumerate(self.offerings)
            for competency, one in offered.raises.items()
        }

    @cached_property
    def weighted_gap(self) -> float:
        """The weight of all gaps: what a plan without limits would close."""
        short = self.slots.required - np.minimum(self.slots.required, self.slots.level[:, None])
        return float((short * self.slots.weight).sum()) / LEVEL_UNITS

    @cached_property
    def wanted(self) -> Ints:
        """For each offering how many people may take it and gain by it alone: in a need, or in hours they lack."""
        found = np.zeros(len(self.offerings), dtype=np.int64)
        for place, one in enumerate(self.offerings):
            gains = (self.people.missing > 0) & (one.hours > 0)
            for competency, raised in one.raises.items():
                helped = (self.slots.competency == competency) & (self.slots.level < raised.raise_to)
                gains[self.slots.person[helped & (raised.raise_by > 0)]] = True
            found[place] = int((gains & (self.blocked[:, place] == 0)).sum())
        return found

    @cached_property
    def budgets_of(self) -> tuple[tuple[int, ...], ...]:
        """For each unit the unit budgets that its people's costs count under."""
        return self._ceilings_of(self.unit_budgets)

    @cached_property
    def quotas_of(self) -> tuple[tuple[int, ...], ...]:
        """For each unit the quotas that its people count under."""
        return self._ceilings_of(self.quotas)

    def _ceilings_of(self, ceilings: tuple[Ceiling, ...]) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(
                place
                for place, ceiling in enumerate(ceilings)
                if any(self.unit_ids[above] == ceiling.unit_id for above in self.chain[unit])
            )
            for unit in range(len(self.unit_ids))
        )

    def counts_under_ceiling(self, person: int, offering: int) -> bool:
        """Whether that offering's hours count under that person's ceiling."""
        return bool(self.people.every_form[person]) or self.offerings[offering].is_elective

"""The floor per OPD: so much of its weighted gap is closed for every OPD first, where that can be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.problem import NO_OPD, Floats, Ints, Problem

WHOLE, MOST_SCALE = 100.0, 10.0


@dataclass(frozen=True)
class Floor:
    """What every OPD is to have closed: `group` says of each person which it is, `opd` of each group which unit.

    Gap and target are weighted levels of the people the plan is for. What an OPD lacks counts by `scale`, as a share of
    its own gap (at most ten times as much as in the mean, at least a tenth): a small one is not passed by for a large.
    """

    group: Ints
    opd: Ints
    gap: Floats
    target: Floats
    scale: Floats

    def add_up(self, of_people: Floats) -> Floats:
        """What people have in each OPD; those of no OPD are left out."""
        return _add_up(self.group, of_people, len(self.opd))

    def lacking(self, closed: Floats) -> Floats:
        """What each OPD lacks to its floor."""
        return np.maximum(0.0, self.target - closed)

    def distance(self, closed: Floats) -> float:
        """How far all OPDs together are from their floors: 0 where every one is reached."""
        return float(self.lacking(closed) @ self.scale)


def read_floor(problem: Problem) -> Floor | None:
    """The floor that policy asks for, None where it asks for none; people of no OPD have none."""
    percent = problem.rules.floor_percent
    if percent is None:
        return None
    opd = problem.opd[problem.people.unit]
    opds = np.unique(opd[opd != NO_OPD])
    group = np.where(opd == NO_OPD, NO_OPD, np.searchsorted(opds, opd))
    slots = problem.slots
    short = slots.required - np.minimum(slots.required, slots.level[:, None])
    weighted = (short * slots.weight).sum(axis=1) / LEVEL_UNITS
    gap = _add_up(group[slots.person], weighted, len(opds))
    mean = gap.mean() if len(gap) else 0.0
    scale = np.clip(np.divide(mean, gap, out=np.ones(len(gap)), where=gap > 0), 1 / MOST_SCALE, MOST_SCALE)
    return Floor(group.astype(np.int64), opds, gap, percent / WHOLE * gap, scale)


def _add_up(group: Ints, values: Floats, count: int) -> Floats:
    # one place further on, so that NO_OPD has the first
    found: Floats = np.bincount(group - NO_OPD, weights=values, minlength=count + 1)[1:].astype(np.float64)
    return found


def steer(menus: MenuArrays, floor: Floor, more: Floats) -> MenuArrays:
    """The menus where what each OPD gains counts for so much more: 0 for as much as before."""
    factor = 1.0 + np.append(more, 0.0)[floor.group]
    of_item = np.repeat(factor, np.diff(menus.start))
    person = np.repeat(np.arange(len(factor)), np.diff(menus.start))
    saved = menus.penalty * np.minimum(menus.missing[person], menus.hours)
    items = menus.items.copy()
    items["gain"][:-1] = of_item * (menus.gain - saved) + saved
    of_slot = np.repeat(factor, np.diff(menus.people["slot_start"]))
    return menus._replace(items=items, weight=menus.weight * of_slot[:, None])

"""The compact program of a small agency: one yes or no for each person and item, with whole batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.compiled.menu_arrays import people_of
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.problem import HOUR_UNITS, Offering, Problem
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.solution import Draft
from benchmarks.mixed_program import MixedProgram

MILLION = 1_000_000
INFINITE = float("inf")
SAFETY = 1e-6
"""The part of the bound that is added for what the solver's tolerances may hide."""


@dataclass(frozen=True)
class CompactPlan:
    """What the program chose: offerings of each person, best plan first; and a bound no lawful plan exceeds."""

    sets: tuple[tuple[int, ...], ...]
    upper_bound: float


class CompactProgram:
    """Rule 16 and 17 of one agency as a mixed integer program.

    Whoever gains nothing by an offering may still fill its batch: they are one whole number an offering here, free of
    their other limits, so that the bound holds for every lawful plan.
    """

    def __init__(self, problem: Problem, menus: MenuArrays) -> None:
        self._problem, self._menus = problem, menus
        self._person = people_of(menus)
        self.program = MixedProgram()
        self._x = [self.program.add_whole(0.0, 1.0, 0.0) for _ in range(len(menus.offering))]
        self._of_offering: dict[int, list[int]] = defaultdict(list)
        for item, offering in enumerate(menus.offering.tolist()):
            self._of_offering[offering].append(item)
        self._batches: dict[int, int] = {}
        self._fillers: dict[int, int] = {}
        self._add_needs()
        self._add_people()
        self._add_batches()
        self._add_money()
        self._add_absence()
        self._add_quotas()
        self._add_pins()

    def solve(self, seconds: float) -> CompactPlan | None:
        """The best plan found within so many seconds; None where there is none."""
        found = self.program.solve(seconds)
        if found is None:
            return None
        sets: list[list[int]] = [[] for _ in range(len(self._problem.people))]
        for item, column in enumerate(self._x):
            if found.values[column] > 0.5:
                sets[int(self._person[item])].append(int(self._menus.offering[item]))
        missing = self._problem.rules.penalty * float(self._problem.people.missing.sum())
        bound = found.bound - missing
        return CompactPlan(tuple(tuple(one) for one in sets), bound + SAFETY * max(1.0, abs(bound)))

    def _add_needs(self) -> None:
        """Y ≤ required − attained; y ≤ (L − attained) + Σ of what raises that lead beyond L add, for each level L."""
        menus, program = self._menus, self.program
        raising: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for item in range(len(menus.offering)):
            for place in range(int(menus.items["raise_start"][item]), int(menus.items["raise_start"][item + 1])):
                raising[int(menus.raises["slot"][place])].append((item, int(menus.raises["rung"][place])))
        for slot, raises in raising.items():
            level = int(menus.slots["level"][slot])
            tops = {level} | {int(menus.rungs["to"][rung]) for _, rung in raises}
            for need, weight in zip(menus.required[slot].tolist(), menus.weight[slot].tolist(), strict=True):
                if need <= level:
                    continue
                y = program.add_number(0.0, (need - level) / LEVEL_UNITS, weight)
                for top in sorted(one for one in tops if level <= one < need):
                    row = {y: 1.0}
                    for item, rung in raises:
                        reached = int(menus.rungs["to"][rung])
                        if reached > top:
                            adds = min(int(menus.rungs["by"][rung]), reached - level)
                            column = self._x[item]
                            row[column] = row.get(column, 0.0) - adds / LEVEL_UNITS
                    program.add_row(row, -INFINITE, (top - level) / LEVEL_UNITS)

    def _add_people(self) -> None:
        """At most so many items, hours under the ceiling, a programme once, what is required; hours of the minimum."""
        menus, program, rules = self._menus, self.program, self._problem.rules
        for person in range(len(menus.start) - 1):
            items = range(int(menus.start[person]), int(menus.start[person + 1]))
            if not items:
                continue
            program.add_row({self._x[item]: 1.0 for item in items}, -INFINITE, rules.max_items)
            counted = {
                self._x[item]: menus.items["counted"][item] / HOUR_UNITS
                for item in items
                if menus.items["counted"][item]
            }
            if counted:
                program.add_row(counted, -INFINITE, max(0, int(menus.room[person])) / HOUR_UNITS)
            programmes: dict[int, list[int]] = defaultdict(list)
            for item in items:
                programmes[int(menus.items["programme"][item])].append(item)
                for required in menus.chain[
                    menus.items["chain_start"][item] : menus.items["chain_start"][item + 1]
                ].tolist():
                    program.add_row({self._x[item]: 1.0, self._x[required]: -1.0}, -INFINITE, 0.0)
            for same in programmes.values():
                if len(same) > 1:
                    program.add_row({self._x[item]: 1.0 for item in same}, -INFINITE, 1.0)
            missing = int(menus.missing[person])
            if missing:
                saved = program.add_number(0.0, missing / HOUR_UNITS, rules.jp_penalty)
                row = {self._x[item]: -menus.hours[item] / HOUR_UNITS for item in items if menus.hours[item]}
                program.add_row({**row, saved: 1.0}, -INFINITE, 0.0)

    def _add_batches(self) -> None:
        """Batches × minimum ≤ participants ≤ batches × size, batches ≤ the most on offer."""
        program = self.program
        for offering, items in self._of_offering.items():
            one = self._problem.offerings[offering]
            if one.batch_size is None and not one.cost_per_batch and one.min_batch_size == 1:
                continue
            others = int((self._problem.blocked[:, offering] == 0).sum()) - len(items)
            size = one.batch_size if one.batch_size is not None else len(items) + others
            most = INFINITE if one.batch_size is not None else 1.0
            batches = self._batches[offering] = program.add_whole(0.0, float(one.max_batches or most), 0.0)
            members = {self._x[item]: 1.0 for item in items}
            if one.min_batch_size > 1 and others > 0:
                filler = self._fillers[offering] = program.add_whole(0.0, float(others), 0.0)
                members[filler] = 1.0
            program.add_row({**members, batches: -float(size)}, -INFINITE, 0.0)
            if one.min_batch_size > 1:
                program.add_row({**members, batches: -float(one.min_batch_size)}, 0.0, INFINITE)
            if one.batch_size is not None and one.batch_size > 1:
                for item in items:
                    program.add_row({self._x[item]: 1.0, batches: -1.0}, -INFINITE, 0.0)

    def _add_money(self) -> None:
        problem = self._problem
        row: dict[int, float] = {}
        for offering, one in enumerate(problem.offerings):
            for column, cost in self._costs(offering, one):
                row[column] = cost / MILLION
        self.program.add_row(row, -INFINITE, problem.budget / MILLION)
        for place, ceiling in enumerate(problem.unit_budgets):
            used = {
                self._x[item]: cost / MILLION
                for item, offering in enumerate(self._menus.offering.tolist())
                if (cost := problem.offerings[offering].cost_per_participant)
                and place in problem.budgets_of[int(problem.people.unit[self._person[item]])]
            }
            self.program.add_row(used, -INFINITE, ceiling.amount / MILLION)

    def _costs(self, offering: int, one: Offering) -> Iterator[tuple[int, int]]:
        if one.cost_per_participant:
            yield from ((self._x[item], one.cost_per_participant) for item in self._of_offering.get(offering, ()))
            if offering in self._fillers:
                yield self._fillers[offering], one.cost_per_participant
        if one.cost_per_batch and offering in self._batches:
            yield self._batches[offering], one.cost_per_batch

    def _add_absence(self) -> None:
        problem = self._problem
        away: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        for item, offering in enumerate(self._menus.offering.tolist()):
            one = problem.offerings[offering]
            if one.is_classical and one.period is not None:
                away[int(problem.people.unit[self._person[item]]), one.period][self._x[item]] = 1.0
        for (unit, _), row in away.items():
            if len(row) > problem.absence_room[unit]:
                self.program.add_row(row, -INFINITE, float(problem.absence_room[unit]))

    def _add_quotas(self) -> None:
        problem, menus = self._problem, self._menus
        if not problem.quotas:
            return
        among: dict[int, int] = {}
        for person in range(len(problem.people)):
            items = range(int(menus.start[person]), int(menus.start[person + 1]))
            if items and problem.quotas_of[int(problem.people.unit[person])]:
                among[person] = self.program.add_number(0.0, 1.0, 0.0)
                for item in items:
                    self.program.add_row({self._x[item]: 1.0, among[person]: -1.0}, -INFINITE, 0.0)
        for place, quota in enumerate(problem.quotas):
            row = {
                column: 1.0
                for person, column in among.items()
                if place in problem.quotas_of[int(problem.people.unit[person])]
            }
            self.program.add_row(row, -INFINITE, float(quota.amount))

    def _add_pins(self) -> None:
        for person, offering in self._problem.pins:
            if person is not None:
                for item in self._of_offering.get(offering, ()):
                    if self._person[item] == person:
                        self.program.fix(self._x[item], 1.0)


def draft_compactly(problem: Problem, seconds: float) -> tuple[Draft, float | None]:
    """The plan and the bound of the compact program; who only fills a batch is sought afterwards."""
    plan = SeatedPlan.begin(problem)
    found = CompactProgram(problem, plan.menus).solve(seconds)
    if found is None:
        return plan.draft(), None
    plan.seat({person: [np.array(items, dtype=np.int64)] for person, items in enumerate(found.sets)})
    plan.settle(0.0)
    plan.use_up(0.0)
    return plan.draft(), min(problem.weighted_gap, found.upper_bound)

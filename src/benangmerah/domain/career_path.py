"""Jalur karier: one move of a path, with what closes its gaps by the catalogue and what stays in the way.

What was learned for one step stays for the next; an offering's programme is taken once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from benangmerah.domain.career import CareerPattern, Move, Rung, judge_move
from benangmerah.domain.intervention import EligibilityRow, Raise, levels_added
from benangmerah.kernel.quantity import LEVEL_UNITS

HOUR_UNITS = 1000
"""Learning hours are counted in whole thousandths, so that sums do not depend on their order."""
Levels: TypeAlias = "Mapping[str, int]"
_Way: TypeAlias = "tuple[int, int, tuple[str, ...]]"
"""Hours, money and ids of offerings taken together."""


class Length(NamedTuple):
    """How long a path is; the first difference decides. Levels in ten-thousandths, hours in thousandths."""

    moves: int = 0
    lacking: int = 0
    open_units: int = 0
    unknown: int = 0
    hours: int = 0
    cost_rupiah: int = 0

    def plus(self, other: Length) -> Length:
        """Both together."""
        return Length(*(one + more for one, more in zip(self, other, strict=True)))


@dataclass(frozen=True)
class CareerOffering:
    """An offering of the catalogue as a path sees it; hours in thousandths, cost by the head in rupiah."""

    intervention_id: str
    programme: tuple[str, str]
    hours: int
    cost_rupiah: int
    raises: Mapping[str, Raise]
    eligibility: tuple[EligibilityRow, ...] = ()
    requires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """A position as a path sees it: its rung and its standard (competency → level, 1-5)."""

    position_id: str
    rung: Rung
    standard: Mapping[str, int]


@dataclass(frozen=True)
class Traveller:
    """A person as a path sees her: levels in ten-thousandths, what she has finished, and who she is to an offering."""

    levels: Levels
    finished: frozenset[str] = frozenset()
    """Ids of offerings, for prerequisites."""
    finished_programmes: frozenset[tuple[str, str]] = frozenset()
    """Programmes that she may not take again."""
    status: str = "pns"
    unit_ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """One move of a path: where it leads, what closes its gaps, and what stays in the way."""

    position_id: str
    move: Move
    offerings: tuple[str, ...]
    hours: int
    cost_rupiah: int
    open_units: Mapping[str, int]
    """Levels in ten-thousandths that no offering closes, by competency."""
    unknown: tuple[str, ...]
    lacking: tuple[str, ...]
    """Kinds of qualification that she lacks and no earlier step has named."""


@dataclass(frozen=True)
class CareerPath:
    """The shortest path, step by step, and its length."""

    steps: tuple[Step, ...]
    length: Length
    least: Length | None = None
    """Where the search was given up: no path is shorter than this; empty where this path is proven the shortest."""

    @property
    def hours(self) -> float:
        """Learning hours (JP) of the whole path."""
        return self.length.hours / HOUR_UNITS

    @property
    def cost_rupiah(self) -> int:
        """Money of the whole path, by the head."""
        return self.length.cost_rupiah


@dataclass(frozen=True)
class CareerMap:
    """Positions, catalogue and pattern that one person's paths are looked for in."""

    pattern: CareerPattern
    posts: Mapping[str, Post]
    offerings: Mapping[str, CareerOffering]
    person: Traveller
    met_within: int = 0
    """A requirement counts as met when less than that many ten-thousandths are missing."""
    lacking: Callable[[str], frozenset[str]] = field(default=lambda _position_id: frozenset())
    """The kinds of qualification that the person lacks for a position."""
    _least: dict[tuple[str, int, int], tuple[int, int, int]] = field(default_factory=dict)

    def step_to(self, start: Post, end: Post, levels: Levels, taken: frozenset[str]) -> tuple[Step, dict[str, int]]:
        """The step between two positions from those levels, and the levels after it.

        Of each competency that is short the cheapest chain of offerings (hours, then money) is taken, the dearest
        competency first, so that what raises several is counted once. Where nothing reaches the standard, the rest
        stays open and nothing is taken for it; afterwards the person has the level of the standard, however she came
        to it.
        """
        move = judge_move(self.pattern, start.rung, end.rung)
        usable = self._usable(start.rung, end.rung, taken)
        chosen: dict[str, CareerOffering] = {}
        short = {
            each: level * LEVEL_UNITS
            for each, level in end.standard.items()
            if each in levels and self._is_short(levels[each], level * LEVEL_UNITS)
        }
        hopeless: list[str] = []
        while short:
            chains = {
                each: self._chain(each, levels[each], goal, usable, chosen, taken) for each, goal in short.items()
            }
            for each in [each for each, chain in chains.items() if chain is None]:
                del chains[each], short[each]
                hopeless.append(each)
            if not chains:
                break
            dearest = max(chains, key=lambda each: (*(chains[each] or ())[:2], each))
            for intervention_id in (chains[dearest] or (0, 0, ()))[2]:
                chosen[intervention_id] = self.offerings[intervention_id]
            short = {
                each: goal for each, goal in short.items()
                if each != dearest and self._is_short(self._raised(each, levels[each], chosen.values()), goal)
            }  # fmt: skip
        after = {each: self._raised(each, level, chosen.values()) for each, level in levels.items()}
        goals = {each: end.standard[each] * LEVEL_UNITS for each in hopeless}
        opened = {each: goal - after[each] for each, goal in goals.items() if self._is_short(after[each], goal)}
        unknown = tuple(sorted(each for each in end.standard if each not in levels))
        step = Step(
            end.position_id, move, tuple(sorted(chosen)), sum(each.hours for each in chosen.values()),
            sum(each.cost_rupiah for each in chosen.values()), opened, unknown,
            tuple(sorted(self.lacking(end.position_id))),
        )  # fmt: skip
        for each, level in end.standard.items():
            if each in after:
                after[each] = max(after[each], level * LEVEL_UNITS)
        return step, after

    def least_length(
        self, levels: Levels, standard: Mapping[str, int], unknown: Iterable[str] = ()
    ) -> tuple[int, int, int, int]:
        """What reaching a standard takes at least: open levels, competencies not assessed, hours, rupiah.

        Each competency is looked at alone, with offerings freely repeated.

        Open levels of competencies add up; hours are those of the longest chain, since one offering may serve all.
        """
        seen = set(unknown)
        opened, longest, unassessed = 0, (0, 0), 0
        for competency_id, level in standard.items():
            if competency_id not in levels:
                unassessed += competency_id not in seen
                continue
            goal = level * LEVEL_UNITS
            if self._is_short(levels[competency_id], goal):
                left, hours, money = self._least_of(competency_id, levels[competency_id], goal)
                opened += left
                longest = max(longest, (hours, money))
        return (opened, unassessed, *longest)

    def _is_short(self, level: int, goal: int) -> bool:
        return level < goal and goal - level >= self.met_within

    def _raised(self, competency_id: str, level: int, taken: Iterable[CareerOffering]) -> int:
        raises = [each.raises[competency_id] for each in taken if competency_id in each.raises]
        return level + sum(levels_added(level, raises).values()) if raises else level

    @cached_property
    def _by_competency(self) -> Mapping[str, Sequence[CareerOffering]]:
        found: dict[str, list[CareerOffering]] = {}
        for each in self.offerings.values():
            if each.programme not in self.person.finished_programmes:
                for competency_id in each.raises:
                    found.setdefault(competency_id, []).append(each)
        return found

    def _usable(self, start: Rung, end: Rung, taken: frozenset[str]) -> Callable[[CareerOffering], bool]:
        """Whether an offering may be taken for a step: its programme is new to her and she qualifies at either end."""
        programmes = {self.offerings[each].programme for each in taken} | self.person.finished_programmes

        def is_open(offering: CareerOffering, above: tuple[str, ...] = ()) -> bool:
            if offering.programme in programmes or offering.intervention_id in above:
                return False
            if not self._qualifies(offering, start, end):
                return False
            needed = [each for each in offering.requires if each not in self.person.finished and each not in taken]
            chain = (*above, offering.intervention_id)
            return all(each in self.offerings and is_open(self.offerings[each], chain) for each in needed)

        return is_open

    def _qualifies(self, offering: CareerOffering, start: Rung, end: Rung) -> bool:
        return not offering.eligibility or any(
            row.status in (None, self.person.status)
            and (row.unit_id is None or row.unit_id in self.person.unit_ids)
            and any(row.grade in (None, rung.grade) and row.job_family in (None, rung.job_family)
                    for rung in (start, end))
            for row in offering.eligibility
        )  # fmt: skip

    def _chain(
        self, competency_id: str, level: int, goal: int, usable: Callable[[CareerOffering], bool],
        chosen: Mapping[str, CareerOffering], taken: frozenset[str],
    ) -> _Way | None:  # fmt: skip
        """The cheapest offerings beside those chosen that bring the level to the goal: hours, money, ids (rule 15)."""
        programmes = {each.programme for each in chosen.values()}
        ways: list[tuple[Raise, CareerOffering | None]] = [
            (each.raises[competency_id], None) for each in chosen.values() if competency_id in each.raises
        ]
        closures = {
            each.intervention_id: frozenset(self._with_prerequisites(each, taken | chosen.keys()))
            for each in self._one_each(competency_id, usable)
            if each.intervention_id not in chosen
        }
        ways += [
            (self.offerings[each].raises[competency_id], self.offerings[each])
            for each, closure in closures.items()
            if not programmes & {self.offerings[one].programme for one in closure}
        ]
        times = Counter(one for closure in closures.values() for one in closure)
        shared = frozenset(one for one, number in times.items() if number > 1)
        best: dict[tuple[int, frozenset[str]], _Way] = {(level, frozenset()): (0, 0, ())}
        for lift, offering in sorted(ways, key=lambda way: way[0]):
            found: dict[tuple[int, frozenset[str]], _Way] = {} if offering is None else dict(best)
            for (at, has), way in best.items():
                after = lift.apply(at)
                if offering is None:  # what is already chosen works whatever else is taken
                    _keep_cheapest(found, (after, has), way)
                elif after > at:
                    ids = frozenset(way[2]) | closures[offering.intervention_id]
                    _keep_cheapest(found, (after, ids & shared), self._price(ids))
            best = found
        return min((way for (at, _has), way in best.items() if at >= goal), default=None)

    def _price(self, ids: frozenset[str]) -> _Way:
        offerings = [self.offerings[each] for each in ids]
        hours, money = sum(each.hours for each in offerings), sum(each.cost_rupiah for each in offerings)
        return hours, money, tuple(sorted(ids))

    def _one_each(self, competency_id: str, usable: Callable[[CareerOffering], bool]) -> Iterable[CareerOffering]:
        """One offering of each programme: what raises highest, then costs least."""
        found: dict[tuple[str, str], CareerOffering] = {}
        for each in self._by_competency.get(competency_id, ()):
            if usable(each) and (
                each.programme not in found
                or _worth(each, competency_id) < _worth(found[each.programme], competency_id)
            ):
                found[each.programme] = each
        return found.values()

    def _with_prerequisites(self, offering: CareerOffering, taken: frozenset[str]) -> Iterable[str]:
        """The offering and what must come before it and is neither finished nor taken."""
        found: dict[str, None] = {}
        left = [offering.intervention_id]
        while left:
            each = left.pop()
            if each not in found and each not in taken and each in self.offerings:
                found[each] = None
                left += [one for one in self.offerings[each].requires if one not in self.person.finished]
        return found

    def _least_of(self, competency_id: str, level: int, goal: int) -> tuple[int, int, int]:
        """Open levels, hours and money that a rise takes at least, whoever qualifies for what."""
        key = (competency_id, level, goal)
        if key not in self._least:
            self._least[key] = self._search_least(competency_id, level, goal)
        return self._least[key]

    def _search_least(self, competency_id: str, level: int, goal: int) -> tuple[int, int, int]:
        ways = [(each.raises[competency_id], each) for each in self._by_competency.get(competency_id, ())]
        queue, done = [((0, 0, 0), level)], set()
        while queue:
            cost, at = heappop(queue)
            if at >= goal or not self._is_short(at, goal):
                return cost
            if at in done:
                continue
            done.add(at)
            for lift, each in ways:
                if (after := lift.apply(at)) > at:
                    heappush(queue, ((cost[0], cost[1] + each.hours, cost[2] + each.cost_rupiah), after))
            for whole in range(at // LEVEL_UNITS + 1, goal // LEVEL_UNITS + 1):
                heappush(queue, ((cost[0] + whole * LEVEL_UNITS - at, *cost[1:]), whole * LEVEL_UNITS))
        return (goal - level, 0, 0)


def _worth(offering: CareerOffering, competency_id: str) -> tuple[int, int, int, int, str]:
    lift = offering.raises[competency_id]
    return (-lift.raise_to, -lift.raise_by, offering.hours, offering.cost_rupiah, offering.intervention_id)


def _keep_cheapest(best: dict[tuple[int, frozenset[str]], _Way], key: tuple[int, frozenset[str]], way: _Way) -> None:
    if key not in best or way < best[key]:
        best[key] = way

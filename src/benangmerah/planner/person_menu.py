"""What one person may take: the items, what they are worth alone and together, and the best of them at given prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.problem import Problem

SEARCH_STEPS = 3_000
"""How many sets of items are looked at for one person before an estimate is taken: a work limit, never a time."""
LEAST = 1e-9
"""A difference of fewer points than this is none."""


class Item(NamedTuple):
    """One thing a person may take; `raises` names the slot and the place in the order of rule 15 of each raise."""

    offering: int
    gain: float
    hours: int
    counted_hours: int
    programme: int
    raises: tuple[tuple[int, int], ...]


class Best(NamedTuple):
    """The best set found, what it is worth after its prices, and a figure that no set exceeds."""

    offerings: tuple[int, ...]
    value: float
    bound: float


Chosen = dict[int, tuple[int, ...]]
"""For each slot the raises that work in it."""


@dataclass
class PersonMenu:
    """The items of one person.

    Gains only shrink as items are added: a raise is monotone, non-expansive and capped, and the worth of a level is
    concave. So an item that is not worth its price alone never is, and single gains bound what a set adds.
    """

    problem: Problem
    person: int
    items: tuple[Item, ...]
    missing: int
    room: int
    _worth: dict[tuple[int, tuple[int, ...]], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.penalty = self.problem.rules.penalty
        self.closing = tuple(item for item in self.items if item.raises)

    def useful(self, missing: int) -> tuple[Item, ...]:
        """The items that can still add something: where no hours are missing, those that close something."""
        return self.items if missing else self.closing

    def closure(self, chosen: Chosen, item: Item) -> float:
        """The weighted levels that the item closes beside those chosen."""
        total = 0.0
        for slot, place in item.raises:
            others = chosen.get(slot, ())
            total += self.worth(slot, join(others, place)) - (self.worth(slot, others) if others else 0.0)
        return total

    def worth(self, slot: int, places: tuple[int, ...]) -> float:
        """The weighted levels that these raises close in a slot."""
        found = self._worth.get((slot, places))
        if found is None:
            found = self._worth[slot, places] = self._measure(slot, places)
        return found

    def _measure(self, slot: int, places: tuple[int, ...]) -> float:
        level, needs = self.problem.slot_rows[slot]
        ladder = self.problem.ladders[int(self.problem.slots.competency[slot])]
        after = level
        for place in places:
            after = ladder[place].apply(after)
        return sum((min(need, after) - min(need, level)) * weight for need, weight in needs) / LEVEL_UNITS

    def gain(self, chosen: Chosen, item: Item, missing: int) -> float:
        """What the item adds beside those chosen, with the penalty its hours save."""
        saved = self.penalty * min(missing, item.hours) if missing else 0.0
        return self.closure(chosen, item) + saved if item.raises else saved

    def best(self, price: Sequence[float]) -> Best:
        """The best items at these prices (one for each item); prerequisites are not asked, seats are in the prices."""
        return _Search(self, price).run()


def join(places: tuple[int, ...], place: int) -> tuple[int, ...]:
    """The places with one more, in order."""
    return tuple(sorted((*places, place))) if places else (place,)


def with_item(chosen: Chosen, item: Item) -> Chosen:
    """What works in each slot with one more item."""
    return {**chosen, **{slot: join(chosen.get(slot, ()), place) for slot, place in item.raises}}


class _Search:
    """Branch and bound over sets of items."""

    def __init__(self, menu: PersonMenu, price: Sequence[float]) -> None:
        self._menu, self._penalty = menu, menu.penalty
        self._most = menu.problem.rules.max_items
        worth = [(item.gain - cost, cost, item) for item, cost in zip(menu.items, price, strict=True)]
        worth = [entry for entry in worth if entry[0] > LEAST]
        worth.sort(key=lambda entry: (-entry[0], entry[2].offering))
        self._items = self._without_needless([(cost, item) for _, cost, item in worth])
        self._steps = 0
        self._value = 0.0
        self._offerings: tuple[int, ...] = ()
        self._is_exact = True

    def run(self) -> Best:
        """Search, and give the estimate at the root where the work limit ended the search."""
        menu = self._menu
        if not self._items:
            return Best((), 0.0, 0.0)
        root = self._estimate({}, self._items, menu.missing)
        self._search((), {}, 0.0, self._items, menu.missing, menu.room)
        return Best(self._offerings, self._value, self._value if self._is_exact else root)

    def _without_needless(self, items: list[tuple[float, Item]]) -> list[tuple[float, Item]]:
        """Leave out what only gives hours where enough others give as many for less.

        With as many of them as a person may take at all, one is always free to stand in its place.
        """
        missing, kept, fillers = self._menu.missing, [], list[tuple[float, int, int, int]]()
        for cost, item in items:
            if not item.raises:
                entry = (cost, min(missing, item.hours), item.counted_hours, item.programme)
                better = {
                    other[3]
                    for other in fillers
                    if other[0] <= entry[0] and other[1] >= entry[1] and other[2] <= entry[2]
                } - {item.programme}
                if len(better) >= self._most:
                    continue
                fillers.append(entry)
            kept.append((cost, item))
        return kept

    def _search(
        self,
        taken: tuple[int, ...],
        chosen: Chosen,
        value: float,
        rest: list[tuple[float, Item]],
        missing: int,
        room: int,
    ) -> None:
        if value > self._value + LEAST:
            self._value, self._offerings = value, taken
        self._steps += 1
        if self._steps > SEARCH_STEPS:
            self._is_exact = False
        if not self._is_exact or len(taken) == self._most:
            return
        menu = self._menu
        fitting = [entry for entry in rest if entry[1].counted_hours <= room or not entry[1].counted_hours]
        worth = [(menu.gain(chosen, item, missing) - cost, cost, item) for cost, item in fitting]
        worth = [entry for entry in worth if entry[0] > LEAST]
        worth.sort(key=lambda entry: (-entry[0], entry[2].offering))
        open_items = [(cost, item) for _, cost, item in worth]
        for place, (net, _, item) in enumerate(worth):
            if value + self._estimate(chosen, open_items[place:], missing) <= self._value + LEAST:
                return
            later = [entry for entry in open_items[place + 1 :] if entry[1].programme != item.programme]
            self._search(
                (*taken, item.offering), with_item(chosen, item), value + net, later,
                max(0, missing - item.hours), room - item.counted_hours,
            )  # fmt: skip

    def _estimate(self, chosen: Chosen, items: list[tuple[float, Item]], missing: int) -> float:
        """The most these can add: closures one by one; hours once, the cheapest first and in parts."""
        total, hours, paying = 0.0, 0, []
        for cost, item in items:
            net = (self._menu.closure(chosen, item) if item.raises else 0.0) - cost
            if net >= 0:
                total += net
                hours += item.hours
            elif item.hours:
                paying.append((-net / item.hours, item.hours))
        total += self._penalty * min(missing, hours)
        lacking = missing - hours
        for cost, offered in sorted(paying):
            if lacking <= 0 or cost >= self._penalty:
                break
            part = min(lacking, offered)
            total += (self._penalty - cost) * part
            lacking -= part
        return total


def read_menus(problem: Problem) -> list[PersonMenu]:
    """The menu of everybody: items that no limit stops beforehand and that close something or give missing hours."""
    programmes = {name: place for place, name in enumerate(sorted({one.programme for one in problem.offerings}))}
    return [_read_menu(problem, person, programmes) for person in range(len(problem.people))]


def _read_menu(problem: Problem, person: int, programmes: dict[tuple[str, str], int]) -> PersonMenu:
    missing, room = int(problem.people.missing[person]), int(problem.people.room[person])
    menu = PersonMenu(problem, person, (), missing, room)
    items = []
    for place in (problem.blocked[person] == 0).nonzero()[0].tolist():
        one = problem.offerings[place]
        raises = tuple(
            (slot, problem.rung[place, competency])
            for competency in one.raises
            if (slot := problem.slot_of[person].get(competency)) is not None
        )
        counted = one.hours if problem.counts_under_ceiling(person, place) else 0
        item = Item(place, 0.0, one.hours, counted, programmes[one.programme], raises)
        helping = tuple(pair for pair in raises if menu.worth(pair[0], (pair[1],)) > 0)
        item = item._replace(raises=helping)
        gain = menu.gain({}, item, missing)
        if gain > LEAST:
            items.append(item._replace(gain=gain))
    return replace(menu, items=tuple(items))

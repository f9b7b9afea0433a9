"""What one person may take: the items, what they are worth alone and together, and the best of them at given prices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.problem import Problem
from benangmerah.planner.required_chain import required_chain

SEARCH_STEPS = 3_000
"""How many sets of items are looked at for one person before an estimate is taken: a work limit, never a time."""
LEAST = 1e-9
"""A difference of fewer points than this is none."""


class Item(NamedTuple):
    """One thing a person may take.

    `raises` names the slot and the place in the order of rule 15 of each raise; `requires` the places on the menu of
    all that must come with it, first things first.
    """

    offering: int
    gain: float
    hours: int
    counted_hours: int
    programme: int
    raises: tuple[tuple[int, int], ...]
    requires: tuple[int, ...] = ()


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
    concave. So an item that is not worth its price alone is taken only because another requires it, and single gains
    bound what a set adds.
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
        self.place_of = {item.offering: place for place, item in enumerate(self.items)}

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
        """The best items at these prices, one price for each item; what is scarce is in the prices alone."""
        return _Search(self, price).run()


def join(places: tuple[int, ...], place: int) -> tuple[int, ...]:
    """The places with one more, in order."""
    return tuple(sorted((*places, place))) if places else (place,)


def with_item(chosen: Chosen, item: Item) -> Chosen:
    """What works in each slot with one more item."""
    return {**chosen, **{slot: join(chosen.get(slot, ()), place) for slot, place in item.raises}}


class _State(NamedTuple):
    """A set of items on the way: what it is worth after its prices, and what it leaves."""

    taken: tuple[int, ...]
    chosen: Chosen
    value: float
    missing: int
    room: int
    programmes: frozenset[int]


Priced = tuple[float, Item]


class _Search:
    """Branch and bound over sets of items; each comes with all that it requires."""

    def __init__(self, menu: PersonMenu, price: Sequence[float]) -> None:
        self._menu, self._penalty, self._price = menu, menu.penalty, price
        self._most = menu.problem.rules.max_items
        worth = [(item.gain - cost, cost, item) for item, cost in zip(menu.items, price, strict=True)]
        worth = [entry for entry in worth if entry[0] > LEAST]
        worth.sort(key=lambda entry: (-entry[0], entry[2].offering))
        self._items = self._without_needless([(cost, item) for _, cost, item in worth])
        self._steps = 0
        self._best = _State((), {}, 0.0, menu.missing, menu.room, frozenset())
        self._is_exact = True

    def run(self) -> Best:
        """Search, and give the estimate at the root where the work limit ended the search."""
        if not self._items:
            return Best((), 0.0, 0.0)
        start = self._best
        nets = sorted((item.gain - cost for cost, item in self._items), reverse=True)
        root = min(sum(nets[: self._most]), self._estimate({}, self._items, start.missing))
        self._search(start, self._items)
        found = self._best
        return Best(found.taken, found.value, found.value if self._is_exact else root)

    def _without_needless(self, items: list[Priced]) -> list[Priced]:
        """Leave out what only gives hours where enough others give as many for less and require nothing.

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
                if not item.requires:
                    fillers.append(entry)
            kept.append((cost, item))
        return kept

    def _search(self, state: _State, rest: list[Priced]) -> None:
        if state.value > self._best.value + LEAST:
            self._best = state
        self._steps += 1
        if self._steps > SEARCH_STEPS:
            self._is_exact = False
        if not self._is_exact or len(state.taken) >= self._most:
            return
        menu, room = self._menu, max(0, state.room)
        fitting = [entry for entry in rest if entry[1].counted_hours <= room]
        worth = [(menu.gain(state.chosen, item, state.missing) - cost, cost, item) for cost, item in fitting]
        worth = [entry for entry in worth if entry[0] > LEAST]
        worth.sort(key=lambda entry: (-entry[0], entry[2].offering))
        items = [(cost, item) for _, cost, item in worth]
        left = self._most - len(state.taken)
        for place, (_, item) in enumerate(items):
            most = sum(net for net, _, _ in worth[place : place + left])
            if self._cannot_win(state, most) or self._cannot_win(
                state, self._estimate(state.chosen, items[place:], state.missing)
            ):
                return
            after = self._take(state, item)
            if after is not None:
                later = [
                    entry
                    for entry in items[place + 1 :]
                    if entry[1].programme not in after.programmes and entry[1].offering not in after.taken
                ]
                self._search(after, later)

    def _cannot_win(self, state: _State, more: float) -> bool:
        return state.value + more <= self._best.value + LEAST

    def _take(self, state: _State, item: Item) -> _State | None:
        """The set with one more item and all that it still requires; None where they do not fit."""
        needed = [self._menu.items[place] for place in item.requires]
        for one in [*(other for other in needed if other.offering not in state.taken), item]:
            if (
                len(state.taken) >= self._most
                or one.programme in state.programmes
                or one.counted_hours > max(0, state.room)
            ):
                return None
            cost = self._price[self._menu.place_of[one.offering]]
            state = _State(
                (*state.taken, one.offering),
                with_item(state.chosen, one),
                state.value + self._menu.gain(state.chosen, one, state.missing) - cost,
                max(0, state.missing - one.hours),
                state.room - one.counted_hours,
                state.programmes | {one.programme},
            )
        return state

    def _estimate(self, chosen: Chosen, items: list[Priced], missing: int) -> float:
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
    found: dict[int, Item] = {}
    chains: dict[int, list[int]] = {}
    for place in (problem.blocked[person] == 0).nonzero()[0].tolist():
        item = _read_item(menu, place, programmes[problem.offerings[place].programme])
        if item.gain > LEAST:
            found[place], chains[place] = item, required_chain(problem, person, place)
    for place in sorted({one for chain in chains.values() for one in chain} - set(found)):
        found[place] = _read_item(menu, place, programmes[problem.offerings[place].programme])
    order = {place: number for number, place in enumerate(sorted(found))}
    items = (
        found[place]._replace(requires=tuple(order[one] for one in chains.get(place, ()))) for place in sorted(found)
    )
    return replace(menu, items=tuple(items))


def _read_item(menu: PersonMenu, place: int, programme: int) -> Item:
    problem, person = menu.problem, menu.person
    one = problem.offerings[place]
    raises = (
        (slot, problem.rung[place, competency])
        for competency in one.raises
        if (slot := problem.slot_of[person].get(competency)) is not None
    )
    counted = one.hours if problem.counts_under_ceiling(person, place) else 0
    helping = tuple(pair for pair in raises if menu.worth(pair[0], (pair[1],)) > 0)
    item = Item(place, 0.0, one.hours, counted, programme, helping)
    return item._replace(gain=menu.gain({}, item, menu.missing))

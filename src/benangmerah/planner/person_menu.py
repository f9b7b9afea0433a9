"""What one person may take: the items, and what they are worth alone and together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.problem import Problem
from benangmerah.planner.required_chain import required_chain

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


def join(places: tuple[int, ...], place: int) -> tuple[int, ...]:
    """The places with one more, in order."""
    return tuple(sorted((*places, place))) if places else (place,)


def with_item(chosen: Chosen, item: Item) -> Chosen:
    """What works in each slot with one more item."""
    return {**chosen, **{slot: join(chosen.get(slot, ()), place) for slot, place in item.raises}}


def read_menus(problem: Problem) -> list[PersonMenu]:
    """The menu of everybody: items that no limit stops beforehand and that close something or give missing hours."""
    programmes = number_programmes(problem)
    return [read_menu(problem, person, programmes) for person in range(len(problem.people))]


def number_programmes(problem: Problem) -> dict[tuple[str, str], int]:
    """A number for each programme; a person takes each once at most."""
    return {name: place for place, name in enumerate(sorted({one.programme for one in problem.offerings}))}


def read_menu(problem: Problem, person: int, programmes: dict[tuple[str, str], int]) -> PersonMenu:
    """The menu of one person."""
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

"""Prices of very many people: one part of the workplaces after the other is mixed, as a small problem of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.dive import shares
from benangmerah.planner.prices import ABSENCE, Prices, Scarcity, Stock, Thing
from benangmerah.planner.pricing import Found, Rounds, parts_of
from benangmerah.planner.problem import Floats, Ints, People, Problem, Slots
from benangmerah.planner.proof import carry_prices


@dataclass
class PartPrices:
    """What each limit costs, a seat and a minimum of each offering, and the plans that the mixtures give people.

    Absences cost what the part of their workplace says; what all share costs the mean over the parts. Plans are
    offerings, the greatest shares first.
    """

    limits: dict[Thing, float]
    seats: Floats
    fewest: Floats
    wishes: dict[int, list[tuple[float, Ints]]] = field(default_factory=dict)

    def prices(self, scarcity: Scarcity) -> Prices:
        """The prices over everybody."""
        found = scarcity.no_prices()
        found.limits[:] = [self.limits.get(thing, 0.0) for thing in scarcity.things]
        found.seats[:], found.fewest[:] = self.seats[scarcity.batched], self.fewest[scarcity.batched]
        return scarcity.lawful(found)


def find_part_prices(problem: Problem, progress: Progress = silent) -> PartPrices:
    """Prices found for one part after the other, each with its part of everything that all share."""
    parts, offerings = parts_of(problem), len(problem.offerings)
    whole = _Whole(np.zeros(offerings), np.zeros(offerings))
    for scarcity in _read_parts(problem, parts):
        whole.add(scarcity)
    found = PartPrices({}, np.zeros(offerings), np.zeros(offerings))
    last: Found | None = None
    for number, (part, scarcity) in enumerate(zip(parts, _read_parts(problem, parts), strict=True)):
        progress(message("Finding what money and seats are worth"), number, len(parts))
        whole.widen(scarcity)
        start = whole.start(scarcity)
        if last is not None:
            start = carry_prices(last.prices, last.mixing.scarcity, scarcity)
        last = Rounds(scarcity, np.arange(len(part)), whole.stock(scarcity)).run(start, silent)
        _note(found, last, part, len(parts))
    return found


def take_people(problem: Problem, people: Ints) -> Problem:
    """The problem of these people alone, with all the money and seats."""
    before = problem.people
    place = np.full(len(before), -1, dtype=np.int64)
    place[people] = np.arange(len(people))
    arrays = {
        each.name: getattr(before, each.name)[people]
        for each in fields(People)
        if each.name not in ("finished", "finished_programmes")
    }
    mine = {int(one): number for number, one in enumerate(people.tolist())}
    finished = {mine[who]: done for who, done in before.finished.items() if who in mine}
    programmes = {mine[who]: done for who, done in before.finished_programmes.items() if who in mine}
    slots = problem.slots
    kept = np.flatnonzero(place[slots.person] >= 0)
    return replace(
        problem,
        people=People(**arrays, finished=finished, finished_programmes=programmes),
        slots=Slots(place[slots.person[kept]], slots.competency[kept], slots.level[kept], slots.required[kept],
                    slots.weight[kept]),
        blocked=problem.blocked[people],
        pins=(),
        bans=(),
    )  # fmt: skip


def _read_parts(problem: Problem, parts: list[Ints]) -> Iterator[Scarcity]:
    """What is scarce for each part, one at a time: all of them would not fit into memory."""
    for part in parts:
        mine = take_people(problem, part)
        yield Scarcity(mine, read_menu_arrays(mine))


@dataclass
class _Whole:
    """What everybody asks for: how many want each offering and could fill it; money and points of all menus."""

    wanting: Floats
    fillers: Floats
    money: float = 0.0
    gain: float = 0.0

    def add(self, scarcity: Scarcity) -> None:
        """Count a part in."""
        self.money += _asked(scarcity)
        self.gain += float(scarcity.menus.gain.sum())
        self.wanting[scarcity.batched] += scarcity.wanting
        self.fillers[scarcity.batched] += scarcity.stock.fillers

    def widen(self, scarcity: Scarcity) -> None:
        """Let batches be as large as they are for everybody: a part holds parts of them."""
        size = [scarcity.problem.offerings[place].batch_size for place in scarcity.batched]
        wanting = self.wanting[scarcity.batched]
        scarcity.size[:] = [min(one or count, count) for one, count in zip(size, wanting.tolist(), strict=True)]

    def start(self, scarcity: Scarcity) -> Prices:
        """What money gains where everybody takes everything."""
        return scarcity.of_money(self.gain / self.money if self.money else 0.0)

    def stock(self, scarcity: Scarcity) -> Stock:
        """What is scarce, cut down to the part in what all ask for; absences are of the part alone."""
        part = _asked(scarcity) / max(1e-12, self.money)
        limits = scarcity.stock.limits * np.where([thing[0] == ABSENCE for thing in scarcity.things], 1.0, part)
        share = scarcity.wanting / np.maximum(1.0, self.wanting[scarcity.batched])
        return Stock(limits, scarcity.most * share, self.fillers[scarcity.batched] * share, scarcity.stock.held)


def _asked(scarcity: Scarcity) -> float:
    return scarcity.asked_money(np.arange(len(scarcity.problem.people)))


def _note(found: PartPrices, last: Found, part: Ints, parts: int) -> None:
    """Add what one part found."""
    scarcity, prices = last.mixing.scarcity, last.prices
    for thing, price in zip(scarcity.things, prices.limits.tolist(), strict=True):
        is_own = thing[0] == ABSENCE
        found.limits[thing] = price if is_own else found.limits.get(thing, 0.0) + price / parts
    found.seats[scarcity.batched] += prices.seats / parts
    found.fewest[scarcity.batched] += prices.fewest / parts
    offering = scarcity.menus.offering
    for person, plans in shares(last.mixing, last.mixture):
        found.wishes[int(part[person])] = [(share, offering[items[items >= 0]]) for share, items in plans]

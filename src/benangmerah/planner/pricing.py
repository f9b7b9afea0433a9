"""Finding prices by column generation: plans of people, mixed by a linear program whose prices ask for better plans.

A sample of whole workplaces is asked first, with everything scarce cut down to their part; then everybody, until the
mixture and the bound are near each other; then whoever has more of an offering than there are batches is cut off.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.mixing import Answers, Mixing
from benangmerah.planner.prices import ABSENCE, Prices, Scarcity, Stock
from benangmerah.planner.problem import Floats, Ints, Problem
from benangmerah.planner.solver import Mixture

SAMPLE = 1_500
"""How many people are asked first."""
ROUNDS = 100
CLOSE = 0.0008
"""How often people are asked at most, and how near to the bound is near enough: work limits."""
STILL, IDLE = 1e-5, 3
"""What is no gain, and how many rounds without one are enough."""
EARLY, LATE = 0.5, 0.8
"""How far from the best prices to those of the mixture the next are asked, while it is solved from within and after."""
MANY_NEW = 0.1
"""Where more than this part of the people bring a new plan, the program is solved from within."""
MOST_CUT = 10_000
"""Of more people those who have more of an offering than it has batches are cut off only until the bound is near."""
VARIANTS = (0.75, 1.35)
"""Plans at dearer and cheaper prices are offered too."""


@dataclass(frozen=True)
class Proved:
    """Prices, and the bound over everybody that they prove."""

    prices: Prices
    bound: float


@dataclass(frozen=True)
class Found(Proved):
    """The best prices with the last mixture."""

    mixing: Mixing
    mixture: Mixture


def find_prices(scarcity: Scarcity, progress: Progress = silent) -> Found:
    """Prices at which what people would take about fits everything scarce, and the mixture that fits it."""
    everybody = np.arange(len(scarcity.problem.people))
    start = _first_prices(scarcity, everybody)
    sample = _sample(scarcity)
    if len(sample) < len(everybody):
        found = Rounds(scarcity, sample, _part(scarcity, sample, everybody)).run(start, silent)
        start = replace(found.prices, limits=_guess_absences(scarcity, found.prices, sample))
    return Rounds(scarcity, everybody, scarcity.stock, has_cuts=True).run(start, progress)


def keep_floors(found: Found, progress: Progress = silent) -> Found:
    """The mixture in which every OPD has its floor closed where that can be, with prices that say what that asks for.

    Its bound holds for plans that keep the floors alone.
    """
    found.mixing.ask_for_floors()
    scarcity = found.mixing.scarcity
    rounds = Rounds(scarcity, found.mixing.people, scarcity.stock, has_cuts=True, mixing=found.mixing)
    return rounds.run(found.prices, progress)


def parts_of(problem: Problem) -> list[Ints]:
    """Every so-manieth workplace together, so that about so many people are asked at once."""
    unit = problem.people.unit
    every = max(1, round(len(unit) / SAMPLE))
    found = (np.flatnonzero(unit % every == number) for number in range(every))
    return [part for part in found if len(part)]


def _sample(scarcity: Scarcity) -> Ints:
    """The first of the parts."""
    return parts_of(scarcity.problem)[0] if len(scarcity.problem.people) else np.zeros(0, dtype=np.int64)


def _part(scarcity: Scarcity, sample: Ints, everybody: Ints) -> Stock:
    """What is scarce, cut down to the part of the sample in what all would use; absences stay."""
    part = scarcity.asked_money(sample) / max(1e-12, scarcity.asked_money(everybody))
    limits = scarcity.stock.limits * np.where([thing[0] == ABSENCE for thing in scarcity.things], 1.0, part)
    own = np.bincount(
        scarcity.item_batch[np.isin(scarcity.person, sample)] + 1, minlength=len(scarcity.batched) + 1
    )[1:]  # fmt: skip
    part_of = own / np.maximum(1, scarcity.wanting)
    return replace(
        scarcity.stock, limits=limits, batches=scarcity.most * part_of, fillers=scarcity.stock.fillers * part_of
    )


def _first_prices(scarcity: Scarcity, people: Ints) -> Prices:
    """What money gains where everybody takes everything: a start."""
    cost = scarcity.asked_money(people)
    return scarcity.of_money(scarcity.menus.gain.sum() / cost if cost else 0.0)


def _guess_absences(scarcity: Scarcity, prices: Prices, sample: Ints) -> Floats:
    """Absences of workplaces that were not asked cost what those of others of their size and month do."""
    asked = set(np.unique(scarcity.problem.people.unit[sample]).tolist())
    groups: dict[tuple[int, int], list[int]] = {}
    for place, (kind, unit, month) in enumerate(scarcity.things):
        if kind == ABSENCE:
            group = (month, min(int(scarcity.problem.absence_room[unit]), 4))
            groups.setdefault(group, []).append(place)
    found = prices.limits.copy()
    for places in groups.values():
        known = [found[place] for place in places if scarcity.things[place][1] in asked]
        if known:
            for place in places:
                if scarcity.things[place][1] not in asked:
                    found[place] = sum(known) / len(known)
    return found


class Rounds:
    """Column generation over some people and so much of each scarce thing."""

    def __init__(
        self, scarcity: Scarcity, people: Ints, stock: Stock, *, has_cuts: bool = False, mixing: Mixing | None = None
    ) -> None:
        self._scarcity, self._people, self._stock, self._has_cuts = scarcity, people, stock, has_cuts
        self._mixing = mixing or Mixing(scarcity, people, stock)

    def run(self, prices: Prices, progress: Progress) -> Found:
        """The prices with the lowest bound over these people."""
        best, best_bound = prices, 1e300
        many = max(1.0, MANY_NEW * len(self._people))
        for share in VARIANTS:
            self._offer(self._ask(prices.times(share)))
        mixture, is_early, idle, last = None, True, 0, -float("inf")
        for number in range(ROUNDS):
            progress(message("Finding what money and seats are worth"), number, ROUNDS)
            prices = self._scarcity.lawful(prices)
            answers = self._ask(prices)
            bound = self._scarcity.rent(prices, self._stock) + float(answers.bound.sum())
            idle = 0 if bound < best_bound - STILL * abs(best_bound) else idle + 1
            if bound < best_bound:
                best, best_bound = prices, bound
            new = self._offer(answers)
            is_early = is_early and new > many
            mixture = self._mixing.master.solve(is_early=is_early)
            is_still = not is_early and mixture.value - last <= STILL * abs(mixture.value) and idle >= IDLE
            last = mixture.value
            if self._is_near(best_bound, mixture) or is_still:
                if not self._has_cuts or not self._mixing.cut(mixture):
                    break
                mixture = self._mixing.master.solve()
                if len(self._people) > MOST_CUT and self._is_near(best_bound, mixture):
                    break
                idle, last, new = 0, -float("inf"), 0
            target = self._mixing.prices(mixture)
            prices = best.towards(target, EARLY if is_early else LATE) if new else target
        if mixture is None:
            raise RuntimeError("no round was made")
        return Found(best, best_bound, self._mixing, mixture)

    def _is_near(self, bound: float, mixture: Mixture) -> bool:
        return bound - mixture.value <= CLOSE * abs(bound - self._mixing.penalty)

    def _ask(self, prices: Prices) -> Answers:
        return Answers(self._scarcity, self._people, prices)

    def _offer(self, answers: Answers) -> int:
        return self._mixing.add(self._people, answers.sets, answers.worth)

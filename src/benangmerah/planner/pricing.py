"""Finding prices by column generation: plans of people, mixed by a linear program whose prices ask for better plans.

A sample of whole workplaces is asked first, with everything scarce cut down to their part; then everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.mixing import Answers, Mixing
from benangmerah.planner.prices import ABSENCE, MILLION, MONEY, Scarcity
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.solver import Mixture

SAMPLE = 1_500
"""How many people are asked first."""
ROUNDS = 40
CLOSE = 0.0008
"""How often people are asked at most, and how near to the bound is near enough: work limits."""
STILL, IDLE = 1e-5, 3
"""What is no gain, and how many rounds without one are enough."""
SMOOTHING = 0.5
MANY_NEW = 0.1
"""Where more than this part of the people bring a new plan, the program is solved from within."""
VARIANTS = (1.0, 0.75, 1.35)
"""Plans at dearer and cheaper prices are offered too."""


@dataclass(frozen=True)
class Found:
    """The best prices, the bound over everybody that they prove, what people take at them, and the last mixture."""

    prices: Floats
    bound: float
    answers: Answers
    mixing: Mixing
    mixture: Mixture

    @property
    def rupiah_price(self) -> float:
        """Points for one rupiah of the agency."""
        return float(self.prices[0]) / MILLION


def find_prices(scarcity: Scarcity, progress: Progress = silent) -> Found:
    """Prices at which what people would take about fits everything scarce, and the mixture that fits it."""
    everybody = np.arange(len(scarcity.problem.people))
    start = _first_prices(scarcity, everybody)
    sample = _sample(scarcity)
    if len(sample) < len(everybody):
        part = scarcity.asked(_items_of(scarcity, sample)) / np.maximum(1e-12, scarcity.asked(_all_items(scarcity)))
        amounts = scarcity.amounts * np.where([thing[0] == ABSENCE for thing in scarcity.things], 1.0, part)
        found = _Rounds(scarcity, sample, amounts).run(start, silent)
        start = _guess_absences(scarcity, found.prices, sample)
    return _Rounds(scarcity, everybody, scarcity.amounts).run(start, progress)


def _all_items(scarcity: Scarcity) -> Ints:
    return np.arange(len(scarcity.menus.offering))


def _items_of(scarcity: Scarcity, people: Ints) -> Ints:
    return np.flatnonzero(np.isin(scarcity.person, people))


def _sample(scarcity: Scarcity) -> Ints:
    """Every so-manieth workplace, so that about so many people are asked."""
    unit = scarcity.problem.people.unit
    every = max(1, round(len(unit) / SAMPLE))
    return np.flatnonzero(unit % every == 0) if every > 1 else np.arange(len(unit))


def _first_prices(scarcity: Scarcity, people: Ints) -> Floats:
    """What money gains where everybody takes everything: a start."""
    cost = scarcity.asked(_items_of(scarcity, people))[0]
    vector = np.zeros(len(scarcity.things))
    vector[scarcity.place_of[MONEY]] = scarcity.menus.gain.sum() / cost if cost else 0.0
    return vector


def _guess_absences(scarcity: Scarcity, prices: Floats, sample: Ints) -> Floats:
    """Absences of workplaces that were not asked cost what those of others of their size and month do."""
    asked = set(np.unique(scarcity.problem.people.unit[sample]).tolist())
    groups: dict[tuple[int, int], list[int]] = {}
    for place, (kind, unit, month) in enumerate(scarcity.things):
        if kind == ABSENCE:
            group = (month, min(int(scarcity.problem.absence_room[unit]), 4))
            groups.setdefault(group, []).append(place)
    found = prices.copy()
    for places in groups.values():
        known = [prices[place] for place in places if scarcity.things[place][1] in asked]
        if known:
            for place in places:
                if scarcity.things[place][1] not in asked:
                    found[place] = sum(known) / len(known)
    return found


class _Rounds:
    """Column generation over some people and so much of each scarce thing."""

    def __init__(self, scarcity: Scarcity, people: Ints, amounts: Floats) -> None:
        self._scarcity, self._people, self._amounts = scarcity, people, amounts
        self._mixing = Mixing(scarcity, people, amounts)

    def run(self, prices: Floats, progress: Progress) -> Found:
        """The prices with the lowest bound over these people."""
        best, best_answers, best_bound = prices, None, 1e300
        many = max(1.0, MANY_NEW * len(self._people))
        for share in VARIANTS[1:]:
            self._offer(self._ask(prices * share))
        mixture, is_early, idle, last = None, True, 0, -float("inf")
        for number in range(ROUNDS):
            progress(message("Finding what money and seats are worth"), number, ROUNDS)
            answers = self._ask(prices)
            bound = float(prices @ self._amounts) + float(answers.bound.sum())
            idle = 0 if bound < best_bound - STILL * abs(best_bound) else idle + 1
            if bound < best_bound:
                best, best_answers, best_bound = prices, answers, bound
            new = self._offer(answers)
            is_early = is_early and new > many
            mixture = self._mixing.master.solve(is_early=is_early)
            if best_bound - mixture.value <= CLOSE * abs(best_bound - self._mixing.penalty):
                break
            target = self._mixing.prices(mixture)
            if not is_early and mixture.value - last <= STILL * abs(mixture.value) and idle >= IDLE:
                break
            last = mixture.value
            prices = best + SMOOTHING * (target - best) if new else target
        if mixture is None or best_answers is None:
            raise RuntimeError("no round was made")
        return Found(best, best_bound, best_answers, self._mixing, mixture)

    def _ask(self, prices: Floats) -> Answers:
        return Answers(self._scarcity, self._people, self._scarcity.of_items(prices))

    def _offer(self, answers: Answers) -> int:
        return self._mixing.add(self._people, answers.sets, answers.worth)

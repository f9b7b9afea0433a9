"""The bound lowered by branches (branch and bound): an offering has at most so many batches, or more than that.

Where few people are planned single batches decide, and mixtures with parts of batches promise more than can be had.
Every plan falls into one of the branches, so that the highest of their bounds is a bound on all plans.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, floor

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.mixing import Answers
from benangmerah.planner.prices import Stock
from benangmerah.planner.pricing import Found, Proved
from benangmerah.planner.problem import Floats
from benangmerah.planner.proof import Line

GOAL = 0.001
"""A plan that is no further from the bound is near enough."""
ASKED = 30_000
MOST_BRANCHES = 24
"""How many people all halves that are looked at may have together, and how many halves there are: work limits."""
MOST_PEOPLE = 1_500
"""Of more people the bound is near without branches."""
ROUNDS, CLOSE = 12, 0.0001
"""How often people are asked in a branch at most, and how near its mixture and its bound are near enough."""
COMPARED = 8
"""For so many of the most doubtful offerings both branches are looked at before one of them is chosen."""
WHOLE = 1e-4
"""What differs so little from a whole number of batches is one."""
LEAST_LOSS = 1e-3
"""A branch that costs less than this counts as costing so much, so that the other one decides."""


@dataclass(frozen=True)
class Branch(Proved):
    """Prices, and the bound that they prove for all plans with as many batches as the stock says."""

    stock: Stock
    batches: Floats
    """The batches of the best mixture of the branch, or of the one that it comes from."""
    reached: float
    """What that mixture is worth, with the hours that are missing before the plan."""

    @property
    def doubtful(self) -> list[int]:
        """The offerings with parts of batches, the most doubtful first."""
        away = np.abs(self.batches - np.round(self.batches))
        return [int(one) for one in np.argsort(-away, kind="stable") if away[one] > WHOLE]


@dataclass(frozen=True)
class Branches:
    """All branches; together they are every plan. Without a division there is none."""

    branches: list[Branch]
    whole: list[Floats]
    """Numbers of batches with which more may be had than by the plan, the most promising first."""

    @property
    def lines(self) -> list[Line]:
        """What they prove for the planned budget, and what a rupiah more adds."""
        return [(one.bound, one.prices.of_rupiah) for one in self.branches]


def divide(found: Found, worth: float, progress: Progress = silent) -> Branches:
    """Branches until a plan of that worth is near the bound of all, or the highest of them has whole batches.

    No batches are held afterwards.
    """
    mixing, people = found.mixing, len(found.mixing.people)
    mixing.reopen()
    first = Branch(found.prices, found.bound, mixing.scarcity.stock, found.mixture.batches, found.mixture.value)
    penalty = mixing.penalty
    enough = worth + GOAL * abs(worth) + penalty
    waiting, done, number = [(-first.bound, 0, first)], list[Branch](), 0
    most = min(MOST_BRANCHES, ASKED // max(1, people)) if people <= MOST_PEOPLE else 0
    while waiting and number < most:
        progress(message("Proving with whole batches"), number, most)
        branch = waiting[0][2]
        if branch.bound <= enough or not branch.doubtful:
            break
        heapq.heappop(waiting)
        for part in _halves(found, branch):
            number += 1
            half = _lower(found, part, enough)
            if half.bound <= enough:
                done.append(half)
            else:
                heapq.heappush(waiting, (-half.bound, number, half))
    mixing.reopen()
    branches = done + [branch for _, _, branch in sorted(waiting, key=lambda one: one[1])]
    if not number:
        return Branches([], [])
    whole = [one for one in branches if not one.doubtful and one.reached - penalty > worth]
    whole.sort(key=lambda one: -one.reached)
    return Branches(branches, [np.round(one.batches) for one in whole])


def _halves(found: Found, branch: Branch) -> Iterator[Branch]:
    """The branch with at most so many batches of its most telling offering, and with more."""
    _allow(found, branch.stock)
    master = found.mixing.master
    value = master.solve().value
    losses = list[tuple[float, int]]()
    for batch in branch.doubtful[:COMPARED]:
        count, stock = float(branch.batches[batch]), branch.stock
        below = max(LEAST_LOSS, value - master.ask(batch, float(stock.held[batch]), floor(count)))
        above = max(LEAST_LOSS, value - master.ask(batch, ceil(count), float(stock.batches[batch])))
        losses.append((below * above, -batch))
    batch = -max(losses)[1]
    count = float(branch.batches[batch])
    for name, amount in (("batches", floor(count)), ("held", ceil(count))):
        amounts = getattr(branch.stock, name).copy()
        amounts[batch] = amount
        yield replace(branch, stock=replace(branch.stock, **{name: amounts}))


def _allow(found: Found, stock: Stock) -> None:
    for batch, (least, most) in enumerate(zip(stock.held.tolist(), stock.batches.tolist(), strict=True)):
        found.mixing.master.allow(batch, least, most)


def _lower(found: Found, branch: Branch, enough: float) -> Branch:
    """The branch with the lowest bound that is found for it; no lower than is enough."""
    mixing = found.mixing
    _allow(found, branch.stock)
    best, mixture, prices = Proved(branch.prices, np.inf), None, branch.prices
    for _ in range(ROUNDS):
        prices = mixing.scarcity.lawful(prices, branch.stock.batches)
        answers = Answers(mixing.scarcity, mixing.people, prices)
        bound = mixing.scarcity.rent(prices, branch.stock) + float(answers.bound.sum())
        if bound < best.bound:
            best = Proved(prices, bound)
        if best.bound <= enough:
            break
        new = mixing.add(mixing.people, answers.sets, answers.worth)
        if mixture is None or new:
            is_new, mixture = mixture is None, mixing.master.solve()
            is_done = not is_new and best.bound - mixture.value <= CLOSE * abs(best.bound - mixing.penalty)
        else:
            is_done = True
        if is_done:
            if not mixing.cut(mixture):
                break
            mixture = mixing.master.solve()
        prices = mixing.prices(mixture)
    if mixture is None:
        return replace(branch, prices=best.prices, bound=best.bound)
    return replace(branch, prices=best.prices, bound=best.bound, batches=mixture.batches, reached=mixture.value)

"""What other budgets would close, and what one step more of each scarce thing gains: the mixture solved again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.mixing import Answers
from benangmerah.planner.prices import ABSENCE, BATCH, MILLION, MONEY, UNIT_MONEY, Prices, Scarcity
from benangmerah.planner.pricing import Found
from benangmerah.planner.problem import Problem
from benangmerah.planner.proof import Line, Proof, highest

WHOLE = 100
PERCENTS = tuple(range(10, 201, 10))
"""The budgets of the curve, in percent of the budget that is planned."""
STEPS = {MONEY[0]: 100.0, UNIT_MONEY: 100.0, ABSENCE: 1.0}
"""One step more: a hundred million rupiah, or one absence; of an offering it is one batch."""
MOST_THINGS = 12
"""For how many of the dearest things of a kind the mixture is solved again."""
Key = tuple[str, int]
"""A kind, with the place of the limit or of the batched offering."""


@dataclass(frozen=True)
class CurvePoint:
    """A budget with the objective that mixed plans reach at it, and a figure that no plan of that budget exceeds.

    The proof holds the prices found at this budget; None where more money than some lower budget gains nothing.
    """

    percent: int
    budget: int
    reached: float
    upper_bound: float
    proof: Proof | None = None


def draw_curve(found: Found, progress: Progress = silent, branches: Sequence[Line] = ()) -> list[CurvePoint]:
    """The objective at each of the budgets; no batches are held afterwards.

    Mixed plans may hold parts of batches, so what they reach is an estimate and no plan. The bound of a budget is the
    lowest that any of the prices on the way, or the branches of the planned budget, prove for it.
    """
    problem, mixing = found.mixing.scarcity.problem, found.mixing
    mixing.reopen()
    reached, proofs = dict[int, float](), dict[int, Proof]()
    # in small steps, so that each mixture starts near the one before
    order = [*(one for one in PERCENTS if one >= WHOLE), *(one for one in reversed(PERCENTS) if one < WHOLE)]
    enough: float | None = None
    for number, percent in enumerate(order):
        progress(message("Asking what other budgets would close"), number, len(PERCENTS))
        if percent > WHOLE and enough is not None:
            reached[percent] = enough
            continue
        mixing.master.limit(0, problem.budget * percent / WHOLE / MILLION)
        mixture = mixing.master.solve()
        reached[percent] = mixture.value
        if percent >= WHOLE and not mixture.limit_prices[0]:
            enough = mixture.value
        prices = mixing.scarcity.lawful(mixing.prices(mixture))
        answers = Answers(mixing.scarcity, mixing.people, prices)
        bound = mixing.scarcity.rent(prices, mixing.scarcity.stock) + float(answers.bound.sum())
        proofs[percent] = Proof(percent, bound, prices)
        mixing.add(mixing.people, answers.sets, answers.worth)
    mixing.master.limit(0, problem.budget / MILLION)
    first = Proof(WHOLE, found.bound, found.prices)
    return list(_points(problem, reached, [first, *proofs.values()], branches, mixing.penalty))


def _points(
    problem: Problem, reached: Mapping[int, float], proofs: Sequence[Proof], branches: Sequence[Line], penalty: float
) -> Iterator[CurvePoint]:
    own = {proof.percent: proof for proof in proofs[1:]}
    for percent in PERCENTS:
        budget = problem.budget * percent // WHOLE
        more = problem.budget * (percent - WHOLE) / WHOLE
        bound = min([highest(branches, more), *(proof.bound_with(more) for proof in proofs)]) - penalty
        bound = min(problem.weighted_gap, bound)
        # parts of batches may promise more than branches leave possible
        found = min(reached[percent] - penalty, bound)
        yield CurvePoint(percent, budget, found, bound, own.get(percent))


def find_gains(found: Found) -> dict[Key, float]:
    """What a step more of each of the dearest things of a kind gains by the mixture solved again with the same plans.

    The price times the step is the most that the best plan can gain; this is what is gained for certain where parts of
    batches count.
    """
    scarcity, master = found.mixing.scarcity, found.mixing.master
    found.mixing.reopen()
    base = master.solve().value
    gains: dict[Key, float] = {}
    for place in _dearest(scarcity, found.prices):
        kind, amount = scarcity.things[place][0], float(scarcity.stock.limits[place])
        master.limit(place, amount + STEPS[kind])
        gains[kind, place] = max(0.0, master.solve().value - base)
        master.limit(place, amount)
    worth = np.where(np.isfinite(scarcity.most), scarcity.of_batches(found.prices), 0.0)
    for batch in np.argsort(-worth, kind="stable")[:MOST_THINGS].tolist():
        if worth[batch] > 0:
            master.allow(batch, 0.0, float(scarcity.most[batch]) + 1)
            gains[BATCH, batch] = max(0.0, master.solve().value - base)
            master.allow(batch, 0.0, float(scarcity.most[batch]))
    return gains


def _dearest(scarcity: Scarcity, prices: Prices) -> Iterator[int]:
    """The limits with the highest prices, so many of each kind at most."""
    counts = dict.fromkeys(STEPS, 0)
    for place in np.argsort(-prices.limits, kind="stable").tolist():
        kind = scarcity.things[place][0]
        if prices.limits[place] > 0 and counts[kind] < MOST_THINGS:
            counts[kind] += 1
            yield place

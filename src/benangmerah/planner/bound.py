"""A figure that no lawful plan exceeds: what all that is scarce is worth at some prices, plus everybody's best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.person_menu import Best, PersonMenu
from benangmerah.planner.prices import MONEY, Prices, Scarcity
from benangmerah.planner.pricing import find_prices
from benangmerah.planner.problem import Problem

SAFETY = 1e-9
"""The part of the bound that is added for the rounding of sums of doubles."""
SECOND_LOOKS = 2
NEAR = 0.03
"""How often the price of money is mended, and how near to the budget what people would spend is near enough."""

PORTION = 500


@dataclass(frozen=True)
class Proof:
    """The bound, the prices that prove it, and what everybody would take at them."""

    upper_bound: float
    prices: Prices
    wishes: tuple[Best, ...]


def prove(problem: Problem, menus: Sequence[PersonMenu], progress: Progress = silent) -> Proof:
    """The lowest bound found.

    Relaxed are the money, the unit budgets and the seats, each paid for at its price (weak duality of the Lagrangean);
    a batch becomes a share for each seat; minima of batches, absences, quotas and pins are left out.
    """
    scarcity = Scarcity(problem)
    proof = _look(scarcity, menus, find_prices(scarcity, menus, progress), progress)
    best = proof
    for _ in range(SECOND_LOOKS):
        asked = _spent(problem, proof) / problem.budget if problem.budget else 1.0
        if abs(asked - 1) <= NEAR or MONEY not in proof.prices.of:
            break
        mended = proof.prices.with_prices({MONEY: proof.prices.of[MONEY] * asked**0.5})
        proof = _look(scarcity, menus, mended, progress)
        best = min(best, proof, key=lambda one: one.upper_bound)
    return best


def _look(scarcity: Scarcity, menus: Sequence[PersonMenu], prices: Prices, progress: Progress) -> Proof:
    wishes = []
    for number, menu in enumerate(menus):
        if number % PORTION == 0:
            progress(message("Proving how good a plan can be"), number, len(menus))
        wishes.append(menu.best(prices.menu(menu, scarcity)))
    found = tuple(wishes)
    total = bound_at(scarcity, prices, found)
    return Proof(total + SAFETY * max(1.0, abs(total)), prices, found)


def bound_at(scarcity: Scarcity, prices: Prices, wishes: Sequence[Best]) -> float:
    """The bound on the objective at these prices; never more than the weight of all gaps."""
    problem = scarcity.problem
    missing = problem.rules.penalty * float(problem.people.missing.sum())
    return min(problem.weighted_gap, prices.rent(scarcity) + sum(wish.bound for wish in wishes) - missing)


def _spent(problem: Problem, proof: Proof) -> float:
    return sum(problem.offerings[place].seat_price for wish in proof.wishes for place in wish.offerings)

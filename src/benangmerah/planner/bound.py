"""A figure that no lawful plan exceeds: what all that is scarce is worth at some prices, plus everybody's best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.person_menu import Best, PersonMenu
from benangmerah.planner.prices import Prices
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
    a batch becomes a share for each seat; minima of batches, prerequisites, absences, quotas and pins are left out.
    """
    proof = _look(problem, menus, find_prices(problem, menus, progress), progress)
    best = proof
    for _ in range(SECOND_LOOKS):
        asked = _spent(problem, proof) / problem.budget if problem.budget else 1.0
        if abs(asked - 1) <= NEAR or not proof.prices.money:
            break
        proof = _look(problem, menus, proof.prices.with_money(proof.prices.money * asked**0.5), progress)
        best = min(best, proof, key=lambda one: one.upper_bound)
    return best


def _look(problem: Problem, menus: Sequence[PersonMenu], prices: Prices, progress: Progress) -> Proof:
    wishes = []
    for number, menu in enumerate(menus):
        if number % PORTION == 0:
            progress(message("Proving how good a plan can be"), number, len(menus))
        wishes.append(menu.best(prices.of_menu(menu)))
    total = bound_at(problem, prices, wishes)
    return Proof(total + SAFETY * max(1.0, abs(total)), prices, tuple(wishes))


def bound_at(problem: Problem, prices: Prices, wishes: Sequence[Best]) -> float:
    """The bound on the objective at these prices; never more than the weight of all gaps."""
    missing = problem.rules.penalty * float(problem.people.missing.sum())
    return min(problem.weighted_gap, prices.rent(problem) + sum(wish.bound for wish in wishes) - missing)


def _spent(problem: Problem, proof: Proof) -> float:
    return sum(problem.offerings[place].seat_price for wish in proof.wishes for place in wish.offerings)

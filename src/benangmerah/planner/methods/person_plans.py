"""Plans of people: a mixture with whole batches becomes one plan for each person, mended until no limit is passed."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.compiled.search import LEAST
from benangmerah.planner.dive import dive, dive_again, hold, make_whole, shares
from benangmerah.planner.part_prices import PartPrices
from benangmerah.planner.pricing import Found
from benangmerah.planner.problem import Floats
from benangmerah.planner.seated_plan import SeatedPlan

REPAIRS = 5
LOST = 0.0005
"""How often batches are chosen again at most, where so large a part is lost because people to fill them are lacking."""


def plan_by_person_plans(
    plan: SeatedPlan, found: Found, progress: Progress = silent, batches: Floats | None = None
) -> None:
    """Seat everybody's plan of the mixture, mend the batches that cannot be held, use what is left.

    Batches become whole by diving, where it is not told how many there are of each offering.
    """
    mixing, price, offering_of = found.mixing, found.prices.of_rupiah, found.mixing.scarcity.menus.offering
    plain = plan.menus
    # what an OPD needs for its floor counts for more, here as in the mixture
    plan.menus = mixing.scarcity.steered(found.prices)
    mixture = dive(mixing, found.mixture, progress) if batches is None else hold(mixing, batches)
    best = _Best(plan)
    for number in range(1 + REPAIRS):
        progress(message("Seating people"), number, 1 + REPAIRS)
        plan.give_back(plan.first)
        whole = shares(mixing, make_whole(mixing, mixture))
        plan.seat({person: [offering_of[one[one >= 0]] for _, one in plans] for person, plans in whole})
        seated = plan.worth
        lacking_fillers = plan.settle(price)
        plan.use_up(price)
        best.look()
        if seated - plan.worth <= LOST * abs(seated + mixing.penalty):
            break
        short = {int(mixing.scarcity.batch_of[one]): count for one, count in lacking_fillers.items()}
        mixture = dive_again(mixing, {batch: count for batch, count in short.items() if batch >= 0})
    plan.give_back(best.offerings)
    plan.improve(price)
    plan.menus = plain


def plan_by_parts(plan: SeatedPlan, parts: PartPrices, price: float) -> None:
    """Seat everybody's plan of the mixture of her part, the surest people first, mend the batches, use what is left."""
    surest = sorted(parts.wishes.items(), key=lambda one: (-one[1][0][0], one[0]))
    plan.seat({person: [offerings for _, offerings in plans] for person, plans in surest})
    plan.settle(price)
    plan.use_up(price)
    plan.improve(price)


class _Best:
    """The best plan on the way; of equal worth the cheaper one."""

    def __init__(self, plan: SeatedPlan) -> None:
        self._plan, self.offerings = plan, plan.kept()
        self._worth = plan.worth, -plan.spent

    def look(self) -> None:
        """Remember the plan as it stands where it is better."""
        worth = self._plan.worth, -self._plan.spent
        if worth[0] > self._worth[0] + LEAST or (worth[0] >= self._worth[0] - LEAST and worth[1] > self._worth[1]):
            self._worth, self.offerings = worth, self._plan.kept()

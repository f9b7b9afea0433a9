"""A plan under way in arrays: begun from what is pinned, seated and mended by the compiled steps, read as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from benangmerah.planner.compiled import filling, joining, lifting, seating, seats, settling
from benangmerah.planner.compiled.menu_arrays import CHAIN, people_of, read_menu_arrays
from benangmerah.planner.compiled.search import LEAST, SEARCH_STEPS, MenuArrays
from benangmerah.planner.pins import pin
from benangmerah.planner.problem import Floats, Ints, Problem
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays, read_problem_arrays, starts
from benangmerah.planner.solution import Draft

AGAIN = 3
"""How often everybody is asked again: a work limit."""
Plans = Mapping[int, Sequence[Ints]]
"""For each person plans as places of offerings, the first ones first; people in the order in which they are seated."""


class SeatedPlan:
    """Who takes what, with all limits kept."""

    def __init__(self, arrays: ProblemArrays, menus: MenuArrays, pinned: Draft) -> None:
        self.arrays, self.menus, self._pinned = arrays, menus, pinned
        self._seats = seats.no_seats(arrays)
        for person, items in enumerate(pinned.items):
            for place, offering in enumerate(items):
                self.add(person, offering)
                self._seats.places[person, place]["is_pinned"] = (person, offering) in pinned.pinned
        self._seats.offered["must_be_held"][list(pinned.must_be_held)] = True
        self.first = self.kept()

    @classmethod
    def begin(cls, problem: Problem) -> SeatedPlan:
        """A plan with nothing but what is pinned; ImpossiblePinError where a pin cannot be kept."""
        arrays = read_problem_arrays(problem)
        menus = read_menu_arrays(problem, arrays)
        return cls(arrays, menus, pin(problem, menus))

    @property
    def worth(self) -> float:
        """The objective (rule 16)."""
        return float(seats.worth_of(self.arrays, self.menus, self._seats))

    @property
    def spent(self) -> int:
        """The rupiah it costs."""
        return int(self._seats.money[0])

    def add(self, person: int, offering: int) -> None:
        """Give somebody an item; the limits are not asked."""
        seats.add(self.arrays, self._seats, person, offering, seats.item_of(self.menus, person, offering))

    def kept(self) -> Ints:
        """Everybody's offerings as they are now, to come back to."""
        return self._seats.places["offering"].copy()

    def give_back(self, kept: Ints) -> None:
        """Give everybody exactly these offerings again."""
        seating.give_all_back(self.arrays, self.menus, self._seats, kept)

    def try_to_add(self, person: int, offering: int) -> bool:
        """Give a person an item with all that it requires, or leave everything as it was and say no."""
        chain = np.empty(CHAIN, dtype=np.int64)
        way = joining.ALONE
        return bool(joining.try_to_add(self.arrays, self.menus, self._seats, person, offering, way, chain))

    def seat(self, plans: Plans) -> None:
        """For each person the first plan that fits whole; where none does, what fits of the first."""
        rows = [plan for of_person in plans.values() for plan in of_person]
        people = np.array(list(plans), dtype=np.int64)
        width = max([1, *(len(plan) for plan in rows)])
        table = np.full((len(rows), width), NOTHING, dtype=np.int64)
        for number, plan in enumerate(rows):
            table[number, : len(plan)] = plan
        self.seat_rows(people, starts([len(of_person) for of_person in plans.values()]), table)

    def seat_rows(self, people: Ints, start: Ints, rows: Ints) -> None:
        """The same where the plans stand in rows, NOTHING behind the last offering; a person's begin at her start."""
        seating.seat(self.arrays, self.menus, self._seats, people, start, rows)

    def settle(self, rupiah_price: float) -> dict[int, int]:
        """Fill each batch that cannot be held, or send home who loses least; then keep the share of JP in class.

        Gives for each offering that people were sent home from how many could have filled it.
        """
        short = settling.settle(self.arrays, self.menus, self._seats, rupiah_price)
        settling.keep_share(self.arrays, self.menus, self._seats)
        return {int(offering): int(short[offering]) for offering in np.flatnonzero(short != NOTHING)}

    def use_what_is_left(self, rupiah_price: float) -> None:
        """Fill free seats and open batches as long as there is money."""
        filling.use_what_is_left(self.arrays, self.menus, self._seats, people_of(self.menus), rupiah_price)

    def use_up(self, rupiah_price: float) -> None:
        """Use what is left, take away what adds nothing, and use what that leaves."""
        self.use_what_is_left(rupiah_price)
        filling.drop_superfluous(self.arrays, self.menus, self._seats)
        self.use_what_is_left(rupiah_price)

    def plan_again(self, rupiah_price: float, people: Ints | None = None) -> int:
        """Ask everybody, or these people, for what they would rather have within what is free; how many changed."""
        asked = np.arange(self._seats.people.shape[0]) if people is None else people
        return int(seating.plan_again(self.arrays, self.menus, self._seats, asked, rupiah_price, SEARCH_STEPS))

    def improve(self, rupiah_price: float, most: int = AGAIN) -> None:
        """Ask everybody again, and use what that leaves, as long as the plan gets better; so many times at most."""
        best, worth = self.kept(), self.worth
        for _ in range(most):
            self.plan_again(rupiah_price)
            self.use_what_is_left(rupiah_price)
            if self.worth <= worth + LEAST:
                break
            best, worth = self.kept(), self.worth
        self.give_back(best)

    def closed_by(self, group: Ints, count: int) -> Floats:
        """The weighted levels that it closes in each of so many groups; people of none have NOTHING for theirs."""
        closed = np.zeros(count)
        lifting.closed_by(self.menus, self._seats, group, closed)
        return closed

    def money_for(self, group: Ints, lacking: Floats) -> int:
        """About the rupiah that it costs to close what groups lack."""
        return int(lifting.money_for(self.arrays, self.menus, self._seats, group, lacking))

    def free_money(self, group: Ints, spare: Floats, amount: int) -> int:
        """Send people of groups with something to spare home until so much money is free; how many went."""
        return int(lifting.free_money(self.arrays, self.menus, self._seats, group, spare.copy(), amount))

    def hand_over_seats(self, group: Ints, spare: Floats, lacking: Floats) -> int:
        """Give seats of groups with something to spare to groups that lack; how many changed hands."""
        return int(lifting.hand_over_seats(self.arrays, self.menus, self._seats, group, spare.copy(), lacking.copy()))

    def nets(self, item_prices: Floats) -> Floats:
        """What everybody's items are worth after their prices."""
        found: Floats = seats.nets_of(self.arrays, self.menus, self._seats, item_prices)
        return found

    def draft(self) -> Draft:
        """The plan as a draft."""
        draft = Draft(self._pinned.problem)
        draft.pinned, draft.must_be_held = set(self._pinned.pinned), set(self._pinned.must_be_held)
        for person, offerings in enumerate(self.items()):
            for offering in offerings:
                draft.add(person, offering)
        return draft

    def items(self) -> list[list[int]]:
        """Everybody's offerings."""
        rows, held = self._seats.places["offering"].tolist(), self._seats.people["held"].tolist()
        return [row[:count] for row, count in zip(rows, held, strict=True)]

"""The cheapest plan that reaches a target, and the money below which no lawful plan reaches it.

The bound on what a budget can give is concave in the budget: at any prices it is a straight line. Where the line of the
lowest bound meets the target lies a sum of money below which nothing can be had; the prices at that sum give the next
line, until the mixture of plans meets the target there. The plan comes from that mixture, made whole, mended and
trimmed. All searches end by limits on work, never on time.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import floor, inf

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.adding import try_to_add
from benangmerah.planner.aim import NEAR, Aim
from benangmerah.planner.batch import batches_needed, can_be_held
from benangmerah.planner.bound import SAFETY
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.dive import dive, shares
from benangmerah.planner.methods.person_plans import plan_by_person_plans
from benangmerah.planner.mixing import Answers
from benangmerah.planner.person_menu import LEAST, PersonMenu, read_menus
from benangmerah.planner.pins import ImpossiblePinError, pin
from benangmerah.planner.prices import MILLION, NOTHING, Prices, Scarcity
from benangmerah.planner.pricing import Found, find_prices
from benangmerah.planner.problem import Floats, Problem
from benangmerah.planner.problem_arrays import read_problem_arrays
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.solution import Draft
from benangmerah.planner.solver import Mixture

ROUNDS = 60
"""How often people are asked at most while the least money is looked for: a work limit."""
TRIES, MANY = 4, 2_000
"""How many plans are made whole at most, half of them thoroughly; half as many above so many people."""
FIRST_PART = 0.25
"""Where the agency has no money to begin with, this part of what everything would cost is tried first."""
STILL = 1e-6
ENDLESS = 1e15
"""More money than anything costs."""
NEARLY = 0.9995
"""Where a target is out of reach, so large a part of the most that mixtures give is aimed at."""
MORE = 1.5
"""So much more money is tried where a plan did not reach the target."""
BUNDLE = 4
"""Items that give something only together are tried up to so many."""
STEPS = 20
"""Into how many targets on the way the proven least money is told."""


@dataclass(frozen=True)
class Line:
    """No lawful plan of b rupiah gives more than base + of_rupiah × b."""

    base: float
    of_rupiah: float

    def least(self, target: float) -> float:
        """The money below which no lawful plan gives so much; infinite where no money does."""
        lacking = target - self.base
        if lacking <= 0:
            return 0.0
        return lacking / self.of_rupiah if self.of_rupiah > 0 else inf


@dataclass(frozen=True)
class TargetPlan:
    """The cheapest plan found, what it gives, and what is proven.

    `least_money` belongs to what the plan gives, at most the target; `most` is a figure that no lawful plan exceeds
    whatever the money, known where the target was not reached; `way` holds the proven least money of targets below.
    """

    draft: Draft
    target: float
    value: float
    is_reached: bool
    least_money: int
    most: float | None
    way: tuple[tuple[float, int], ...]

    @property
    def cost(self) -> int:
        """What the plan costs, in rupiah."""
        return self.draft.spent


def find_target_plan(aim: Aim, first_budget: int, progress: Progress = silent) -> TargetPlan:
    """The cheapest plan for an aim; `first_budget` is where the search begins, and nothing depends on it but work."""
    return _Search(aim, first_budget, progress).run()


def find_least_money(aim: Aim, first_budget: int, progress: Progress = silent) -> int | None:
    """The money below which no lawful plan reaches the target; None where none does at any price."""
    search = _Search(aim, first_budget, progress)
    search.lower(aim.target)
    least = search.least(aim.target)
    return None if least == inf else floor(least)


def value_of(draft: Draft, aim: Aim) -> float:
    """What a plan really gives towards the target."""
    return sum(aim.worth(person, items) for person, items in enumerate(draft.items) if items)


@dataclass
class _Search:
    """One search: lines proven so far, the mixture they come from, and the cheapest plan that reaches the target."""

    aim: Aim
    first_budget: int
    progress: Progress
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        problem = self.aim.problem
        self.menus = read_menus(problem)
        arrays = read_menu_arrays(problem)
        everything = Scarcity(problem, arrays).asked_money(np.arange(len(problem.people))) * MILLION
        self.start = self.first_budget if 0 < self.first_budget < everything else max(1, int(everything * FIRST_PART))
        self.scarcity = Scarcity(replace(problem, budget=self.start), arrays)
        self.found = find_prices(self.scarcity, self.progress)
        self.mixing = self.found.mixing
        self._line(self.found.prices, self.found.bound)

    def run(self) -> TargetPlan:
        """The cheapest plan that reaches the target; where none was found, the one that comes nearest."""
        aim, most = self.aim, None
        self.lower(aim.target)
        draft = self._cheapest() if self.least(aim.target) < inf else None
        if draft is None:
            most = self._raise()
            draft = self._nearest()
        value = value_of(draft, aim)
        told = min(aim.target, value)
        if most is not None:
            self.lower(told)
        return TargetPlan(
            draft, aim.target, value, aim.is_reached(value), self._floor(told), most,
            tuple((told * part / STEPS, self._floor(told * part / STEPS)) for part in range(1, STEPS + 1)),
        )  # fmt: skip

    def least(self, target: float) -> float:
        """The money that all lines together prove for a target."""
        return max(line.least(target) for line in self.lines)

    def lower(self, target: float) -> None:
        """Ask at the least money proven so far until the mixture reaches the target there, or nothing new is found."""
        self.mixing.reopen()
        before = -1.0
        for number in range(ROUNDS):
            self.progress(message("Proving the least money"), number, ROUNDS)
            least = self.least(target)
            if least == inf:
                return
            mixture = self._mix(least)
            new = self._ask(self.mixing.prices(mixture))
            is_still = not new and least - before <= STILL * max(1.0, least)
            if self.aim.lower(target).is_reached(mixture.value) or is_still:
                if not self.mixing.cut(mixture):
                    return
                least = -1.0
            before = least

    def _mix(self, budget: float) -> Mixture:
        self.mixing.master.limit(0, budget / MILLION)
        return self.mixing.master.solve()

    def _ask(self, prices: Prices) -> int:
        """What everybody would take at these prices: a line, and plans that are new."""
        scarcity = self.scarcity
        prices = scarcity.lawful(prices)
        answers = Answers(scarcity, self.mixing.people, prices)
        self._line(prices, scarcity.rent(prices, scarcity.stock) + float(answers.bound.sum()))
        return self.mixing.add(self.mixing.people, answers.sets, self._worth(answers))

    def _worth(self, answers: Answers) -> Floats:
        """What the answers really give, where that is less than the search for them counted."""
        offering = self.scarcity.menus.offering
        found: Floats = answers.worth.copy()
        for place, row in enumerate(answers.sets):
            if row[0] != NOTHING:
                items = offering[row[row >= 0]].tolist()
                found[place] = min(found[place], self.aim.worth(int(self.mixing.people[place]), items))
        return found

    def _line(self, prices: Prices, bound: float) -> None:
        """What a bound at one budget says of all: the difference is paid for at its price of money."""
        base = bound - prices.of_rupiah * self.start
        # what rounding may have lost is taken as lost
        base += SAFETY * (abs(bound) + abs(base) + len(self.mixing.people))
        self.lines.append(Line(base, prices.of_rupiah))

    def _floor(self, target: float) -> int:
        least = self.least(target - NEAR * max(1.0, abs(target)))
        return 0 if least == inf else floor(least)

    def _raise(self) -> float:
        """The most that any lawful plan gives, whatever the money."""
        self.mixing.reopen()
        for number in range(ROUNDS):
            self.progress(message("Proving what can be reached at all"), number, ROUNDS)
            mixture = self._mix(ENDLESS)
            if not self._ask(self.mixing.prices(mixture)) and not self.mixing.cut(mixture):
                break
        return min((line.base for line in self.lines if line.of_rupiah == 0), default=inf)

    def _reaching(self, target: float) -> float:
        """The least money at which the mixture of the plans that are known reaches a target."""
        budget, least = self.least(target), self.aim.lower(target)
        for _ in range(ROUNDS):
            mixture = self._mix(budget)
            if least.is_reached(mixture.value) or not mixture.limit_prices[0]:
                break
            budget += (target - mixture.value) / mixture.limit_prices[0] * MILLION
        return budget

    def _cheapest(self) -> Draft | None:
        """The cheapest plan that reaches the target, from several budgets; None where none was found."""
        self.mixing.reopen()
        least = budget = self._reaching(self.aim.target)
        best: Draft | None = None
        tries, thorough = (TRIES, 2) if len(self.mixing.people) <= MANY else (TRIES // 2, 1)
        for number in range(tries):
            self.progress(message("Looking for a cheap plan"), number, tries)
            draft = self._draft(budget, self.aim, is_thorough=number < thorough)
            trim(draft, self.menus, self.aim)
            is_better = self.aim.is_reached(value_of(draft, self.aim)) and (best is None or draft.spent < best.spent)
            if is_better:
                best = draft
            elif number:
                break
            if best is None:
                budget = MORE * max(budget, 1.0)
            elif best.spent <= least + 1:
                break
            else:
                budget = float(best.spent) if number == 0 else (least + best.spent) / 2
        return best

    def _nearest(self) -> Draft:
        """The plan that comes nearest, for no more money than that asks for."""
        self.progress(message("Looking for the plan that comes nearest"))
        self.mixing.reopen()
        highest = self._mix(ENDLESS).value
        draft = self._draft(self._reaching(highest * NEARLY), self.aim, is_thorough=False)
        trim(draft, self.menus, self.aim.lower(value_of(draft, self.aim)))
        return draft

    def _draft(self, budget: float, aim: Aim, *, is_thorough: bool) -> Draft:
        """A plan of about so much money, and then as much more as the target asks for."""
        self.mixing.reopen()
        mixture, offering = self._mix(budget), self.scarcity.menus.offering
        pinned = _begin(replace(self.aim.problem, budget=floor(budget)))
        plan = SeatedPlan(read_problem_arrays(pinned.problem), self.scarcity.menus, pinned)
        prices = self.mixing.prices(mixture)
        if is_thorough:
            plan_by_person_plans(plan, Found(prices, self.found.bound, self.mixing, mixture))
        else:
            whole = shares(self.mixing, dive(self.mixing, mixture))
            plan.seat({person: [offering[one[one >= 0]] for _, one in plans] for person, plans in whole})
            plan.settle(prices.of_rupiah)
        draft = plan.draft()
        draft.problem = self.aim.problem
        return self._top_up(draft, aim)

    def _top_up(self, draft: Draft, aim: Aim) -> Draft:
        """Add what gives most for a rupiah until the target is reached; batches are opened where seats give no more."""
        value = value_of(draft, aim)
        while not aim.is_reached(value):
            value = _add_singles(draft, self.menus, aim, value)
            if aim.is_reached(value):
                break
            plan = SeatedPlan(read_problem_arrays(draft.problem), self.scarcity.menus, draft)
            plan.use_what_is_left(0.0)
            before, draft = draft.spent, plan.draft()
            value = value_of(draft, aim)
            if draft.spent == before:
                break
        return draft


def _begin(problem: Problem) -> Draft:
    """A plan with nothing but what is pinned; an offering pinned without a person may be another agency's to hold."""
    while True:
        try:
            return pin(problem)
        except ImpossiblePinError as error:
            if error.pin.employee_id is not None:
                raise
            place = [one.intervention_id for one in problem.offerings].index(error.pin.intervention_id)
            problem = replace(problem, pins=tuple(each for each in problem.pins if each != (None, place)))


def _add_singles(draft: Draft, menus: Sequence[PersonMenu], aim: Aim, value: float) -> float:
    refused = set[tuple[int, tuple[int, ...]]]()
    heap = [entry for menu in menus if (entry := _best_step(draft, menu, aim, refused)) is not None]
    heapq.heapify(heap)
    while heap and not aim.is_reached(value):
        rate, person, step = heapq.heappop(heap)
        now = _best_step(draft, menus[person], aim, refused)
        if now is None:
            continue
        if now != (rate, person, step) and heap and now > heap[0]:
            heapq.heappush(heap, now)
            continue
        before, had = aim.worth(person, draft.items[person]), tuple(draft.items[person])
        if all(draft.has(person, one) or try_to_add(draft, person, one) for one in now[2]):
            value += aim.worth(person, draft.items[person]) - before
        else:
            for one in [one for one in draft.items[person] if one not in had][::-1]:
                draft.remove(person, one)
            refused.add((person, now[2]))
        again = _best_step(draft, menus[person], aim, refused)
        if again is not None:
            heapq.heappush(heap, again)
    return value


def _best_step(
    draft: Draft, menu: PersonMenu, aim: Aim, refused: set[tuple[int, tuple[int, ...]]]
) -> tuple[float, int, tuple[int, ...]] | None:
    """What gives a person the most for a rupiah: one item, or some that give nothing until they are together."""
    person = menu.person
    mine = draft.items[person]
    if len(mine) >= draft.problem.rules.max_items:
        return None
    base, best, idle = aim.worth(person, mine), None, list[tuple[float, int]]()
    for item in menu.items:
        if draft.has(person, item.offering) or item.gain <= LEAST:
            continue
        step: tuple[int, ...] = (item.offering,)
        gain, cost = _gain(draft, person, step, aim) - base, 1 + draft.cost_of_joining(item.offering)
        if gain <= LEAST:
            idle.append((cost / item.gain, item.offering))
        elif (person, step) not in refused:
            entry = (-gain / cost, person, step)
            best = entry if best is None else min(best, entry)
    if best is None and idle:
        best = _best_bundle(draft, person, [one for _, one in sorted(idle)], aim, base, refused)
    return best


def _best_bundle(
    draft: Draft, person: int, idle: Sequence[int], aim: Aim, base: float, refused: set[tuple[int, tuple[int, ...]]]
) -> tuple[float, int, tuple[int, ...]] | None:
    for count in range(2, min(BUNDLE, len(idle)) + 1):
        step = tuple(idle[:count])
        gain = _gain(draft, person, step, aim) - base
        if gain > LEAST and (person, step) not in refused:
            cost = 1 + sum(draft.cost_of_joining(one) for one in step)
            return -gain / cost, person, step
    return None


def _gain(draft: Draft, person: int, step: Sequence[int], aim: Aim) -> float:
    mine = draft.items[person]
    more = dict.fromkeys(one for wanted in step for one in (*required_chain(draft.problem, person, wanted), wanted))
    return aim.worth(person, [*mine, *(one for one in more if one not in mine)])


def trim(draft: Draft, menus: Sequence[PersonMenu], aim: Aim) -> None:
    """Take away what costs most for what it gives, as long as the target stays reached."""
    slack = value_of(draft, aim) - aim.target
    while slack >= -NEAR * max(1.0, abs(aim.target)):
        slack, saved = _drop_singles(draft, menus, aim, slack)
        lost = _close_batch(draft, aim, slack)
        if lost is None:
            if not saved:
                return
            continue
        slack -= lost


def _drop_singles(draft: Draft, menus: Sequence[PersonMenu], aim: Aim, slack: float) -> tuple[float, int]:
    """Single items, the dearest for what they give first; the slack left and how many went."""
    heap = [entry for menu in menus for entry in _losses(draft, menu.person, aim)]
    heapq.heapify(heap)
    count, spare = 0, NEAR * max(1.0, abs(aim.target))
    while heap:
        _, person, offering = heapq.heappop(heap)
        if not draft.has(person, offering) or not draft.may_remove(person, offering):
            continue
        loss = _loss(draft, person, offering, aim)
        if loss <= max(slack, spare / 2) and _saved(draft, offering):
            draft.remove(person, offering)
            slack, count = slack - loss, count + 1
            for entry in _losses(draft, person, aim):
                heapq.heappush(heap, entry)
    return slack, count


def _losses(draft: Draft, person: int, aim: Aim) -> Iterator[tuple[float, int, int]]:
    for offering in draft.items[person]:
        saved = _saved(draft, offering)
        if saved:
            yield _loss(draft, person, offering, aim) / saved, person, offering


def _saved(draft: Draft, offering: int) -> int:
    """What one participant fewer saves."""
    one, members = draft.problem.offerings[offering], len(draft.members[offering])
    fewer = batches_needed(one, members) - batches_needed(one, members - 1)
    return one.cost_per_participant + fewer * one.cost_per_batch


def _loss(draft: Draft, person: int, offering: int, aim: Aim) -> float:
    mine = draft.items[person]
    return aim.worth(person, mine) - aim.worth(person, [one for one in mine if one != offering])


def _close_batch(draft: Draft, aim: Aim, slack: float) -> float | None:
    """Close the batch that costs most for what it gives, where the slack allows it; what that loses."""
    best: tuple[float, float, int, list[int]] | None = None
    for offering, members in enumerate(draft.members):
        if not members:
            continue
        one, count = draft.problem.offerings[offering], len(members)
        keep = 0 if one.batch_size is None else (batches_needed(one, count) - 1) * one.batch_size
        if not can_be_held(one, keep) or (keep == 0 and offering in draft.must_be_held):
            continue
        free = sorted(
            (_loss(draft, person, offering, aim), person)
            for person in members
            if (person, offering) not in draft.pinned and not draft.is_required(person, offering)
        )[: count - keep]
        loss, saved = sum(each for each, _ in free), one.cost_per_batch + (count - keep) * one.cost_per_participant
        if len(free) == count - keep and saved and loss <= slack:
            entry = (loss / saved, loss, offering, [person for _, person in free])
            best = entry if best is None else min(best, entry)
    if best is None:
        return None
    _, loss, offering, people = best
    for person in people:
        draft.remove(person, offering)
    return loss

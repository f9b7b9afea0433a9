"""A plan under way: who takes what, and what that uses of money, seats, days away and hours."""

from __future__ import annotations

from collections import defaultdict

from benangmerah.planner.batch import batches_needed, can_be_held
from benangmerah.planner.problem import Problem


class Draft:
    """Items of people with everything the limits ask for kept up to date."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.items: list[list[int]] = [[] for _ in range(len(problem.people))]
        self.members: list[set[int]] = [set() for _ in problem.offerings]
        self.spent = 0
        self.unit_spent = [0] * len(problem.unit_budgets)
        self.quota_people = [0] * len(problem.quotas)
        self.away: dict[tuple[int, int], int] = defaultdict(int)
        self.hours = [0] * len(problem.people)
        self.all_hours = self.classical_hours = 0
        self.hours_under_ceiling = [0] * len(problem.people)
        self.pinned: set[tuple[int, int]] = set()
        self.must_be_held: set[int] = set()

    def add(self, person: int, offering: int) -> None:
        """Give a person an item; the limits are asked before, not here."""
        if not self.items[person]:
            self._count_for_quotas(person, 1)
        self.spent += self.cost_of_joining(offering)
        self.items[person].append(offering)
        self.members[offering].add(person)
        self._use(person, offering, 1)

    def remove(self, person: int, offering: int) -> None:
        """Take an item away again."""
        self.items[person].remove(offering)
        self.members[offering].discard(person)
        self.spent -= self.cost_of_joining(offering)
        self._use(person, offering, -1)
        if not self.items[person]:
            self._count_for_quotas(person, -1)

    def may_remove(self, person: int, offering: int) -> bool:
        """Whether an item can go: not pinned, required by no other item, and what stays can still be held."""
        left = len(self.members[offering]) - 1
        one = self.problem.offerings[offering]
        return (
            (person, offering) not in self.pinned
            and (left > 0 or offering not in self.must_be_held)
            and can_be_held(one, left)
            and not self.is_required(person, offering)
        )

    def is_required(self, person: int, offering: int) -> bool:
        """Whether another item of the person requires that one."""
        wanted = self.problem.offerings[offering].intervention_id
        finished = self.problem.people.finished.get(person, {})
        return wanted not in finished and any(
            wanted in self.problem.offerings[item].requires_ids for item in self.items[person]
        )

    def has(self, person: int, offering: int) -> bool:
        """Whether the person has that item."""
        return person in self.members[offering]

    def batches(self, offering: int) -> int:
        """How many batches of the offering are held."""
        return batches_needed(self.problem.offerings[offering], len(self.members[offering]))

    def cost_of_joining(self, offering: int) -> int:
        """What one more participant costs: the head, and a batch where no seat is free."""
        one, participants = self.problem.offerings[offering], len(self.members[offering])
        more = batches_needed(one, participants + 1) - batches_needed(one, participants)
        return one.cost_per_participant + more * one.cost_per_batch

    def _use(self, person: int, offering: int, sign: int) -> None:
        problem, one = self.problem, self.problem.offerings[offering]
        unit = int(problem.people.unit[person])
        for place in problem.budgets_of[unit]:
            self.unit_spent[place] += sign * one.cost_per_participant
        if one.is_classical and one.period is not None:
            self.away[unit, one.period] += sign
        self.hours[person] += sign * one.hours
        self.all_hours += sign * one.hours
        self.classical_hours += sign * one.hours * one.is_classical
        if problem.counts_under_ceiling(person, offering):
            self.hours_under_ceiling[person] += sign * one.hours

    def _count_for_quotas(self, person: int, sign: int) -> None:
        for place in self.problem.quotas_of[int(self.problem.people.unit[person])]:
            self.quota_people[place] += sign

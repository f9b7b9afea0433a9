"""The shortest path (jalur terpendek) over several lawful moves to a position.

The shortest path has the fewest moves; of these the least stays in the way (qualifications the person lacks, then
levels that no offering closes, then competencies nobody assessed); of these it takes the fewest learning hours, then
the least money. Found by A*: a bound that looks at each competency alone tells what the rest of a path takes at least,
so that few of the possible steps need be weighed. Where that is still too much, a beam of good paths is followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest
from itertools import count
from typing import TypeAlias

from benangmerah.domain.career import Move, Rung, judge_move
from benangmerah.domain.career_path import CareerMap, CareerPath, Length, Post, Step

NO_LENGTH = Length()
WORK_LIMIT = 1_000
"""Steps that are weighed at most before the proof is given up; a limit of work, never of time."""
BEAM = 10
"""Paths that are kept from move to move, and moves that are tried from each, where no proof is had."""


def find_path(world: CareerMap, start_id: str, goal_id: str, work_limit: int = WORK_LIMIT) -> CareerPath | None:
    """The shortest path of at most so many lawful moves; none where there is none.

    Where the proof takes too much work, a good path is given with what no path can be shorter than.
    """
    return _Search(world, start_id, goal_id, work_limit).run()


@dataclass(frozen=True)
class _State:
    """Where a search stands: the position, the levels by then, what was taken, and what was already counted."""

    position_id: str
    levels: tuple[tuple[str, int], ...]
    taken: frozenset[str]
    unknown: frozenset[str]
    lacking: frozenset[str]
    visited: frozenset[str]
    """Positions held on the way, this one too: none is held twice."""

    @property
    def moves(self) -> int:
        """Moves so far."""
        return len(self.visited) - 1


_Queue: TypeAlias = "list[tuple[Length, int, int, Length, _State, str | None, tuple[Step, ...]]]"
"""Bound, depth, turn, length so far, state, the position to be weighed next (none: already there), steps so far."""


class _Search:
    """One search for the shortest path between two positions."""

    def __init__(self, world: CareerMap, start_id: str, goal_id: str, work_limit: int) -> None:
        self.work_limit = work_limit
        self.world, self.start, self.goal = world, world.posts[start_id], world.posts[goal_id]
        self.moves: dict[tuple[Rung, Rung], Move] = {}
        self.between = _one_of_a_kind(world, start_id, goal_id)
        self.needed = self._count_moves()
        self.order = count()

    def run(self) -> CareerPath | None:
        """Always go on from the path whose length and bound on the rest are least; steps are weighed when reached."""
        levels = tuple(sorted(self.world.person.levels.items()))
        first = _State(
            self.start.position_id, levels, frozenset(), frozenset(), frozenset(), frozenset({self.start.position_id})
        )
        queue: _Queue = []
        if self.start.rung not in self.needed:
            return None
        self._push_moves(queue, first, NO_LENGTH, ())
        best: dict[_State, Length] = {}
        work = 0
        while queue:
            least, _depth, _turn, length, state, ahead, steps = heappop(queue)
            if ahead is None:
                if state.position_id == self.goal.position_id:
                    return CareerPath(steps, length)
                if best.get(state, length) < length:
                    continue
                self._push_moves(queue, state, length, steps)
                continue
            if work == self.work_limit:
                return self._follow_beam(first, least)
            work += 1
            after, longer, step = self._take(state, length, ahead)
            if after not in best or longer < best[after]:
                best[after] = longer
                bound = self._bound(longer, after)
                heappush(queue, (bound, -after.moves, next(self.order), longer, after, None, (*steps, step)))
        return None

    def _follow_beam(self, first: _State, least: Length) -> CareerPath | None:
        """A path that is good but not proven: the best few by their bounds are followed from move to move."""
        kept: list[tuple[Length, int, Length, _State, tuple[Step, ...]]] = [(NO_LENGTH, 0, NO_LENGTH, first, ())]
        for _move in range(self.needed[self.start.rung]):
            reached = []
            for _bound, _turn, length, state, steps in kept:
                queue: _Queue = []
                self._push_moves(queue, state, length, steps)
                for *_, ahead, _steps in nsmallest(BEAM, queue):
                    after, longer, step = self._take(state, length, str(ahead))
                    bound = self._bound(longer, after)
                    reached.append((bound, next(self.order), longer, after, (*steps, step)))
            kept = nsmallest(BEAM, reached)
        if not kept:
            return None
        *_, length, _state, steps = kept[0]
        return CareerPath(steps, length, None if length == least else least)

    def _push_moves(self, queue: _Queue, state: _State, length: Length, steps: tuple[Step, ...]) -> None:
        """Every lawful move that can still lead there in the fewest moves, by a bound that costs little to work out."""
        levels, here = dict(state.levels), self.world.posts[state.position_id]
        left = self.needed.get(here.rung, 0) - 1
        for post in (self.goal,) if left == 0 else self.between:
            after = 0 if post is self.goal else self.needed.get(post.rung)
            if after != left or not self._move(here.rung, post.rung).is_lawful:
                continue
            if post.position_id in state.visited:
                continue
            standard = dict(self.goal.standard)
            for each, level in post.standard.items():
                standard[each] = max(level, standard.get(each, 0))
            rest = self.world.least_length(levels, standard, state.unknown)
            both = self.world.lacking(post.position_id) | self.world.lacking(self.goal.position_id)
            bound = length.plus(Length(1 + after, len(both - state.lacking), *rest))
            heappush(queue, (bound, -state.moves - 1, next(self.order), length, state, post.position_id, steps))

    def _take(self, state: _State, length: Length, position_id: str) -> tuple[_State, Length, Step]:
        here, there = self.world.posts[state.position_id], self.world.posts[position_id]
        step, levels = self.world.step_to(here, there, dict(state.levels), state.taken)
        lacking = frozenset(step.lacking) - state.lacking
        unknown = frozenset(step.unknown) - state.unknown
        longer = length.plus(
            Length(1, len(lacking), sum(step.open_units.values()), len(unknown), step.hours, step.cost_rupiah)
        )
        after = _State(
            position_id, tuple(sorted(levels.items())), state.taken | frozenset(step.offerings),
            state.unknown | unknown, state.lacking | lacking, state.visited | {position_id},
        )  # fmt: skip
        told = Step(step.position_id, step.move, step.offerings, step.hours, step.cost_rupiah, step.open_units,
                    tuple(sorted(unknown)), tuple(sorted(lacking)))  # fmt: skip
        return after, longer, told

    def _bound(self, length: Length, state: _State) -> Length:
        if state.position_id == self.goal.position_id:
            return length
        rest = self.world.least_length(dict(state.levels), self.goal.standard, state.unknown)
        lacking = len(self.world.lacking(self.goal.position_id) - state.lacking)
        return length.plus(Length(self.needed[self.world.posts[state.position_id].rung], lacking, *rest))

    def _move(self, start: Rung, end: Rung) -> Move:
        key = (start, end)
        if key not in self.moves:
            self.moves[key] = judge_move(self.world.pattern, start, end)
        return self.moves[key]

    def _count_moves(self) -> dict[Rung, int]:
        """The fewest moves from each rung to the goal, over the positions; what is too far away is missing."""
        rungs = {post.rung for post in self.between} | {self.start.rung}
        found: dict[Rung, int] = {}
        ends = {self.goal.rung}
        for moves in range(1, self.world.pattern.policy.most_moves + 1):
            ends = {one for one in rungs - found.keys() if any(self._move(one, end).is_lawful for end in ends)}
            found |= dict.fromkeys(ends, moves)
        return found


def _one_of_a_kind(world: CareerMap, start_id: str, goal_id: str) -> tuple[Post, ...]:
    """The positions a path may lead over, one of those that are alike in all a path looks at."""
    found: dict[tuple[object, ...], Post] = {}
    for position_id in sorted(world.posts.keys() - {start_id, goal_id}):
        post = world.posts[position_id]
        found.setdefault((post.rung, frozenset(post.standard.items()), world.lacking(position_id)), post)
    return tuple(found.values())

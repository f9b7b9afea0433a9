"""Whole batches and whole plans: the mixture is solved again and again while more and more batches become whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.mixing import Answers, Mixing
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.solver import Mixture

NEARLY_WHOLE = 0.02
"""Batches so near to a whole number are held at once."""
PORTION = 5
"""Beside those, one in so many of the batches that are still free become whole in a step."""
LARGE_PORTION, LARGE_STEP = 3, 4_000
"""The same where there are many people, and one more at least for so many: their mixture changes little by it."""
ROUNDS, FALLEN = 3, 0.001
"""How often people are asked again after a step at most, and the loss below which once is enough."""
DOUBTFUL = 0.1
TRIES = 6_000
"""Where a batch is further than that from a whole number both neighbours are tried, for so many people in all."""
LEAST_SHARE = 1e-6
NEAR = 0.0003
"""How near to the best whole plans are near enough, as a part of what the mixture closes."""
MANY, LOST = 1_500, 0.0002
"""Above so many people everybody keeps who has a whole plan already, and people are asked again once, where so large a
part was lost since they were asked, and at the end."""


def dive(mixing: Mixing, mixture: Mixture, progress: Progress = silent) -> Mixture:
    """The mixture with whole batches of every offering; people may still have parts of several plans."""
    return _make_batches_whole(mixing, mixture, set(range(len(mixing.rows))), progress)


def _make_batches_whole(mixing: Mixing, mixture: Mixture, free: set[int], progress: Progress) -> Mixture:
    total, asked, people = len(free), mixture, len(mixing.people)
    tries, is_large = TRIES // max(1, people), people > MANY
    portion, step = (LARGE_PORTION, max(1, people // LARGE_STEP)) if is_large else (PORTION, 1)
    while free:
        progress(message("Choosing whole batches"), total - len(free), total)
        held = {batch: float(mixture.batches[batch]) for batch in free}
        order, is_clear = _choose_next(held, tries, portion, step)
        free -= set(order)
        if not is_clear and len(free) < tries:
            mixture = _try_both(mixing, mixture, order[0], held[order[0]])
            continue
        for batch in order:
            mixing.master.hold(batch, _nearest(mixing, batch, held[batch]))
        if not is_large:
            mixture = _solve(mixing, mixture)
            continue
        mixture = mixing.master.solve()
        if not free or asked.value - mixture.value > LOST * abs(asked.value - mixing.penalty):
            mixture = asked = _ask_again(mixing, mixture) or mixture
    return mixture


def _choose_next(held: Mapping[int, float], tries: int, portion: int, step: int) -> tuple[list[int], bool]:
    """The batches that become whole next, and whether it is clear how many of each; else the first one is doubtful."""
    order = sorted(held, key=lambda batch: (_distance(held[batch]) / max(1.0, held[batch]), batch))
    near = [batch for batch in order if _distance(held[batch]) <= NEARLY_WHOLE]
    doubtful = [batch for batch in order if _distance(held[batch]) > DOUBTFUL]
    if len(near) + len(doubtful) == len(order) <= tries:
        order = near or order[:1]
    else:
        order = near + order[len(near) : max(step, len(order) // portion)]
    return order, bool(near) or _distance(held[order[0]]) <= DOUBTFUL


def dive_again(mixing: Mixing, fillers: Mapping[int, int]) -> Mixture:
    """Another mixture with whole batches, where no more than so many people can be found to fill some of them."""
    for batch, count in fillers.items():
        mixing.master.free(batch, mixing.rows[batch].most, float(count))
    return _make_batches_whole(mixing, _solve(mixing, mixing.master.solve()), set(fillers), silent)


def hold(mixing: Mixing, batches: Floats) -> Mixture:
    """The mixture with exactly these batches."""
    for batch, count in enumerate(batches.tolist()):
        mixing.master.hold(batch, count)
    before = mixing.master.solve()
    return _ask_again(mixing, before) or before


def make_whole(mixing: Mixing, mixture: Mixture) -> Mixture:
    """One plan for each person within the batches of a dive; where none is found, the mixture as it is."""
    near = NEAR * abs(mixture.value - mixing.penalty)
    return mixing.master.choose(near, keeps_certain=len(mixing.people) > MANY) or mixture


def _distance(count: float) -> float:
    return abs(count - round(count))


def _nearest(mixing: Mixing, batch: int, count: float) -> float:
    """The nearest whole number that is on offer."""
    return float(min(round(count), np.floor(mixing.rows[batch].most + NEARLY_WHOLE)))


def _try_both(mixing: Mixing, mixture: Mixture, batch: int, count: float) -> Mixture:
    """Hold one batch fewer or more, whichever costs less."""
    found = []
    for number in {floor(count), min(ceil(count), _nearest(mixing, batch, ceil(count)))}:
        mixing.master.hold(batch, number)
        found.append((_solve(mixing, mixture), number))
    best, number = max(found, key=lambda pair: (pair[0].value, -pair[1]))
    if number != found[-1][1]:
        mixing.master.hold(batch, number)
        best = mixing.master.solve()
    return best


def _solve(mixing: Mixing, before: Mixture) -> Mixture:
    """The mixture after a change, with plans that people would take now."""
    mixture = mixing.master.solve()
    for _ in range(ROUNDS):
        asked = _ask_again(mixing, mixture)
        if asked is None:
            break
        mixture = asked
        if before.value - mixture.value <= FALLEN * abs(before.value - mixing.penalty):
            break
    return mixture


def _ask_again(mixing: Mixing, mixture: Mixture) -> Mixture | None:
    """The mixture with what people would take at its prices; None where nobody would take anything new."""
    answers = Answers(mixing.scarcity, mixing.people, mixing.prices(mixture))
    return mixing.master.solve() if mixing.add(mixing.people, answers.sets, answers.worth) else None


def shares(mixing: Mixing, mixture: Mixture) -> Iterator[tuple[int, list[tuple[float, Ints]]]]:
    """For each person the plans of the mixture with their shares, the greatest first; the surest people first."""
    if not mixing.owners:
        return
    owners, sets = np.concatenate(mixing.owners), np.concatenate(mixing.sets)
    found: dict[int, list[tuple[float, Ints]]] = {}
    for place in np.flatnonzero(mixture.shares > LEAST_SHARE).tolist():
        found.setdefault(int(owners[place]), []).append((float(mixture.shares[place]), sets[place]))
    for plans in found.values():
        plans.sort(key=lambda plan: (-plan[0], plan[1].tolist()))
    yield from sorted(found.items(), key=lambda entry: (-round(entry[1][0][0], 6), entry[0]))

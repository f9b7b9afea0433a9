"""Whole batches by diving: the mixture of plans is solved again and again while more and more batches become whole."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.mixing import Answers, Mixing
from benangmerah.planner.problem import Ints
from benangmerah.planner.solver import Mixture

NEARLY_WHOLE = 0.02
"""Batches so near to a whole number are held at once."""
PORTION = 5
"""Beside those, one in so many of the batches that are still free become whole in a step."""
ROUNDS, FALLEN = 3, 0.001
"""How often people are asked again after a step at most, and the loss below which once is enough."""
LEAST_SHARE = 1e-7


def dive(mixing: Mixing, mixture: Mixture, progress: Progress = silent) -> Mixture:
    """The mixture with whole batches of every offering; people may still have parts of several plans."""
    free = set(range(len(mixing.batched)))
    total = len(free)
    while free:
        progress(message("Choosing whole batches"), total - len(free), total)
        before = mixture.value
        for batch, count in list(_whole(mixing, mixture, free)):
            mixing.master.hold(batch, count)
            free.discard(batch)
        mixture = mixing.master.solve()
        for _ in range(ROUNDS):
            answers = Answers(mixing.scarcity, mixing.people, mixing.exact_prices(mixture))
            if not mixing.add(mixing.people, answers.sets, answers.worth):
                break
            mixture = mixing.master.solve()
            if before - mixture.value <= FALLEN * abs(before - mixing.penalty):
                break
    return mixture


def _whole(mixing: Mixing, mixture: Mixture, free: set[int]) -> Iterator[tuple[int, float]]:
    """The batches that become whole next: the nearest to a whole number, compared with how many there are."""
    held = mixture.batches
    distance = {batch: abs(float(held[batch]) - round(float(held[batch]))) for batch in sorted(free)}
    order = sorted(distance, key=lambda batch: (distance[batch] / max(1.0, float(held[batch])), batch))
    most = max(1, len(order) // PORTION)
    for number, batch in enumerate(order):
        if number < most or distance[batch] <= NEARLY_WHOLE:
            yield batch, _held(mixing, batch, float(held[batch]))


def _held(mixing: Mixing, batch: int, count: float) -> float:
    """The nearest whole number that is on offer."""
    return float(min(round(count), np.floor(mixing.rows[batch].most + NEARLY_WHOLE)))


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

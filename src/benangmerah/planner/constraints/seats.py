"""Seats: no more batches than are offered, none below its minimum."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.batch import can_be_held
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft


def is_full(draft: Draft, person: int, offering: int) -> bool:  # noqa: ARG001 every limit is asked the same way
    """Σ x[·, offering] ≤ batch size × most batches."""
    seats = draft.problem.offerings[offering].seats
    return seats is not None and len(draft.members[offering]) >= seats


def is_below_minimum(draft: Draft, person: int, offering: int) -> bool:  # noqa: ARG001 every limit is asked the same way
    """Batches × minimum ≤ Σ x[·, offering]: one more participant must not leave a batch that cannot be held."""
    return not can_be_held(draft.problem.offerings[offering], len(draft.members[offering]) + 1)


FULL = Limit("seats", message("seats in the batches on offer"), stops=is_full)
MINIMUM = Limit("min_batch", message("the fewest participants of a batch"), stops=is_below_minimum)

"""Lists of different lengths laid end to end, so that whole tables are made without a loop over people."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benangmerah.synthesis.draw import Ints


def lay_out(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Ints]:
    """All items one after the other, where each list starts, and how long it is."""
    count = np.array([len(one) for one in lists], dtype=np.int64)
    items = np.array([item for one in lists for item in one], dtype=np.int64)
    return items, np.cumsum(count) - count, count


def spread(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """For every owner the run of places it has: the owner's number and the place, owner by owner."""
    owner = np.repeat(np.arange(len(count)), count)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return owner, np.repeat(first, count) + within


def spread_lists(lists: Sequence[Sequence[int]], which: Ints) -> tuple[Ints, Ints]:
    """For every owner the items of the list that it has: the owner's number and the item."""
    items, first, count = lay_out(lists)
    owner, place = spread(first[which], count[which])
    return owner, items[place]

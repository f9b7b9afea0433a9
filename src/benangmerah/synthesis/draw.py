"""Seeded draws that are the same on every machine: whole numbers only, from the raw stream of PCG64."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

EMPTY = "empty"
"""The key of a table of weights that stands for unknown."""


class Draw:
    """A stream of draws of its own name, so that drawing more for one table changes no other table."""

    def __init__(self, seed: int, name: str) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed % 2**64, crc32(name.encode())]))

    def below(self, bound: int | Ints, size: int) -> Ints:
        """Whole numbers from 0 to below the bound (at most 2**32), one bound for all or one for each."""
        high = self._bits.random_raw(size).astype(np.uint64) >> np.uint64(32)
        return ((high * np.asarray(bound).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)

    def between(self, low: int | Ints, high: int | Ints, size: int) -> Ints:
        """Whole numbers from low to below high; low where nothing lies between."""
        return np.asarray(low) + self.below(np.maximum(np.asarray(high) - np.asarray(low), 1), size)

    def middling(self, low: int | Ints, high: int | Ints, size: int) -> Ints:
        """Whole numbers from low to below high that are common in the middle and rare at the ends."""
        return (self.between(low, high, size) + self.between(low, high, size)) // 2

    def chance(self, permille: int | Ints, size: int) -> Flags:
        """Yes as often as so many in a thousand."""
        return self.below(1000, size) < np.asarray(permille)

    def pick(self, weights: Sequence[int] | Ints, size: int) -> Ints:
        """Places in the list of weights, each as often as its weight says."""
        ends = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(ends, self.below(int(ends[-1]), size), side="right").astype(np.int64)

    def pick_rows(self, weights: Ints, rows: Ints) -> Ints:
        """For each given row of a table of weights a column, as often as its weight says."""
        ends = np.cumsum(weights, axis=1)
        step = int(ends[:, -1].max()) + 1
        line = (ends + step * np.arange(len(ends))[:, None]).ravel()
        found = self.below(ends[rows, -1], len(rows)) + step * rows
        places: Ints = np.searchsorted(line, found, side="right").astype(np.int64)
        columns: Ints = places - rows * weights.shape[1]
        return columns

    def order(self, size: int) -> Ints:
        """The numbers from 0 to below the size, shuffled."""
        return np.argsort(self._bits.random_raw(size), kind="stable").astype(np.int64)


class Choice:
    """A table of weights by code, read from the data files; the code `empty` stands for unknown (-1)."""

    def __init__(self, weights: Mapping[str, int], codes: Sequence[str] | None = None) -> None:
        names = [str(name) for name in weights]
        self.codes = tuple(codes) if codes is not None else tuple(name for name in names if name != EMPTY)
        self._weights = list(weights.values())
        self._places = np.array([-1 if name == EMPTY else self.codes.index(name) for name in names], dtype=np.int64)

    def draw(self, draw: Draw, size: int) -> Ints:
        """Places in `codes`, -1 for unknown."""
        return self._places[draw.pick(self._weights, size)]


def share_out(total: int, weights: Sequence[int]) -> list[int]:
    """A whole number shared out by weights, to the last one: the largest remainders get what is left.

    >>> share_out(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in rest[: total - sum(shares)]:
        shares[place] += 1
    return shares

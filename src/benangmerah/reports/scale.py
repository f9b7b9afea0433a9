"""Five bands for a coloured figure, each with a numeral, so that nothing is only colour."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

NUMERALS = ("", "I", "II", "III", "IV", "V")
WARM = (("#FFF4CC", "#000000"), ("#FDD48A", "#000000"), ("#F9A15A", "#000000"), ("#E5603B", "#000000"),
        ("#A61C2B", "#FFFFFF"))  # fmt: skip
COOL = (("#E3F2FD", "#000000"), ("#B3D4EE", "#000000"), ("#7FB2DC", "#000000"), ("#2F78B7", "#FFFFFF"),
        ("#0B3C73", "#FFFFFF"))  # fmt: skip
"""Background and letters of the bands; darker is more, also on a black and white print."""


@dataclass(frozen=True)
class Scale:
    """Upper bounds (inclusive) of the bands I to IV, above them V, and the colours of all five."""

    bounds: tuple[float, ...]
    colours: tuple[tuple[str, str], ...] = WARM

    def band(self, value: float) -> int:
        """The band of a figure, 1 to 5; nothing at all stands in no band (0).

        >>> Scale((1.0, 2.0, 3.0, 4.0)).band(1.0), Scale((1.0, 2.0, 3.0, 4.0)).band(9.0)
        (1, 5)
        """
        return bisect_left(self.bounds, value) + 1 if value > 0 else 0

    def looks(self, band: int) -> dict[str, object]:
        """How a cell of that band is coloured."""
        if band == 0:
            return {}
        background, letters = self.colours[band - 1]
        return {"bg_color": background, "font_color": letters}


def cut_into_fifths(values: Iterable[float]) -> tuple[float, ...]:
    """Bounds such that each band holds about a fifth of the figures above zero; equal figures share a band.

    >>> cut_into_fifths([5, 1, 4, 2, 3, 0])
    (1, 2, 3, 4)
    """
    ranked = sorted(value for value in values if value > 0)
    return tuple(ranked[-(-len(ranked) * fifth // 5) - 1] for fifth in range(1, 5)) if ranked else (0.0,) * 4

"""Periksa bagian: whether published parts of a whole add up, and whether their printed percentages fit them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.percent_check import find_percent
from benangmerah.domain.printed_figure import PrintedFigure, Reading, read_against
from benangmerah.kernel.explanation import Explanation, Message, Term, message


@dataclass(frozen=True)
class PrintedShare:
    """One part of a whole as a document prints it: how many, and the percentage beside it (empty = none printed)."""

    count: int
    percent: PrintedFigure | None = None


@dataclass(frozen=True)
class ShareCheck:
    """Parts of a whole, recomputed: exact percentages, how each printed one came about, and what is left over.

    `repeated` holds the names of parts that print the same count: one of them is likely a copying fault.
    """

    percents: Mapping[str, Fraction]
    readings: Mapping[str, Reading]
    remainder: int
    remainder_percent: Fraction
    repeated: tuple[tuple[str, ...], ...]

    @property
    def is_complete(self) -> bool:
        """Whether the parts are the whole, no more and no less."""
        return self.remainder == 0


def check_shares(whole: int, parts: Mapping[str, PrintedShare]) -> ShareCheck:
    """Recompute published parts of a whole."""
    percents = {name: find_percent(part.count, whole) for name, part in parts.items()}
    remainder = whole - sum(part.count for part in parts.values())
    readings = {
        name: read_against(part.percent, percents[name]) for name, part in parts.items() if part.percent is not None
    }
    return ShareCheck(percents, readings, remainder, find_percent(remainder, whole), _find_repeated(parts))


def explain_shares(check: ShareCheck) -> Explanation:
    """What of the published parts holds, and what does not."""
    odd = tuple(
        message("{part}: {percent} %, printed figure: {reading}.", part=name, percent=check.percents[name],
                reading=Term(reading))
        for name, reading in check.readings.items() if reading is not Reading.ROUNDED
    )  # fmt: skip
    same = tuple(message("The same count stands at {parts}.", parts=names) for names in check.repeated)
    return Explanation(_tell_remainder(check), (*odd, *same))


def _tell_remainder(check: ShareCheck) -> Message:
    if check.is_complete:
        return message("The parts make up the whole.")
    return message("The parts leave {remainder} of the whole ({percent} %).",
                   remainder=check.remainder, percent=check.remainder_percent)  # fmt: skip


def _find_repeated(parts: Mapping[str, PrintedShare]) -> tuple[tuple[str, ...], ...]:
    names: dict[int, list[str]] = {}
    for name, part in parts.items():
        names.setdefault(part.count, []).append(name)
    return tuple(tuple(group) for group in names.values() if len(group) > 1)

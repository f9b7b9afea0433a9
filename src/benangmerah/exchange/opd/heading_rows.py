"""Which rows of a sheet hold the headings: one, two or three lines, found by the words that stand in them."""

from __future__ import annotations

from dataclasses import dataclass

from benangmerah.exchange.opd.meaning import TABLES, suggest_columns
from benangmerah.exchange.opd.raw_sheet import RawSheet

SEARCHED_ROWS = 40
MOST_LINES = 3
FEWEST_COLUMNS = 2
SHOWN = 5


@dataclass(frozen=True)
class HeadingRows:
    """Rows that may hold the headings, counted from 1, with what each column of them says, line by line."""

    first: int
    last: int
    headings: tuple[str, ...]
    score: int
    """How many columns of some table they name."""


def join_headings(sheet: RawSheet, first: int, last: int) -> tuple[str, ...]:
    """What each column says, line by line from above to below; what a merge repeats stands once."""
    lines = [sheet.texts(row) for row in range(first, last + 1)]
    columns = (
        dict.fromkeys(line[position] for line in lines if position < len(line) and line[position])
        for position in range(sheet.width)
    )
    return tuple("\n".join(column) for column in columns)


def find_heading_rows(sheet: RawSheet) -> list[HeadingRows]:
    """The most likely headings, the best first; none where no row names at least two columns."""
    found = [
        heading
        for first in range(1, min(len(sheet.rows), SEARCHED_ROWS) + 1)
        for last in range(first, min(first + MOST_LINES - 1, len(sheet.rows)) + 1)
        if (heading := _weigh(sheet, first, last)).score >= FEWEST_COLUMNS
    ]
    return sorted(found, key=lambda each: (-each.score, each.last - each.first, each.first))[:SHOWN]


def _weigh(sheet: RawSheet, first: int, last: int) -> HeadingRows:
    headings = join_headings(sheet, first, last)
    score = max(len(suggest_columns(headings, table)) for table in TABLES)
    return HeadingRows(first, last, headings, score)

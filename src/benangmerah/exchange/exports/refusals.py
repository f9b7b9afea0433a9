"""The list of refused rows, for the person who mends them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from benangmerah.exchange.imports.fault import NUMBER
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import render

HEADINGS = ("table", "row", "column", "value", "reason", "suggestion")
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_refusals(refusals: Iterable[Refusal], path: Path, language: str = "id") -> None:
    """Write one line per refused row and column, with the reason and the way to mend it in that language.

    Rows are counted as a person sees them. A value that a spreadsheet would take for a formula is written with an
    apostrophe before it.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        for refusal in refusals:
            writer.writerow(refusal_line(refusal, language))


def refusal_line(refusal: Refusal, language: str = "id") -> tuple[str, ...]:
    """One refusal as it is written: table, row, column, value, reason, suggestion."""
    texts = (refusal.table, refusal.column, refusal.value)
    table, column, value = (_harmless(text or "") for text in texts)
    row = "" if refusal.row is None else str(refusal.row)
    return table, row, column, value, render(refusal.reason, language), render(refusal.suggestion, language)


def _harmless(text: str) -> str:
    is_formula = text.startswith(_FORMULA_SIGNS) and not NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text

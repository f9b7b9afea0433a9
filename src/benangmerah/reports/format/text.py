"""The values of a table as texts on paper: 1.234,50 and 17 Agustus 2026, or 1,234.50 and 17 August 2026."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.kernel.explanation import Term, render_value
from benangmerah.kernel.quantity import shown
from benangmerah.reports.format.table import TEXTS, Column, Row

WHOLE = frozenset({"count", "rupiah"})


def say_cell(value: str | float | None, kind: str, language: str) -> str | None:
    """The text of a cell; None is a figure that nobody knows.

    >>> say_cell(1234.5, "figure", "id"), say_cell(1234, "count", "en"), say_cell(None, "count", "id")
    ('1.234,50', '1,234', None)
    """
    if value is None:
        return "" if kind in TEXTS else None
    if isinstance(value, str):
        return _say_code(value, kind, language)
    if kind in TEXTS:
        return str(value)
    if kind in WHOLE and value == int(value):
        return render_value(int(value), language)
    text = f"{shown(value):,.2f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def _say_code(code: str, kind: str, language: str) -> str:
    if kind == "term":
        return say_word(code, language)
    return render_value(Term(code), language) if kind == "value" else code


def say_word(code: str, language: str) -> str:
    """A code of the tables as a word that begins a cell."""
    text = render_value(Term(code), language)
    return text[:1].upper() + text[1:]


def say_row(row: Row, columns: Sequence[Column], language: str) -> list[str | None]:
    """The texts of a row; None is a figure that nobody knows."""
    return [say_cell(value, column.kind, language) for value, column in zip(row, columns, strict=True)]


def is_figure(column: Column) -> bool:
    """Whether figures stand in the column, set to the right."""
    return column.kind not in TEXTS

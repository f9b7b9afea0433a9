from __future__ import annotations

import pytest

from benangmerah.reports.format.table import Column
from benangmerah.reports.format.text import is_figure, say_cell, say_row, say_word


@pytest.mark.parametrize(
    ("value", "kind", "indonesian", "english"),
    [
        (None, "text", "", ""),
        (None, "term", "", ""),
        (None, "figure", None, None),
        (None, "rupiah", None, None),
        ("#let", "text", "#let", "#let"),
        ("technical", "text", "technical", "technical"),
        ("technical", "term", "Teknis", "Technical"),
        ("technical", "value", "teknis", "technical"),
        ("199001012015031001", "id", "199001012015031001", "199001012015031001"),
        (7, "text", "7", "7"),
        (1234567, "count", "1.234.567", "1,234,567"),
        (12.0, "count", "12", "12"),
        (2.5, "count", "2,50", "2.50"),
        (1_500_000_000, "rupiah", "1.500.000.000", "1,500,000,000"),
        (1234.565, "figure", "1.234,57", "1,234.57"),
        (0.005, "percent", "0,01", "0.01"),
        (0.0, "figure", "0,00", "0.00"),
        (100, "percent", "100,00", "100.00"),
        ("", "count", "", ""),
    ],
)
def test_value_is_said_as_its_kind_asks(
    value: str | float | None, kind: str, indonesian: str | None, english: str | None
) -> None:
    assert (say_cell(value, kind, "id"), say_cell(value, kind, "en")) == (indonesian, english)


def test_row_is_said_cell_by_cell() -> None:
    columns = (Column("a", 9), Column("b", 9, "count"), Column("c", 9, "percent"))
    assert say_row(("x", None, 12.5), columns, "id") == ["x", None, "12,50"]
    assert [is_figure(column) for column in columns] == [False, True, True]


def test_word_begins_with_a_capital() -> None:
    assert (say_word("technical", "id"), say_word("technical", "en")) == ("Teknis", "Technical")

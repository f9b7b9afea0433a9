from __future__ import annotations

from typing import Any

import pytest

from benangmerah.flow.check_values import LONGEST_KEY, find_unkeepable
from benangmerah.kernel.explanation import render
from tests.factories.dataset import make_dataset

COMPETENCY = {"competency_id": "M.1", "name": "Integritas", "kind": "managerial"}


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("name", "a\0b", "Karakter NUL (U+0000) tidak dapat disimpan."),
        ("name", "", "Teks kosong tertulis untuk nilai yang tidak diketahui."),
        ("name", None, "name kosong."),
        ("competency_id", "é" * (LONGEST_KEY // 2 + 1), "competency_id lebih panjang dari 500 byte."),
        ("kind", None, "kind kosong."),
    ],
)
def test_value_that_no_database_keeps_is_refused(column: str, value: Any, reason: str) -> None:
    rows = [COMPETENCY, {**COMPETENCY, column: value}]
    refusals = [*find_unkeepable(make_dataset({"competencies": rows}).tables["competencies"])]
    assert [(refusal.row, refusal.column, refusal.value, render(refusal.reason, "id")) for refusal in refusals] == [
        (3, column, value, reason)
    ]


@pytest.mark.parametrize(
    ("column", "value"), [("name", "x" * 10_000), ("competency_id", "é" * (LONGEST_KEY // 2)), ("name", "😀\n")]
)
def test_long_and_odd_texts_are_kept(column: str, value: str) -> None:
    rows = [{**COMPETENCY, column: value}]
    assert [*find_unkeepable(make_dataset({"competencies": rows}).tables["competencies"])] == []

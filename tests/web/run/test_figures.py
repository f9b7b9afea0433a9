from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from benangmerah.web.run.figures import list_figures

GAP = {"people": 4, "below_people": 2, "burden": 4.5, "assessed_count": 6, "required_count": 9}
PLAN = {"spent_rupiah": 5, "weighted_closure": 1.5, "weighted_gap": 3.0, "optimality_gap_percent": 1.25,
        "people_below_minimum_jp": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("summary", "values"),
    [
        ({}, [None] * 8),
        ({"gap": GAP, "plan": None, "thread": None}, [4, 2, 4.5, None, None, None, None, None]),
        (
            {"gap": GAP, "professionalism_index": {"mean": 50.0, "people": 3}, "plan": PLAN,
             "thread": {"targets_covered_percent": 40.0}},
            [4, 2, 4.5, 50.0, "Rp 5", "50 %", 0, "40 %"],
        ),
        ({"plan": {"spent_rupiah": 5}}, [None, None, None, None, "Rp 5", None, None, None]),
        ({"plan": PLAN | {"weighted_gap": 0.0}}, [None, None, None, None, "Rp 5", None, 0, None]),
    ],
)  # fmt: skip
def test_what_the_run_did_not_give_stands_grey(summary: dict[str, Any], values: list[Any]) -> None:
    with override("id"):
        assert [figure.value for figure in list_figures(summary)] == values


def test_figures_stand_beside_what_they_rest_on() -> None:
    with override("id"):
        figures = list_figures({"gap": GAP, "professionalism_index": {"mean": 50.0, "people": 3}, "plan": PLAN})
    assert [(figure.covered, figure.total) for figure in figures[:4]] == [(None, None), (6, 9), (6, 9), (3, 4)]
    assert figures[4].note == "Paling jauh 1,25 % dari rencana terbaik."

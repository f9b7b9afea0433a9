from __future__ import annotations

from dataclasses import replace

from django.template import engines

from benangmerah.web.components.chart import Chart, Mark, Series
from benangmerah.web.components.figures import not_known, rupiah, share

LABELS = ("Dinas A", "Dinas <B>", "Dinas C")
CHART = Chart("units", "bar", "Pegawai", "Unit", LABELS, (Series("Jumlah", (12, None, 3)),), addresses=("/a/",))


def draw(chart: Chart) -> str:
    return engines["django"].from_string("{% draw_chart chart %}").render({"chart": chart})


def test_table_says_what_the_picture_shows() -> None:
    assert CHART.rows == [
        {"label": "Dinas A", "address": "/a/", "cells": ["12"]},
        {"label": "Dinas <B>", "address": None, "cells": [not_known()]},
        {"label": "Dinas C", "address": None, "cells": ["3"]},
    ]


def test_script_gets_the_facts_and_what_is_not_known_is_no_zero() -> None:
    chart = replace(CHART, marks=(Mark("Sasaran", 10),))
    assert chart.data == {
        "kind": "bar", "summary": "Pegawai. Tertinggi: Dinas A, 12; terendah: Dinas C, 3.", "labels": list(LABELS),
        "isStacked": False, "isShare": False, "marks": [{"label": "Sasaran", "value": 10}],
        "series": [{"label": "Jumlah", "values": [12, None, 3], "said": ["12", "", "3"]}],
    }  # fmt: skip


def test_shares_and_money_are_said_without_their_looks() -> None:
    assert replace(CHART, say=share, series=(Series("x", (0.5, None, 1)),)).data["series"][0]["said"] == [
        "50 %",
        "",
        "100 %",
    ]
    assert replace(CHART, say=rupiah, series=(Series("x", (2_500_000, 0, 1)),)).data["series"][0]["said"] == [
        "2.500.000",
        "0",
        "1",
    ]


def test_picture_is_summed_up_as_the_page_says_or_by_its_ends() -> None:
    two = (*CHART.series, Series("Lain", (1, 2, 3)))
    assert replace(CHART, summary="Dinas A terbanyak.").words == "Dinas A terbanyak."
    assert replace(CHART, series=two).words == "Pegawai. Angkanya ada pada tabel di bawah."
    assert (
        replace(CHART, series=(Series("x", (None, None, None)),)).words == "Pegawai. Angkanya ada pada tabel di bawah."
    )


def test_names_cannot_break_out_of_the_facts() -> None:
    page = draw(replace(CHART, labels=("</script><script>", "b", "c")))
    assert (page.count("<script"), "</script><script>" in page) == (1, False)


def test_radar_needs_three_axes_and_no_script() -> None:
    radar = replace(CHART, kind="radar")
    few = replace(radar, labels=LABELS[:2], series=(Series("Jumlah", (1, 2)),))
    assert ["<svg" in draw(each) for each in (radar, few)] == [True, False]
    assert ["data-chart" in draw(each) for each in (radar, few)] == [False, True]
    assert few.data["kind"] == "bar"


def test_axes_that_are_numbered_are_numbered_in_the_table() -> None:
    labels = [f"K{number}" for number in range(13)]
    chart = replace(CHART, kind="radar", labels=labels, series=(Series("x", [1] * 13),), addresses=())
    assert [row["label"] for row in chart.rows][:2] == ["1. K0", "2. K1"]
    assert replace(chart, kind="bar").rows[0]["label"] == "K0"

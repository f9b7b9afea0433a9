from __future__ import annotations

import pytest

from benangmerah.domain.printed_figure import read_figure
from benangmerah.domain.sum_check import check_sum, explain_sum, find_missing_part
from benangmerah.kernel.explanation import render


@pytest.mark.parametrize(
    ("total", "english", "indonesian"),
    [
        ("3.0", "They agree.", "Keduanya sama."),
        ("3.1", "Rounding of the parts explains the difference.", "Selisihnya dapat dijelaskan oleh pembulatan bagian."),
        ("3.2", "Rounding cannot explain the difference: a part or the total is printed wrongly.",
         "Selisihnya tidak dapat dijelaskan oleh pembulatan: ada bagian atau jumlah yang salah cetak."),
    ],
)  # fmt: skip
def test_sum_is_judged_by_what_rounding_allows(total: str, english: str, indonesian: str) -> None:
    check = check_sum([read_figure("1.0"), read_figure("2.0")], read_figure(total))
    judged = explain_sum(check).steps[0]
    assert (render(judged, "en"), render(judged, "id")) == (english, indonesian)


def test_sum_of_exact_parts_leaves_no_room() -> None:
    parts = [read_figure("1", is_exact=True), read_figure("2", is_exact=True)]
    assert check_sum(parts, read_figure("3")).is_possible
    assert not check_sum(parts, read_figure("4", is_exact=True)).is_possible


def test_explanation_shows_sum_and_total() -> None:
    check = check_sum([read_figure("21.19"), read_figure("26")], read_figure("48,41"))
    assert render(explain_sum(check).sentence, "id") == "Jumlah bagian 47,19; jumlah yang tercetak 48,41."


def test_missing_part_completes_the_total() -> None:
    assert find_missing_part([read_figure("1.5"), read_figure("0.25")], read_figure("2")) == read_figure("0.25").value

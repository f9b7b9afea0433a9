from __future__ import annotations

from typing import Any

import pytest

from benangmerah.kernel.explanation import render_value
from benangmerah.reports.gap_map import Competency, read_gap_map
from benangmerah.reports.gap_paper import (
    COMPETENCIES_PER_PAGE,
    MOST_OPDS,
    rank_competencies,
    spread_competencies,
    write_gap_map_pdf,
)
from tests.reports.cast import CAST, HASH, ROLLUP, ROWS, change, roll
from tests.reports.read_pages import open_pdf, pages_of, text_of


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return pages_of(write_gap_map_pdf(CAST))


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def one(burden: float) -> tuple[Any, ...]:
    return 1, 1, 1, 1, 1, burden, burden, 100.0, None, 0


def test_first_page_says_whose_it_is_and_what_it_rests_on(pages: list[str]) -> None:
    for said in ("KOTA CONTOH", "Peta kesenjangan kompetensi", "Keadaan data per 1 Januari 2026",
                 "Peraturan yang berlaku per 1 Januari 2026", HASH, "gap_counts_from: 1"):  # fmt: skip
        assert said in pages[0]


def test_findings_are_those_of_the_rollups(pages: list[str]) -> None:
    assert "4 dari 7 tuntutan kompetensi (57,14 %)" in pages[0]
    assert "2 dari 4 pegawai pada sekurangnya satu kompetensi; seluruhnya kurang 2,5 level." in pages[0]
    assert "1 di antaranya: Kecamatan Utara." in pages[0]


def test_every_opd_and_sector_agrees_with_the_rollups(pages: list[str]) -> None:
    text = " ".join(pages)
    names = {unit["unit_id"]: unit["name"] for unit in ROWS["units"]}
    words = {"education": "Pendidikan", "health": "Kesehatan", "other": "Lainnya"}
    sector_of = {row["scope_id"]: words[row["sector"]] for row in ROLLUP if row["level"] == "unit" and row["sector"]}
    for row in ROLLUP:
        if row["competency_id"] is None and (row["level"] == "unit") == (row["sector"] is None):
            lead = (
                f"{names[row['scope_id']]} {sector_of[row['scope_id']]}"
                if row["level"] == "unit"
                else words[row["sector"]]
            )
            known = row["assessed_count"] > 0
            shown = (
                *(render_value(row[name]) for name in ("people", "required_count", "assessed_count")),
                figure(row["coverage_percent"]),
                render_value(row["below_people"]) if known else "–",
                figure(row["burden"] if known else None),
                figure(row["mean_gap"]),
                figure(row["index_mean"]),
            )
            assert f"{lead} {' '.join(shown)}" in text, lead


def test_competencies_stand_by_burden_and_unassessed_ones_last(pages: list[str]) -> None:
    assert (
        "1 Integritas Manajerial 4 4 3 75,00 2 2,50 0,83 2 Pengelolaan Arsip Teknis 2 2 1 50,00 0 0,00 0,00 3 Penyuluhan"
        in " ".join(pages)
    )
    assert [each.competency_id for each in rank_competencies(read_gap_map(CAST))] == ["m1", "t1", "t2"]


def test_heaviest_page_leaves_out_what_weighs_nothing(pages: list[str]) -> None:
    page = next(page for page in pages if "Yang paling berat" in page)
    assert "2 OPD dan 1 kompetensi dengan beban terberat" in page
    assert "Dinas Pendidikan 2 100,00 2,50 2 2,5 I" in page
    assert "Kecamatan Utara" not in page


def test_annex_shows_the_whole_map(pages: list[str]) -> None:
    page = next(page for page in pages if "Lampiran: peta, bagian 1 dari 1" in page)
    assert "Dinas Pendidikan 2 100,00 2,50 2 2,5 I 0" in page
    assert "Dinas Kesehatan 1 50,00 0,00 0 –" in page
    assert "Kecamatan Utara 1 0,00 – – –" in page
    assert "Seluruh Kota Contoh 4 57,14 2,50 2 2,5 – 0" in page


def test_maps_and_tables_lie_on_their_side() -> None:
    sizes = [page.mediabox for page in open_pdf(write_gap_map_pdf(CAST)).pages]
    lying = [box.width > box.height for box in sizes]
    assert lying == sorted(lying)
    assert lying[-3:] == [True, True, True]


def test_opds_without_a_requirement_on_the_page_are_left_out_and_counted() -> None:
    few = [row for row in ROLLUP if not (row["scope_id"] == "kec" and row["competency_id"] is not None)]
    page = pages_of(write_gap_map_pdf(change(CAST, rollup=few)))[-1]
    assert "1 OPD yang tidak dituntut memiliki satu pun kompetensi ini tidak ditampilkan." in page
    assert "Kecamatan Utara" not in page


def test_nothing_assessed_ranks_nothing() -> None:
    unknown = [
        {
            **row,
            "assessed_count": 0,
            "below_count": 0,
            "below_people": 0,
            "burden": 0.0,
            "mean_gap": None,
            "coverage_percent": 0.0,
        }
        for row in ROLLUP
    ]
    text = text_of(write_gap_map_pdf(change(CAST, rollup=unknown)))
    assert "Belum ada penilaian di bawah standar, sehingga belum ada yang dapat diperingkat." in text
    assert "Belum diketahui: belum ada penilaian." in text
    assert "Dinas Pendidikan 2 0,00 – – –" in text


def test_dataset_without_people_says_so() -> None:
    pages = pages_of(write_gap_map_pdf(change(CAST, rollup=[], employees=[])))
    assert len(pages) == 1
    assert "Data tidak memuat pegawai." in pages[0]


def test_run_without_rows_per_person_is_told() -> None:
    text = text_of(write_gap_map_pdf(change(CAST, gap=None, attainment=None)))
    assert text.count("Perhitungan ini tidak menyimpan baris per pegawai dan kompetensi") == 2


def test_too_many_opds_are_left_to_the_workbook() -> None:
    count = MOST_OPDS + 1
    units = [
        {"unit_id": f"u{number}", "agency_id": "kota", "name": f"Unit {number}", "is_opd": True}
        for number in range(count)
    ]
    rows = [roll(f"u{number}", key, *one(1.0)) for number in range(count) for key in (None, "m1")]
    pages = pages_of(
        write_gap_map_pdf(
            change(CAST, units=units, rollup=[*rows, roll("kota", None, *one(9.0)), roll("kota", "m1", *one(9.0))])
        )
    )
    assert len(pages) < 6
    assert "401 OPD terlalu banyak untuk dicetak" in " ".join(pages)


@pytest.mark.parametrize("count", [1, 16, 17, 46])
def test_parts_hold_every_competency_once_and_fit_on_a_page(count: int) -> None:
    competencies = [
        *(Competency(f"m{number}", "", "managerial") for number in range(8)),
        *(Competency(f"t{number}", "", "technical") for number in range(count)),
        *(Competency(f"g{number}", "", "governmental") for number in range(4)),
    ]
    parts = spread_competencies(competencies)
    assert sorted(each.competency_id for part in parts for each in part) == sorted(
        each.competency_id for each in competencies
    )
    assert max(map(len, parts)) <= COMPETENCIES_PER_PAGE


def test_names_that_look_like_commands_stand_as_they_are() -> None:
    units = [{**unit, "name": f"#let {unit['name']} $x$ *b*"} for unit in ROWS["units"]]
    agencies = [{**ROWS["agencies"][0], "name": "Kota @a <b> \\"}]
    text = text_of(write_gap_map_pdf(change(CAST, units=units, agencies=agencies)))
    assert "#let Dinas Pendidikan $x$ *b* 2 100,00" in text
    assert "KOTA @A <B> \\" in text


def test_map_in_english_reads_in_english() -> None:
    pages = pages_of(write_gap_map_pdf(CAST, "en"))
    assert "Where it weighs most" in " ".join(pages)
    assert "Page 1 of" in pages[0]


def test_same_run_gives_the_same_bytes() -> None:
    assert write_gap_map_pdf(CAST) == write_gap_map_pdf(CAST)

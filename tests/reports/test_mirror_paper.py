from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.kernel.explanation import render_value
from benangmerah.reports.mirror_figures import read_mirror
from benangmerah.reports.mirror_paper import write_policy_mirror_pdf
from tests.reports.cast import CAST, HASH, change
from tests.reports.mirror_cast import FOUND, MIRRORED, SPENDING
from tests.reports.read_pages import pages_of, text_of


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(write_policy_mirror_pdf(MIRRORED))


def test_first_page_says_whose_it_is_and_what_it_rests_on() -> None:
    page = pages_of(write_policy_mirror_pdf(MIRRORED))[0]
    for said in ("KOTA CONTOH", "Cermin kebijakan: apakah belanja bertemu kebutuhan?", "Keadaan data per 1 Januari 2026",
                 "Peraturan yang berlaku per 1 Januari 2026", HASH, "gap_counts_from: 1"):  # fmt: skip
        assert said in page


def test_shares_are_those_of_the_table(text: str) -> None:
    totals = read_mirror(MIRRORED).totals
    assert (totals.money_percent, totals.seat_percent) == (Fraction(500, 13), Fraction(200, 9))
    assert "Rp20.500.000 dibelanjakan pada 6 baris 38,46 % dari belanja" in text
    assert "22,22 % dari kursi" in text
    assert "4 baris senilai Rp7.500.000 tidak masuk bagian mana pun" in text


def test_money_is_split_into_met_not_met_and_not_known(text: str) -> None:
    assert "Bertemu kebutuhan, paling banyak Rp5.000.000 (24,39 %)" in text
    assert "Tidak bertemu kebutuhan Rp8.000.000 (39,02 %)" in text
    assert "Tidak diketahui Rp7.500.000 (36,59 %)" in text


def test_every_line_agrees_with_the_table(text: str) -> None:
    titles = {row["spending_id"]: row["title"] for row in SPENDING}
    units = {"b1": "Dinas Pendidikan", "b2": "Kecamatan Utara", "b3": "Seluruh instansi", "b4": "Dinas Kesehatan",
             "b5": "Dinas Kesehatan", "b6": "SD Negeri 1"}  # fmt: skip
    for row in FOUND:
        shown = ["–" if row[name] is None else render_value(row[name]) for name in ("participants", "people_with_need")]
        fit = "–" if row["fit_percent"] is None else f"{row['fit_percent']:.2f}".replace(".", ",")
        objectives = "–" if row["people_with_need"] is None else row["objectives"]
        key, rupiah = row["spending_id"], render_value(row["amount_rupiah"])
        assert f"{titles[key]} {units[key]} {rupiah} {' '.join(shown)} {fit} {objectives}" in text


def test_needs_nobody_served_and_reasons_stand_there(text: str) -> None:
    assert "Penyuluhan Teknis 1 1,00 0 0 0 0 1" in text
    assert "Iuran asosiasi Dinas Kesehatan 1.000.000 tanpa kompetensi dan tanpa jumlah peserta" in text


def test_years_are_told_apart_only_where_there_are_several(text: str) -> None:
    one = change(MIRRORED, spending=SPENDING[:1], policy_mirror=FOUND[:1])
    assert "Belanja menurut tahun" in text
    assert "Belanja menurut tahun" not in text_of(write_policy_mirror_pdf(one))


def test_no_known_line_leaves_the_shares_unknown() -> None:
    text = text_of(write_policy_mirror_pdf(change(MIRRORED, spending=SPENDING[3:5], policy_mirror=FOUND[3:5])))
    assert "Belum diketahui: tidak ada baris yang menyebut kompetensi sekaligus pesertanya." in text
    assert "Tidak ada baris seperti itu." in text


def test_run_without_a_mirror_says_so() -> None:
    pages = pages_of(write_policy_mirror_pdf(CAST))
    assert len(pages) == 1
    assert "Perhitungan ini tidak memuat cermin kebijakan: berhenti sebelum tahap kebutuhan." in pages[0]


def test_dataset_without_spending_says_so() -> None:
    text = text_of(write_policy_mirror_pdf(change(MIRRORED, spending=[], policy_mirror=[])))
    assert "Dataset tidak memuat baris belanja" in text


def test_spending_without_money_is_told_without_shares() -> None:
    free = [{**SPENDING[0], "amount_rupiah": 0}]
    text = text_of(
        write_policy_mirror_pdf(change(MIRRORED, spending=free, policy_mirror=[{**FOUND[0], "amount_rupiah": 0}]))
    )
    assert "Bertemu kebutuhan, paling banyak Rp0" in text


def test_mirror_in_english_reads_in_english() -> None:
    text = text_of(write_policy_mirror_pdf(MIRRORED, "en"))
    assert "Policy mirror: did the money meet a need?" in text
    assert "IDR 20,500,000 spent on 6 lines 38.46 %" in text


def test_same_run_gives_the_same_bytes() -> None:
    assert write_policy_mirror_pdf(MIRRORED) == write_policy_mirror_pdf(MIRRORED)

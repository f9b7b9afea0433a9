from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from benangmerah.reports.index_figures import read_index
from benangmerah.reports.index_paper import MOST_OPDS, scale_bands, write_index_pdf
from benangmerah.reports.scale import COOL
from tests.reports.cast import CAST, HASH, ROWS, change
from tests.reports.read_pages import pages_of, text_of

SIMULATION = "IP ASN: simulasi menurut Peraturan BKN 8/2019, bukan angka resmi."


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return pages_of(write_index_pdf(CAST))


def test_every_page_says_that_it_is_a_simulation(pages: list[str]) -> None:
    assert len(pages) > 1
    assert all(page.endswith(SIMULATION) for page in pages)
    assert pages[0].count(SIMULATION) == 2


def test_first_page_says_whose_it_is_and_what_it_rests_on(pages: list[str]) -> None:
    for said in ("KOTA CONTOH", "Indeks Profesionalitas ASN (IP ASN)", "Keadaan data per 1 Januari 2026",
                 "Peraturan yang berlaku per 1 Januari 2026", HASH, "gap_counts_from: 1"):  # fmt: skip
        assert said in pages[0]


def test_mean_stands_on_the_scale_of_the_law(pages: list[str]) -> None:
    assert (
        "77 Rata-rata IP ASN (simulasi) Sedang kategori rata-rata 3 pegawai ber-IP ASN, dari 4 75 persen tercakup"
        in pages[0]
    )
    assert "Kesehatan 80 Semua pegawai 77 Pendidikan 75,5" in pages[0]
    assert "0 60 70 80 90 100" in pages[0]


def test_dimensions_agree_with_the_tables(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Kualifikasi 18,33 25,00 6,67 73,33" in text
    assert "Kompetensi 28,33 40,00 11,67 70,83" in text
    assert "Jumlah 77,00 100,00 23,00 77,00" in text
    assert "Poin terbanyak hilang pada dimensi Kompetensi: 11,67 dari 23 poin" in text


def test_categories_sectors_statuses_and_opds_agree_with_the_tables(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Sangat tinggi 0 pegawai (0 %) Tinggi 0 pegawai (0 %) Sedang 3 pegawai (100 %)" in text
    assert "Pendidikan 2 2 100,00 75,50 Sedang 17,50 27,50 25,50 5,00" in text
    assert "Lainnya 1 0 0,00 – – – – – Jumlah 4 3 75,00 77,00 Sedang" in text
    assert "CPNS 1 0 0,00 – – – – –" in text
    assert "1 Dinas Pendidikan 2 2 100,00 75,50 Sedang 17,50 27,50 25,50 5,00 0 0 2 0 0" in text
    assert "3 Kecamatan Utara 1 0 0,00 – – – – – 0 0 0 0 0" in text


def test_who_is_not_covered_and_what_was_not_reported(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Tanpa IP ASN: status kepegawaian Pegawai CPNS 1" in text
    assert "JP pelatihan teknis 3 100,00 dihitung 0 JP" in text


def test_bands_of_the_scale_touch_and_darker_is_lower() -> None:
    bands = scale_bands(read_index(CAST), "id")
    assert [(band.name, band.first, band.last) for band in bands] == [
        ("Sangat rendah", 0, 60), ("Rendah", 60, 70), ("Sedang", 70, 80), ("Tinggi", 80, 90), ("Sangat tinggi", 90, 100),
    ]  # fmt: skip
    assert all(one.last == next_one.first for one, next_one in pairwise(bands))
    assert [(band.background, band.letters) for band in bands] == list(reversed(COOL))


def test_assumed_tables_are_told() -> None:
    facts = replace(CAST, summary={"professionalism_index": {"assumed": True}})
    assert "Tabel nilai pada tanggal itu adalah anggapan, bukan bunyi peraturan." in pages_of(write_index_pdf(facts))[0]


def test_nobody_with_an_index_is_no_zero() -> None:
    text = text_of(write_index_pdf(change(CAST, professionalism_index=[], excluded=[])))
    assert (
        "tidak diketahui Rata-rata IP ASN (simulasi)" in text or "belum diketahui Rata-rata IP ASN (simulasi)" in text
    )
    assert "Belum diketahui: tidak seorang pun memiliki indeks." in text or "Belum diketahui" in text
    assert "Kualifikasi – 25,00 – –" in text


def test_dataset_without_people_says_so() -> None:
    text = text_of(write_index_pdf(change(CAST, employees=[], professionalism_index=[], excluded=[])))
    assert "IP ASN menurut OPD" not in text
    assert "Tidak ada." in text


def test_too_many_opds_are_left_to_the_workbook() -> None:
    units = [
        {"unit_id": f"u{number}", "agency_id": "kota", "name": f"Unit {number}", "is_opd": True}
        for number in range(MOST_OPDS + 1)
    ]
    people = [
        {**ROWS["employees"][0], "employee_id": f"p{number}", "unit_id": f"u{number}"}
        for number in range(MOST_OPDS + 1)
    ]
    text = text_of(write_index_pdf(change(CAST, units=units, employees=people, professionalism_index=[], excluded=[])))
    assert "401 OPD terlalu banyak untuk dicetak: semuanya ada pada buku kerja XLSX." in text
    assert "Unit 7 " not in text


def test_index_in_english_reads_in_english() -> None:
    pages = pages_of(write_index_pdf(CAST, "en"))
    assert "IP ASN: simulation under Peraturan BKN 8/2019, not the official figure." in pages[-1]
    assert "Everybody 77" in pages[0]


def test_same_run_gives_the_same_bytes() -> None:
    assert write_index_pdf(CAST) == write_index_pdf(CAST)

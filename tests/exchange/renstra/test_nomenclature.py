"""Codes against the nomenclature that is kept: unknown ones, other titles, and what is not kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benangmerah.exchange.renstra.nomenclature import CODE, KEPT, CodeFault, _load, check_code, find_nomenclature
from benangmerah.exchange.renstra.sheet import read_renstra
from benangmerah.kernel.explanation import render
from tests.exchange.renstra.test_sheet import GOOD, UNITS, write

VERSION = find_nomenclature("Permendagri 90/2019")


@pytest.mark.parametrize("name", KEPT)
def test_kept_codes_have_their_shape_and_what_is_above_them(name: str) -> None:
    kept = _load(name)
    for code, title in kept.titles.items():
        parts = code.split(".")
        assert CODE.fullmatch(code)
        assert title.strip() == title
        assert kept.knows_field(code)
        if len(parts) > 3:
            assert ".".join(parts[: 5 if len(parts) == 6 else 3]) in kept.titles
    assert set(kept.incomplete) <= set(kept.titles)
    assert set(kept.covers) <= set(kept.fields)


def test_fields_of_hr_are_kept_in_full() -> None:
    """Ten, nine, two and three sub-activities of the five activities of 5.03 beside the four of data; all of 5.04."""
    assert VERSION is not None
    counts = Counter(code.rpartition(".")[0] for code in VERSION.titles if code.count(".") == 5 and code[0] == "5")
    assert counts == {
        "5.03.02.2.01": 4, "5.03.02.2.02": 10, "5.03.02.2.03": 9, "5.03.02.2.04": 2, "5.03.02.2.05": 3,
        "5.04.02.2.01": 4, "5.04.02.2.02": 8,
    }  # fmt: skip
    for above, count in counts.items():
        assert {f"{above}.{number:02}" for number in range(1, count + 1)} <= set(VERSION.titles)


@pytest.mark.parametrize(
    "named", ["Permendagri 90/2019", "Permendagri Nomor 90 Tahun 2019", "permendagri no. 90 tahun 2019"]
)
def test_version_is_found_however_it_is_written(named: str) -> None:
    assert find_nomenclature(named) is VERSION
    assert VERSION is not None


@pytest.mark.parametrize(
    "named", [None, "", "Kepmendagri 900.1.15.5-1317/2023", "Permendagri 90/2020", "Kepmendagri 90/2019"]
)
def test_other_versions_are_not_kept(named: str | None) -> None:
    assert find_nomenclature(named) is None


def told(code: str, title: str = "") -> CodeFault | None:
    return check_code(VERSION, code, title)


def test_code_and_title_of_the_version_are_right() -> None:
    assert told("5.04.02.2.01", "pengembangan kompetensi teknis") is None
    assert told("5.04.02", "Pengembangan Sumber Daya Manusia") is None
    assert told("5.03.02.2.03.06", "Pengelolaan administrasi diklat dan sertifikasi ASN") is None


def test_unknown_code_is_refused_with_the_nearest() -> None:
    fault = told("5.04.02.2.03", "Pengembangan Kompetensi Teknis")
    assert fault is not None
    assert not fault.is_doubt
    assert render(fault.reason, "id") == "Permendagri 90/2019 tidak memuat kode 5.04.02.2.03."
    assert "5.04.02.2.01 Pengembangan Kompetensi Teknis" in render(fault.suggestion, "id")
    assert "Di atasnya ada 5.04.02 PROGRAM PENGEMBANGAN SUMBER DAYA MANUSIA." in render(fault.suggestion, "id")
    programme = told("5.04.07", "Program baru")
    assert programme is not None
    assert "Di atasnya ada 5.04 Pendidikan dan Pelatihan." in render(programme.suggestion, "id")


def test_four_digits_are_told_to_be_of_later_decrees_with_the_code_of_two_first() -> None:
    four = told("5.04.02.2.01.0003")
    assert four is not None
    assert not four.is_doubt
    assert render(four.reason, "id") == (
        "Permendagri 90/2019 menulis subkegiatan dengan dua angka; 5.04.02.2.01.0003 ditulis seperti pada keputusan yang lebih baru."
    )
    assert "Kode yang paling dekat: 5.04.02.2.01.03 Penyelenggaraan" in render(four.suggestion, "id")
    unlike = told("5.04.02.2.01.0103")
    assert unlike is not None
    assert "tidak memuat kode" in render(unlike.reason, "id")


@pytest.mark.parametrize("field", ["5.03", "1.02", "X.XX", "7.01"])
def test_supporting_programme_is_the_same_in_every_field_and_doubted_where_it_is_not_kept(field: str) -> None:
    assert told(f"{field}.01.2.05.09", "Pendidikan dan Pelatihan Pegawai Berdasarkan Tugas dan Fungsi") is None
    other = told(f"{field}.01.2.05.09", "Pengadaan Mebel")
    assert other is not None
    assert other.is_of_title
    new = told(f"{field}.01.2.05.15", "Sesuatu")
    assert new is not None
    assert new.is_doubt
    assert "Di atasnya ada X.XX.01.2.05 Administrasi Kepegawaian Perangkat Daerah." in render(new.suggestion, "id")


def test_other_title_is_a_doubt() -> None:
    fault = told("5.04.02.2.01", "Pembangunan jembatan")
    assert fault is not None
    assert (fault.is_doubt, fault.is_of_title) == (True, True)
    assert "Pengembangan Kompetensi Teknis" in render(fault.suggestion, "id")


def test_field_is_told_by_its_name() -> None:
    assert VERSION is not None
    assert VERSION.name_field("1.02.03.2.01") == "1.02 Kesehatan"
    assert VERSION.name_field("9.99.03") == "9.99"


@pytest.mark.parametrize("code", ["1.02.03", "5.04.02.1.01", "5.03.01.1.05"])
def test_code_of_what_is_not_kept_is_not_judged(code: str) -> None:
    assert told(code, "Apa pun") is None
    assert check_code(None, code, "Apa pun") is None


def test_table_is_refused_by_cell_and_doubts_stop_nothing(tmp_path: Path) -> None:
    found = read_renstra(write(tmp_path / "r.xlsx", GOOD), UNITS, VERSION)
    assert [(each.place, each.value) for each in found.refusals] == [("Tabel!D8", "5.04.02.2.01.0001")]
    assert [(each.place, each.value) for each in found.doubts] == [
        ("Tabel!E6", "Program Pengembangan SDM"), ("Tabel!E9", "Uji kompetensi")
    ]  # fmt: skip
    assert "5.04.02.2.01.0001" not in found.nodes
    assert "5.04.02.2.01.02" in found.nodes

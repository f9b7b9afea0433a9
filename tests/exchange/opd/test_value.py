from __future__ import annotations

from datetime import date

import pytest

from benangmerah.exchange.opd.directory import bare_name
from benangmerah.exchange.opd.value import read_money, read_nip, read_value
from benangmerah.kernel.explanation import render
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import EMPLOYEES

LAW = load_library().on(date(2026, 1, 1))
NIP = "199001012015031001"


@pytest.mark.parametrize(
    ("column", "cell", "taken"),
    [
        ("rank", "III D", "III/d"), ("rank", "Penata Tk.I/III.d", "III/d"), ("rank", "Penata Tk. I (III/d)", "III/d"),
        ("rank", "IV-a", "IV/a"), ("rank", "IX", "IX"), ("rank", "Gol. II/c", "II/c"),
        ("education_level", "S1/AIV", "s1"), ("education_level", "D.IV", "d4"), ("education_level", "D III Kebidanan", "d3"),
        ("education_level", "SMA", "slta"), ("education_level", "Magister Manajemen", "s2"), ("education_level", "Profesi Ners", "profession"),
        ("birth_date", "01/02/2020", "2020-02-01"), ("birth_date", "1 Pebruari 2020", "2020-02-01"),
        ("birth_date", "Medan, 1 Nopember 1990", "1990-11-01"), ("birth_date", 43862, "2020-02-01"),
        ("birth_date", "43862", "2020-02-01"), ("birth_date", date(2020, 2, 1), "2020-02-01"), ("birth_date", "1-2-2020", "2020-02-01"),
        ("learning_hours", "20 JPL", "20"), ("learning_hours", "7,5 jam", "7.5"), ("learning_hours", 20.0, "20"),
        ("leadership_training", "√", "true"), ("leadership_training", "belum", "false"),
        ("status", "P3K Paruh Waktu", "pppk_part_time"), ("status", "PNS", "pns"), ("sex", "Laki-laki", "male"), ("sex", "P", "female"),
        ("performance_predicate", "Sangat Baik", "sangat_baik"), ("performance_score", "88,5", "88.5"),
        ("field_of_study", "  Ilmu\nKeperawatan ", "Ilmu Keperawatan"), ("rank", "-", None), ("name", "Nihil", None),
    ],
)  # fmt: skip
def test_value_is_read_in_every_spelling(column: str, cell: object, taken: str | None) -> None:
    assert read_value(EMPLOYEES.column(column), cell, LAW) == taken


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("rank", "Penata", "Penata is no rank."), ("education_level", "Paket", "Paket is no level of education."),
        ("birth_date", "31/02/2020", "There is no day 31/02/2020."), ("birth_date", "kemarin", "kemarin is not a date."),
        ("learning_hours", "3 hari", "3 hari are days, not learning hours."),
    ],
)  # fmt: skip
def test_value_that_cannot_be_read_is_told(column: str, cell: object, reason: str) -> None:
    taken = read_value(EMPLOYEES.column(column), cell, LAW)
    assert isinstance(taken, tuple)
    assert render(taken[0], "en") == reason


@pytest.mark.parametrize("cell", [NIP, "19900101 201503 1 001", "'199001012015031001", "NIP. 19900101 201503 1 001"])
def test_nip_is_taken_without_spaces_and_apostrophe(cell: str) -> None:
    assert read_nip(cell, LAW) == NIP


@pytest.mark.parametrize(
    "cell",
    [
        1.99001012015031e17,
        "1,99E+17",
        "1.99E+17",
        "1271010101900001",
        "131234567",
        "19900101201503100",
        "199013012015031001",
        "Budi",
    ],
)
def test_number_that_is_no_nip_is_never_guessed(cell: object) -> None:
    assert isinstance(read_nip(cell, LAW), tuple)


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("1,5 jt", "1500000"),
        ("Rp. 1.500.000,-", "1500000"),
        ("2 miliar", "2000000000"),
        ("1500000", "1500000"),
        ("750 rb", "750000"),
    ],
)
def test_money_is_read_in_every_spelling(text: str, rupiah: str) -> None:
    assert read_money(text) == rupiah


@pytest.mark.parametrize(
    "name",
    [
        "Sari Wulandari",
        "Hj. Sari Wulandari, S.Kep., Ns.",
        "drg.Hj. SARI WULANDARI",
        "Dra. Sari Wulandari M.Si.",
        "Ns. Sari Wulandari S.Kep",
    ],
)
def test_name_is_known_without_its_titles(name: str) -> None:
    assert bare_name(name) == "sari wulandari"

from __future__ import annotations

from datetime import date

import pytest

from benangmerah.exchange.siasn.codes import AGENCY_WORDS, FUNCTIONAL_WORDS, STANDINGS, STRUCTURAL_WORDS
from benangmerah.exchange.siasn.grade import agency_kind, family_of, grade_of
from benangmerah.exchange.siasn.record import Record
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import AGENCY_KINDS, GRADES
from benangmerah.snapshot.contract.inputs import STANDINGS as CONTRACT_STANDINGS

ECHELONS = load_library().on(date(2026, 1, 1)).texts("echelon/siasn_code")


def make_record(kind: str, title: str, echelon: str = "") -> Record:
    texts = {"JENIS JABATAN ID": kind, "JABATAN NAMA": title, "ESELON ID": echelon}
    return Record(2, {heading: text for heading, text in texts.items() if text})


@pytest.mark.parametrize(
    ("kind", "title", "echelon", "grade"),
    [
        ("1", "Sekretaris Daerah", "21", "jpt_pratama"),
        ("1", "Direktur Jenderal Contoh", "11", "jpt_madya"),
        ("1", "Kepala Bidang Contoh", "32", "administrator"),
        ("1", "Kepala Seksi Contoh", "41", "pengawas"),
        ("1", "Kepala Dinas Contoh", "", "jpt_pratama"),
        ("1", "Camat Contoh", "99", "administrator"),
        ("1", "Lurah Contoh", "", "pengawas"),
        ("1", "Kepala Sub Bagian Umum", "", "pengawas"),
        ("1", "Kepala Pusat Contoh", "", None),
        ("2", "AHLI PERTAMA - GURU KELAS", "", "jf_ahli_pertama"),
        ("2", "Guru Ahli Madya", "", "jf_ahli_madya"),
        ("2", "Guru Madya", "", "jf_ahli_madya"),
        ("2", "Dokter Muda", "", "jf_ahli_muda"),
        ("2", "Perawat Penyelia", "", "jf_penyelia"),
        ("2", "Perawat Pelaksana Lanjutan", "", "jf_mahir"),
        ("2", "Perawat Pelaksana", "", "jf_terampil"),
        ("2", "Bidan Terampil", "", "jf_terampil"),
        ("2", "Penyuluh Pertanian Pelaksana Pemula / Pemula", "", "jf_pemula"),
        ("2", "Lektor Kepala", "", "jf_ahli_madya"),
        ("2", "Lektor", "", "jf_ahli_muda"),
        ("2", "Asisten Ahli", "", "jf_ahli_pertama"),
        ("2", "Guru Besar", "", "jf_ahli_utama"),
        ("2", "Guru", "", None),
        ("3", "Peneliti Ahli Utama", "", "jf_ahli_utama"),
        ("3", "Kepala Balai Contoh", "31", "administrator"),
        ("4", "Pengelola Kepegawaian Muda", "", "pelaksana"),
        ("9", "Entah", "", None),
    ],
)
def test_grade_is_told_by_kind_echelon_and_title(kind: str, title: str, echelon: str, grade: str | None) -> None:
    assert grade_of(make_record(kind, title, echelon), ECHELONS) == grade


@pytest.mark.parametrize(
    ("kind", "title", "family"),
    [
        ("2", "AHLI PERTAMA - GURU KELAS", "GURU KELAS"),
        ("2", "Analis Kebijakan Ahli Muda", "Analis Kebijakan"),
        ("2", "Perawat Pelaksana Lanjutan", "Perawat"),
        ("2", "Lektor", None),
        ("2", "Guru", "Guru"),
        ("4", "Pengelola Kepegawaian", None),
    ],
)
def test_family_is_the_title_without_its_grade(kind: str, title: str, family: str | None) -> None:
    assert family_of(make_record(kind, title)) == family


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kementerian Contoh", "ministry"),
        ("Pemerintah Provinsi Jawa Contoh", "province"),
        ("Pemerintah Aceh", "province"),
        ("Pemerintah Daerah Daerah Istimewa Yogyakarta", "province"),
        ("PEMERINTAH KAB. CONTOH", "regency"),
        ("Pemerintah Kabupaten Contoh", "regency"),
        ("Pemerintah  Kota Contoh", "city"),
        ("Badan Contoh Nasional", "agency"),
    ],
)
def test_kind_of_agency_is_told_by_its_name(name: str, kind: str) -> None:
    assert agency_kind(name) == kind


def test_every_code_that_is_told_is_one_of_the_contract() -> None:
    assert {grade for _, grade in (*FUNCTIONAL_WORDS, *STRUCTURAL_WORDS)} <= set(GRADES)
    assert {kind for _, kind in AGENCY_WORDS} <= set(AGENCY_KINDS)
    assert set(STANDINGS.values()) <= set(CONTRACT_STANDINGS)

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from benangmerah.domain.policy import PlanPolicy
from benangmerah.reports.plan import write_plan_docx, write_plan_pdf, write_plan_workbook
from benangmerah.reports.run import RunFacts
from tests.reports.cast import BUDI, CAST, HASH, RINA, ROWS, SARI, change, read_sheet, rows_from
from tests.reports.plan_cast import HEADS, PLAN_ROWS, PLANNED, SPENT, item
from tests.reports.read_paper import find_table, read_paragraphs, read_pdf, read_tables

CONTENTS = [
    "1. Jenis kompetensi", "2. Target PNS", "3. Jenis dan jalur pengembangan", "4. Penyelenggara",
    "5. Jadwal atau waktu", "6. Kesesuaian kurikulum", "7. Anggaran",
]  # fmt: skip
TOTAL = "7. Anggaran: jumlah (Rp)"
CONFIDENTIAL = "Rahasia: data pribadi dan hasil penilaian, hanya untuk yang berwenang."
SHEETS = [
    "Baca dulu", "Rencana", "Angkatan", "Per jenis", "Per OPD", "Siapa yang dilayani", "Yang langka", "Peserta",
    "Belum tertampung",
    "Belum tertampung per OPD", "Belum tertampung per orang",
]  # fmt: skip
PERSON = ("NIP", "Nama", "Perangkat daerah", "Unit organisasi", "Jabatan")
BUDI_IS = (BUDI, "=Budi", "Dinas Pendidikan", "SD Negeri 1", "Guru Ahli Pertama")
RINA_IS = (RINA, "Rina", "Dinas Pendidikan", "Dinas Pendidikan", "Guru Ahli Pertama")
SARI_IS = (SARI, "Sari & Co", "Dinas Kesehatan", "Dinas Kesehatan", "Guru Ahli Pertama")
INTEGRITY = (
    "1", "Manajerial: Integritas*", "2 orang: PNS 2",
    "Pelatihan Integritas\npelatihan manajerial (klasikal), 24 JP", "BPSDM (kontribusi)", "Maret 2026; 2 angkatan",
    "Sesuai (LAN-1)", "2 × Rp1.500.000 + 2 × Rp7.250.000", "17.500.000",
)  # fmt: skip
ONLINE = (
    "2", "Teknis: Pengelolaan Arsip; untuk JP minimum setahun", "2 orang: PNS 2",
    "Belajar Daring\npembelajaran elektronik (e-learning) (nonklasikal), 6 JP", "Belum disebut dalam data",
    "Sepanjang tahun 2026; 1 angkatan", "Belum disebut dalam data", "Tanpa biaya", "0",
)  # fmt: skip
COURSE = (
    "3", "Kewajiban jabatan", "1 orang: PNS 1",
    "Pelatihan Dasar\npelatihan klasikal lainnya (klasikal), 90 JP; wajib", "BPSDM (pengiriman peserta)",
    "Juni 2026; 1 angkatan", "Belum diperiksa", "1 × Rp500.000", "500.000",
)  # fmt: skip
LINES = (INTEGRITY, ONLINE, COURSE)
HALF = Fraction(1, 2)
NO_MONEY = change(CAST, plan=None, unserved=None, plan_agency=None)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_plan_workbook(PLANNED)


@pytest.fixture(scope="module")
def word_file() -> bytes:
    return write_plan_docx(PLANNED)


@pytest.fixture(scope="module")
def words() -> str:
    return read_pdf(write_plan_pdf(PLANNED))


def content_tables(word_file: bytes) -> list[list[tuple[str, ...]]]:
    return [list(rows) for rows in read_tables(word_file) if CONTENTS[0] in rows[0]]


def squeeze(text: str) -> str:
    return " ".join(text.split())


def test_seven_contents_stand_as_columns_in_the_order_of_the_law(word_file: bytes) -> None:
    tables = content_tables(word_file)
    assert [rows[0] for rows in tables] == [("No.", *CONTENTS, TOTAL)] * 3
    assert tuple(row for rows in tables for row in rows[1:-1]) == LINES


def test_word_file_sums_each_kind_to_the_rupiah(word_file: bytes) -> None:
    sums = [rows[-1] for rows in content_tables(word_file)]
    assert [(row[1], row[2], row[5], row[8]) for row in sums] == [
        ("Jumlah", "2 kepesertaan", "2 angkatan", "17.500.000"),
        ("Jumlah", "2 kepesertaan", "1 angkatan", "0"),
        ("Jumlah", "1 kepesertaan", "1 angkatan", "500.000"),
    ]


def test_pdf_says_every_line_of_the_plan(words: str) -> None:
    missing = [text for line in LINES for text in line if squeeze(text) not in words]
    assert missing == []


def test_pdf_names_the_seven_contents_in_order_with_the_article(words: str) -> None:
    places = [words.index(f"{name}: ") for name in ("Jenis kompetensi", "Target PNS", "Jenis dan jalur pengembangan",
                                                    "Penyelenggara", "Jadwal atau waktu", "Kesesuaian kurikulum",
                                                    "Anggaran")]  # fmt: skip
    assert places == sorted(places)
    assert "Rencana wajib memuat tujuh hal (PP 11/2017 Pasal 207 ayat (3))." in words


def test_plan_says_day_law_snapshot_and_policy(words: str, workbook: bytes) -> None:
    for text in (
        "Keadaan data per 1 Januari 2026",
        "Peraturan yang berlaku per 1 Januari 2026",
        HASH,
        "gap_counts_from: 1",
    ):
        assert text in words
    said = dict(preface_of(workbook))
    assert (said["Keadaan data per"], said["Snapshot (sidik data)"]) == ("1 Januari 2026", HASH)


def preface_of(workbook: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(BytesIO(workbook)).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows() if any(cell.value for cell in row)]


SUMMARY = {
    "Pagu": "Rp25.000.000",
    "Direncanakan": "Rp18.000.000 (72 % dari pagu)",
    "Sisa pagu": "Rp7.000.000",
    "Program": "3 program, 3 kegiatan, 4 angkatan",
    "Peserta": "3 pegawai, 5 kepesertaan",
    "Kesenjangan tertutup": "71,43 % dari kesenjangan berbobot pegawai yang direncanakan",
    "JP dalam rencana": "150 JP, 92 % di antaranya klasikal",
    "JP minimum PNS": "1 dari 3 PNS memiliki sekurangnya 20 JP tanpa rencana ini, 2 dengan rencana ini",
    "Kegiatan wajib": "1 kegiatan bersifat wajib, dengan 1 kepesertaan dan anggaran Rp500.000",
    "Belum tertampung": "2 kebutuhan belum tertutup seluruhnya; 1 PNS tetap di bawah JP minimum",
}


def test_summary_on_paper_and_in_the_workbook(word_file: bytes, workbook: bytes, words: str) -> None:
    on_paper = {row[0]: row[1] for rows in read_tables(word_file) for row in rows if len(row) == 2}
    in_workbook = dict(preface_of(workbook))
    assert {label: on_paper[label] for label in SUMMARY} == SUMMARY
    assert {label: in_workbook[label] for label in SUMMARY if label not in ("Peserta", "Belum tertampung")} == {
        label: text for label, text in SUMMARY.items() if label not in ("Peserta", "Belum tertampung")
    }
    assert [text for text in SUMMARY.values() if text not in words] == []


def test_standards_that_are_not_decreed_are_counted_and_marked(word_file: bytes) -> None:
    on_paper = {row[0]: row[1] for rows in read_tables(word_file) for row in rows if len(row) == 2}
    assert on_paper["Standar"] == (
        "2 dari 3 kebutuhan peserta bersandar pada standar sementara atau bawaan; kegiatannya ditandai *"
    )
    gap = [{**row, "basis_of_standard": "decreed"} for row in ROWS["gap"]]
    decreed = content_tables(write_plan_docx(change(PLANNED, gap=gap)))
    assert decreed[0][1][1] == "Manajerial: Integritas"


def test_proven_bound_stands_in_an_annex(words: str) -> None:
    assert "Rencana ini paling jauh 12,5 % dari rencana terbaik yang mungkin dengan batas yang sama." in words
    for text in (
        "Batas atas nilai yang terbukti -8",
        "Cara menyusun branch and bound",
        "Kekurangan JP terhadap minimum 14",
    ):
        assert text in words


def test_workbook_has_its_sheets_in_order(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS


def test_workbook_groups_its_columns_under_the_seven_contents(workbook: bytes) -> None:
    rows = [tuple(cell.value for cell in row) for row in read_sheet(workbook, "Rencana").iter_rows()]
    groups = next(row for row in rows if CONTENTS[0] in row)
    assert [name for name in groups if name] == CONTENTS


def test_workbook_holds_every_line_and_adds_up_to_the_rupiah(workbook: bytes) -> None:
    heading, *lines, total = rows_from(read_sheet(workbook, "Rencana"), "No.")
    people, hours, batches, heads, batch_money, money = (
        heading.index(name) for name in ("Orang", "JP", "Angkatan", "Biaya peserta (Rp)",
                                         "Biaya angkatan seluruhnya (Rp)", "Jumlah (Rp)")
    )  # fmt: skip
    assert [line[1:8] for line in lines] == [
        ("Manajerial: Integritas", 2, 2, 2, 0, 0, 0),
        ("Teknis: Pengelolaan Arsip; untuk JP minimum setahun", 0, 2, 2, 0, 0, 0),
        ("Kewajiban jabatan", 0, 1, 1, 0, 0, 0),
    ]
    assert [(line[hours], line[batches]) for line in lines] == [(24, 2), (6, 1), (90, 1)]
    assert [(line[heads], line[batch_money], line[money]) for line in lines] == [
        (3_000_000, 14_500_000, 17_500_000), (0, 0, 0), (500_000, 0, 500_000),
    ]  # fmt: skip
    assert (total[people], total[batches], total[heads] + total[batch_money], total[money]) == (5, 4, SPENT, SPENT)


def test_batches_hold_their_people_and_money(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Angkatan"), "Kegiatan pengembangan")[1:] == [
        ("Pelatihan Integritas", 1, "Maret", 1, 24, 1, 1_500_000, 7_250_000, 8_750_000),
        ("Pelatihan Integritas", 2, "Maret", 1, 24, 2, 1_500_000, 7_250_000, 8_750_000),
        ("Belajar Daring", 1, "Sepanjang tahun", 2, 6, 0, 0, 0, 0),
        ("Pelatihan Dasar", 1, "Juni", 1, 90, 0, 500_000, 0, 500_000),
    ]


def test_opds_hold_what_their_people_cost_a_head(workbook: bytes, word_file: bytes) -> None:
    heading = ("Perangkat daerah", "Peserta", "Kepesertaan", "JP", "Level tertutup", "Jumlah biaya per peserta (Rp)",
               "PNS di bawah JP minimum")  # fmt: skip
    assert rows_from(read_sheet(workbook, "Per OPD"), "Perangkat daerah") == [
        heading,
        ("Dinas Pendidikan", 2, 4, 144, 3, HEADS[BUDI] + HEADS[RINA], 0),
        ("Dinas Kesehatan", 1, 1, 6, 0, HEADS[SARI], 1),
        ("Jumlah", 3, 5, 150, 3, 3_500_000, 1),
    ]
    assert find_table(word_file, "Jumlah biaya per peserta (Rp)")[1:] == [
        ("Dinas Pendidikan", "2", "4", "144,00", "3,00", "3.500.000", "0"),
        ("Dinas Kesehatan", "1", "1", "6,00", "0,00", "0", "1"),
        ("Jumlah", "3", "5", "150,00", "3,00", "3.500.000", "1"),
    ]


def test_kinds_of_competency_add_up_to_all_that_is_spent(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Per jenis"), "Jenis kompetensi")[1:] == [
        ("Manajerial", 1, 2, 2, 48, 3, 17_500_000),
        ("Teknis", 1, 1, 2, 12, 0, 0),
        ("Kegiatan tanpa kompetensi tertentu", 1, 1, 1, 90, 0, 500_000),
        ("Jumlah", 3, 4, 5, 150, 3, SPENT),
    ]


def test_participants_stand_by_person_and_month(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Peserta"), "NIP") == [
        (*PERSON, "Status kepegawaian", "Kegiatan pengembangan", "Bentuk", "Angkatan", "Bulan", "JP", "Level tertutup",
         "Biaya per peserta (Rp)", "Sebab", "Penutupan berbobot"),
        (*RINA_IS, "PNS", "Pelatihan Integritas", "Pelatihan manajerial", 2, "Maret", 24, 2, 1_500_000,
         "Menutup kesenjangan", 3),
        (*RINA_IS, "PNS", "Pelatihan Dasar", "Pelatihan klasikal lainnya", 1, "Juni", 90, 0, 500_000,
         "Ditetapkan oleh instansi", 0),
        (*BUDI_IS, "PNS", "Pelatihan Integritas", "Pelatihan manajerial", 1, "Maret", 24, 1, 1_500_000,
         "Menutup kesenjangan", 2),
        (*BUDI_IS, "PNS", "Belajar Daring", "Pembelajaran elektronik (e-learning)", 1, "Sepanjang tahun", 6, 0, 0,
         "Memenuhi JP minimum", 0),
        (*SARI_IS, "PNS", "Belajar Daring", "Pembelajaran elektronik (e-learning)", 1, "Sepanjang tahun", 6, 0, 0,
         "Memenuhi JP minimum", 0),
    ]  # fmt: skip


def test_unserved_are_counted_by_limit_and_opd_and_named(workbook: bytes, word_file: bytes) -> None:
    seats, money = "Kuota peserta penuh", "Pagu instansi tidak cukup"
    assert rows_from(read_sheet(workbook, "Belum tertampung"), "Sebab")[1:] == [
        (seats, 2, 0, 2), (money, 0, 1, 1), ("Jumlah", 2, 1, None),
    ]  # fmt: skip
    assert find_table(word_file, "Sebab")[1:] == [
        (seats, "2", "0", "2"), (money, "0", "1", "1"), ("Jumlah", "2", "1", ""),
    ]  # fmt: skip
    assert rows_from(read_sheet(workbook, "Belum tertampung per OPD"), "Perangkat daerah") == [
        ("Perangkat daerah", "Kebutuhan", seats), ("Dinas Pendidikan", 2, 2),
    ]  # fmt: skip
    rows = rows_from(read_sheet(workbook, "Belum tertampung per orang"), "NIP")
    assert rows[1:] == [
        (*RINA_IS, "Integritas", "Manajerial", "Jabatan tujuan: Kepala Dinas", "Bawaan", seats, "1 level kurang"),
        (*BUDI_IS, "Integritas", "Manajerial", "Jabatan sekarang", "Sementara", seats, "0,5 level kurang"),
        (*SARI_IS, None, None, None, None, money, "14 JP kurang"),
    ]


@pytest.mark.parametrize("name", ["Peserta", "Belum tertampung per orang"])
def test_sheets_about_people_are_marked_confidential(workbook: bytes, name: str) -> None:
    sheet = read_sheet(workbook, name)
    assert sheet.oddFooter is not None
    assert (sheet["A2"].value, sheet.oddFooter.center.text) == (CONFIDENTIAL, CONFIDENTIAL)


def test_paper_names_no_person(words: str, word_file: bytes) -> None:
    everything = [
        words,
        *read_paragraphs(word_file),
        *(cell for rows in read_tables(word_file) for row in rows for cell in row),
    ]
    people = [value for row in ROWS["employees"] for value in (row["employee_id"], row["name"])]
    assert [person for person in people if any(person in text for text in everything)] == []


def test_minimum_of_the_policy_takes_the_place_of_the_law() -> None:
    policy = PlanPolicy(
        statuses=("pns",), standings=("active",), jp_penalty=HALF, minimum_jp=HALF * 10, elective_ceiling=HALF,
        max_items=1, absence_percent=HALF, retiring_months=1, contract_months=1, quotas=(), bans=(), pins=(),
    )  # fmt: skip
    said = read_pdf(write_plan_pdf(replace(PLANNED, plan_policy=policy)))
    assert "2 dari 3 PNS memiliki sekurangnya 5 JP tanpa rencana ini, 3 dengan rencana ini" in said


def test_no_plan_is_said_with_what_to_do() -> None:
    words = read_pdf(write_plan_pdf(NO_MONEY))
    for text in (
        "Belum ada rencana: perhitungan ini tidak menyebut pagu untuk tahun yang direncanakan.",
        "Isi pagu tahun 2026 pada lembar Anggaran (tabel budgets) lalu jalankan lagi; atau",
        "benangmerah run DATASET --budget RUPIAH --out DIR",
    ):
        assert text in words
    assert "Belum ada rencana: perhitungan ini tidak menyebut pagu untuk tahun yang direncanakan." in " ".join(
        cell for rows in read_tables(write_plan_docx(NO_MONEY)) for row in rows for cell in row
    ) + " ".join(read_paragraphs(write_plan_docx(NO_MONEY)))
    workbook = write_plan_workbook(NO_MONEY)
    assert load_workbook(BytesIO(workbook)).sheetnames == ["Baca dulu"]
    assert dict(preface_of(workbook))["Keadaan"].startswith("Belum ada rencana")


@pytest.mark.parametrize("write", [write_plan_pdf, write_plan_docx, write_plan_workbook])
def test_a_plan_of_nothing_is_still_a_plan(write: Any) -> None:
    agency = {**PLAN_ROWS["plan_agency"][0], "spent_rupiah": 0, "batches": 0, "weighted_gap": 0.0, "upper_bound": 0.0,
              "weighted_closure": 0.0, "objective": 0.0, "optimality_gap_percent": 0.0,
              "classical_share_percent": None}  # fmt: skip
    nothing = change(PLANNED, plan=[], unserved=[], plan_agency=[agency])
    data = write(nothing)
    if write is write_plan_pdf:
        words = read_pdf(data)
        assert "Tidak ada kegiatan: tidak ada kebutuhan yang dapat ditutup dengan pagu dan batas yang ada." in words
        assert "Semua kebutuhan tertutup seluruhnya dan setiap PNS mencapai JP minimum." in words
        assert "Tidak ada kesenjangan yang perlu ditutup." in words


def test_an_aggregate_run_says_what_it_does_not_keep() -> None:
    aggregate = change(PLANNED, unserved=None, need=None, gap=None, attainment=None, assess_first=None)
    workbook = write_plan_workbook(aggregate)
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS[:8]
    assert dict(preface_of(workbook))["Belum tertampung"] == (
        "Kebutuhan: tidak disimpan dalam perhitungan ini; 1 PNS tetap di bawah JP minimum"
    )
    words = read_pdf(write_plan_pdf(aggregate))
    assert "Perhitungan ini tidak menyimpan baris per pegawai dan kompetensi" in words


def two_agencies() -> RunFacts:
    agencies = [*ROWS["agencies"], {"agency_id": "kab", "name": "Kabupaten Contoh", "kind": "regency"}]
    units = [*ROWS["units"], {"unit_id": "camat", "agency_id": "kab", "name": "Kecamatan Barat", "is_opd": True}]
    people = [
        *PLAN_ROWS["employees"],
        {**PLAN_ROWS["employees"][2], "employee_id": "9", "agency_id": "kab", "unit_id": "camat"},
    ]
    plan = [*PLAN_ROWS["plan"], item("9", "k3", 1, 90.0, 500_000, "closes_gap", period=6)]
    spent = {**PLAN_ROWS["plan_agency"][0], "agency_id": "kab", "spent_rupiah": 500_000, "batches": 1}
    return change(PLANNED, agencies=agencies, units=units, employees=people, plan=plan,
                  plan_agency=[spent, *PLAN_ROWS["plan_agency"]])  # fmt: skip


def test_agencies_have_a_section_each_on_paper_and_a_column_in_the_workbook() -> None:
    several = two_agencies()
    words = read_pdf(write_plan_pdf(several))
    assert words.index("Rencana Kota Contoh tahun 2026") < words.index("Rencana Kabupaten Contoh tahun 2026")
    assert "Jumlah anggaran rencana Kabupaten Contoh: Rp500.000." in words
    assert f"Rp{SPENT + 500_000:,}".replace(",", ".") in words
    heading, *lines, total = rows_from(read_sheet(write_plan_workbook(several), "Rencana"), "No.")
    assert [line[:2] for line in lines] == [
        (1, "Kota Contoh"),
        (2, "Kota Contoh"),
        (3, "Kota Contoh"),
        (4, "Kabupaten Contoh"),
    ]
    assert total[heading.index("Jumlah (Rp)")] == SPENT + 500_000


def test_plan_year_is_that_of_the_run() -> None:
    words = read_pdf(write_plan_pdf(replace(PLANNED, summary={"year": 2027})))
    assert "Kebutuhan dan Rencana Pengembangan Kompetensi Tahun 2027" in words
    assert "Maret 2027; 2 angkatan" in words


def test_plan_speaks_english() -> None:
    words = read_pdf(write_plan_pdf(PLANNED, "en"))
    for text in (
        "Needs and Plan of Competency Development, Year 2026",
        "1. Kind of competency",
        "managerial training (classical); 24 learning hours (JP)",
        "2 × IDR 1,500,000 + 2 × IDR 7,250,000",
        "This plan is at most 12.5 % away from the best plan that is possible under the same limits.",
    ):
        assert text in words
    workbook = write_plan_workbook(PLANNED, "en")
    assert load_workbook(BytesIO(workbook)).sheetnames[:3] == ["Read me first", "Plan", "Batches"]
    assert (
        rows_from(read_sheet(workbook, "Not served"), "Limit that binds")[2][0] == "Money of the agency is not enough"
    )


@pytest.mark.parametrize("write", [write_plan_pdf, write_plan_docx, write_plan_workbook])
def test_the_same_facts_give_the_same_bytes_in_whatever_order_the_rows_come(write: Any) -> None:
    names = ("plan", "unserved", "effects", "completions", "need", "gap", "interventions")
    turned = change(PLANNED, **{name: {**ROWS, **PLAN_ROWS}[name][::-1] for name in names})
    assert write(turned) == write(PLANNED) == write(PLANNED)

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from benangmerah.reports.akpk import write_akpk_docx, write_akpk_pdf, write_akpk_workbook
from benangmerah.reports.run import RunFacts
from tests.reports.cast import BUDI, CAST, HASH, RINA, ROWS, SARI, TONO, change, read_sheet, rows_from
from tests.reports.plan_cast import AKPK_ROWS, ANALYSED, BUDGET, PLAN_ROWS, SPENT
from tests.reports.read_paper import find_table, read_paragraphs, read_pdf, read_tables

FIVE = [
    (
        "Sampai dengan 1 Januari 2026, 3 dari 4 ASN (75 %) pada 3 Perangkat daerah telah dinilai; 1 dari 5 jabatan ber-SKJ "
        "ditetapkan; yang belum dinilai tidak dihitung nol."
    ),
    (
        "2 pegawai (66,67 % dari yang telah dinilai) di bawah standar pada sekurangnya satu kompetensi, 1 pegawai belum "
        "memenuhi pelatihan yang dipersyaratkan jabatannya, 1 pegawai berkinerja di bawah target, dan 1 dari 2 unit yang "
        "target dan realisasinya diketahui berada di bawah target kinerja."
    ),
    (
        "Rencana ini mendukung 1 dari 3 sasaran dokumen perencanaan; 19,44 % anggaran tertelusur ke sasaran; 2 sasaran belum "
        "didukung."
    ),
    "Tahun anggaran 2026: 3 program, 4 angkatan, 5 kepesertaan dari 3 pegawai, Rp18.000.000 dari pagu Rp25.000.000.",
    (
        "Dengan rencana ini PNS dengan sekurangnya 20 JP naik dari 1 menjadi 2 orang, kesenjangan (berbobot) tertutup "
        "71,43 %, sedangkan 2 kebutuhan belum tertampung seluruhnya karena kuota peserta penuh (2); bila pagu turun 25 %, "
        "yang ditunda ada pada Lampiran IV."
    ),
]
UNSAID = "Belum dapat disampaikan: belum ada rencana karena perhitungan ini tidak menyebut pagu tahun 2026."
SHEETS = [
    "Baca dulu", "Cakupan per sektor", "Cakupan per OPD", "Cakupan terperinci", "Standar", "Dikecualikan", "Kualifikasi",
    "Pelatihan wajib", "Kinerja pegawai", "Kinerja unit", "Sasaran pembangunan", "Sasaran dan kegiatan", "Per jenis",
    "Belum tertampung", "Pagu turun",
]  # fmt: skip
NO_DATA = "–"
COUNTED = ("Pegawai", "Pegawai telah dinilai", "Pegawai telah dinilai (%)", "Dinilai lengkap", "Tanpa standar", "Tuntutan",
           "Syarat telah dinilai", "Cakupan (%)")  # fmt: skip
FOUR_SEVENTHS = pytest.approx(400 / 7)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_akpk_workbook(ANALYSED)


@pytest.fixture(scope="module")
def word_file() -> bytes:
    return write_akpk_docx(ANALYSED)


@pytest.fixture(scope="module")
def words() -> str:
    return read_pdf(write_akpk_pdf(ANALYSED))


def sentences_of(workbook: bytes) -> list[str]:
    sheet = load_workbook(BytesIO(workbook)).worksheets[0]
    said = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    return [str(said[str(number)]) for number in range(1, 6)]


def rows_of(name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in {**ROWS, **PLAN_ROWS, **AKPK_ROWS}[name]]


def test_five_sentences_stand_in_all_three_forms(words: str, word_file: bytes, workbook: bytes) -> None:
    numbered = [f"{number}. {sentence}" for number, sentence in enumerate(FIVE, start=1)]
    assert [sentence for sentence in numbered if sentence not in words] == []
    assert [sentence for sentence in numbered if sentence not in read_paragraphs(word_file)] == []
    assert sentences_of(workbook) == FIVE


def test_first_sentence_counts_people_and_positions() -> None:
    held = [row for row in rows_of("gap") if row["target"] == "held"]
    assessed = {row["employee_id"] for row in held if row["state"] != "not_assessed"}
    people = rows_of("employees")
    asked: dict[str, set[str]] = {row["position_id"]: set() for row in rows_of("positions")}
    for row in rows_of("requirements"):
        if (row.get("valid_from") or CAST.as_of) <= CAST.as_of and (
            row.get("valid_to") is None or row["valid_to"] > CAST.as_of
        ):
            asked[row["position_id"]].add(row["basis"] or "decreed")
    decreed = [position for position, bases in asked.items() if bases == {"decreed"}]
    assert f"{len(assessed)} dari {len(people)} ASN ({len(assessed) * 100 // len(people)} %)" in FIVE[0]
    assert f"{len(decreed)} dari {len(asked)} jabatan ber-SKJ" in FIVE[0]


def test_second_sentence_counts_each_person_once() -> None:
    held = [row for row in rows_of("gap") if row["target"] == "held"]
    below = {row["employee_id"] for row in held if row["state"] == "gap"}
    assessed = {row["employee_id"] for row in held if row["state"] != "not_assessed"}
    trainings = {"leadership_training", "functional_training", "technical_training"}
    owing = {row["employee_id"] for row in rows_of("qualification_gap")
             if row["kind"] in trainings and row["state"] == "gap" and row["target"] == "held"}  # fmt: skip
    slow = [row for row in rows_of("performance_gap") if row["state"] == "below"]
    share = f"{100 * len(below) / len(assessed):.2f}".replace(".", ",")
    assert FIVE[1].startswith(f"{len(below)} pegawai ({share} % dari yang telah dinilai)")
    assert f"{len(owing)} pegawai belum memenuhi pelatihan" in FIVE[1]
    assert f"{len(slow)} pegawai berkinerja di bawah target" in FIVE[1]


def test_fourth_and_fifth_sentence_add_up_from_the_rows() -> None:
    plan, offerings = rows_of("plan"), {row["intervention_id"]: row for row in rows_of("interventions")}
    batches = {(row["intervention_id"], row["batch"]) for row in plan}
    spent = sum(row["cost_rupiah"] for row in plan) + sum(offerings[key]["cost_per_batch"] for key, _ in batches)
    programmes = {offerings[row["intervention_id"]].get("program_id") or row["intervention_id"] for row in plan}
    people = {row["employee_id"] for row in plan}
    said = f"{len(programmes)} program, {len(batches)} angkatan, {len(plan)} kepesertaan dari {len(people)} pegawai"
    assert said in FIVE[3]
    assert (spent, f"Rp{spent:,}".replace(",", ".") in FIVE[3]) == (SPENT, True)
    hours = {RINA: 20.0, SARI: 0.0, BUDI: 8.0}  # Budi from the one completion of the year up to the day
    after = {person: before + sum(row["learning_hours"] for row in plan if row["employee_id"] == person)
             for person, before in hours.items()}  # fmt: skip
    rise = f"naik dari {sum(h >= 20 for h in hours.values())} menjadi {sum(h >= 20 for h in after.values())} orang"
    assert rise in FIVE[4]
    agency = rows_of("plan_agency")[0]
    closed = f"{100 * agency['weighted_closure'] / agency['weighted_gap']:.2f} %".replace(".", ",")
    assert (agency["weighted_closure"], closed in FIVE[4]) == (sum(row["weighted_closure"] for row in plan), True)


def test_summary_says_day_law_and_snapshot(words: str) -> None:
    for text in (
        "Keadaan data per 1 Januari 2026",
        "Peraturan yang berlaku per 1 Januari 2026",
        HASH,
        "gap_counts_from: 1",
    ):
        assert text in words


def test_workbook_has_its_sheets_in_order(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS


def test_coverage_by_sector_splits_status_and_source(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Cakupan per sektor"), "Sektor") == [
        ("Sektor", "Status kepegawaian", *COUNTED, "Atasan (%)", "Pusat penilaian (assessment center) (%)",
         "Sertifikat (%)"),
        ("Pendidikan", "PNS", 2, 2, 100, 2, 0, 3, 3, 100, pytest.approx(200 / 3), pytest.approx(100 / 3), 0),
        ("Kesehatan", "PNS", 1, 1, 100, 0, 0, 2, 1, 50, 0, 0, 100),
        ("Lainnya", "CPNS", 1, 0, 0, 0, 0, 2, 0, 0, NO_DATA, NO_DATA, NO_DATA),
        ("Jumlah", None, 4, 3, 75, 2, 0, 7, 4, FOUR_SEVENTHS, 50, 25, 25),
    ]  # fmt: skip


def test_coverage_by_opd_puts_the_least_assessed_first(workbook: bytes, word_file: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Cakupan per OPD"), "Perangkat daerah")[1:] == [
        ("Kecamatan Utara", 1, 0, 0, 0, 0, 2, 0, 0),
        ("Dinas Kesehatan", 1, 1, 100, 0, 0, 2, 1, 50),
        ("Dinas Pendidikan", 2, 2, 100, 2, 0, 3, 3, 100),
        ("Jumlah", 4, 3, 75, 2, 0, 7, 4, FOUR_SEVENTHS),
    ]
    on_paper = next(rows for rows in read_tables(word_file) if rows[0] == ("Perangkat daerah", *COUNTED))
    assert on_paper[-1] == ("Jumlah", "4", "3", "75,00", "2", "0", "7", "4", "57,14")


def test_coverage_in_detail_names_opd_sector_status_and_source(workbook: bytes) -> None:
    rows = rows_from(read_sheet(workbook, "Cakupan terperinci"), "Perangkat daerah")
    assert rows[1:] == [
        ("Dinas Kesehatan", "Kesehatan", "PNS", 1, 1, 100, 0, 0, 2, 1, 50, 0, 0, 1),
        ("Dinas Pendidikan", "Pendidikan", "PNS", 2, 2, 100, 2, 0, 3, 3, 100, 2, 1, 0),
        ("Kecamatan Utara", "Lainnya", "CPNS", 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0),
    ]


def test_standards_of_positions_keep_decreed_and_others_apart(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Standar"), "Standar kompetensi jabatan")[1:] == [
        ("Seluruhnya ditetapkan", 1, 4), ("Sebagian ditetapkan", 1, 0), ("Sementara", 1, 0), ("Bawaan", 1, 0),
        ("Belum ada standar yang berlaku", 1, 0), ("Jumlah", 5, 4),
    ]  # fmt: skip


def test_people_left_out_stand_with_the_reason(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Dikecualikan"), "Dikecualikan dari")[1:] == [
        ("Rencana", "Mendekati batas usia pensiun", 1), ("IP ASN", "Status kepegawaian: CPNS", 1),
    ]  # fmt: skip
    standing = change(ANALYSED, excluded=[{"employee_id": TONO, "from": "plan", "reason": "standing_leave"}])
    assert rows_from(read_sheet(write_akpk_workbook(standing), "Dikecualikan"), "Dikecualikan dari")[1:] == [
        ("Rencana", "Kedudukan: cuti", 1)
    ]


def test_qualifications_and_trainings_owed(workbook: bytes, word_file: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Kualifikasi"), "Jenis kualifikasi") == [
        ("Jenis kualifikasi", "Terpenuhi", "Belum terpenuhi", "Tidak diketahui"),
        ("Tingkat pendidikan", 1, 1, 0),
        ("Pelatihan kepemimpinan", 1, 0, 0),
        ("Pelatihan fungsional", 2, 1, 0),
        ("Pelatihan teknis", 0, 1, 1),
    ]
    owed = [
        ("Perangkat daerah", "Pelatihan kepemimpinan", "Pelatihan fungsional", "Pelatihan teknis"),
        ("Dinas Pendidikan", 0, 1, 1), ("Jumlah", 0, 1, 1),
    ]  # fmt: skip
    assert rows_from(read_sheet(workbook, "Pelatihan wajib"), "Perangkat daerah") == owed
    assert find_table(word_file, "Pelatihan fungsional") == [tuple(str(cell) for cell in row) for row in owed]


def test_performance_of_people_and_units(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Kinerja pegawai"), "Kinerja")[1:] == [
        ("Di bawah target", 1), ("Terpenuhi", 1), ("Belum dinilai kinerjanya", 1), ("Jumlah", 3),
    ]  # fmt: skip
    assert rows_from(read_sheet(workbook, "Kinerja unit"), "Unit kerja")[1:] == [
        ("Dinas Pendidikan", "Murid cerdas", "Nilai literasi", "persen", "2025", 72, 66.5, "Target tidak tercapai"),
        ("Dinas Kesehatan", "Murid cerdas", "Kepuasan pasien", "persen", "2025", 80, 80, "Target tercapai"),
        ("Kecamatan Utara", "Murid cerdas", "Arsip rapi", "persen", "2026", 10, NO_DATA, "Belum diketahui"),
        ("Seluruh instansi", "Murid cerdas", "Angka stunting", "persen", "2025", 12, 15.4, "Target tidak tercapai"),
    ]


def test_targets_are_walked_down_to_the_lines_that_serve_them(workbook: bytes, word_file: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Sasaran pembangunan"), "Kode")[1:] == [
        ("1", "Jalan mulus", "Kota terampil", 0, 0, 0, "Belum ada kompetensi yang dikaitkan"),
        ("2", "Murid cerdas", "Kota terampil", 2, 1, 2, "Didukung"),
        ("3", "Arsip tertib", "Kota terampil", 1, 0, 0, "Tidak ada kegiatan yang menaikkan kompetensinya"),
    ]
    assert rows_from(read_sheet(workbook, "Sasaran dan kegiatan"), "Sasaran")[1:] == [
        ("Murid cerdas", "Pelatihan Integritas", "Maret 2026", 2, 3_000_000)
    ]
    assert find_table(word_file, "Kegiatan dalam rencana")[1:] == [
        ("Murid cerdas", "Pelatihan Integritas", "Maret 2026", "2", "3.000.000")
    ]


def test_nobody_is_raised_by_an_offering_that_leads_no_further() -> None:
    reached = [{**row, "attained_level": 4.0} for row in rows_of("attainment")]
    workbook = write_akpk_workbook(change(ANALYSED, attainment=reached))
    assert "mendukung 0 dari 3 sasaran" in sentences_of(workbook)[2]
    known = {
        name: [row for row in rows_of(name) if row["employee_id"] == RINA] for name in ("attainment", "gap", "need")
    }
    rows = rows_from(read_sheet(write_akpk_workbook(change(ANALYSED, **known)), "Sasaran dan kegiatan"), "Sasaran")
    assert rows[1:] == [("Murid cerdas", "Pelatihan Integritas", "Maret 2026", 1, 1_500_000)]


def with_ceiling(rupiah: int) -> RunFacts:
    return change(ANALYSED, plan_agency=[{**PLAN_ROWS["plan_agency"][0], "budget_rupiah": rupiah}])


RINAS_BATCH = ("Pelatihan Integritas", 2, "Maret 2026", 1, 3, 0, 8_750_000)
BUDIS_BATCH = ("Pelatihan Integritas", 1, "Maret 2026", 1, 2, 6, 8_750_000)  # 8 + 6 JP are left: 6 more are missing
COURSE = ("Pelatihan Dasar (wajib)", 1, "Juni 2026", 1, 0, 0, 500_000)


@pytest.mark.parametrize(
    ("ceiling", "postponed"),
    [
        (BUDGET, []),
        (SPENT, [(1, *RINAS_BATCH, 8_750_000)]),
        (2_000_000, [(1, *RINAS_BATCH, 8_750_000), (2, *BUDIS_BATCH, 17_500_000)]),
        (0, [(1, *RINAS_BATCH, 8_750_000), (2, *BUDIS_BATCH, 17_500_000), (3, *COURSE, 18_000_000)]),
    ],
)
def test_a_lower_ceiling_postpones_whole_batches_of_the_least_benefit(ceiling: int, postponed: list[Any]) -> None:
    workbook = write_akpk_workbook(with_ceiling(ceiling))
    assert rows_from(read_sheet(workbook, "Pagu turun"), "No.")[1:] == postponed


def test_a_lower_ceiling_is_a_sketch_and_says_what_it_frees() -> None:
    words = read_pdf(write_akpk_pdf(with_ceiling(SPENT)))
    assert "Sketsa menurut peringkat, bukan rencana yang disusun ulang" in words
    assert (
        "Kota Contoh: dengan pagu Rp13.500.000, Rp4.500.000 harus dihemat; 1 angkatan dengan 1 pegawai akan ditunda, yang "
        "menghemat Rp8.750.000."
    ) in words
    assert "Tidak ada: rencana tetap di dalam pagu yang lebih rendah." in read_pdf(write_akpk_pdf(ANALYSED))


def test_without_a_plan_the_sentences_on_it_stay_unsaid() -> None:
    nothing = change(ANALYSED, plan=None, unserved=None, plan_agency=None)
    workbook = write_akpk_workbook(nothing)
    assert sentences_of(workbook) == [*FIVE[:2], UNSAID, UNSAID, UNSAID]
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS[:10]
    words = read_pdf(write_akpk_pdf(nothing))
    assert "benangmerah run DATASET --budget RUPIAH --out DIR" in words
    assert "Lampiran II. Pelatihan yang dipersyaratkan" in words
    assert "Lampiran III" not in words


def test_an_aggregate_run_says_what_it_does_not_know() -> None:
    aggregate = change(ANALYSED, unserved=None, need=None, gap=None, attainment=None, assess_first=None)
    said = sentences_of(write_akpk_workbook(aggregate))
    assert said[0].startswith(
        "Sampai dengan 1 Januari 2026, tidak diketahui dari 4 ASN (tidak diketahui %) pada 3 Perangkat daerah telah dinilai"
    )
    assert said[1].startswith("2 pegawai (tidak diketahui % dari yang telah dinilai)")
    assert "tidak diketahui kebutuhan belum tertampung seluruhnya; bila" in said[4]
    assert "Perhitungan ini tidak menyimpan baris per pegawai dan kompetensi" in read_pdf(write_akpk_pdf(aggregate))


def test_what_a_run_does_not_hold_is_unknown_and_never_zero() -> None:
    bare = change(ANALYSED, qualification_gap=None, performance_gap=None, objective_indicators=[], objectives=[],
                  objective_needs=[])  # fmt: skip
    said = sentences_of(write_akpk_workbook(bare))
    assert "tidak diketahui pegawai belum memenuhi pelatihan" in said[1]
    assert "tidak diketahui pegawai berkinerja di bawah target, dan tidak diketahui dari 0 unit" in said[1]
    assert said[2] == (
        "Data tidak memuat dokumen perencanaan, sehingga belum ada sasaran yang dapat disebut didukung oleh rencana ini."
    )
    unassessed = [{**row, "attained_level": None, "gap": None, "state": "not_assessed"} for row in ROWS["gap"]]
    said = sentences_of(write_akpk_workbook(change(ANALYSED, gap=unassessed, attainment=[])))
    assert said[1].startswith("tidak diketahui pegawai (tidak diketahui % dari yang telah dinilai)")
    assert (
        "tidak diketahui % anggaran tertelusur" in sentences_of(write_akpk_workbook(replace(ANALYSED, summary={})))[2]
    )


def test_summary_names_no_person(words: str, word_file: bytes, workbook: bytes) -> None:
    cells = [str(cell.value) for sheet in load_workbook(BytesIO(workbook)) for row in sheet.iter_rows() for cell in row]
    on_paper = [cell for rows in read_tables(word_file) for row in rows for cell in row]
    everything = [words, *read_paragraphs(word_file), *on_paper, *cells]
    people = [value for row in ROWS["employees"] for value in (row["employee_id"], row["name"])]
    assert [person for person in people if any(person in text for text in everything)] == []


def test_summary_speaks_english() -> None:
    said = sentences_of(write_akpk_workbook(ANALYSED, "en"))
    assert said[3] == (
        "In 2026: 3 programmes, 4 batches, 5 participations of 3 people, IDR 18,000,000 of a ceiling of IDR 25,000,000."
    )
    assert "because: no seat left (2); if the ceiling fell by 25 %" in said[4]
    assert "1 of 5 positions have decreed standards" in read_pdf(write_akpk_pdf(ANALYSED, "en"))


@pytest.mark.parametrize("write", [write_akpk_pdf, write_akpk_docx, write_akpk_workbook])
def test_the_same_facts_give_the_same_bytes_in_whatever_order_the_rows_come(write: Any) -> None:
    names = ("plan", "unserved", "effects", "gap", "attainment", "objective_needs", "objective_indicators", "requirements",
             "qualification_gap", "excluded", "objectives")  # fmt: skip
    turned = change(ANALYSED, **{name: rows_of(name)[::-1] for name in names})
    assert write(turned) == write(ANALYSED) == write(ANALYSED)

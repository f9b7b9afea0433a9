"""Ugly workbooks: what Excel and people do to a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from benangmerah.exchange.imports.dataset import read_dataset
from tests.exchange.imports.sample import BUDI, Told, make_book, right_tables, told_at, write_book

LOST = "was stored as a number and has lost digits. Format the column as text and enter it again with all its digits."
HILANG = (
    "tersimpan sebagai angka dan sebagian digitnya hilang."
    " Ubah format kolom menjadi teks, lalu ketik ulang dengan semua digitnya."
)


def save(book: Workbook, folder: Path) -> Path:
    book.save(folder / "data.xlsx")
    return folder / "data.xlsx"


def put(sheet: str, cell: str, value: Any) -> Callable[[Workbook], None]:
    def spoil(book: Workbook) -> None:
        place = book[sheet][cell]
        assert isinstance(place, Cell)
        place.value = value

    return spoil


def put_error(sheet: str, cell: str, error: str) -> Callable[[Workbook], None]:
    def spoil(book: Workbook) -> None:
        place = book[sheet][cell]
        assert isinstance(place, Cell)
        place.value = error
        place.data_type = "e"

    return spoil


def merge(sheet: str, cells: str) -> Callable[[Workbook], None]:
    return lambda book: book[sheet].merge_cells(cells)


CASES: dict[str, tuple[Callable[[Workbook], None], list[tuple[Told, str]]]] = {
    "formula error": (put_error("ratings", "E3", "#REF!"), [
        (("ratings", 3, "level", "#REF!",
          "The formula gives the error #REF!. Correct the formula, or write the value itself.",
          "Rumus menghasilkan galat #REF!. Perbaiki rumusnya, atau tulis nilainya langsung."), "ratings, E3"),
    ]),
    "formula error in an optional cell": (put_error("employees", "J2", "#N/A"), [
        (("employees", 2, "learning_hours", "#N/A",
          "The formula gives the error #N/A. Correct the formula, or write the value itself.",
          "Rumus menghasilkan galat #N/A. Perbaiki rumusnya, atau tulis nilainya langsung."), "employees, J2"),
    ]),
    "formula without a result": (put("employees", "J2", "=4*2"), [
        (("employees", 2, "learning_hours", "=4*2",
          ("The formula has no stored result."
           " Open the workbook in a spreadsheet program, let it calculate, and save it."),
          ("Rumus tidak menyimpan hasil."
           " Buka buku kerja dengan program lembar sebar, biarkan menghitung, lalu simpan.")), "employees, J2"),
    ]),
    "merged downwards": (merge("units", "D2:D3"), [
        (("units", 3, "name", "D2:D3", "The cells D2:D3 are merged. Undo the merge and fill in every cell.",
          "Sel D2:D3 digabungkan. Batalkan penggabungan dan isi setiap sel."), "units, D3"),
    ]),
    "merged across": (merge("units", "B3:D3"), [
        (("units", 3, "parent_unit_id", "B3:D3", "The cells B3:D3 are merged. Undo the merge and fill in every cell.",
          "Sel B3:D3 digabungkan. Batalkan penggabungan dan isi setiap sel."), "units, C3"),
    ]),
    "number that lost digits": (put("employees", "A2", 199002152015031002), [
        (("employees", 2, "employee_id", "1.99002152015031e+17", f"1.99002152015031e+17 {LOST}",
          f"1.99002152015031e+17 {HILANG}"), "employees, A2"),
    ]),
    "date for a text": (put("positions", "C2", date(2026, 2, 1)), [
        (("positions", 2, "title", "2026-02-01",
          "A date stands where a text is expected. Format the column as text and enter it again.",
          "Isian berupa tanggal, padahal seharusnya teks. Ubah format kolom menjadi teks, lalu ketik ulang."),
         "positions, C2"),
    ]),
    "date for a number": (put("ratings", "E2", date(2026, 5, 1)), [
        (("ratings", 2, "level", "2026-05-01",
          "2026-05-01 is not a number. Write digits only, such as 1.5 or 1500000.",
          "2026-05-01 bukan angka. Tulis angka saja, misalnya 1.5 atau 1500000."), "ratings, E2"),
    ]),
    "serial for a date": (put("ratings", "F2", 45783), [
        (("ratings", 2, "assessed_on", "45783",
          "45783 is a number, not a date. Format the cell as a date; it would then read 6 May 2025.",
          "45783 adalah angka, bukan tanggal. Ubah format sel menjadi tanggal; isinya akan terbaca 6 Mei 2025."),
         "ratings, F2"),
    ]),
    "date with a time": (put("ratings", "F2", datetime(2025, 5, 6, 8, 30)), [  # noqa: DTZ001 cells have no zone
        (("ratings", 2, "assessed_on", "2025-05-06 08:30:00",
          "2025-05-06 08:30:00 has a time of day. Write 2025-05-06.",
          "2025-05-06 08:30:00 memuat jam. Tulis 2025-05-06."), "ratings, F2"),
    ]),
    "time for a date": (put("ratings", "F2", time(8, 30)), [
        (("ratings", 2, "assessed_on", "08:30:00", "08:30:00 is not a date. Enter a date such as 31-01-2026.",
          "08:30:00 bukan tanggal. Isi tanggal, misalnya 31-01-2026."), "ratings, F2"),
    ]),
    "number for yes or no": (put("units", "E2", 1), [
        (("units", 2, "is_opd", "1", "1 is neither Ya nor Tidak. Write Ya or Tidak.",
          "1 bukan Ya atau Tidak. Tulis Ya atau Tidak."), "units, E2"),
    ]),
    "level with three decimals": (put("ratings", "E2", 2.125), [
        (("ratings", 2, "level", "2.125", "2.125 has more than two decimals. Round it to two decimals.",
          "2.125 memiliki lebih dari dua desimal. Bulatkan menjadi dua desimal."), "ratings, E2"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_cell_as_people_spoil_it_is_refused_by_its_cell(case: str, tmp_path: Path) -> None:
    spoil, expected = CASES[case]
    book = make_book(right_tables())
    spoil(book)
    path = save(book, tmp_path)
    assert told_at(path) == [told for told, _ in expected]
    assert [refusal.place for refusal in read_dataset(path)[1]] == [f"data.xlsx, {place}" for _, place in expected]


def test_cells_typed_by_excel_are_taken(tmp_path: Path) -> None:
    tables = right_tables()
    tables["units"][1][4], tables["units"][2][4] = True, "Tidak"
    tables["ratings"][1] = [1, BUDI, "M.1", "superior", 3, date(2025, 5, 6)]
    tables["ratings"][2] = ["2", 123456789012345, "M.1", "superior", 2.75, "06-05-2025"]
    tables["employees"][2][0] = 123456789012345
    dataset, refusals = read_dataset(write_book(tables, tmp_path / "data.xlsx"))
    assert refusals == ()
    assert dataset.table("units")["is_opd"].to_pylist() == [True, False]
    assert [tuple(row.values())[:4] for row in dataset.table("ratings").to_pylist()] == [
        ("1", BUDI, "M.1", "superior"), ("2", "123456789012345", "M.1", "superior"),
    ]  # fmt: skip
    assert dataset.table("ratings")["level"].to_pylist() == [3.0, 2.75]
    assert dataset.table("ratings")["assessed_on"].to_pylist() == [date(2025, 5, 6), date(2025, 5, 6)]


def test_result_of_a_formula_is_taken(tmp_path: Path) -> None:
    book = make_book(right_tables())
    put("employees", "J2", "=4*2")(book)
    path = save(book, tmp_path)
    replace_part(path, "xl/worksheets/sheet4.xml", b"<f>4*2</f><v></v>", b"<f>4*2</f><v>8</v>")
    dataset, refusals = read_dataset(path)
    assert (refusals, dataset.table("employees")["learning_hours"].to_pylist()) == ((), [8.0, None])


def replace_part(path: Path, part: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


def make_ole(*, protected: bool) -> bytes:
    """The first bytes of a workbook of 1997, or of one behind a password."""
    name = "EncryptedPackage" if protected else "Workbook"
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + name.encode("utf-16-le") + bytes(200)


def make_zip(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


NO_WORKBOOK = (
    "The file is not an Excel workbook, whatever its name says. Open it in a spreadsheet program and save it as .xlsx.",
    "Berkas ini bukan buku kerja Excel, apa pun namanya. Buka dengan program lembar sebar dan simpan sebagai .xlsx.",
)
DAMAGED = (
    "The workbook is damaged or cut off. Copy or download it again, or save it anew as .xlsx.",
    "Buku kerja rusak atau terpotong. Salin atau unduh lagi, atau simpan ulang sebagai .xlsx.",
)
OLD = (
    "The file is a workbook of the old format (.xls). Open it in a spreadsheet program and save it as .xlsx.",
    "Berkas ini buku kerja format lama (.xls). Buka dengan program lembar sebar dan simpan sebagai .xlsx.",
)
FILES: dict[str, tuple[bytes, tuple[str, str]]] = {
    "text": (b"agency_id,name,kind\n", NO_WORKBOOK),
    "empty": (
        b"",
        ("The file is empty. Fill it in, or leave the file out.", "Berkas kosong. Isi berkas itu, atau jangan disertakan."),
    ),
    "archive of something else": (make_zip(content=b"<office:document/>"), NO_WORKBOOK),
    "workbook of 1997": (make_ole(protected=False), OLD),
    "password": (
        make_ole(protected=True),
        ("The workbook is protected by a password. Save it without a password.",
         "Buku kerja dilindungi kata sandi. Simpan tanpa kata sandi."),
    ),
    "rubbish after the signature": (b"PK\x03\x04 and then nothing of the kind", DAMAGED),
    "parts that are no workbook": (make_zip(**{"xl/workbook.xml": b"<workbook><sheets></wrong>"}), DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("name", ["data.xlsx", "data.xls", "data.XLSX"])
@pytest.mark.parametrize("case", FILES)
def test_file_that_is_no_workbook_is_refused(case: str, name: str, tmp_path: Path) -> None:
    content, expected = FILES[case]
    (tmp_path / name).write_bytes(content)
    assert told_at(tmp_path / name) == [("", None, None, None, *expected)]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.99])
def test_workbook_cut_off_is_refused(kept: float, tmp_path: Path) -> None:
    path = write_book(right_tables(), tmp_path / "data.xlsx")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert told_at(path) == [("", None, None, None, *DAMAGED)]


def test_damaged_sheet_is_refused_as_its_table(tmp_path: Path) -> None:
    path = write_book(right_tables(), tmp_path / "data.xlsx")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as book:
        start = book.getinfo("xl/worksheets/sheet2.xml").header_offset
    content[start + 60] ^= 0xFF
    path.write_bytes(content)
    assert told_at(path) == [("units", None, None, None, *DAMAGED)]


def test_workbook_that_would_unpack_without_measure_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data.xlsx").write_bytes(make_zip(**{"xl/workbook.xml": bytes(30_000_000)}))
    told = told_at(tmp_path / "data.xlsx")
    assert [line[:4] for line in told] == [("", None, None, None)]
    assert told[0][4].startswith("The workbook would unpack from ")
    assert told[0][5].endswith("menjadi 30.000.000 bita; itu tidak wajar."
                               " Simpan tabelnya ke buku kerja baru, atau sebagai CSV UTF-8.")  # fmt: skip


def test_operator_sets_how_large_a_workbook_may_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_book(right_tables(), tmp_path / "data.xlsx")
    assert told_at(path) == []
    monkeypatch.setenv("BENANGMERAH_WORKBOOK_MEGABYTES", "0")
    assert [line[4].split(" from ")[0] for line in told_at(path)] == ["The workbook would unpack"]


@pytest.mark.parametrize("reference", [b"XFD1048576", b"A99999999", b"xfd999999", b"CV900000"])
def test_cell_far_outside_the_table_is_refused(reference: bytes, tmp_path: Path) -> None:
    path = write_book(right_tables(), tmp_path / "data.xlsx")
    replace_part(path, "xl/worksheets/sheet8.xml", b'<c r="C2"', b"<c\n r = '" + reference + b"'")
    told = told_at(path)
    assert [line[:4] for line in told] == [("budgets", None, None, None)]
    assert told[0][4].endswith("Delete the cells far outside the table, or save it as CSV UTF-8.")


def test_sheets_that_explain_and_charts_and_empty_sheets_are_overlooked(tmp_path: Path) -> None:
    book = make_book(right_tables())
    book.create_sheet("Petunjuk", 0).append(["Cara mengisi"])
    book.create_sheet("DAFTAR").append(["Kode", "Arti"])
    book.create_sheet("Sheet1")
    book.create_chartsheet("Grafik")
    assert told_at(save(book, tmp_path)) == []


def test_unknown_sheet_is_refused_by_name(tmp_path: Path) -> None:
    book = make_book(right_tables())
    book.create_sheet("Pegawaii").append(["NIP"])
    book.create_sheet("2026").append(["NIP"])
    told = told_at(save(book, tmp_path))
    assert [line[:5] for line in told] == [
        ("Pegawaii", None, None, None, "There is no table Pegawaii. Did you mean Pegawai?"),
        ("2026", None, None, None,
         ("There is no table 2026. Leave it out, or name it as one of: agencies, units, positions, employees,"
         " assignments, competencies, competency_levels, requirements, position_requirements, ratings, objectives,"
         " objective_indicators, objective_needs, unit_needs, interventions, effects, eligibility, prerequisites,"
         " completions, wishes, spending, budgets.")),
    ]  # fmt: skip


def test_two_sheets_for_one_table_are_refused(tmp_path: Path) -> None:
    tables = right_tables()
    tables["Unit"] = tables["units"]
    assert told_at(write_book(tables, tmp_path / "data.xlsx")) == [
        ("units", None, None, None,
         "The table units stands twice: data.xlsx, units, data.xlsx, Unit. Leave one of them out.",
         "Tabel units ada dua kali: data.xlsx, units, data.xlsx, Unit. Sertakan salah satu saja."),
    ]  # fmt: skip


def test_empty_sheet_of_a_table_is_refused(tmp_path: Path) -> None:
    tables = right_tables()
    tables["budgets"] = []
    told = told_at(write_book(tables, tmp_path / "data.xlsx"))
    assert [line[:4] for line in told] == [("budgets", 1, None, None)]
    assert told[0][4].startswith("The first row holds no heading of the table budgets.")

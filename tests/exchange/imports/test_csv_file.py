from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.exchange.imports.csv_file import read_csv
from benangmerah.exchange.imports.dataset import read_dataset
from tests.exchange.imports.sample import Told, right_tables, told_at, write_folder

HEADING = b"agency_id,name,kind\n"
ENCODING = "The text is not written in UTF-8. Save the file as CSV UTF-8 (comma separated)."
PENULISAN = "Teks tidak ditulis dalam UTF-8. Simpan berkas sebagai CSV UTF-8 (dipisahkan koma)."
CASES: dict[str, tuple[bytes, list[Told]]] = {
    "too few fields": (HEADING + b"kota,Kota Contoh,city\nlain,Kota Lain\n", [
        ("agencies", 3, None, "lain,Kota Lain",
         ("The row has 2 fields, the heading has 3."
         " Put a text that holds a comma between quotation marks; write every comma of an empty field."),
         ("Baris ini berisi 2 kolom, padahal judulnya 3."
         " Apit teks yang mengandung koma dengan tanda petik; tulis juga koma untuk kolom yang kosong.")),
    ]),
    "too many fields": (HEADING + b"kota,Kota, Contoh,city\nkota,Kota Contoh,city\n", [
        ("agencies", 2, None, "kota,Kota, Contoh,city",
         ("The row has 4 fields, the heading has 3."
         " Put a text that holds a comma between quotation marks; write every comma of an empty field."),
         ("Baris ini berisi 4 kolom, padahal judulnya 3."
         " Apit teks yang mengandung koma dengan tanda petik; tulis juga koma untuk kolom yang kosong.")),
    ]),
    "not UTF-8 in a row": (HEADING + b"kota,Kota Contoh,city\nlain,Kota Caf\xe9,city\n", [
        ("agencies", 3, "name", "Kota Caf\ufffd", ENCODING, PENULISAN),
    ]),
    "not UTF-8 in a row of another width": (HEADING + b"kota,Kota Contoh,city\nlain,Kota Caf\xe9\n", [
        ("agencies", 3, None, "lain,Kota Caf\ufffd",
         ("The row has 2 fields, the heading has 3."
          " Put a text that holds a comma between quotation marks; write every comma of an empty field."),
         ("Baris ini berisi 2 kolom, padahal judulnya 3."
          " Apit teks yang mengandung koma dengan tanda petik; tulis juga koma untuk kolom yang kosong.")),
    ]),
    "not UTF-8 in the heading": (b"agency_id,name,kind,caf\xe9\n", [("agencies", None, None, None, ENCODING, PENULISAN)]),
    "UTF-16": ("agency_id,name,kind\n".encode("utf-16"), [("agencies", None, None, None, ENCODING, PENULISAN)]),
    "empty": (b"", [
        ("agencies", None, None, None, "The file is empty. Fill it in, or leave the file out.",
         "Berkas kosong. Isi berkas itu, atau jangan disertakan."),
    ]),
    "semicolons": (b"agency_id;name;kind\nkota;Kota Contoh;city\n", [
        ("agencies", None, None, None,
         "The columns are not separated by commas. Save the file as CSV UTF-8 with commas, or as a workbook (.xlsx).",
         ("Kolom tidak dipisahkan dengan koma."
         " Simpan berkas sebagai CSV UTF-8 dengan koma, atau sebagai buku kerja (.xlsx).")),
    ]),
    "open quotation": (HEADING + b'kota,Kota Contoh,city\nlain,"Kota Lain,city\nsatu,Kota Satu,city\n', [
        ("agencies", None, None, None,
         ("A quotation mark is opened in row 3 and never closed."
         " Close it, or write two of them where one belongs to the text."),
         ("Tanda petik dibuka pada baris 3 dan tidak pernah ditutup."
         " Tutup tanda petik itu, atau tulis dua kali bila memang bagian dari teks.")),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_file_that_is_no_such_csv_is_refused(case: str, tmp_path: Path) -> None:
    content, expected = CASES[case]
    folder = write_folder(right_tables(), tmp_path / "data")
    (folder / "agencies.csv").write_bytes(content)
    assert told_at(folder) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfagency_id,name,kind\nkota,Kota Contoh,city\n",
        b"agency_id,name,kind\r\nkota,Kota Contoh,city\r\n",
        b"agency_id,name,kind\nkota,Kota Contoh,city",
        b'"agency_id","name","kind"\n"kota","Kota Contoh","city"\n\n\n',
        b"agency_id,name,kind\n,,\nkota,Kota Contoh,city\n,,,,,\n",
        b'agency_id,"name",kind\nkota,Kota Contoh,city\n',
    ],
)
def test_ways_to_write_the_same_csv(content: bytes, tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    (folder / "agencies.csv").write_bytes(content)
    dataset, refusals = read_dataset(folder)
    assert refusals == ()
    expected = [{"agency_id": "kota", "name": "Kota Contoh", "kind": "city"}]
    assert dataset.table("agencies").to_pylist() == expected


def test_commas_quotation_marks_and_new_lines_within_a_text_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text('agency_id,name,kind\nkota,"Kota ""Benang"",\nMerah",city\nlain,5" pipa,city\n', encoding="utf-8")
    grid = read_csv(file)
    assert grid.columns[1].to_pylist() == ['Kota "Benang",\nMerah', '5" pipa']  # type: ignore[union-attr]


def test_rows_after_a_broken_one_keep_their_number(tmp_path: Path) -> None:
    file = tmp_path / "agencies.csv"
    file.write_text('agency_id,name,kind\na\nb,"B\nB",city\n\nc,C,city\n', encoding="utf-8")
    grid = read_csv(file)
    assert grid.row_numbers().to_pylist() == [3, 5]
    assert [row.row for row in grid.row_faults] == [2]

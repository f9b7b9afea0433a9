from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.exchange.imports.heading import plain_name, table_named
from benangmerah.snapshot.contract.inputs import INPUTS
from tests.exchange.imports.sample import WRITERS, Rows, Told, right_tables, told_at


def add_column(heading: str, value: str) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        for number, row in enumerate(rows):
            row.append(value if number else heading)

    return spoil


def rename_column(old: str, new: str) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        rows[0][rows[0].index(old)] = new

    return spoil


def drop_column(name: str) -> Callable[[Rows], None]:
    def spoil(rows: Rows) -> None:
        place = rows[0].index(name)
        for row in rows:
            del row[place]

    return spoil


UNKNOWN: Told = (
    "agencies", 1, "warna", "warna",
    "The table agencies has no column warna. Leave it out, or name it as one of: agency_id, name, kind.",
    ("Tabel agencies tidak mempunyai kolom warna."
    " Hapus kolom itu, atau beri salah satu nama ini: agency_id, name, kind."),
)  # fmt: skip
CASES: dict[str, tuple[Callable[[Rows], None], list[Told]]] = {
    "unknown": (add_column("warna", "biru"), [UNKNOWN]),
    "unknown and empty": (add_column("warna", ""), [UNKNOWN]),
    "misspelt": (rename_column("name", "nama instansi lengkap"), [
        ("agencies", 1, "nama instansi lengkap", "nama instansi lengkap",
         "The table agencies has no column nama instansi lengkap. Did you mean Nama Instansi?",
         "Tabel agencies tidak mempunyai kolom nama instansi lengkap. Apakah maksudnya Nama Instansi?"),
        ("agencies", 1, "name", None,
         "The column name is missing. Add a column headed name or Nama Instansi.",
         "Kolom name tidak ada. Tambahkan kolom berjudul name atau Nama Instansi."),
    ]),
    "missing": (drop_column("kind"), [
        ("agencies", 1, "kind", None,
         "The column kind is missing. Add a column headed kind or Jenis Instansi.",
         "Kolom kind tidak ada. Tambahkan kolom berjudul kind atau Jenis Instansi."),
    ]),
    "twice": (add_column("Nama Instansi", "Kota Lain"), [
        ("agencies", 1, "name", "Nama Instansi",
         "The heading Nama Instansi stands twice. Leave one of the two columns out.",
         "Judul Nama Instansi ada dua kali. Hapus salah satu dari kedua kolom itu."),
    ]),
    "nameless": (add_column("", "catatan"), [
        ("agencies", 1, None, None,
         "A column has values but no heading. Write its heading, or delete the column.",
         "Ada kolom berisi nilai tetapi tanpa judul. Tulis judulnya, atau hapus kolom itu."),
    ]),
    "none in the first row": (lambda rows: rows.insert(0, ["Daftar Instansi", "", ""]), [
        ("agencies", 1, None, None,
         ("The first row holds no heading of the table agencies."
         " Put the headings into the first row: agency_id, name, kind."),
         ("Baris pertama tidak berisi judul kolom tabel agencies."
         " Letakkan judul kolom pada baris pertama: agency_id, name, kind.")),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_heading_that_does_not_fit_is_refused(form: str, case: str, tmp_path: Path) -> None:
    spoil, expected = CASES[case]
    tables = right_tables()
    spoil(tables["agencies"])
    assert told_at(WRITERS[form](tables, tmp_path)) == expected


@pytest.mark.parametrize("form", WRITERS)
def test_headings_are_read_in_either_language_whatever_their_spaces_and_capitals(form: str, tmp_path: Path) -> None:
    tables = right_tables()
    plain = read_dataset(WRITERS[form](tables, tmp_path))[0]
    for name, rows in tables.items():
        rows[0] = [f" {INPUTS[name].column(str(heading)).heading.upper()} * " for heading in rows[0]]
    (tmp_path / "again").mkdir()
    dataset, refusals = read_dataset(WRITERS[form](tables, tmp_path / "again"))
    assert refusals == ()
    assert {name: source.data for name, source in dataset.tables.items()} == {
        name: source.data for name, source in plain.tables.items()
    }


def test_nameless_empty_column_is_overlooked(tmp_path: Path) -> None:
    tables = right_tables()
    add_column("", "")(tables["agencies"])
    assert told_at(WRITERS["csv"](tables, tmp_path)) == []


def test_place_of_a_heading_is_its_cell(tmp_path: Path) -> None:
    tables = right_tables()
    add_column("warna", "biru")(tables["agencies"])
    _, refusals = read_dataset(WRITERS["xlsx"](tables, tmp_path))
    assert [refusal.place for refusal in refusals] == ["data.xlsx, agencies, D1"]


@pytest.mark.parametrize("name", INPUTS)
def test_each_table_is_known_by_both_its_names(name: str) -> None:
    table = INPUTS[name]
    assert (table_named(name), table_named(f" {table.sheet.upper()} ")) == (table, table)


@pytest.mark.parametrize("name", INPUTS)
def test_no_two_columns_of_a_table_share_a_heading(name: str) -> None:
    columns = INPUTS[name].columns
    headings = [plain_name(column.heading) for column in columns]
    assert len(set(headings)) == len(columns)
    assert "" not in headings

"""The smallest dataset that is right, as a folder of CSV files and as a workbook, to be spoilt by tests."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook

from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import render

Rows: TypeAlias = list[list[object]]
Tables: TypeAlias = dict[str, Rows]
Told: TypeAlias = tuple[str, int | None, str | None, str | None, str, str]
"""A refusal as tests compare it: table, row, column, value, and the reason with the suggestion in English."""

BUDI, SARI = "199002152015031002", "199507202022212003"


def right_tables() -> Tables:
    """Two people of one city, each table with its heading row, without a fault."""
    return {
        "agencies": [["agency_id", "name", "kind"], ["kota", "Kota Contoh", "city"]],
        "units": [
            ["unit_id", "agency_id", "parent_unit_id", "name", "is_opd"],
            ["dinas", "kota", "", "Dinas Contoh", "true"],
            ["bidang", "kota", "dinas", "Bidang Contoh", "false"],
        ],
        "positions": [
            ["position_id", "agency_id", "title", "grade", "criticality"],
            ["analis", "kota", "Analis Ahli Muda", "jf_ahli_muda", "1.5"],
        ],
        "employees": [
            ["employee_id", "agency_id", "unit_id", "position_id", "name", "status", "education_level", "birth_date",
             "performance_year", "learning_hours"],
            [BUDI, "kota", "bidang", "analis", "Budi", "pns", "s1", "1990-02-15", "2025", "8"],
            [SARI, "kota", "dinas", "analis", "Sari", "pppk", "d3", "1995-07-20", "", ""],
        ],
        "competencies": [["competency_id", "name", "kind"], ["M.1", "Integritas", "managerial"]],
        "requirements": [
            ["position_id", "competency_id", "required_level", "valid_from"],
            ["analis", "M.1", "3", "2024-01-01"],
        ],
        "ratings": [
            ["rating_id", "employee_id", "competency_id", "source", "level", "assessed_on"],
            ["N1", BUDI, "M.1", "assessment_center", "2.5", "2025-05-06"],
            ["N2", SARI, "M.1", "superior", "3", "2025-06-01"],
        ],
        "budgets": [["agency_id", "year", "amount_rupiah"], ["kota", "2026", "50000000"]],
    }  # fmt: skip


def write_folder(tables: Tables, folder: Path) -> Path:
    """The tables as CSV files of a new folder."""
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def make_book(tables: Tables) -> Workbook:
    """The tables as sheets of a workbook, every cell a text as people type it."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    return book


def write_book(tables: Tables, file: Path) -> Path:
    """The tables as a workbook file."""
    make_book(tables).save(file)
    return file


WRITERS: dict[str, Callable[[Tables, Path], Path]] = {
    "csv": lambda tables, folder: write_folder(tables, folder / "data"),
    "xlsx": lambda tables, folder: write_book(tables, folder / "data.xlsx"),
}


def say(refusal: Refusal, language: str) -> str:
    """The reason and the suggestion in that language."""
    return f"{render(refusal.reason, language)} {render(refusal.suggestion, language)}"


def tell(refusals: Sequence[Refusal]) -> list[Told]:
    """Refusals as tests compare them."""
    return [
        (refusal.table, refusal.row, refusal.column, refusal.value, say(refusal, "en"), say(refusal, "id"))
        for refusal in refusals
    ]


def told_at(path: Path) -> list[Told]:
    """What is refused at that path."""
    return tell(read_dataset(path)[1])

"""One workbook with a sheet per table, as an HR officer knows it: Indonesian headings, text kept as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.contract.column import Column, Kind, Table
from benangmerah.snapshot.contract.inputs import INPUTS

CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 a workbook shall not change because it is written on another day
LONGEST_SHEET = 1_048_576
LONGEST_TEXT = 32_767
NUMBER_FORMATS = {Kind.DATE: "dd-mm-yyyy", Kind.RUPIAH: "#,##0", Kind.TEXT: "@", Kind.CODE: "@"}
_BATCH = 10_000


@dataclass(frozen=True)
class Formats:
    """The looks of the cells: headings of required and of optional columns, and values by kind."""

    required: Any
    optional: Any
    by_kind: Mapping[Kind, Any]


def write_workbook(tables: Mapping[str, pa.Table], path: Path, *, progress: Progress = silent) -> None:
    """Write each table to its own sheet; the same tables always give the same bytes."""
    for name, data in tables.items():
        _check_size(name, data)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_workbook(path, constant_memory=True) as workbook:
        formats = make_formats(workbook)
        for done, (name, data) in enumerate(tables.items()):
            progress(message("Writing {table}", table=name), done, len(tables))
            sheet = workbook.add_worksheet(INPUTS[name].sheet)
            write_headings(sheet, INPUTS[name], formats)
            write_rows(sheet, INPUTS[name], data, formats)


def open_workbook(path: Path, *, constant_memory: bool = False) -> Any:
    """A new workbook that carries no date of writing; a context manager."""
    options = {"constant_memory": constant_memory, "strings_to_urls": False, "strings_to_formulas": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"created": CREATED})
    return workbook


def make_formats(workbook: Any) -> Formats:
    """The looks of headings and values in that workbook."""
    heading = {"bold": True, "border": 1, "text_wrap": True, "valign": "top"}
    values = {kind: workbook.add_format({"num_format": NUMBER_FORMATS.get(kind, "General")}) for kind in Kind}
    return Formats(
        required=workbook.add_format({**heading, "bg_color": "#F4B6B0"}),
        optional=workbook.add_format({**heading, "bg_color": "#E7E6E6"}),
        by_kind=values,
    )


def write_headings(sheet: Any, table: Table, formats: Formats) -> None:
    """The heading row, frozen; a star marks a column that must be filled."""
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        look = formats.optional if column.optional else formats.required
        sheet.set_column(place, place, column_width(column), formats.by_kind[column.kind])
        sheet.write_string(0, place, heading_of(column), look)


def heading_of(column: Column) -> str:
    """The Indonesian heading, with a star where the column must be filled."""
    return column.heading if column.optional else f"{column.heading} *"


def column_width(column: Column) -> int:
    """A width in characters that shows most values whole."""
    widest = max((len(value) for value in column.values), default=0)
    return max(len(heading_of(column)) + 2, widest + 2, 20 if column.kind is Kind.TEXT else 0)


def write_rows(sheet: Any, table: Table, data: pa.Table, formats: Formats) -> None:
    """The rows below the heading, each value by its kind; unknown ones stay empty."""
    writers = [_writer(sheet, column, formats) for column in table.columns]
    row = 0
    for batch in data.select(list(table.names)).to_batches(max_chunksize=_BATCH):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            row += 1
            for place, value in enumerate(values):
                if value is not None:
                    writers[place](row, place, value)


def _writer(sheet: Any, column: Column, formats: Formats) -> Callable[[int, int, Any], object]:
    look = formats.by_kind[column.kind]
    write = {Kind.TEXT: sheet.write_string, Kind.CODE: sheet.write_string, Kind.DATE: sheet.write_datetime}.get(
        column.kind, sheet.write_number
    )
    if column.kind is Kind.BOOLEAN:
        return lambda row, place, value: sheet.write_string(row, place, "Ya" if value else "Tidak", look)
    return lambda row, place, value: write(row, place, value, look)


def _check_size(name: str, data: pa.Table) -> None:
    elsewhere = message("Choose csv or parquet.")
    if data.num_rows >= LONGEST_SHEET:
        rows = message("The table {table} has {rows} rows, more than a sheet holds.", table=name, rows=data.num_rows)
        raise BenangMerahError(rows, elsewhere)
    for column in _text_columns(data):
        if (pc.max(pc.utf8_length(data[column])).as_py() or 0) > LONGEST_TEXT:
            text = message("A text in {table}, {column} is longer than a cell holds.", table=name, column=column)
            raise BenangMerahError(text, elsewhere)


def _text_columns(data: pa.Table) -> list[str]:
    return [field.name for field in data.schema if field.type == pa.string()]

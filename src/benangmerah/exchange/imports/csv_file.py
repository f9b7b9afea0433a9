"""A CSV file as a grid of texts: UTF-8, comma, one row that names the columns."""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from benangmerah.exchange.imports.grid import CellFault, Fault, Grid, RowFault, text_of
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.dataset import FIRST_ROW

_CHUNK = 2**20
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_SHOWN = 200
_MARK = "\ufffd"


def read_csv(path: Path) -> Grid:
    """The file as texts, without its blank rows; raises UnreadableFileError where it is no such CSV at all."""
    headings = read_csv_headings(path)
    if not any(headings):
        return Grid(path.name, (), ())
    _check_quotation(path)
    is_clean = _is_utf8(path)
    data, invalid = _read_rows(path if is_clean else _mended(path), len(headings))
    rows = _row_numbers(data.num_rows, [row.number for row in invalid])
    data, rows = _without_blank_rows(pa.table([text_of(column) for column in data.columns], data.column_names), rows)
    told = tuple(_row_fault(row) for row in invalid if row.text.strip(", \t\r\n"))
    grid = Grid(path.name, headings, tuple(data.columns), rows, row_faults=told)
    return grid if is_clean else replace(grid, cell_faults=_unreadable_cells(grid))


def read_csv_headings(path: Path) -> tuple[str, ...]:
    """The first row of the file; raises UnreadableFileError where it is no CSV in UTF-8 with commas."""
    with path.open("rb") as file:
        if file.read(2) in _UTF_16:
            raise UnreadableFileError(not_utf8())
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        headings = _first_record(file)
    if headings is None:
        raise UnreadableFileError((message("The file is empty."), message("Fill it in, or leave the file out.")))
    if any(any("\udc80" <= sign <= "\udcff" or sign == "\0" for sign in heading) for heading in headings):
        raise UnreadableFileError(not_utf8())
    if len(headings) == 1 and any(sign in headings[0] for sign in ";\t"):
        raise UnreadableFileError(_other_separator())
    return tuple(heading.strip() for heading in headings)


def not_utf8() -> Fault:
    """The text of the file is written in another encoding."""
    return message("The text is not written in UTF-8."), message("Save the file as CSV UTF-8 (comma separated).")


def _other_separator() -> Fault:
    return (
        message("The columns are not separated by commas."),
        message("Save the file as CSV UTF-8 with commas, or as a workbook (.xlsx)."),
    )


def _first_record(lines: Iterator[str]) -> list[str] | None:
    try:
        return next(csv.reader(lines), None)
    except csv.Error:
        raise UnreadableFileError(_open_quotation(1)) from None


def _open_quotation(row: int) -> Fault:
    return (
        message("A quotation mark is opened in row {row} and never closed.", row=str(row)),
        message("Close it, or write two of them where one belongs to the text."),
    )


def _check_quotation(path: Path) -> None:
    """An unclosed quotation would silently swallow the rest of the file."""
    with path.open("rb") as file:
        marks = sum(chunk.count(b'"') for chunk in iter(lambda: file.read(_CHUNK), b""))
    if marks % 2 == 0:
        return
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader, row = csv.reader(file, strict=True), 0
        try:
            for row, _ in enumerate(reader, 1):  # noqa: B007 the last good row is wanted
                pass
        except csv.Error:
            raise UnreadableFileError(_open_quotation(row + 1)) from None


def _is_utf8(path: Path) -> bool:
    decoder = getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            for chunk in iter(lambda: file.read(_CHUNK), b""):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _mended(path: Path) -> pa.BufferReader:
    """The file with a mark in place of every byte that is not UTF-8, so that the cells around it can be told."""
    return pa.BufferReader(path.read_bytes().decode(errors="replace").encode())


def _unreadable_cells(grid: Grid) -> dict[tuple[int, int], CellFault]:
    faults = {}
    for position, column in enumerate(grid.columns):
        for index in pc.indices_nonzero(pc.match_substring(column, _MARK)).to_pylist():
            faults[grid.row_number(index), position] = CellFault(column[index].as_py(), not_utf8())
    return faults


def _read_rows(source: Path | pa.BufferReader, width: int) -> tuple[pa.Table, list[pa_csv.InvalidRow]]:
    """Read fast; only where rows have another number of fields, once more in one thread, which counts rows."""
    try:
        data, invalid = _read_once(source, width, use_threads=True)
        if not invalid:
            return data, invalid
        if not isinstance(source, Path):
            source.seek(0)
        return _read_once(source, width, use_threads=False)
    except pa.ArrowInvalid as problem:
        reason = message("The file cannot be read as CSV: {problem}", problem=str(problem))
        raise UnreadableFileError((reason, message("Save it again as CSV UTF-8 (comma separated)."))) from None


def _read_once(
    source: Path | pa.BufferReader, width: int, *, use_threads: bool
) -> tuple[pa.Table, list[pa_csv.InvalidRow]]:
    names = [str(position) for position in range(width)]
    invalid: list[pa_csv.InvalidRow] = []

    def skip(row: pa_csv.InvalidRow) -> str:
        invalid.append(row)
        return "skip"

    data = pa_csv.read_csv(
        source,
        pa_csv.ReadOptions(use_threads=use_threads, column_names=names, skip_rows_after_names=1),
        pa_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=skip),
        pa_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False, check_utf8=False
        ),
    )
    return data, invalid


def _row_numbers(count: int, invalid: list[int]) -> pa.Int64Array | None:
    """The rows a person sees, where some that stand between could not be read."""
    if not invalid:
        return None
    numbers = pa.arange(FIRST_ROW, FIRST_ROW + count + len(invalid))
    return numbers.filter(pc.invert(pc.is_in(numbers, value_set=pa.array(invalid, pa.int64()))))


def _without_blank_rows(data: pa.Table, rows: pa.Int64Array | None) -> tuple[pa.Table, pa.Int64Array | None]:
    if not data.num_rows or any(column.null_count == 0 for column in data.columns):
        return data, rows
    filled = reduce(pc.or_, (pc.is_valid(column) for column in data.columns))
    if pc.all(filled).as_py():
        return data, rows
    numbers = pa.arange(FIRST_ROW, FIRST_ROW + data.num_rows) if rows is None else rows
    return data.filter(filled), numbers.filter(filled)


def _row_fault(row: pa_csv.InvalidRow) -> RowFault:
    reason = message(
        "The row has {found} fields, the heading has {expected}.",
        found=row.actual_columns, expected=row.expected_columns,
    )  # fmt: skip
    suggestion = message("Put a text that holds a comma between quotation marks; write every comma of an empty field.")
    return RowFault(row.number, row.text[:_LONGEST_SHOWN], (reason, suggestion))

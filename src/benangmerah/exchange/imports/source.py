"""What a path holds: each table of a folder, a workbook or a single file, before any of it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benangmerah.exchange.imports.csv_file import read_csv, read_csv_headings
from benangmerah.exchange.imports.fault import nearest_of
from benangmerah.exchange.imports.grid import Fault, Grid
from benangmerah.exchange.imports.heading import plain_name, table_named
from benangmerah.exchange.imports.parquet_file import read_parquet
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.imports.workbook import Sheet, open_workbook
from benangmerah.exchange.siasn.heading import is_siasn_export
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import INPUTS

EXPLAINING_SHEETS = ("petunjuk", "daftar")
"""Sheets of the template that hold no table."""

_WORKBOOKS = (".xlsx", ".xlsm")
_OLD_WORKBOOK = ".xls"


@dataclass(frozen=True)
class Source:
    """One table still to be read; `table` is None for a SIASN export."""

    table: Table | None
    place: str
    load: Callable[[], Grid]


def find_sources(path: Path) -> Iterator[Source | Refusal]:
    """Each table that stands at the path, and a refusal for each thing there that is none."""
    if not path.exists():
        yield refuse_path(path, message("There is nothing at this path."), message("Check how it is written."))
    elif path.is_dir():
        yield from _find_in_folder(path)
    else:
        yield from _find_in_file(path)


def refuse_table(table: str, place: str, fault: Fault) -> Refusal:
    """The refusal of a whole table or file."""
    return Refusal(table, None, None, None, *fault, place)


def refuse_path(path: Path, reason: Message, suggestion: Message) -> Refusal:
    """The refusal of all that was given."""
    return Refusal("", None, None, path.name, reason, suggestion, path.name)


def _find_in_folder(folder: Path) -> Iterator[Source | Refusal]:
    files = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
    found = [item for file in files for item in _find_in_file(file, in_folder=True)]
    if not found:
        reason = message("The folder holds no table.")
        yield refuse_path(folder, reason, message("Put NAME.csv or NAME.parquet files there, such as employees.csv."))
    yield from found


def _find_in_file(file: Path, *, in_folder: bool = False) -> Iterator[Source | Refusal]:
    suffix, table = file.suffix.casefold(), table_named(file.stem)
    try:
        if suffix in (*_WORKBOOKS, _OLD_WORKBOOK):
            yield from _find_in_workbook(file)
        elif suffix == ".parquet":
            yield _find_in_parquet(file, table)
        elif suffix == ".csv":
            yield _find_in_csv(file, table)
        elif table or not in_folder:
            yield refuse_table(_table_of(file, table, in_folder=in_folder), file.name, _other_format())
    except UnreadableFileError as problem:
        yield refuse_table(_table_of(file, table, in_folder=in_folder), file.name, problem.fault)
    except OSError as problem:
        reason = message("The file cannot be opened: {problem}", problem=problem.strerror or str(problem))
        fault = reason, message("Check that you may read it.")
        yield refuse_table(_table_of(file, table, in_folder=in_folder), file.name, fault)


def _table_of(file: Path, table: Table | None, *, in_folder: bool) -> str:
    """The table that a file that cannot be read would have held; all of them where nothing else was given."""
    if table is not None:
        return table.name
    return file.stem if in_folder else ""


def _find_in_csv(file: Path, table: Table | None) -> Source | Refusal:
    if table is None and not is_siasn_export(read_csv_headings(file)):
        return _refuse_unknown(file.stem, file.name)
    return Source(table, file.name, partial(read_csv, file))


def _find_in_parquet(file: Path, table: Table | None) -> Source | Refusal:
    return Source(table, file.name, partial(read_parquet, file)) if table else _refuse_unknown(file.stem, file.name)


def _find_in_workbook(file: Path) -> Iterator[Source | Refusal]:
    for sheet in open_workbook(file):
        if plain_name(sheet.name) not in EXPLAINING_SHEETS:
            yield from _find_in_sheet(sheet)


def _find_in_sheet(sheet: Sheet) -> Iterator[Source | Refusal]:
    table = table_named(sheet.name)
    if table is not None:
        yield Source(table, sheet.place, sheet.read)
        return
    try:
        grid = sheet.read()
    except UnreadableFileError as problem:
        yield refuse_table(sheet.name, sheet.place, problem.fault)
        return
    if is_siasn_export(grid.headings):
        yield Source(None, sheet.place, lambda: grid)
    elif any(grid.headings) or grid.row_count:
        yield _refuse_unknown(sheet.name, sheet.place)


def _refuse_unknown(name: str, place: str) -> Refusal:
    reason = message("There is no table {table}.", table=name)
    nearest = nearest_of(name, (*INPUTS, *(table.sheet for table in INPUTS.values())))
    if nearest is not None:
        return refuse_table(name, place, (reason, message("Did you mean {nearest}?", nearest=nearest)))
    suggestion = message("Leave it out, or name it as one of: {tables}.", tables=tuple(INPUTS))
    return refuse_table(name, place, (reason, suggestion))


def _other_format() -> Fault:
    return (
        message("Tables are read from .csv, .parquet and .xlsx files only."),
        message("Save it as CSV UTF-8 (comma separated) or as a workbook (.xlsx)."),
    )

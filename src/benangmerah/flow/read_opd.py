"""Upload of an office's own sheet → rows of the contract, by what was decided on its headings and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benangmerah.domain.role import Right
from benangmerah.exchange.imports.file_kind import MACRO_WORKBOOK, WORKBOOK
from benangmerah.exchange.imports.mend import Mend
from benangmerah.exchange.imports.source import Source, find_sources
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.opd.directory import Directory, Person
from benangmerah.exchange.opd.heading_rows import HeadingRows, find_heading_rows, join_headings
from benangmerah.exchange.opd.meaning import COLUMNS, TABLES, plain_words, suggest_columns
from benangmerah.exchange.opd.raw_sheet import RawSheet, read_raw_sheets
from benangmerah.exchange.opd.sheet import OpdReading, Place, SheetLayout, read_opd_sheet
from benangmerah.flow.keep_upload import path_of_upload
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import EMPLOYEES
from benangmerah.store.models import Competency, Employee, Intervention, Position, Unit
from benangmerah.store.models.import_draft import ImportDraft
from benangmerah.store.selectors.alias import read_aliases, read_mapping
from benangmerah.store.selectors.employee import list_employees
from benangmerah.store.selectors.scope import Scope

PREVIEWED = 3


@dataclass(frozen=True)
class SheetChoice:
    """One sheet with the rows that may hold its headings, to choose from."""

    name: str
    is_hidden: bool
    candidates: tuple[HeadingRows, ...]


@dataclass(frozen=True)
class ColumnChoice:
    """A column of a sheet: its heading, the first values below it, and what it most likely means."""

    position: int
    heading: str
    examples: tuple[str, ...]
    meaning: str


def is_opd_workbook(draft: ImportDraft) -> bool:
    """Whether it is a workbook without a table of ours or of SIASN, in which some row looks like headings."""
    path = path_of_upload(draft.folder)
    if path.suffix not in (WORKBOOK, MACRO_WORKBOOK):
        return False
    try:
        if any(isinstance(item, Source) for item in find_sources(path)):
            return False
        return any(find_heading_rows(sheet) for sheet in read_raw_sheets(path))
    except UnreadableFileError:
        return False


def list_sheets(draft: ImportDraft) -> list[SheetChoice]:
    """The sheets in which headings were found, hidden ones last."""
    sheets = [
        SheetChoice(sheet.name, sheet.is_hidden, tuple(candidates))
        for sheet in _read_sheets(draft)
        if (candidates := find_heading_rows(sheet))
    ]
    return sorted(sheets, key=lambda sheet: sheet.is_hidden)


def list_columns(draft: ImportDraft, name: str, first: int, last: int, table: str) -> list[ColumnChoice]:
    """Every column of a sheet under those heading rows; remembered meanings come before likely ones."""
    sheet = find_sheet(draft, name)
    check_rows(sheet, first, last)
    headings = join_headings(sheet, first, last)
    remembered = read_mapping(draft.agency_id, draft.unit_id, table)
    likely = suggest_columns(headings, table)
    return [
        ColumnChoice(
            position, heading, _examples(sheet, last, position),
            remembered.get(plain_words(heading), likely.get(position, "")),
        )
        for position, heading in enumerate(headings) if heading
    ]  # fmt: skip


def _examples(sheet: RawSheet, last: int, position: int) -> tuple[str, ...]:
    """The first values below a heading."""
    below = (sheet.text(row, position) for row in range(last + 1, len(sheet.rows) + 1))
    return tuple(islice(filter(None, below), PREVIEWED))


def find_sheet(draft: ImportDraft, name: str) -> RawSheet:
    """The sheet of that name."""
    found = next((sheet for sheet in _read_sheets(draft) if sheet.name == name), None)
    if found is None:
        raise BenangMerahError(message("The workbook has no sheet {sheet}.", sheet=name))
    return found


def check_rows(sheet: RawSheet, first: int, last: int) -> None:
    """Refuse heading rows that the sheet does not have."""
    if not 1 <= first <= last <= len(sheet.rows):
        raise BenangMerahError(message("The sheet has no rows {first} to {last}.", first=first, last=last))


def write_layout(layout: SheetLayout) -> dict[str, Any]:
    """A layout as it is kept."""
    columns = {str(position): column for position, column in layout.columns.items()}
    return asdict(layout) | {"columns": columns, "restored": sorted(layout.restored)}


def read_layout(draft: ImportDraft) -> SheetLayout:
    """The layout that somebody has chosen."""
    if draft.layout is None:
        raise BenangMerahError(message("Choose the heading rows first."))
    kept: Mapping[str, Any] = draft.layout
    columns = {int(position): column for position, column in kept["columns"].items()}
    return SheetLayout(**{**kept, "columns": columns, "restored": tuple(kept["restored"])})


def check_layout(layout: SheetLayout) -> None:
    """Refuse a layout by which nobody could be known, or in which two columns mean the same."""
    meanings = list(layout.columns.values())
    if layout.table not in TABLES or not set(meanings) <= set(COLUMNS.get(layout.table, ())):
        raise BenangMerahError(message("Such rows cannot be read from a sheet."))
    if len(set(meanings)) < len(meanings):
        raise BenangMerahError(message("Two columns cannot mean the same."))
    if not {"employee_id", "name"} & set(meanings):
        raise BenangMerahError(message("One column must hold the NIP or the name."))


def read_opd_upload(draft: ImportDraft, scope: Scope) -> OpdReading:
    """The rows of the sheet as they are understood today."""
    layout = read_layout(draft)
    sheet = find_sheet(draft, layout.sheet)
    place = Place(draft.agency_id, draft.unit_id)
    mends = tuple(Mend(**mend) for mend in draft.mends)
    return read_opd_sheet(sheet, layout, place, read_directory(draft, scope), load_library().on(scope.on), mends)


def read_directory(draft: ImportDraft, scope: Scope) -> Directory:
    """What names may mean: things of the agency, and people of the units where the reader may import."""
    people = list_employees(scope, right=Right.IMPORT_DATA).filter(agency_id=draft.agency_id)
    named = {
        "unit": Unit.objects.filter(archived__isnull=True, agency_id=draft.agency_id).values_list("unit_id", "name"),
        "position": Position.objects.filter(
            archived__isnull=True, agency_id=draft.agency_id
        ).values_list("position_id", "title"),
        "competency": Competency.objects.filter(archived__isnull=True).values_list("competency_id", "name"),
        "intervention": Intervention.objects.filter(archived__isnull=True).values_list("intervention_id", "title"),
    }  # fmt: skip
    names = {kind: dict(rows) for kind, rows in named.items()}
    found = {person.employee_id: _person(person) for person in people}
    return Directory(names, found, read_aliases(draft.agency_id))


def findings_of_sheet(opd: OpdReading | None) -> dict[str, Any]:
    """What was found beside the rows, as it is kept."""
    if opd is None:
        return {"left_out": [], "questions": [], "respelt": []}
    return {
        "left_out": [{"row": each.row, "fate": each.fate.value, "text": each.text} for each in opd.left_out],
        "questions": [asdict(each) for each in opd.questions],
        "respelt": [asdict(each) for each in opd.respelt],
    }


def _person(row: Employee) -> Person:
    values = {name: getattr(row, name) for name in EMPLOYEES.names}
    return Person(row.employee_id, row.name, row.birth_date, values)


def _read_sheets(draft: ImportDraft) -> tuple[RawSheet, ...]:
    path: Path = path_of_upload(draft.folder)
    try:
        return read_raw_sheets(path)
    except UnreadableFileError as problem:
        raise BenangMerahError(*problem.fault) from None

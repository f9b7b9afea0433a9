"""An office's sheet, once somebody has said what its headings mean, as a table of the contract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

import pyarrow as pa

from benangmerah.exchange.imports.dataset import Reading
from benangmerah.exchange.imports.grid import CellFault, Fault, Grid
from benangmerah.exchange.imports.mend import Mend, mend_grid
from benangmerah.exchange.imports.table import build_table
from benangmerah.exchange.opd.directory import (
    KIND_OF_COLUMN,
    PERSON,
    Directory,
    Question,
    Suggestion,
    key_of,
    person_key,
)
from benangmerah.exchange.opd.meaning import COLUMNS
from benangmerah.exchange.opd.raw_sheet import RawSheet, say_cell
from benangmerah.exchange.opd.row_fate import Fate, FatedRow, tell_fates
from benangmerah.exchange.opd.value import NOTHING, read_value
from benangmerah.kernel.explanation import message
from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.inputs import EMPLOYEES, INPUTS
from benangmerah.snapshot.dataset import Dataset

_NIP_IN_NAME = re.compile(r"(?:nip\.?\s*:?\s*)?((?:\d[\s.]*){17}\d)", re.IGNORECASE)
_HASH = 16


@dataclass(frozen=True)
class SheetLayout:
    """What somebody has said of a sheet: its table, heading rows, what columns mean, rows taken in all the same."""

    sheet: str
    table: str
    first: int
    last: int
    columns: Mapping[int, str]
    restored: tuple[int, ...] = ()


@dataclass(frozen=True)
class Place:
    """Whose sheet it is, where the sheet itself does not say."""

    agency_id: str
    unit_id: str | None


@dataclass(frozen=True)
class Respelt:
    """A value as it was written and as it was read, and how often."""

    column: str
    written: str
    taken: str
    count: int


@dataclass(frozen=True)
class OpdReading:
    """The sheet as a dataset; the rows that are nobody's, names to be decided, values that were read otherwise."""

    reading: Reading
    left_out: tuple[FatedRow, ...]
    questions: tuple[Question, ...]
    respelt: tuple[Respelt, ...]


def read_opd_sheet(
    sheet: RawSheet, layout: SheetLayout, place: Place, directory: Directory, law: Law, mends: Sequence[Mend] = ()
) -> OpdReading:
    """Read the rows that are somebody's; what cannot be decided is refused and asked, an empty cell changes nothing."""
    fates = list(tell_fates(sheet, layout.first, layout.last, layout.columns, layout.restored))
    reader = _Reader(sheet, layout, place, directory, law)
    rows = [reader.read(fated) for fated in fates if fated.fate is Fate.DATA]
    grid = mend_grid(reader.make_grid(rows), INPUTS[layout.table], mends)
    table, refusals = build_table(INPUTS[layout.table], grid, may_be_empty=True)
    dataset = Dataset({} if table is None else {layout.table: table})
    shown = replace(reader.show_grid(rows), cell_faults={})
    left_out = tuple(each for each in fates if each.fate not in (Fate.DATA, Fate.BLANK))
    reading = Reading(dataset, tuple(refusals), (), ((INPUTS[layout.table], shown),))
    return OpdReading(reading, left_out, tuple(reader.list_questions()), tuple(reader.list_respelt()))


@dataclass
class _Row:
    """A row as it is read: the values by column, and what is wrong."""

    number: int
    cells: Sequence[object]
    values: dict[str, object] = field(default_factory=dict)
    faults: dict[str, CellFault] = field(default_factory=dict)

    def refuse(self, column: str, value: str | None, fault: Fault) -> None:
        self.faults[column] = CellFault(value, fault)


class _Reader:
    """Reads row by row, and remembers what must be asked."""

    def __init__(self, sheet: RawSheet, layout: SheetLayout, place: Place, directory: Directory, law: Law) -> None:
        self.sheet, self.layout, self.place, self.directory, self.law = sheet, layout, place, directory, law
        self.table = INPUTS[layout.table]
        self.positions = {column: position for position, column in layout.columns.items()}
        self.asked: dict[tuple[str, str], Question] = {}
        self.respelt: Counter[tuple[str, str, str]] = Counter()

    def read(self, fated: FatedRow) -> _Row:
        row = _Row(fated.row, self.sheet.rows[fated.row - 1])
        for column in COLUMNS[self.layout.table]:
            if column in self.positions and column not in KIND_OF_COLUMN:
                self._read_cell(row, column)
        self._find_person(row)
        for column in COLUMNS[self.layout.table]:
            if column in KIND_OF_COLUMN:
                self._find_thing(row, column, fated.block)
        self._complete(row)
        return row

    def _cell(self, row: _Row, column: str) -> object:
        position = self.positions.get(column)
        return None if position is None or position >= len(row.cells) else row.cells[position]

    def _read_cell(self, row: _Row, column: str) -> None:
        cell = self._cell(row, column)
        contract = (self.table if column in self.table.names else EMPLOYEES).column(column)
        taken = read_value(contract, cell, self.law)
        written = say_cell(cell)
        if isinstance(taken, tuple):
            row.refuse(column, written, taken)
        elif taken is not None:
            row.values[column] = taken
            if taken != written:
                self.respelt[column, written, taken] += 1

    def _find_person(self, row: _Row) -> None:
        """By the number; else by what was decided for the name and birth date; else it is asked."""
        self._take_nip_from_name(row)
        if "employee_id" in row.values:
            return
        name, born = str(row.values.get("name") or ""), row.values.get("birth_date")
        key = person_key(name, str(born) if born else None)
        decided = self.directory.decided.get((PERSON, key))
        if name and decided is not None:
            row.values["employee_id"] = decided
            row.faults.pop("employee_id", None)
            return
        if name:
            day = date.fromisoformat(str(born)) if born else None
            self._ask(PERSON, name if not born else f"{name}, {born}", key, row.number,
                      self.directory.suggest_people(name, day))  # fmt: skip
        if "employee_id" not in row.faults:
            fault = message("The row names nobody by NIP."), message("Write the NIP, or confirm below who it is.")
            row.refuse("employee_id", say_cell(self._cell(row, "employee_id")) or None, fault)

    def _take_nip_from_name(self, row: _Row) -> None:
        """A NIP that was written into the cell of the name."""
        found = _NIP_IN_NAME.search(str(row.values.get("name") or ""))
        if found is None:
            return
        name = str(row.values["name"])
        row.values["name"] = " ".join(name.replace(found[0], " ").split()).strip(" ,/-")
        if "employee_id" not in row.values and "employee_id" not in row.faults:
            taken = read_value(EMPLOYEES.column("employee_id"), found[1], self.law)
            if isinstance(taken, str):
                row.values["employee_id"] = taken
                self.respelt["employee_id", name, taken] += 1

    def _find_thing(self, row: _Row, column: str, block: str) -> None:
        """A unit, position or course by its name; the unit also by the block the row stands in."""
        kind, written = KIND_OF_COLUMN[column], say_cell(self._cell(row, column))
        if written.casefold() in NOTHING:
            written = block if column == "unit_id" and self.directory.find("unit", block) else ""
        if not written:
            return
        found = self.directory.find(kind, written)
        if found is not None:
            row.values[column] = found
            if found != written:
                self.respelt[column, written, self.directory.names[kind].get(found, found)] += 1
            return
        self._ask(kind, written, key_of(written), row.number, self.directory.suggest(kind, written))
        reason = message("Nobody has decided what {value} means.", value=written)
        row.refuse(column, written, (reason, message("Decide it below, once for all.")))

    def _ask(self, kind: str, text: str, key: str, row: int, suggestions: tuple[Suggestion, ...]) -> None:
        before = self.asked.get((kind, key))
        first = Question(kind, text, key, row, 0, suggestions) if before is None else before
        self.asked[kind, key] = replace(first, count=first.count + 1)

    def _complete(self, row: _Row) -> None:
        """What the sheet does not say: as it stands in the archive, or as follows from whose sheet it is."""
        person = self.directory.people.get(str(row.values.get("employee_id")))
        if self.layout.table == "employees":
            known = {} if person is None else person.values
            for name in self.table.names:
                if name not in row.values and name not in row.faults and known.get(name) is not None:
                    row.values[name] = known[name]
            row.values.setdefault("agency_id", self.place.agency_id)
            if "unit_id" not in row.faults and self.place.unit_id is not None:
                row.values.setdefault("unit_id", self.place.unit_id)
        if self.layout.table == "wishes":
            told = [str(row.values.get(name) or "") for name in self.table.names if name != "wish_id"]
            row.values["wish_id"] = sha256("\n".join(told).encode()).hexdigest()[:_HASH]

    def _places(self) -> dict[str, int]:
        """Where each column of the contract stands; those that the sheet lacks come after its last."""
        extra = iter(range(self.sheet.width, self.sheet.width + len(self.table.names)))
        return {name: self.positions[name] if name in self.positions else next(extra) for name in self.table.names}

    def make_grid(self, rows: Sequence[_Row]) -> Grid:
        """The rows as they are understood, each value in the column where it was written."""
        places = self._places()
        width = max(places.values()) + 1
        headings, columns = [""] * width, [[""] * len(rows) for _ in range(width)]
        for name, position in places.items():
            headings[position] = name
            columns[position] = [_written(row.values.get(name)) for row in rows]
        faults = {
            (row.number, places[column]): fault
            for row in rows for column, fault in row.faults.items() if column in places
        }  # fmt: skip
        place, numbers = self.sheet.place, _numbers(rows)
        return Grid(place, tuple(headings), tuple(columns), numbers, is_workbook=True, cell_faults=faults)

    def show_grid(self, rows: Sequence[_Row]) -> Grid:
        """The rows as they were written; the headings that were understood by the contract's names."""
        names = {position: column for column, position in self.positions.items()}
        headings = tuple(names.get(position, "") for position in range(self.sheet.width))
        columns = tuple(
            [row.cells[position] if position < len(row.cells) else "" for row in rows]
            for position in range(self.sheet.width)
        )
        return Grid(self.sheet.place, headings, columns, _numbers(rows), is_workbook=True)

    def list_questions(self) -> list[Question]:
        return sorted(self.asked.values(), key=lambda each: (each.kind, each.row))

    def list_respelt(self) -> list[Respelt]:
        return [Respelt(*told, count) for told, count in sorted(self.respelt.items())]


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _numbers(rows: Sequence[_Row]) -> pa.Int64Array:
    return pa.array([row.number for row in rows], pa.int64())

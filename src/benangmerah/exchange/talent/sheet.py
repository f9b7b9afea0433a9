"""A table of talent results → rows, with a reason and a way out for every cell that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell

from benangmerah.exchange.imports.csv_file import read_csv
from benangmerah.exchange.imports.file_kind import CSV
from benangmerah.exchange.imports.grid import CellFault, Grid
from benangmerah.exchange.imports.sheet_scan import find_cell_faults
from benangmerah.exchange.imports.workbook_archive import open_archive
from benangmerah.exchange.opd.raw_sheet import RawSheet, read_raw_sheets
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.snapshot.contract.talent import FIRST_PERIOD, LAST_PERIOD

TABLE = "talent"
Faults: TypeAlias = Mapping[tuple[int, int], CellFault]
"""By row as a person sees it and column from 0."""
NIP, NAME, PERIOD, PERFORMANCE, POTENTIAL, SCORE, BOX, SOURCE, DECREE = (
    "nip", "name", "period", "performance", "potential", "score", "box", "source", "decree",
)  # fmt: skip
PART_COMPETENCY, PART_POTENTIAL, PART_RECORD = "competency", "part_potential", "track_record"
PARTS: Mapping[str, str] = {
    PART_COMPETENCY: "competency",
    PART_POTENTIAL: "potential",
    PART_RECORD: "track_record",
}
"""Columns of the parts of the potential, as the policy names the parts."""
SEARCHED = 20
"""Rows from the top in which the headings may stand."""
HIGHEST = 100
_PLAIN = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"\d+([.,]\d+)?")
_BOX = re.compile(r"(?:kotak|box)?\s*(\d+)", re.IGNORECASE)
_LOST = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_MEANINGS = (
    (NIP, r"(nip|nip baru|nomor induk( pegawai)?)"),
    (NAME, r"nama.*"),
    (PERIOD, r"(periode|tahun).*"),
    (PART_COMPETENCY, r"(nilai|skor) kompetensi"),
    (PART_POTENTIAL, r"(nilai|skor) potensi"),
    (PART_RECORD, r"(nilai|skor) rekam jejak"),
    (SCORE, r"(nilai|skor|sumbu) potensial"),
    (POTENTIAL, r"(tingkat )?potensial"),
    (PERFORMANCE, r"((tingkat|predikat|sumbu) )?kinerja"),
    (BOX, r"((nomor|no) )?(kotak|box)( talenta| manajemen talenta)?"),
    (SOURCE, r"sumber.*"),
    (DECREE, r"(((nomor|no) )?(keputusan|sk|surat keputusan)|dasar).*"),
)
_LEVELS = {
    "tinggi": "high", "menengah": "medium", "sedang": "medium", "rendah": "low", "high": "high", "medium": "medium",
    "low": "low",
}  # fmt: skip
_BANDS = {
    "di atas ekspektasi": "above", "diatas ekspektasi": "above", "di atas": "above", "sesuai ekspektasi": "meets",
    "sesuai": "meets", "di bawah ekspektasi": "below", "dibawah ekspektasi": "below", "di bawah": "below",
    "above": "above", "meets": "meets", "below": "below",
}  # fmt: skip


@dataclass(frozen=True)
class TalentLine:
    """A row of the file whose every cell could be read."""

    row: int
    employee_id: str
    period: int
    performance: str | None
    potential: str | None
    score: Fraction | None
    parts: Mapping[str, Fraction]
    box: int | None
    source: str
    decree: str | None


@dataclass
class TalentSheet:
    """What a file holds: rows that can be read, what is wrong with others, and columns nobody asked for."""

    name: str = ""
    columns: dict[str, int] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    lines: list[TalentLine] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    row_count: int = 0
    wrong: set[str] = field(default_factory=set)
    """Cells of which a fault was told."""

    def refuse(self, row: int, meaning: str, value: str, reason: Message, suggestion: Message) -> None:
        """Write down what is wrong in a cell, as a spreadsheet names it; the first fault of a cell is enough."""
        place = f"{self.name}!{xl_rowcol_to_cell(row - 1, self.columns.get(meaning, 0))}"
        if place not in self.wrong:
            self.wrong.add(place)
            self.refusals.append(Refusal(TABLE, row, self.headings.get(meaning), value, reason, suggestion, place))


def read_talent_sheet(path: Path, predicates: Mapping[str, str], box_count: int) -> TalentSheet:
    """The first sheet that has the headings; `predicates` gives the band of each predicate of the evaluation.

    Raises UnreadableFileError where the file is neither a workbook nor a CSV.
    """
    found = TalentSheet()
    for sheet, faults in _sheets(path, found):
        heading = _find_headings(sheet, found)
        if heading:
            _Reader(sheet, faults, found, predicates, box_count).read(heading)
            return found
    if not found.refusals:
        found.refusals.append(Refusal(
            TABLE, None, None, None, message("No sheet has the headings of talent results."),
            message("Name the columns NIP, Periode, Sumber, and at least one of Kinerja, Tingkat Potensial, Nilai "
                    "Potensial, Kotak. The template has them all."), path.name,
        ))  # fmt: skip
    return found


def _sheets(path: Path, found: TalentSheet) -> Iterator[tuple[RawSheet, Faults]]:
    """Every sheet with the cells that the file itself shows to be wrong: formula errors, letters that are lost."""
    if path.suffix != CSV:
        archive = open_archive(path)
        for sheet in read_raw_sheets(path):
            yield sheet, find_cell_faults(archive.read_sheet(sheet.name))
        return
    grid = read_csv(path)
    found.refusals += grid.refuse_rows(TABLE)
    yield RawSheet(path.name, path.name, tuple(_rows_of(grid))), grid.cell_faults


def _rows_of(grid: Grid) -> Iterator[tuple[object, ...]]:
    """The rows of a CSV file where a person sees them; one that could not be read stays empty."""
    yield grid.headings
    at = 2
    for index in range(grid.row_count):
        while at < grid.row_number(index):
            yield ()
            at += 1
        yield tuple(_cell(grid, index, position) for position in range(len(grid.columns)))
        at += 1


def _cell(grid: Grid, index: int, position: int) -> object:
    value = grid.columns[position][index]
    return getattr(value, "as_py", lambda: value)() or ""


def _find_headings(sheet: RawSheet, found: TalentSheet) -> int:
    """The row of the headings; 0 where there is none. Says which columns stand there twice, or mean nothing."""
    for row in range(1, min(SEARCHED, len(sheet.rows)) + 1):
        columns: dict[str, int] = {}
        twice, ignored = [], []
        for column, text in enumerate(sheet.texts(row)):
            meaning = _meaning(text)
            if meaning is None:
                ignored += [text] if text else []
            elif meaning in columns:
                twice.append((column, text))
            else:
                columns[meaning] = column
        if NIP in columns and columns.keys() & {PERFORMANCE, POTENTIAL, SCORE, BOX, *PARTS}:
            found.name, found.columns, found.ignored = sheet.name, columns, ignored
            found.headings = {meaning: sheet.text(row, column) for meaning, column in columns.items()}
            for column, text in twice:
                place = f"{sheet.name}!{xl_rowcol_to_cell(row - 1, column)}"
                reason = message("Two columns mean {heading}.", heading=text)
                found.refusals.append(Refusal(TABLE, row, text, text, reason, message("Delete one of them."), place))
            return row
    return 0


def _meaning(text: str) -> str | None:
    words = _PLAIN.sub(" ", text.casefold()).strip()
    return next((meaning for meaning, pattern in _MEANINGS if re.fullmatch(pattern, words)), None)


@dataclass
class _Reader:
    sheet: RawSheet
    faults: Faults
    found: TalentSheet
    predicates: Mapping[str, str]
    box_count: int
    seen: dict[tuple[str, int], int] = field(default_factory=dict)

    def read(self, heading: int) -> None:
        for row in range(heading + 1, len(self.sheet.rows) + 1):
            wrong = {meaning: self.faults[row, column] for meaning, column in self.found.columns.items()
                     if (row, column) in self.faults}  # fmt: skip
            if not any(self.sheet.texts(row)) and not wrong:
                continue
            self.found.row_count += 1
            faults = len(self.found.refusals)
            for meaning, cell in wrong.items():
                self.found.refuse(row, meaning, cell.value or "", *cell.fault)
            line = self._line(row)
            if line is not None and len(self.found.refusals) == faults:
                self.found.lines.append(line)

    def _text(self, row: int, meaning: str) -> str:
        column = self.found.columns.get(meaning)
        text = "" if column is None else self.sheet.text(row, column).lstrip("'").strip()
        return "" if text in {"-", "–"} else text

    def _line(self, row: int) -> TalentLine | None:
        """The row; every cell is read, so that all that is wrong in it is told at once."""
        nip, period = self._nip(row), self._period(row)
        performance = self._word(row, PERFORMANCE, {**_BANDS, **self._named_predicates()}, message(
            "Write Di atas ekspektasi, Sesuai ekspektasi or Di bawah ekspektasi, or the predicate of the evaluation."
        ))  # fmt: skip
        potential = self._word(row, POTENTIAL, _LEVELS, message("Write Tinggi, Menengah or Rendah."))
        score = self._score(row, SCORE)
        parts = {name: value for column, name in PARTS.items() if (value := self._score(row, column)) is not None}
        box, source = self._box(row), self._text(row, SOURCE)
        if not source:
            self.found.refuse(row, SOURCE, "", message("Nobody says where this result comes from."),
                              message("Fill in the column Sumber, like Tim Manajemen Talenta 2026."))  # fmt: skip
        given = [self._text(row, meaning) for meaning in (PERFORMANCE, POTENTIAL, SCORE, BOX, *PARTS)]
        if not any(given):
            self.found.refuse(row, NIP, nip, message("This row gives neither performance, potential nor box."),
                              message("Fill in one of them, or delete the row."))  # fmt: skip
        if period is None:
            return None
        self._check_twice(row, nip, period)
        return TalentLine(row, nip, period, performance, potential, score, parts, box, source,
                          self._text(row, DECREE) or None)  # fmt: skip

    def _named_predicates(self) -> dict[str, str]:
        return {code.replace("_", " "): band for code, band in self.predicates.items()}

    def _nip(self, row: int) -> str:
        text = self._text(row, NIP)
        digits = "".join(text.split())
        if not text:
            self.found.refuse(row, NIP, "", message("The NIP is missing."), message("Fill it in, or delete the row."))
        elif _LOST.fullmatch(digits):
            self.found.refuse(row, NIP, text, message("The NIP stands here as a number and has lost its last digits."),
                              message("Format the column as text and write the NIP again."))  # fmt: skip
        return digits

    def _period(self, row: int) -> int | None:
        text = self._text(row, PERIOD)
        if text.isdecimal() and FIRST_PERIOD <= int(text) <= LAST_PERIOD:
            return int(text)
        reason = message("{value} is no year.", value=text) if text else message("The period is missing.")
        self.found.refuse(row, PERIOD, text, reason, message("Write the year of the result, like 2026."))
        return None

    def _word(self, row: int, meaning: str, words: Mapping[str, str], suggestion: Message) -> str | None:
        text = self._text(row, meaning)
        if not text:
            return None
        found = words.get(" ".join(_PLAIN.sub(" ", text.casefold()).split()))
        if found is None:
            self.found.refuse(row, meaning, text, message("{value} is unknown here.", value=text), suggestion)
        return found

    def _score(self, row: int, meaning: str) -> Fraction | None:
        text = self._text(row, meaning)
        if not text:
            return None
        if _NUMBER.fullmatch(text) is None:
            self.found.refuse(row, meaning, text, message("{value} is no score.", value=text),
                              message("Write a number from 0 to {highest}, like 82,5.", highest=HIGHEST))  # fmt: skip
            return None
        score = Fraction(text.replace(",", "."))
        if score > HIGHEST:
            reason = message("{value} is more than {highest}.", value=text, highest=HIGHEST)
            self.found.refuse(row, meaning, text, reason,
                              message("Write a number from 0 to {highest}, like 82,5.", highest=HIGHEST))  # fmt: skip
            return None
        return score

    def _box(self, row: int) -> int | None:
        text = self._text(row, BOX)
        if not text:
            return None
        number = _BOX.fullmatch(text)
        if number is None or not 1 <= int(number[1]) <= self.box_count:
            self.found.refuse(row, BOX, text, message("There is no box {value}.", value=text),
                              message("Write a number from 1 to {count}, in your agency's numbering.",
                                      count=self.box_count))  # fmt: skip
            return None
        return int(number[1])

    def _check_twice(self, row: int, nip: str, period: int) -> None:
        first = self.seen.setdefault((nip, period), row)
        if nip and first != row:
            self.found.refuse(row, NIP, nip, message("This person has a result for {period} in row {row} already.",
                                                     period=str(period), row=str(first)),
                              message("Keep one of the two rows."))  # fmt: skip

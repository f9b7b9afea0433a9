"""Reading a dataset: a folder of files, a workbook, or the export of SIASN, with every fault told by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benangmerah.exchange.imports.grid import Fault, Grid
from benangmerah.exchange.imports.mend import Mend, mend_grid
from benangmerah.exchange.imports.source import Source, find_sources, refuse_table
from benangmerah.exchange.imports.table import build_table
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.siasn.export import EXPORT_TABLES, read_export
from benangmerah.exchange.siasn.standard import STANDARD_TABLES, default_standard
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable


@dataclass(frozen=True)
class Reading:
    """A dataset as it was read, what was refused, and what a person should know though nothing is wrong with it."""

    dataset: Dataset
    refusals: tuple[Refusal, ...]
    notes: tuple[Message, ...] = ()
    grids: tuple[tuple[Table | None, Grid], ...] = ()
    """The cells as they stood in the file, by table, where they were asked for; no table: a SIASN export."""


@dataclass(frozen=True)
class Manner:
    """How a dataset is read: as a whole of its own, or as part of what stands in an archive."""

    is_part: bool = False
    """A table that is missing or empty is no fault: the archive has its rows."""
    with_standard: bool = True
    """Let the law's general standard stand in where an export comes without one."""
    mends: Sequence[Mend] = ()
    """Values that a person has put in the place of what stands in the file."""
    keeps_grids: bool = False


WHOLE = Manner()


def read_dataset(path: Path, *, progress: Progress = silent) -> tuple[Dataset, tuple[Refusal, ...]]:
    """The dataset at that path and every fault in it, each as one refusal; never an exception for a bad file.

    The path is a folder of NAME.csv and NAME.parquet files, a workbook with a sheet per table, or a SIASN export.
    Rows that are refused are still in the tables (without the refused values); `keep_valid` takes them out.
    """
    reading = read_source(path, progress=progress)
    return reading.dataset, reading.refusals


def read_source(
    path: Path, *, law_date: date = date.max, progress: Progress = silent, manner: Manner = WHOLE
) -> Reading:
    """The dataset with its refusals and notes; `law_date` chooses the law that fills in what a SIASN export lacks."""
    return _Reader(law_date, progress, manner).read(path)


class _Reader:
    """One pass over the tables that stand at a path."""

    def __init__(self, law_date: date, progress: Progress, manner: Manner) -> None:
        self.law_date, self.progress, self.manner = law_date, progress, manner
        self.tables: dict[str, SourceTable] = {}
        self.refusals: list[Refusal] = []
        self.notes: list[Message] = []
        self.seen: set[str] = set()
        self.grids: list[tuple[Table | None, Grid]] = []

    def read(self, path: Path) -> Reading:
        sources = []
        for item in find_sources(path):
            if isinstance(item, Refusal):
                self.refuse(item)
            else:
                sources.append(item)
        self._read_all(self._without_repeated(sources))
        if "" not in self.seen and not self.manner.is_part:
            self._refuse_missing(path.name)
        order = {name: place for place, name in enumerate(INPUTS)}
        tables = {name: self.tables[name] for name in sorted(self.tables, key=order.__getitem__)}
        return Reading(Dataset(tables), tuple(self.refusals), tuple(self.notes), tuple(self.grids))

    def refuse(self, refusal: Refusal) -> None:
        self.seen.add(refusal.table)
        self.refusals.append(refusal)

    def _without_repeated(self, sources: Sequence[Source]) -> list[Source]:
        """Sources that alone give their tables; where two give the same, neither is taken."""
        repeated: list[Source] = []
        for name in INPUTS:
            rivals = [source for source in sources if name in claimed_tables(source)]
            if len(rivals) > 1:
                self.refuse(refuse_table(name, rivals[-1].place, _stands_twice(name, rivals)))
                repeated += rivals
        return [source for source in sources if source not in repeated]

    def _read_all(self, sources: Sequence[Source]) -> None:
        for done, source in enumerate(sources):
            self.progress(message("Reading {place}", place=source.place), done, len(sources))
            try:
                grid = self._load(source)
                if source.table is None:
                    self._read_siasn(grid)
                else:
                    self._take(*build_table(source.table, grid, may_be_empty=self.manner.is_part))
            except UnreadableFileError as problem:
                self.refuse(refuse_table(claimed_tables(source)[-1], source.place, problem.fault))
        if self.manner.with_standard and any(source.table is None for source in sources):
            self._complete_siasn()

    def _load(self, source: Source) -> Grid:
        grid = mend_grid(source.load(), source.table, self.manner.mends)
        if self.manner.keeps_grids:
            self.grids.append((source.table, grid))
        return grid

    def _read_siasn(self, grid: Grid) -> None:
        export = read_export(grid, load_library().on(self.law_date))
        self.tables |= export.tables
        self.notes += export.notes
        for refusal in export.refusals:
            self.refuse(refusal)

    def _complete_siasn(self) -> None:
        """Let the law's general standard stand in where an export comes without one; what it lacks is not missed."""
        if not any(name in self.tables or name in self.seen for name in STANDARD_TABLES):
            self.seen.update(STANDARD_TABLES)
            if "positions" in self.tables:
                self.tables |= default_standard(self.tables["positions"], load_library().on(self.law_date))
                self.notes.append(message("No standard was given: the general levels of each grade stand in for it."))
        self.seen.update(EXPORT_TABLES)

    def _take(self, table: SourceTable | None, refusals: Sequence[Refusal]) -> None:
        if table is not None:
            self.tables[table.name] = table
        for refusal in refusals:
            self.refuse(refusal)

    def _refuse_missing(self, place: str) -> None:
        for name, table in INPUTS.items():
            if table.required and name not in self.tables and name not in self.seen:
                reason = message("The table {table} is missing.", table=name)
                suggestion = message("Add {table}.csv, or a sheet {sheet}.", table=name, sheet=table.sheet)
                self.refuse(refuse_table(name, place, (reason, suggestion)))


def claimed_tables(source: Source) -> tuple[str, ...]:
    """The tables that a source gives."""
    return EXPORT_TABLES if source.table is None else (source.table.name,)


def _stands_twice(name: str, rivals: Sequence[Source]) -> Fault:
    places = tuple(source.place for source in rivals)
    reason = message("The table {table} stands twice: {places}.", table=name, places=places)
    return reason, message("Leave one of them out.")

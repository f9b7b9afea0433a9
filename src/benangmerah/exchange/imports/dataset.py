"""Reading a dataset: a folder of files, a workbook, or the export of SIASN, with every fault told by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benangmerah.exchange.imports.source import Source, find_sources, refuse_table
from benangmerah.exchange.imports.table import build_table
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.siasn.export import SiasnExport, read_export
from benangmerah.exchange.siasn.standard import default_standard
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable


@dataclass(frozen=True)
class Reading:
    """A dataset as it was read, what was refused, and what a person should know though nothing is wrong with it."""

    dataset: Dataset
    refusals: tuple[Refusal, ...]
    notes: tuple[Message, ...] = ()


def read_dataset(path: Path, *, progress: Progress = silent) -> tuple[Dataset, tuple[Refusal, ...]]:
    """The dataset at that path and every fault in it, each as one refusal; never an exception for a bad file.

    The path is a folder of NAME.csv and NAME.parquet files, a workbook with a sheet per table, or a SIASN export.
    Rows that are refused are still in the tables (without the refused values); `keep_valid` takes them out.
    """
    reading = read_source(path, progress=progress)
    return reading.dataset, reading.refusals


def read_source(path: Path, *, law_date: date = date.max, progress: Progress = silent) -> Reading:
    """The dataset with its refusals and notes; `law_date` chooses the law that fills in what a SIASN export lacks."""
    return _Reader(law_date, progress).read(path)


class _Reader:
    """One pass over the tables that stand at a path."""

    def __init__(self, law_date: date, progress: Progress) -> None:
        self.law_date, self.progress = law_date, progress
        self.tables: dict[str, SourceTable] = {}
        self.refusals: list[Refusal] = []
        self.notes: list[Message] = []
        self.seen: set[str] = set()

    def read(self, path: Path) -> Reading:
        sources = []
        for item in find_sources(path):
            if isinstance(item, Refusal):
                self.refuse(item)
            else:
                sources.append(item)
        self._read_all(self._without_repeated(sources))
        if "" not in self.seen:
            self._refuse_missing(path.name)
        order = {name: place for place, name in enumerate(INPUTS)}
        tables = {name: self.tables[name] for name in sorted(self.tables, key=order.__getitem__)}
        return Reading(Dataset(tables), tuple(self.refusals), tuple(self.notes))

    def refuse(self, refusal: Refusal) -> None:
        self.seen.add(refusal.table)
        self.refusals.append(refusal)

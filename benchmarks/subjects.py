"""What is measured, at which sizes, beside what a user would do instead."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
AS_OF = "2026-01-01"


@dataclass(frozen=True)
class Rival:
    """One way to do the work: its name and its command for a dataset and a folder to write to."""

    name: str
    command: Callable[[Path, Path], list[str]]


@dataclass(frozen=True)
class Subject:
    """A piece of work: ours first, then the rivals; `dataset` names what it runs on."""

    name: str
    dataset: str
    rivals: tuple[Rival, ...]


def _run(dataset: Path, out: Path) -> list[str]:
    return [PYTHON, "-m", "benchmarks.product_run", str(dataset), str(out), AS_OF]


def _analyst(dataset: Path, out: Path) -> list[str]:
    return [PYTHON, "-m", "benchmarks.analyst_run", str(dataset), str(out), AS_OF]


def _read(how: str) -> Callable[[Path, Path], list[str]]:
    return lambda dataset, _out: [PYTHON, "-m", "benchmarks.read_workbook", how, str(dataset)]


RUN = (Rival("benangmerah run", _run), Rival("pandas, as an analyst writes it", _analyst))
READ = (
    Rival("benangmerah (typed, checked, with cells)", _read("product")),
    Rival("bare calamine (values only)", _read("calamine")),
    Rival("openpyxl read-only (values only)", _read("openpyxl")),
)
SUBJECTS = (
    Subject("run to the needs", "15,000 people", RUN),
    Subject("run to the needs", "500,000 people", RUN),
    Subject("read a workbook", "100,000 ratings", READ),
)

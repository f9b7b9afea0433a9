"""A run of an invented city that several modules add up and count once more."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from benangmerah.flow.add_up_run import add_up_folder
from benangmerah.flow.make_example import make_example
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from tests.flow.test_add_up_run import City

AS_OF, REPEAT = date(2026, 1, 1), 24


def ask_again(path: Path) -> None:
    """Let obligations be due again after two years."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["mandatory"].lower() == "true":
            row["repeat_after_months"] = str(REPEAT)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of an invented city up to its plan, with too little money for everybody."""
    place = tmp_path_factory.mktemp("kota")
    make_example(place / "in", people=300, seed=11, file_format="csv")
    ask_again(place / "in" / "interventions.csv")
    run_dataset(RunRequest(source=place / "in", out=place / "out", as_of=AS_OF, budget=40_000_000))
    return place / "out"


@pytest.fixture(scope="session")
def tables(folder: Path) -> dict[str, pa.Table]:
    return add_up_folder(folder)


@pytest.fixture(scope="session")
def city(folder: Path) -> City:
    return City(folder)

"""From an invented city through a run to the documents an official signs: they say what the run found."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from benangmerah.flow.make_example import make_example
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.flow.write_documents import write_documents
from tests.factories.office import AS_OF

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kota")
    make_example(folder / "data", people=100, seed=3, file_format="parquet")
    run_dataset(RunRequest(source=folder / "data", out=folder / "hasil", as_of=AS_OF, budget=30_000_000))
    write_documents(folder / "hasil", folder / "dokumen")
    return folder


def summary_of(city: Path) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads((city / "hasil" / "summary.json").read_text(encoding="utf-8"))
    return summary


def figures_of(path: Path) -> dict[str, str]:
    sheet = load_workbook(BytesIO(path.read_bytes()), read_only=True).worksheets[0]
    return {str(row[0]): str(row[1]) for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}


def rupiah(amount: int) -> str:
    return f"Rp{amount:,}".replace(",", ".")


def test_five_sentences_say_what_the_run_found(city: Path) -> None:
    plan, thread = summary_of(city)["plan"], summary_of(city)["thread"]
    said = figures_of(city / "dokumen" / "ringkasan-akpk.xlsx")
    targets = pq.read_table(city / "hasil" / "snapshot" / "objectives.parquet")["kind"].to_pylist().count("target")
    covered = round(thread["targets_covered_percent"] * targets / 100)
    assert f"mendukung {covered} dari {targets} sasaran" in said["3"]
    assert f"{plan['batches']} angkatan" in said["4"]
    assert f"{rupiah(plan['spent_rupiah'])} dari pagu {rupiah(plan['budget_rupiah'])}" in said["4"]


def test_people_below_the_minimum_are_those_the_planner_counted(city: Path) -> None:
    # "0 dari 120 PNS memiliki sekurangnya 20 JP tanpa rencana ini, 100 dengan rencana ini"
    words = figures_of(city / "dokumen" / "rencana-pengembangan.xlsx")["JP minimum PNS"].split()
    assert int(words[2]) - int(words[-4]) == summary_of(city)["plan"]["people_below_minimum_jp"]


def test_lines_add_up_to_the_rupiah_and_the_batch(city: Path) -> None:
    plan = summary_of(city)["plan"]
    book = load_workbook(city / "dokumen" / "rencana-pengembangan.xlsx", read_only=True)
    rows: list[tuple[Any, ...]] = list(book["Rencana"].iter_rows(values_only=True))
    heading = next(row for row in rows if row[0] == "No.")
    money, batches = heading.index("Jumlah (Rp)"), heading.index("Angkatan")
    lines = [row for row in rows if isinstance(row[0], int)]
    assert sum(line[money] for line in lines) == rows[-1][money] == plan["spent_rupiah"]
    assert sum(line[batches] for line in lines) == rows[-1][batches] == plan["batches"]

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.kernel.errors import RefusedInputError
from benangmerah.kernel.explanation import render
from benangmerah.snapshot.contract.outputs import INDEX_STAGE, OUTPUTS
from tests.exchange.imports.sample import right_tables, write_book
from tests.factories.office import AS_OF, office_rows, write_rows


def run(source: Path, out: Path, **options: Any) -> dict[str, Any]:
    return dict(run_dataset(RunRequest(source=source, out=out, as_of=AS_OF, **options)).summary)


def refused_rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "refused.csv").read_text(encoding="utf-8").splitlines()))


def tables_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.parquet")}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_rows(office_rows(), tmp_path / "kantor")


def test_a_run_writes_every_table_as_its_contract_says(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    run(office, out, budget=0)
    written = {name: pq.read_schema(out / f"{name}.parquet") for name in OUTPUTS}
    assert {name: [(f.name, f.type) for f in schema] for name, schema in written.items()} == {
        name: [(f.name, f.type) for f in table.schema] for name, table in OUTPUTS.items()
    }


def test_a_run_finds_budis_gap_and_ranks_it(office: Path, tmp_path: Path) -> None:
    run(office, tmp_path / "hasil")
    needs = pq.read_table(tmp_path / "hasil" / "need.parquet").to_pylist()
    assert needs == [
        {"employee_id": "budi", "competency_id": "M.1", "target": "aimed", "gap": 0.75, "weight": 2.25, "priority": 1.6875, "rank_in_agency": 1},
        {"employee_id": "budi", "competency_id": "T.1", "target": "held", "gap": 1.5, "weight": 1.0, "priority": 1.5, "rank_in_agency": 2},
    ]  # fmt: skip


def test_the_summary_says_coverage_what_was_not_reported_and_the_four_names(office: Path, tmp_path: Path) -> None:
    summary = run(office, tmp_path / "hasil")
    written = json.loads((tmp_path / "hasil" / "summary.json").read_text())
    assert (summary["gap"], written["professionalism_index"]["people"], written["professionalism_index"]["not_reported"]) == (
        {"people": 4, "below_people": 1, "required_count": 6, "assessed_count": 3, "below_count": 1, "burden": 1.5,
         "mean_gap": 0.5, "coverage_percent": 50.0},
        3,
        {"leadership_training": 0, "functional_training": 2, "technical_training_jp": 2, "seminar": 3, "discipline": 3,
         "performance": 1},
    )  # fmt: skip
    assert {"snapshot_hash", "law_date", "policy", "versions"} <= set(written)


def test_the_same_dataset_gives_the_same_bytes(office: Path, tmp_path: Path) -> None:
    hashes = [run(office, tmp_path / name, budget=0)["snapshot_hash"] for name in ("satu", "dua")]
    same = [
        (tmp_path / "satu" / f"{name}.parquet").read_bytes() == (tmp_path / "dua" / f"{name}.parquet").read_bytes()
        for name in OUTPUTS
    ]
    assert (hashes[0], set(same)) == (hashes[1], {True})


def test_a_run_until_the_index_leaves_the_needs_out(office: Path, tmp_path: Path) -> None:
    run(office, tmp_path / "hasil", until=Stage.INDEX)
    assert tables_in(tmp_path / "hasil") == {table.name for table in INDEX_STAGE}


def test_aggregate_tables_leave_out_persons_by_competency(office: Path, tmp_path: Path) -> None:
    run(office, tmp_path / "hasil", is_aggregate=True, budget=0)
    assert set(OUTPUTS) - tables_in(tmp_path / "hasil") == {"attainment", "gap", "need", "assess_first", "unserved"}


def test_bad_rows_stop_the_run_and_are_listed(tmp_path: Path) -> None:
    rows = office_rows()
    rows["ratings"][1]["level"] = 7
    rows["employees"][2]["position_id"] = "tiada"
    source, out = write_rows(rows, tmp_path / "kantor"), tmp_path / "hasil"
    with pytest.raises(RefusedInputError):
        run(source, out)
    listed = refused_rows(out)
    assert [tuple(row[column] for column in ("table", "row", "column", "value")) for row in listed] == [
        ("ratings", "3", "level", "7"),
        ("employees", "4", "position_id", "tiada"),
    ]
    assert [path.name for path in out.iterdir()] == ["refused.csv"]


def test_accept_valid_goes_on_with_the_rest_and_what_points_to_it(tmp_path: Path) -> None:
    rows = office_rows()
    rows["employees"][2]["position_id"] = "tiada"
    source, out = write_rows(rows, tmp_path / "kantor"), tmp_path / "hasil"
    summary = run(source, out, accept_valid=True)
    listed = refused_rows(out)
    assert [(row["table"], row["row"], row["value"]) for row in listed] == [
        ("employees", "4", "tiada"),
        ("ratings", "5", "sari"),
    ]
    assert (summary["counts"]["employees"], summary["counts"]["ratings"], summary["refused"]) == (3, 4, 2)


def test_refused_rows_leave_earlier_results_as_they_were(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    run(office, out)
    before = (out / "summary.json").read_bytes()
    rows = office_rows()
    rows["ratings"][1]["level"] = 7
    with pytest.raises(RefusedInputError):
        run(write_rows(rows, tmp_path / "rusak"), out, overwrite=True)
    assert ((out / "summary.json").read_bytes(), (out / "refused.csv").exists()) == (before, True)
    run(office, out, overwrite=True)
    assert not (out / "refused.csv").exists()


def test_policy_differences_stand_in_the_summary(office: Path, tmp_path: Path) -> None:
    policy = tmp_path / "kebijakan.yaml"
    policy.write_text("gap_counts_from: 1\n")
    summary = run(office, tmp_path / "hasil", policy_file=policy)
    assert summary["policy"] == {"gap_counts_from": {"default": "0.5", "value": "1"}}


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        (("0.5", "0.4"), "add up to 0.9, not 1"),
        (("0.5", "0.502"), "add up to 1.002, not 1"),
        (("0.5", ""), "Only some of the objectives below"),
    ],
)
def test_shares_of_a_workbook_that_do_not_add_up_are_refused_by_cell(
    shares: tuple[str, str], told: str, tmp_path: Path
) -> None:
    tables = right_tables()
    tables["Sasaran"] = [
        ["objective_id", "parent_objective_id", "agency_id", "kind", "title", "weight"],
        ["M", "", "kota", "mission", "Layanan dasar", ""],
        ["S1", "M", "kota", "target", "Mutu puskesmas", shares[0]],
        ["S2", "M", "kota", "target", "Stunting turun", shares[1]],
    ]
    source = write_book(tables, tmp_path / "data.xlsx")
    with pytest.raises(RefusedInputError) as refused:
        run(source, tmp_path / "hasil")
    found = [(each.place, each.column, each.value) for each in refused.value.refusals]
    assert found == [
        ("data.xlsx, Sasaran, F3", "weight", shares[0]),
        ("data.xlsx, Sasaran, F4", "weight", shares[1] or None),
    ]
    assert all(told in render(each.reason, "en") for each in refused.value.refusals)
    assert [row["row"] for row in refused_rows(tmp_path / "hasil")] == ["3", "4"]
    tables["Sasaran"][-1][-1] = {"0.4": "0.5", "0.502": "0.5005", "": "0.5"}[shares[1]]  # 1 ± 0.001 is right
    run(write_book(tables, tmp_path / "data.xlsx"), tmp_path / "baru")

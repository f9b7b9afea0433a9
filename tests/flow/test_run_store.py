from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.exchange.imports.dataset import Reading
from benangmerah.flow.ask_run import AskedRun, restart_run, start_run
from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.run_tables import RunOrder, run_tables
from benangmerah.kernel.message_json import read_message
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.parquet import read_table
from benangmerah.store.mapping.rows import fetch_rows
from benangmerah.store.mapping.tables import RUN_MODELS, fields_of
from benangmerah.store.models import Employee, PolicyVersion, Receipt, Run
from tests.factories.archive import make_receipt
from tests.factories.run import AS_OF, BUDGET, agency_of, city_of, read_bytes, store_city, visit_of_analyst

pytestmark = pytest.mark.django_db


def asked(agency_id: str) -> AskedRun:
    return AskedRun(agency_id, AS_OF, 2026, BUDGET)


def test_run_of_the_archive_gives_what_the_headless_run_gives(data_folder: Path, tmp_path: Path) -> None:
    agency_id = store_city()
    run = start_run(visit_of_analyst(agency_id), asked(agency_id))
    order = RunOrder(out=tmp_path / "headless", as_of=AS_OF, year=2026, budget=BUDGET)
    headless = run_tables(Reading(city_of(), ()), order, read_policy_file(None))
    assert run.status == Run.Status.FINISHED
    assert read_bytes(path_of(run)) == read_bytes(tmp_path / "headless")
    assert {name: value for name, value in run.summary.items() if name not in ("seconds", "snapshot_hash")} == {
        name: value for name, value in headless.summary.items() if name not in ("seconds", "snapshot_hash")
    }
    assert path_of(run) == data_folder / "runs" / str(run.pk)


@pytest.mark.usefixtures("data_folder")
def test_every_table_of_the_run_stands_in_the_archive() -> None:
    agency_id = store_city()
    run = start_run(visit_of_analyst(agency_id), asked(agency_id))
    for name, model in RUN_MODELS.items():
        rows = model._default_manager.filter(run=run).values_list(*fields_of(model))
        written = read_table(path_of(run) / f"{name}.parquet", OUTPUTS[name])
        stored = fetch_rows(rows, OUTPUTS[name].schema)
        order = [(column, "ascending") for column in OUTPUTS[name].names]
        assert stored.sort_by(order).to_pylist() == written.sort_by(order).to_pylist(), name
    assert (run.is_published, run.snapshot_hash) == (True, run.summary["snapshot_hash"])


@pytest.mark.usefixtures("data_folder")
def test_former_run_stays_readable_beside_the_published_one() -> None:
    agency_id = store_city()
    visit = visit_of_analyst(agency_id)
    former = start_run(visit, asked(agency_id))
    newer = start_run(visit, asked(agency_id))
    former.refresh_from_db()
    counts = [RUN_MODELS["gap"]._default_manager.filter(run=run).count() for run in (former, newer)]
    assert ([former.is_published, newer.is_published], counts[0]) == ([False, True], counts[1])
    assert read_bytes(path_of(former)) == read_bytes(path_of(newer))


@pytest.mark.usefixtures("data_folder")
def test_run_sees_the_newest_change_and_names_it() -> None:
    agency_id = store_city()
    gone = Employee.objects.order_by("-pk").first()
    assert gone is not None
    second = make_receipt()
    Employee.objects.filter(pk=gone.pk).update(archived=second)
    run = start_run(visit_of_analyst(agency_id), asked(agency_id))
    job = run.jobs.get()
    assert (run.last_receipt, run.status) == (second, Run.Status.FAILED)
    assert job.error is not None
    assert "faults" in read_message(job.error[0]).text


@pytest.mark.usefixtures("data_folder")
def test_policy_in_force_on_the_day_is_frozen_with_the_run() -> None:
    agency_id = store_city()
    receipt = Receipt.objects.get()
    lines = {"2024-01-01": 1, "2026-01-01": 2, "2026-06-01": 3}
    for day, value in lines.items():
        PolicyVersion.objects.create(
            agency_id=agency_id, in_force_from=day, decree=f"SK {value}", signer="Dewi", recorded=receipt,
            text=f"gap_counts_from: {value}\n",
        )  # fmt: skip
    run = start_run(visit_of_analyst(agency_id), asked(agency_id))
    assert run.policy is not None
    assert (run.policy.decree, run.summary["policy"]) == (
        "SK 2", {"gap_counts_from": {"default": "0.5", "value": "2"}},
    )  # fmt: skip
    assert (path_of(run) / "snapshot" / "policy.yaml").read_text() == "gap_counts_from: 2\n"


@pytest.mark.usefixtures("data_folder")
def test_archive_without_people_ends_with_a_sentence() -> None:
    visit = visit_of_analyst("KOTA")
    run = start_run(visit, asked("KOTA"))
    job = run.jobs.get()
    assert (run.status, job.state, [read_message(each).text for each in job.error or ()]) == (
        "failed", "failed",
        ["The archive holds nobody of this agency; there is nothing to compute.", "Bring the data in first."],
    )  # fmt: skip
    assert not path_of(run).exists()


@pytest.mark.usefixtures("data_folder")
def test_run_that_failed_starts_again_in_its_own_folder() -> None:
    agency_id = agency_of(city_of())
    visit = visit_of_analyst(agency_id)
    run = start_run(visit, asked(agency_id))
    assert run.status == Run.Status.FAILED
    store_city()
    again = restart_run(visit, run.pk)
    assert (again.pk, again.status, again.folder) == (run.pk, Run.Status.FINISHED, f"runs/{run.pk}-2")
    assert [job.state for job in again.jobs.all()] == ["finished", "failed"]

from __future__ import annotations

import pytest

from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.repeat_run import Repetition, ask_repetition, repeat_run
from benangmerah.flow.run_folder import path_of
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.store.models import Employee, PolicyVersion, Rating, Receipt, Run
from benangmerah.store.selectors.scope import OutOfScopeError
from tests.factories.cast import visit_by
from tests.factories.run import AS_OF, BUDGET, read_bytes, store_city, visit_of_analyst, visit_of_stranger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def run_under_policy() -> Run:
    agency_id = store_city()
    PolicyVersion.objects.create(
        agency_id=agency_id, in_force_from="2026-01-01", decree="SK 1", signer="Dewi", recorded=Receipt.objects.get(),
        text="gap_counts_from: 0.75\n",
    )  # fmt: skip
    return start_run(visit_of_analyst(agency_id), AskedRun(agency_id, AS_OF, 2026, BUDGET))


def test_repetition_gives_the_same_byte_for_byte_whatever_the_archive_holds_by_now() -> None:
    run = run_under_policy()
    before = read_bytes(path_of(run))
    for model in (Rating, Employee):
        model._default_manager.all().delete()
    PolicyVersion.objects.update(archived=Receipt.objects.get())
    assert repeat_run(run) == Repetition(len(OUTPUTS), ())
    assert read_bytes(path_of(run)) == before
    assert sorted(path.name for path in path_of(run).parent.iterdir()) == [str(run.pk)]


@pytest.mark.one_database
def test_table_that_differs_is_named() -> None:
    run = run_under_policy()
    path = path_of(run) / "need.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    assert repeat_run(run) == Repetition(len(OUTPUTS) - 1, ("need",))


@pytest.mark.one_database
def test_another_version_of_the_code_is_said() -> None:
    run = run_under_policy()
    run.code_version = "0.0.1"
    with pytest.raises(BenangMerahError) as refused:
        repeat_run(run)
    assert refused.value.say("id") == (
        "Proses hitung ini dibuat oleh versi 0.0.1, sedangkan ini versi 0.1.0: hasilnya dapat berbeda. "
        "Pasang versi 0.0.1 di samping versi ini dan ulangi di sana."
    )


@pytest.mark.one_database
def test_snapshot_and_policy_that_are_no_longer_as_they_were_are_refused() -> None:
    run = run_under_policy()
    assert run.policy is not None
    run.policy.text = "gap_counts_from: 1\n"
    with pytest.raises(BenangMerahError, match="policy of the run"):
        repeat_run(run)
    run.refresh_from_db()
    path = path_of(run) / "snapshot" / "ratings.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(BenangMerahError, match="table ratings of the snapshot"):
        repeat_run(run)


def test_repetition_is_a_job_of_whoever_may_start_runs() -> None:
    run = run_under_policy()
    assert run.asked_by is not None
    job = ask_repetition(visit_by(run.asked_by), run.pk)
    assert (job.state, job.result) == ("finished", {"same": len(OUTPUTS), "different": []})
    with pytest.raises(OutOfScopeError):
        ask_repetition(visit_of_stranger(), run.pk)

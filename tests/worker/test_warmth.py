"""A real worker of the queue of sketches: it answers what the other worker leaves, from a run that it keeps open."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.scenario import question_of
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.ask_sketch import ask_sketch, read_sketch
from benangmerah.store.models import Job, Run
from benangmerah.worker.warmth import Warmth
from tests.factories.archive_server import shared_archive, wait_until, working
from tests.factories.cast import NOW
from tests.factories.policy import make_policy
from tests.factories.run import AS_OF, BUDGET, make_run, store_city, visit_of_analyst

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_sketches_are_answered_by_their_own_worker_alone(tmp_path: Path) -> None:
    agency_id = store_city()
    visit = visit_of_analyst(agency_id)
    with shared_archive(tmp_path) as environment:
        run = start_run(visit, AskedRun(agency_id, AS_OF, 2026, BUDGET))
        with working(environment, "--batch") as worker:
            assert worker.wait() == 0
        run.refresh_from_db()
        assert run.status == Run.Status.FINISHED
        sketch_id = ask_sketch(visit, run.pk, question_of(make_policy(), BUDGET // 2))
        with working(environment, "--batch") as worker:
            assert worker.wait() == 0
        assert read_sketch(visit, sketch_id).waits
        with working(environment, "--queue", "sketch"):
            wait_until(lambda: read_sketch(visit, sketch_id).is_over)
        found = read_sketch(visit, sketch_id)
        assert Job.objects.get(pk=sketch_id).run_id is None  # the page of the run tells of runs alone
    assert (found.state, found.error) == ("finished", [])
    assert found.answer is not None
    assert found.answer.after.spent_rupiah <= BUDGET // 2


def test_what_cannot_be_opened_is_told_and_ends_nothing(
    tmp_path: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DATA_FOLDER = tmp_path
    run = make_run("KOTA", status="finished", is_published=True, published_at=NOW)
    with caplog.at_level(logging.INFO):
        Warmth().look()
    assert f"run {run.pk} is not opened" in caplog.text

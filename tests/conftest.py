"""Tests that touch the archive are counted by database, and none of them may be skipped."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

# the planner's search is checked for leaving its arrays; checked code has a cache of its own
os.environ["NUMBA_BOUNDSCHECK"] = "1"
os.environ["NUMBA_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / "benangmerah-checked")

import pytest

collect_ignore = ["postgres.py"]
"""It starts a server wherever it is imported, and looking for doctests imports everything."""
STORE = pytest.StashKey[Counter[str]]()
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "client", "admin_client"})
ROOMS = ("tests/store/", "tests/flow/", "tests/web/", "tests/worker/")
"""Journeys are counted too, and may be skipped where there is no browser: tests/journeys/conftest.py sees to that."""

SLOW = (
    "tests/scenarios/test_scenarios.py::test_scenario_comes_out_as_written[benang_merah_sampai_pelatihan",
    "tests/agreement/test_quality_checks.py", "tests/analytics/test_publish.py", "tests/analytics/test_publish_thread.py",
    "tests/architecture/test_catalogue.py", "tests/architecture/test_rooms.py", "tests/domain/test_career_path.py", "tests/exchange/exports/test_template.py",
    "tests/exchange/imports/test_table.py", "tests/exchange/imports/test_unreadable.py", "tests/exchange/imports/test_workbook.py", "tests/exchange/siasn/test_export.py", "tests/factories/", "tests/flow/test_account.py",
    "tests/flow/test_add_example_accounts.py", "tests/flow/test_ask_target.py", "tests/flow/test_change_objective.py", "tests/flow/test_change_threshold.py", "tests/flow/test_load_example.py",
    "tests/flow/test_explain_employee.py", "tests/flow/test_run_dataset.py",
    "tests/flow/test_add_up_run.py", "tests/flow/test_arrange_sheet.py", "tests/flow/test_ask_run.py", "tests/flow/test_change_data.py",
    "tests/flow/test_change_standard.py", "tests/flow/test_check_quality.py", "tests/flow/test_draft_plan.py", "tests/flow/test_edit_rows.py", "tests/flow/test_import_dataset.py", "tests/flow/test_import_talent.py", "tests/flow/test_jobs.py",
    "tests/flow/test_publish_run.py", "tests/flow/test_read_assessment.py", "tests/flow/test_repeat_run.py",
    "tests/flow/test_run_documents.py", "tests/flow/test_run_store.py", "tests/flow/test_change_scenario.py", "tests/flow/test_write_documents.py",
    "tests/planner/test_bound.py", "tests/planner/test_floor.py", "tests/planner/test_next_item.py", "tests/planner/test_search.py",
    "tests/planner/test_diagnosis.py", "tests/planner/test_pins.py", "tests/planner/test_sketch.py", "tests/planner/test_what_if.py",
    "tests/journeys/", "tests/reports/format/", "tests/reports/test_akpk.py", "tests/reports/test_gap.py", "tests/reports/test_gap_paper.py",
    "tests/reports/test_index_paper.py", "tests/reports/test_need.py",
    "tests/reports/test_mirror_paper.py", "tests/reports/test_plan.py", "tests/reports/test_plan_workbook.py", "tests/snapshot/test_difference.py",
    "tests/snapshot/test_parquet.py", "tests/store/test_extract.py", "tests/store/test_migrations.py", "tests/synthesis/",
    "tests/web/", "tests/worker/",
)  # fmt: skip
"""Whole files and folders that `make check` leaves to `make test`, so that it takes about a minute."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The fast set does not even read what is left out of it: that took longer than its tests."""
    if config.getoption("markexpr") != "not slow" or not collection_path.is_relative_to(config.rootpath):
        return None
    place = collection_path.relative_to(config.rootpath).as_posix() + "/" * collection_path.is_dir()
    return True if place in SLOW else None


def database_of_run() -> str:
    """The database that this run is on."""
    return "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"


def uses_archive(item: pytest.Item) -> bool:
    """Whether a test asks for the database."""
    fixtures = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures)


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables are made at once from the models on SQLite; PostgreSQL, `make demo` and the served product are migrated."""
    return database_of_run() == "postgresql"


@pytest.fixture(autouse=True)
def _nothing_kept(request: pytest.FixtureRequest) -> None:
    """Forget what is kept of runs and receipts: one that was rolled back leaves its number to the next."""
    if uses_archive(request.node):
        from django.core.cache import caches

        from benangmerah.flow.read_talent import keep_everybody
        from benangmerah.store.selectors.holding import forget_names
        from benangmerah.store.selectors.place import forget_places
        from benangmerah.store.selectors.run_unit import forget_runs
        from benangmerah.store.selectors.unit_tree import units_below_kept

        forget_names()
        forget_places()
        forget_runs()
        keep_everybody.cache_clear()
        units_below_kept.cache_clear()
        caches["pages"].clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the archive, so that `-m archive` chooses them, and those of slow files."""
    for item in items:
        if uses_archive(item) and item.get_closest_marker("one_database") is None:
            item.add_marker("archive")
        if Path(item.nodeid).as_posix().startswith(SLOW):
            item.add_marker("slow")


def pytest_configure(config: pytest.Config) -> None:
    """Count from nothing."""
    config.stash[STORE] = Counter()
    config.pluginmanager.register(ArchiveCount(config.stash[STORE]), "archive-count")


class ArchiveCount:
    """Adds up how the tests of the archive ended, in whichever process they ran."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One report of a test: its call, or a set-up that did not come to one."""
        if "archive" not in report.keywords or (report.passed and report.when != "call"):
            return
        is_journey = not Path(report.nodeid).as_posix().startswith(ROOMS)
        self.counts["skipped journeys" if report.skipped and is_journey else report.outcome] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say on which database how many tests of the archive ran."""
    counts = config.stash[STORE]
    if counts:
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items()))
        terminalreporter.write_line(f"archive on {database_of_run()}: {told}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test of the archive that was skipped fails the run: on each database all of them must have run."""
    if session.config.stash[STORE]["skipped"] and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

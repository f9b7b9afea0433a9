"""The archive of the demo: an example city, an account for every role, a run; made once and kept in demo/data."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import django

from benangmerah.kernel.explanation import translate
from benangmerah.kernel.message_json import read_message
from benangmerah.kernel.progress import Progress

if TYPE_CHECKING:
    from benangmerah.store.models.run import Run

DEMO = Path("demo")
DATA = DEMO / "data"
BEFORE = DEMO / "data-lama"
ACCOUNTS = DATA / "akun.txt"
STAMP = DATA / "dibuat-dari.txt"
VENDOR = Path("src/benangmerah/web/static/vendor/.stamp")
MIGRATIONS = Path("src/benangmerah/store/migrations")
AS_OF = date(2026, 1, 1)


def prepare_archive(people: int, seed: int, progress: Progress) -> Run:
    """Migrate, load, make accounts, ask for a run: only what is missing; gives the run, which may still wait."""
    made_from = _mark(people, seed)
    if not (STAMP.is_file() and STAMP.read_text("utf-8") == made_from):
        clear_other_city()
    os.environ["BENANGMERAH_DATA"] = str(DATA)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benangmerah.settings.product"
    os.environ.setdefault("BENANGMERAH_LOG_LEVEL", "WARNING")
    DATA.mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if not ACCOUNTS.is_file():
        _fill(people, seed, progress)
    STAMP.write_text(made_from, encoding="utf-8")
    return _ask_for_run()


def collect_files() -> bool:
    """Put the files of the pages where they are served from; False where they were never fetched."""
    from django.core.management import call_command

    if not VENDOR.is_file():
        print("The front-end packages are missing, so no pages are served: make setup", file=sys.stderr)
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    return True


def read_accounts() -> str:
    """The accounts as they were made, with the password of this machine."""
    return ACCOUNTS.read_text("utf-8")


def wait_for_run(run: Run, progress: Progress) -> Path | None:
    """Tell how far the worker is until the run has ended; its folder, or nothing where it did not finish."""
    from benangmerah.flow.run_folder import path_of
    from benangmerah.store.models.job import Job

    while run.status in (run.Status.WAITING, run.Status.RUNNING):
        job = Job.objects.filter(run=run).latest("pk")
        if job.stage:
            progress(read_message(job.stage), job.done, job.total)
        time.sleep(0.5)
        run.refresh_from_db()
    return path_of(run) if run.status == run.Status.FINISHED else None


def clear_other_city() -> None:
    """Take away what was made of another city; an archive is put aside, since somebody may have worked in it."""
    if DATA.exists():
        shutil.rmtree(BEFORE, ignore_errors=True)
        DATA.rename(BEFORE)
        print(f"{DATA} -> {BEFORE}", file=sys.stderr)
    for old in DEMO.iterdir() if DEMO.exists() else ():
        if old != BEFORE:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def _mark(people: int, seed: int) -> str:
    """What the archive was made for: another city or other tables need another archive."""
    tables = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(MIGRATIONS.glob("*.py")))).hexdigest()
    return f"people={people} seed={seed} tables={tables[:16]}\n"


def _fill(people: int, seed: int, progress: Progress) -> None:
    from django.db import transaction
    from django.utils import timezone

    from benangmerah.flow.account import make_password
    from benangmerah.flow.add_example_accounts import add_example_accounts
    from benangmerah.flow.audit import operator_visit
    from benangmerah.flow.check_quality import ask_quality
    from benangmerah.flow.load_example import load_example
    from benangmerah.store.models.agency import Agency

    password = make_password()
    with transaction.atomic():
        load_example(people=people, seed=seed, as_of=AS_OF, made_at=timezone.now(), progress=progress)
        accounts = add_example_accounts(password, timezone.now())
        for agency_id in Agency.objects.filter(archived=None).values_list("agency_id", flat=True):
            ask_quality(operator_visit(timezone.now(), "demo"), agency_id, AS_OF)
    lines = [
        f"{translate(account.role, 'id'):32} {account.log_in_name:26} {account.name}, {account.place}"
        for account in accounts
    ]
    ACCOUNTS.touch(mode=0o600)
    ACCOUNTS.write_text("\n".join([*lines, f"\nKata sandi / password: {password}", ""]), encoding="utf-8")


def _ask_for_run() -> Run:
    """The newest run that finished or is under way; else a new one, which waits for a worker."""
    from django.utils import timezone

    from benangmerah.flow.ask_run import AskedRun, start_run
    from benangmerah.flow.audit import operator_visit
    from benangmerah.flow.lost_jobs import find_lost_jobs
    from benangmerah.store.models.agency import Agency
    from benangmerah.store.models.run import Run

    now = timezone.now()
    find_lost_jobs(now)
    hopeful = (Run.Status.WAITING, Run.Status.RUNNING, Run.Status.FINISHED)
    known = Run.objects.filter(status__in=hopeful).order_by("-pk").first()
    if known is not None:
        return known
    agency_id = Agency.objects.filter(archived=None).values_list("agency_id", flat=True)[0]
    return start_run(operator_visit(now, "demo"), AskedRun(agency_id, AS_OF))

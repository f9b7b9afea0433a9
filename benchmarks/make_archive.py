"""An archive of an invented city with a published run and readers who are logged in, to measure pages on."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_tree import plant_trees

if TYPE_CHECKING:
    from django.test import Client

    from benangmerah.store.models import Account

AS_OF = date(2026, 1, 1)
SEED = 1
READERS = 8
ANALYST, TALENT_READER = "analyst", "hr_agency_head"
TALENT = ("Peta talenta", "Kotak talenta", "Talenta pegawai")
"""Pages of talent are for fewer: the head of the HR agency reads them."""


def make_archive(folder: Path, people: int) -> None:
    """Fill the data folder; what the pages need to be asked stands in `readers.json`."""
    os.environ["BENANGMERAH_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benangmerah.settings.product"
    os.environ.setdefault("BENANGMERAH_LOG_LEVEL", "ERROR")
    import django

    django.setup()
    from django.conf import settings
    from django.core.cache import caches
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, override_settings
    from django.utils import timezone

    from benangmerah.flow.add_example_accounts import add_example_accounts
    from benangmerah.flow.ask_run import AskedRun, start_run
    from benangmerah.flow.audit import Visit, operator_visit
    from benangmerah.flow.load_example import load_example
    from benangmerah.flow.read_succession import list_succession
    from benangmerah.flow.read_talent import TalentChoice, read_talent_map
    from benangmerah.store.models import (
        Account,
        Agency,
        Employee,
        Gap,
        Objective,
        PlanningDocument,
        RunPerson,
        ThreadLine,
        ThreadSum,
    )
    from benangmerah.store.selectors.place import read_run_tree
    from benangmerah.store.selectors.scope import scope_of

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_example(people=people, seed=SEED, as_of=AS_OF, made_at=timezone.now())
    accounts = add_example_accounts("benang-merah-diukur", timezone.now())
    agency_id = Agency.objects.get(archived=None).agency_id
    plant_trees(agency_id)
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}):
        run = start_run(operator_visit(timezone.now(), "bench"), AskedRun(agency_id, AS_OF))
    seats = {str(each.role): each.log_in_name for each in accounts}
    reading = {each: Account.objects.get(nip=seats[each]) for each in (ANALYST, TALENT_READER)}
    gap = Gap.objects.filter(run=run, state="gap").order_by("employee_id", "competency_id")[0]
    unit = RunPerson.objects.get(run=run, employee_id=gap.employee_id)
    employee = Employee.objects.get(archived=None, employee_id=gap.employee_id)
    node = Objective.objects.filter(archived=None, kind="target", agency_id__isnull=False).order_by("objective_id")[0]
    document = PlanningDocument.objects.filter(archived=None, agency_id__isnull=False).order_by("document_id")[0]
    agency = {"run": run, "level": "agency"}
    target = ThreadSum.objects.filter(kind="target", **agency).order_by("-link_count", "objective_id")[0]
    line = ThreadLine.objects.filter(**agency).order_by("-item_count", "intervention_id")[0]
    visits = {each: Visit(scope_of(account, timezone.localdate()), "bench", timezone.now())
              for each, account in reading.items()}  # fmt: skip
    leaving = list_succession(visits[ANALYST], run, read_run_tree(visits[ANALYST].scope, run).place(""), 60)[0]
    talent = read_talent_map(visits[TALENT_READER], TalentChoice())
    fullest = max(talent.rules.law.boxes.values(), key=lambda box: talent.counts[box.code])
    pages = {
        "Beranda": "/", "Peta kesenjangan": "/peta/", "Pegawai (daftar)": "/pegawai/",
        "Pegawai": f"/pegawai/{gap.employee_id}/",
        "Mengapa (pegawai)": f"/pegawai/{gap.employee_id}/mengapa/?kompetensi={gap.competency_id}",
        "Unit": f"/unit/{unit.opd_id or unit.unit_id}/hasil/", "Kebutuhan": "/kebutuhan/",
        "Kebutuhan (kompetensi)": "/kebutuhan/kompetensi/", "Rencana": "/rencana/",
        "Lembar pimpinan": "/lembar-pimpinan/",
        "Benang merah": "/benang-merah/", "Simpul benang merah": f"/benang-merah/simpul/{target.objective_id}/",
        "Kegiatan benang merah": f"/benang-merah/kegiatan/{line.intervention_id}/",
        "Tanpa benang": "/benang-merah/tanpa-benang/",
        "Karier": f"/pegawai/{gap.employee_id}/karier/", "Kandidat": f"/jabatan/{employee.position_id}/kandidat/",
        "Suksesi": "/suksesi/", "Yang hilang": f"/suksesi/{leaving.employee_id}/",
        "Peta talenta": "/talenta/", "Kotak talenta": f"/talenta/kotak/{fullest.number}/",
        "Talenta pegawai": f"/pegawai/{gap.employee_id}/talenta/", "Dokumen perencanaan": "/perencanaan/",
        "Pohon dokumen": f"/perencanaan/{document.document_id}/", "Simpul perencanaan": f"/simpul/{node.objective_id}/",
        "Cermin kebijakan": "/cermin/", "Diklat wajib": "/diklat-wajib/", "Laporan": "/laporan/",
    }  # fmt: skip
    readers = {each: [_log_in(account) for _ in range(READERS)] for each, account in reading.items()}
    queries = {}
    for name, address in pages.items():
        client = readers[TALENT_READER if name in TALENT else ANALYST][0]
        client.get(address)
        caches["pages"].clear()
        counts = []
        for _ in ("drawn", "kept"):
            with CaptureQueriesContext(connection) as asked:
                status = client.get(address).status_code
            if status != 200:
                raise SystemExit(f"{address}: {status}")
            counts.append(len(asked))
        queries[name] = counts
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    cookies = {}
    for role, clients in readers.items():
        for each in clients[1:]:
            each.get("/")
        cookies[role] = ["; ".join(f"{name}={each.cookies[name].value}" for name in names) for each in clients]
    known = {
        "pages": pages, "queries": queries, "cookies": cookies[ANALYST],
        "cookies_of": dict.fromkeys(TALENT, cookies[TALENT_READER]),
    }  # fmt: skip
    (folder / "readers.json").write_text(json.dumps(known), "utf-8")


def _log_in(account: Account) -> Client:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend="benangmerah.store.authentication.NipOrMailBackend")
    return client


if __name__ == "__main__":
    make_archive(Path(sys.argv[1]), int(sys.argv[2]))

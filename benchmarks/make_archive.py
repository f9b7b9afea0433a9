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
    from benangmerah.flow.audit import operator_visit
    from benangmerah.flow.load_example import load_example
    from benangmerah.store.models import Account, Agency, Employee, Gap, Objective, PlanningDocument, RunPerson

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_example(people=people, seed=SEED, as_of=AS_OF, made_at=timezone.now())
    accounts = add_example_accounts("benang-merah-diukur", timezone.now())
    agency_id = Agency.objects.get(archived=None).agency_id
    plant_trees(agency_id)
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}):
        run = start_run(operator_visit(timezone.now(), "bench"), AskedRun(agency_id, AS_OF))
    analyst = next(each for each in accounts if each.role == "analyst")
    account = Account.objects.get(nip=analyst.log_in_name)
    gap = Gap.objects.filter(run=run, state="gap").order_by("employee_id", "competency_id")[0]
    unit = RunPerson.objects.get(run=run, employee_id=gap.employee_id)
    employee = Employee.objects.get(archived=None, employee_id=gap.employee_id)
    node = Objective.objects.filter(archived=None, kind="target", agency_id__isnull=False).order_by("objective_id")[0]
    document = PlanningDocument.objects.filter(archived=None, agency_id__isnull=False).order_by("document_id")[0]
    pages = {
        "Beranda": "/", "Peta kesenjangan": "/peta/", "Pegawai (daftar)": "/pegawai/",
        "Pegawai": f"/pegawai/{gap.employee_id}/",
        "Mengapa (pegawai)": f"/pegawai/{gap.employee_id}/mengapa/?kompetensi={gap.competency_id}",
        "Unit": f"/unit/{unit.opd_id or unit.unit_id}/hasil/", "Kebutuhan": "/kebutuhan/",
        "Kebutuhan (kompetensi)": "/kebutuhan/kompetensi/", "Rencana": "/rencana/",
        "Lembar pimpinan": "/lembar-pimpinan/",
        "Benang merah": "/benang-merah/",
        "Karier": f"/pegawai/{gap.employee_id}/karier/", "Kandidat": f"/jabatan/{employee.position_id}/kandidat/",
        "Suksesi": "/suksesi/", "Dokumen perencanaan": "/perencanaan/",
        "Pohon dokumen": f"/perencanaan/{document.document_id}/", "Simpul perencanaan": f"/simpul/{node.objective_id}/",
        "Cermin kebijakan": "/cermin/", "Diklat wajib": "/diklat-wajib/", "Laporan": "/laporan/",
    }  # fmt: skip
    clients = [_log_in(account) for _ in range(READERS)]
    queries = {}
    for name, address in pages.items():
        clients[0].get(address)
        caches["pages"].clear()
        counts = []
        for _ in ("drawn", "kept"):
            with CaptureQueriesContext(connection) as asked:
                status = clients[0].get(address).status_code
            if status != 200:
                raise SystemExit(f"{address}: {status}")
            counts.append(len(asked))
        queries[name] = counts
    for each in clients[1:]:
        each.get("/")
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    cookies = ["; ".join(f"{name}={each.cookies[name].value}" for name in names) for each in clients]
    (folder / "readers.json").write_text(json.dumps({"pages": pages, "queries": queries, "cookies": cookies}), "utf-8")


def _log_in(account: Account) -> Client:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend="benangmerah.store.authentication.NipOrMailBackend")
    return client


if __name__ == "__main__":
    make_archive(Path(sys.argv[1]), int(sys.argv[2]))

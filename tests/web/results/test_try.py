from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from benangmerah.store.models import Run
from tests.factories.published import be, biggest_opd, read, somebody
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db

PAGES = [
    "/",
    "/kebutuhan/",
    "/kebutuhan/kompetensi/",
    "/kebutuhan/unit/",
    "/kebutuhan/usulan/",
    "/pegawai/",
    "/rencana/",
    "/rencana/unit/",
    "/rencana/pegawai/",
    "/lembar-pimpinan/",
    "/cermin/",
    "/diklat-wajib/",
    "/laporan/",
    "/indikator/",
    "/mengapa/gap/",
    "/mengapa/index/",
    "/mengapa/need/",
    "/mengapa/plan/",
    "/peta/",
]


@pytest.mark.parametrize("page", PAGES)
def test_page(client: Client, run: Run, page: str) -> None:
    be(client, run)
    text = read(client, page)
    Path("/tmp/pages" + page.replace("/", "_") + ".html").write_text(text)
    print(page, len(text), count_queries(client, page))


def test_more(client: Client, run: Run) -> None:
    be(client, run)
    opd = biggest_opd(run)
    p = somebody(run, item_count__gt=0, target_position_id__isnull=False)
    for page in [
        f"/unit/{opd.unit_id}/hasil/",
        f"/pegawai/{p.employee_id}/",
        f"/pegawai/{p.employee_id}/mengapa/",
        f"/pegawai/{p.employee_id}/mengapa/?angka=index",
        f"/pegawai/{p.employee_id}/mengapa/?kompetensi=M.1",
        f"/kebutuhan/?unit={opd.unit_id}",
        f"/rencana/?unit={opd.unit_id}",
    ]:
        text = read(client, page)
        Path("/tmp/pages_" + page.replace("/", "_")[:60] + ".html").write_text(text)
        print(page, len(text), count_queries(client, page))


def test_q(client: Client, run: Run) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    be(client, run)
    opd = biggest_opd(run)
    p = somebody(run, item_count__gt=0, target_position_id__isnull=False)
    for page in ["/indikator/", "/", "/rencana/", f"/pegawai/{p.employee_id}/", f"/unit/{opd.unit_id}/hasil/"]:
        client.get(page)
        with CaptureQueriesContext(connection) as q:
            client.get(page)
        print("=====", page, len(q))
        for x in q.captured_queries:
            print("   ", __import__("re").sub(r"SELECT .*? FROM", "SELECT FROM", x["sql"])[:170])

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from benangmerah.store.models import Job, Run
from benangmerah.web.run.form import RupiahField
from tests.factories.cast import CITY, NOW, make_city
from tests.factories.run import make_analyst, make_run, store_city

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FOLDER = tmp_path


def log_in(client: Client, agency_id: str) -> Client:
    client.force_login(make_analyst(agency_id), backend=BACKEND)
    return client


@pytest.mark.parametrize(
    ("written", "read"),
    [("1.500.000.000", 1_500_000_000), ("Rp 1.500.000", 1_500_000), ("1,500,000", 1_500_000), ("1500", 1500), ("0", 0),
     ("", None), (" ", None)],
)  # fmt: skip
def test_rupiah_are_read_with_and_without_dots(written: str, read: int | None) -> None:
    assert RupiahField(required=False).clean(written) == read


@pytest.mark.parametrize("written", ["1.5", "1,50", "-5", "1.500.00", "satu juta", "1.000,50", "9" * 19])
def test_what_is_no_whole_rupiah_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        RupiahField(required=False).clean(written)


def test_what_is_wrong_stands_beside_its_field(client: Client) -> None:
    make_city()
    data = {"agency_id": CITY, "as_of": "1800-01-01", "budget": "1,5"}
    page = log_in(client, CITY).post("/hitungan/baru/", data).content.decode()
    assert "Tulis rupiah bulat, misalnya 1.500.000.000." in page
    page = client.post("/hitungan/baru/", data | {"budget": ""}).content.decode()
    assert ("mendahului hari pertama" in page or "sebelum hari pertama" in page, Run.objects.count()) == (True, 0)


def test_run_from_the_form_is_computed_published_and_documented(client: Client, tmp_path: Path) -> None:
    agency_id = store_city()
    data = {"agency_id": agency_id, "as_of": "2026-01-01", "year": "2026", "budget": "10.000.000"}
    answer = log_in(client, agency_id).post("/hitungan/baru/", data)
    run = Run.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/hitungan/{run.pk}/")
    assert (run.status, run.is_published, run.budget_rupiah) == ("finished", True, 10_000_000)

    client.post(f"/hitungan/{run.pk}/dokumen/")
    client.post(f"/hitungan/{run.pk}/ulangi/")
    page = client.get(f"/hitungan/{run.pk}/").content.decode()
    assert "ke-15 tabel sama persis" in page
    written = sorted(path.name for path in (tmp_path / run.folder / "documents").iterdir())
    assert [name for name in written if f"/dokumen/{name}/" not in page] == []
    assert len(written) == 15


def test_second_run_is_refused_on_the_form(client: Client) -> None:
    agency_id = store_city()
    first = make_run(agency_id, status="running")
    page = log_in(client, agency_id).post(
        "/hitungan/baru/", {"agency_id": agency_id, "as_of": "2026-01-01"}
    ).content.decode()  # fmt: skip
    assert (f"Proses hitung {first.pk} atas data per" in page, Run.objects.count()) == (True, 1)


def test_run_is_stopped_from_its_page(client: Client) -> None:
    run = make_run(CITY, status="waiting")
    Job.objects.create(kind="compute_run", run=run, asked_at=NOW)
    assert log_in(client, CITY).post(f"/hitungan/{run.pk}/hentikan/").status_code == 302
    run.refresh_from_db()
    assert (run.status, run.jobs.get().state) == ("cancelled", "cancelled")

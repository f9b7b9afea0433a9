from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from benangmerah.domain.role import Role
from benangmerah.store.models import Account, Employee, ImportDraft
from tests.exchange.opd.ugly import LAYOUT, write_ugly
from tests.factories import cast
from tests.factories.cast import CITY, DEWI, FOREIGN, OWN, WATI
from tests.factories.upload import add_fault, make_archive, make_draft, people, person, write_book
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
NEW = "200001012024031009"
PLACE = f"{CITY}/{OWN}"


@pytest.fixture(autouse=True)
def _archive(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_archive()


@pytest.fixture
def dewi(client: Client) -> Account:
    """The HR manager of the puskesmas, logged in."""
    account = cast.make_member(DEWI, "Dewi", Role.HR_MANAGER, OWN)
    client.force_login(account, BACKEND)
    return account


def send(client: Client, *rows: list[object], name: str = "Pegawai.xlsx", **fields: str) -> str:
    """Send a workbook of people; the address one is led to."""
    file = SimpleUploadedFile(name, write_book(people(*rows)))
    answer = client.post("/impor/baru/", {"upload": file, "place": PLACE, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def counts_on(page: str) -> list[str]:
    return re.findall(
        r'<td role="cell" data-label="(?:Baru|Berubah|Hilang|Tetap|Ditolak)" class="is-number">([^<]*)</td>', page
    )


@pytest.mark.usefixtures("dewi")
def test_file_is_sent_looked_at_accepted_and_undone(client: Client) -> None:
    address = send(client, person(name="Budi Santoso"), person(NEW, "Nina"))
    page = page_of(client, address)
    assert counts_on(page) == ["1", "1", "0", "0", "0"]
    assert "Terima semua baris" in page
    assert client.post(f"{address}terima/").headers["Location"] == address
    page = page_of(client, address)
    assert ("Tanda terima" in page, "Urungkan" in page, "Terima semua" in page) == (True, True, False)
    assert ImportDraft.objects.get().file_sha256 in page
    client.post(f"{address}urungkan/")
    assert Employee.objects.filter(archived__isnull=True, employee_id=NEW).count() == 0
    assert "diurungkan" in page_of(client, address)


@pytest.mark.usefixtures("dewi")
def test_wrong_cell_is_shown_in_its_row_mended_and_checked_again(client: Client) -> None:
    address = send(client, person(NEW, "Nina", status="honorer"))
    page = page_of(client, address)
    assert (
        '<span class="sheet-cell is-bad"><span class="sheet-heading">Status Kepegawaian</span> <span>honorer</span>'
        in page
    )
    assert f'<a href="{address}perbaiki/1/">F2</a>' in page
    assert "honorer bukan salah satu nilai yang diterima." in page
    form = page_of(client, f"{address}perbaiki/1/")
    assert '<option value="pppk">pppk</option>' in form
    answer = client.post(f"{address}perbaiki/1/", {"value": "pppk"})
    assert answer.headers["Location"] == address
    page = page_of(client, address)
    assert (counts_on(page), "sheet-cell is-bad" in page) == (["1", "0", "0", "0", "0"], False)


@pytest.mark.usefixtures("dewi")
def test_valid_rows_are_accepted_alone_only_when_asked_so(client: Client) -> None:
    address = send(client, person(NEW, "Nina"), person(status="honorer"))
    client.post(f"{address}terima/")
    assert ImportDraft.objects.get().state == "checked"
    client.post(f"{address}terima/", {"rows": "valid"})
    assert ImportDraft.objects.get().state == "accepted"


@pytest.mark.usefixtures("dewi")
def test_workbook_is_downloaded_with_its_cells_marked(client: Client) -> None:
    address = send(client, person(NEW, "Nina", status="honorer"), name="Data FIX.xlsx")
    answer = client.get(f"{address}buku-kerja/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Data FIX - diperiksa.xlsx"'
    assert load_workbook(BytesIO(answer.content))["Pegawai"]["F2"].comment is not None


@pytest.mark.usefixtures("dewi")
def test_left_import_says_so_and_has_no_file_any_more(client: Client) -> None:
    address = send(client, person(status="honorer"))
    client.post(f"{address}tinggalkan/")
    assert "ditinggalkan" in page_of(client, address)
    assert client.get(f"{address}buku-kerja/").headers["Location"] == address


@pytest.mark.usefixtures("dewi")
def test_what_is_no_table_is_refused_beside_the_field(client: Client) -> None:
    scan = SimpleUploadedFile("Pegawai.xlsx", b"%PDF-1.7")
    page = client.post("/impor/baru/", {"upload": scan, "place": PLACE}).content.decode()
    assert "Berkas ini bukan buku kerja, CSV, Parquet, ataupun zip darinya." in page
    assert ImportDraft.objects.count() == 0


@pytest.mark.usefixtures("dewi")
def test_place_outside_ones_units_cannot_be_chosen(client: Client) -> None:
    file = SimpleUploadedFile("Pegawai.xlsx", write_book(people(person())))
    answer = client.post("/impor/baru/", {"upload": file, "place": f"{CITY}/{FOREIGN}"})
    assert (answer.status_code, ImportDraft.objects.count()) == (200, 0)


def test_list_shows_the_imports_of_ones_units_and_no_other(client: Client, dewi: Account) -> None:
    wati = cast.make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN)
    make_draft(dewi, CITY, OWN)
    secret = make_draft(wati, CITY, FOREIGN)
    page = page_of(client, "/impor/")
    assert re.findall(r'<a href="/impor/(\d+)/">', page) == [str(ImportDraft.objects.get(uploaded_by=dewi).pk)]
    assert "Puskesmas Melati" in page
    assert client.get(f"/impor/{secret.pk}/").status_code == 404


def test_list_takes_as_many_queries_for_three_imports_as_for_one(client: Client, dewi: Account) -> None:
    counts = []
    for _ in range(3):
        make_draft(dewi, CITY, OWN)
        counts.append(count_queries(client, "/impor/"))
    assert counts[0] == counts[2]


def test_import_takes_as_many_queries_for_three_faults_as_for_one(client: Client, dewi: Account) -> None:
    draft = make_draft(dewi, CITY, OWN)
    counts = [count_queries(client, f"/impor/{draft.pk}/")]
    for number in (2, 3):
        add_fault(draft, number)
    assert counts == [count_queries(client, f"/impor/{draft.pk}/")]


@pytest.mark.usefixtures("dewi")
def test_work_that_has_ended_loads_the_page_anew(client: Client) -> None:
    address = send(client, person())
    answer = client.get(f"{address}kemajuan/")
    assert answer.headers["HX-Refresh"] == "true"


@pytest.mark.usefixtures("dewi")
def test_sheet_of_an_office_is_arranged_in_the_browser(client: Client, tmp_path: Path) -> None:
    file = SimpleUploadedFile("Data FIX.xlsx", write_ugly(tmp_path / "u.xlsx").read_bytes())
    address = client.post("/impor/baru/", {"upload": file, "place": PLACE}).headers["Location"]
    assert "Pilih baris judul" in page_of(client, address)
    form = page_of(client, f"{address}judul/")
    assert '<input type="hidden" name="rows" value="7-8">' in form
    assert '<option value="employee_id" selected>NIP</option>' in form
    columns = {f"column-{position}": column for position, column in LAYOUT.columns.items()}
    client.post(f"{address}judul/", {"sheet": "Lampiran", "rows": "7-8", "table": "employees", **columns})
    page = page_of(client, address)
    assert ("Nama yang perlu diputuskan" in page, "baris 14: jumlah" in page) == (True, True)
    assert "<q>III D</q> → <strong>III/d</strong>" in page
    client.post(f"{address}arti/", {"kind": "position", "key": "ahli muda perawat", "target": "P1"})
    assert "Ahli Muda - Perawat</strong>" not in page_of(client, address)
    client.post(f"{address}ambil/", {"row": "14"})
    assert "baris 14: jumlah" not in page_of(client, address)


@pytest.mark.usefixtures("dewi")
@pytest.mark.parametrize("asked", ["?rows=99-100&sheet=Lampiran", "?rows=x&sheet=", "?rows=1-1&sheet=tiada"])
def test_headings_that_are_not_there_are_refused_in_words(client: Client, tmp_path: Path, asked: str) -> None:
    file = SimpleUploadedFile("Data FIX.xlsx", write_ugly(tmp_path / "u.xlsx").read_bytes())
    address = client.post("/impor/baru/", {"upload": file, "place": PLACE}).headers["Location"]
    assert client.get(f"{address}judul/{asked}").headers["Location"] == address

"""Planning documents in the browser: a tree from its Renstra table to a link, looked at again as it stood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models import Objective, ObjectiveDetail, ObjectiveNeed, PlanningDocument, Receipt
from tests.exchange.renstra.test_sheet import GOOD, write
from tests.factories.cast import CITY, OWN, RATNA, make_member
from tests.factories.planning import make_plan
from tests.factories.upload import make_archive
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
DOCUMENT, TARGET, PROGRAM = f"D-{CITY}", f"S-{CITY}", f"P-{CITY}"


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_plan(make_archive(), CITY)


def log_in(client: Client, role: Role = Role.ANALYST) -> Client:
    client.force_login(make_member(RATNA, "Ratna", role, None), backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_document_and_node_say_what_stands_in_them(client: Client) -> None:
    log_in(client, Role.PLANNING_AGENCY)
    assert "Renstra Dinas Kesehatan 2025-2029" in read(client, "/perencanaan/")
    page = read(client, f"/perencanaan/{DOCUMENT}/")
    for words in ("Meningkatnya mutu layanan puskesmas", "1.02.03", "Rp 250 juta", "Kepmendagri 900.1.15.5-1317/2023"):
        assert words in page
    node = read(client, f"/simpul/{TARGET}/")
    for words in ("Kepuasan pasien", "81,2", "2025: 84 / 82,5", "98,21 %"):
        assert words in node
    assert "Tambah kaitan" not in node


def test_node_is_added_changed_and_closed_in_the_browser(client: Client) -> None:
    log_in(client)
    new = {"objective_id": "N1", "agency_id": CITY, "kind": "activity", "code": "1.02.03.2.01", "title": "Pelatihan",
           "parent_objective_id": PROGRAM, "document_id": DOCUMENT, "unit_id": OWN, "money_2026": "1000000"}  # fmt: skip
    assert client.post(f"/simpul-baru/?dokumen={DOCUMENT}", new)["Location"] == "/simpul/N1/"
    page = read(client, "/simpul/N1/")
    for words in ("Puskesmas Melati", "Rp 1 juta", "Program peningkatan kapasitas tenaga kesehatan"):
        assert words in page
    changed = {key: value for key, value in new.items() if key not in {"objective_id", "agency_id"}}
    assert client.post("/simpul/N1/ubah/", changed | {"title": "Pelatihan gizi"})["Location"] == "/simpul/N1/"
    assert client.post("/simpul/N1/tutup/")["Location"] == "/perencanaan/"
    assert not Objective.objects.filter(archived=None, objective_id="N1").exists()


def test_parent_is_searched_among_lawful_nodes_of_the_document(client: Client) -> None:
    log_in(client)
    address = f"/simpul-cari/induk/?kind=activity&document_id={DOCUMENT}&parent_objective_id="
    label = "1.02.03 Program peningkatan kapasitas tenaga kesehatan"
    assert read(client, f"{address}kapasitas") == f'<option value="{label}"></option>'
    assert read(client, f"{address}1.02") == read(client, f"{address}kapasitas")
    assert read(client, f"{address}puskesmas") == ""
    assert "puskesmas" in read(client, address.replace("activity", "program"))
    assert read(client, address.replace(DOCUMENT, "LAIN")) == ""
    new = {"objective_id": "N1", "agency_id": CITY, "kind": "activity", "title": "Pelatihan", "document_id": DOCUMENT}
    for typed in (label, "1.02.03", PROGRAM, "kapasitas tenaga"):
        assert client.post("/simpul-baru/", new | {"parent_objective_id": typed})["Location"] == "/simpul/N1/", typed
        assert Objective.objects.get(archived=None, objective_id="N1").parent_objective_id == PROGRAM
        assert f'value="{label}"' in read(client, "/simpul/N1/ubah/")
        client.post("/simpul/N1/tutup/")
    refused = client.post("/simpul-baru/", new | {"parent_objective_id": "bandara"}).content.decode()
    assert "Tidak ada simpul yang cocok dengan bandara" in refused
    assert label in refused
    refused = client.post("/simpul-baru/", new | {"parent_objective_id": TARGET}).content.decode()
    assert "Simpul jenis kegiatan tidak berada di bawah sasaran" in refused
    assert "tidak dapat berdiri sendiri" in client.post("/simpul-baru/", new).content.decode()


def test_renstra_finds_targets_of_the_rpjmd_and_a_national_priority_says_who_serves_it(client: Client) -> None:
    log_in(client)
    receipt = Receipt.objects.order_by("-pk")[0]
    for key, agency_id, kind in (("RPJMD", CITY, "rpjmd"), ("RPJMN", None, "rpjmn")):
        PlanningDocument.objects.create(document_id=key, agency_id=agency_id, kind=kind, title=key, first_year=2025,
                                        last_year=2029, amendment=0, recorded=receipt)  # fmt: skip
    for key, document, agency_id, kind, title in (
        ("R1", "RPJMD", CITY, "target", "Warga sehat"), ("PN", "RPJMN", None, "national_priority", "SDM unggul"),
    ):  # fmt: skip
        Objective.objects.create(objective_id=key, agency_id=agency_id, kind=kind, title=title, recorded=receipt)
        ObjectiveDetail.objects.create(objective_id=key, document_id=document, recorded=receipt)
    address = f"/simpul-cari/induk/?kind=goal&document_id={DOCUMENT}&parent_objective_id=sehat"
    assert read(client, address) == '<option value="Warga sehat"></option>'
    assert read(client, address.replace(DOCUMENT, "RPJMD")) == ""
    new = {"objective_id": "N1", "agency_id": CITY, "kind": "goal", "title": "Layanan dekat", "document_id": DOCUMENT,
           "parent_objective_id": "Warga sehat", "national_objective_id": "SDM unggul"}  # fmt: skip
    assert client.post("/simpul-baru/", new)["Location"] == "/simpul/N1/"
    node = Objective.objects.get(archived=None, objective_id="N1")
    assert node.parent_objective_id == "R1"
    assert "SDM unggul" in read(client, "/simpul/N1/")
    national = read(client, "/simpul/PN/")
    assert "Didukung oleh" in national
    assert "Layanan dekat" in national


def test_form_of_a_node_is_as_light_among_two_thousand_nodes(client: Client) -> None:
    log_in(client)
    receipt = Receipt.objects.order_by("-pk")[0]
    address = f"/simpul-baru/?induk={PROGRAM}&dokumen={DOCUMENT}"
    few, queries = len(read(client, address)), count_queries(client, address)
    names = [f"A{n:04}" for n in range(2000)]
    Objective.objects.bulk_create(
        Objective(objective_id=name, parent_objective_id=PROGRAM, agency_id=CITY, kind="activity", title=f"Kegiatan {name}",
                  recorded=receipt) for name in names)  # fmt: skip
    ObjectiveDetail.objects.bulk_create(
        ObjectiveDetail(objective_id=name, document_id=DOCUMENT, recorded=receipt) for name in names)  # fmt: skip
    assert len(read(client, address)) == few
    assert count_queries(client, address) == queries
    found = read(client, f"/simpul-cari/induk/?kind=sub_activity&document_id={DOCUMENT}&parent_objective_id=kegiatan")
    assert found.count("<option") == 20
    page = client.post("/simpul-baru/", {
        "objective_id": "N1", "agency_id": CITY, "kind": "sub_activity", "title": "Pelatihan", "document_id": DOCUMENT,
        "parent_objective_id": "kegiatan A001"}).content.decode()  # fmt: skip
    assert "Beberapa simpul cocok: Kegiatan A0010 (A0010)" in page


def test_code_outside_the_nomenclature_is_refused_and_another_title_is_told(client: Client) -> None:
    log_in(client)
    amended = {"decree": "Perwali 3/2026", "nomenclature": "Permendagri Nomor 90 Tahun 2019"}
    assert client.post(f"/perencanaan/{DOCUMENT}/perubahan/", amended)["Location"] == f"/perencanaan/{DOCUMENT}/"
    new = {"objective_id": "N1", "agency_id": CITY, "kind": "program", "title": "Program pengembangan SDM",
           "document_id": DOCUMENT, "parent_objective_id": TARGET}  # fmt: skip
    page = client.post("/simpul-baru/", new | {"code": "5.04.09"}).content.decode()
    assert "Permendagri 90/2019 tidak memuat kode 5.04.09" in page
    assert "5.04.02 PROGRAM PENGEMBANGAN SUMBER DAYA MANUSIA" in page
    assert "bukan kode" in client.post("/simpul-baru/", new | {"code": "5.04.02.2.01"}).content.decode()
    done = client.post("/simpul-baru/", new | {"code": "5.04.02"}, follow=True).content.decode()
    assert "Permendagri 90/2019 menyebut 5.04.02 lain" in done
    page = read(client, f"/perencanaan/{DOCUMENT}/")
    for words in ("Perwali 3/2026", "1 kode atau judul perlu diperiksa", "PROGRAM PENGEMBANGAN SUMBER DAYA MANUSIA"):
        assert words in page
    assert "Kepmendagri 900.1.15.5-1317/2023" in page
    assert "Tidak dicocokkan karena kodenya tidak tersimpan di sini: 1.02 Kesehatan (1)." in page
    client.post("/simpul-baru/", new | {"objective_id": "N3", "code": "1.02.02", "title": "Program kesehatan"})
    assert "Tidak dicocokkan karena kodenya tidak tersimpan di sini: 1.02 Kesehatan (2)." in read(
        client, f"/perencanaan/{DOCUMENT}/"
    )


def test_shares_that_do_not_add_up_are_refused_beside_their_field(client: Client) -> None:
    log_in(client)
    client.post(f"/simpul-baru/?dokumen={DOCUMENT}", {
        "objective_id": "N2", "agency_id": CITY, "kind": "program", "title": "Lain", "parent_objective_id": TARGET,
        "document_id": DOCUMENT})  # fmt: skip
    page = client.post(f"/simpul/{TARGET}/bagian/", {f"weight_{PROGRAM}": "0.5", "weight_N2": "0.4"}).content.decode()
    assert "adalah 0.9, bukan 1" in page
    assert "has-error" in page
    done = client.post(f"/simpul/{TARGET}/bagian/", {f"weight_{PROGRAM}": "0.5", "weight_N2": "0.5"})
    assert done["Location"] == f"/simpul/{TARGET}/"


def test_indicator_is_written_and_changed(client: Client) -> None:
    log_in(client)
    given = {"name": "Peserta", "measure": "orang", "base_year": "2024", "base_value": "10", "target_2026": "100",
             "realised_2026": "90"}  # fmt: skip
    assert client.post(f"/simpul/{PROGRAM}/indikator/", given)["Location"] == f"/simpul/{PROGRAM}/"
    assert "90 %" in read(client, f"/simpul/{PROGRAM}/")
    form = read(client, f"/simpul/{PROGRAM}/indikator/?nama=Peserta")
    assert 'value="100.0"' in form


def test_suggestion_fills_the_form_and_is_kept_only_when_it_is_saved(client: Client) -> None:
    log_in(client)
    Objective.objects.filter(objective_id=PROGRAM).update(title="Penguatan integritas tenaga kesehatan")
    page = read(client, f"/simpul/{PROGRAM}/kaitan/")
    assert "?saran=K1" in page
    assert not ObjectiveNeed.objects.exists()
    given = {"unit_id": OWN, "competency_id": "K1", "level": "3", "weight": "0.6", "reason": "Mengelola obat"}
    refused = client.post(f"/simpul/{PROGRAM}/kaitan/?saran=K1", given | {"reason": ""})
    assert "has-error" in refused.content.decode()
    assert client.post(f"/simpul/{PROGRAM}/kaitan/?saran=K1", given)["Location"] == f"/simpul/{PROGRAM}/"
    page = read(client, f"/simpul/{PROGRAM}/")
    for words in ("Mengelola obat", "Ratna", "dari saran"):
        assert words in page
    client.post(f"/simpul/{PROGRAM}/kaitan/akhiri/", {"unit_id": OWN, "competency_id": "K1"})
    assert not ObjectiveNeed.objects.filter(archived=None).exists()


def test_renstra_is_shown_before_it_is_written(client: Client, tmp_path: Path) -> None:
    log_in(client)
    address = f"/perencanaan/{DOCUMENT}/renstra/"
    wrong = write(tmp_path / "salah.xlsx", GOOD).read_bytes()
    page = client.post(address, {"upload": SimpleUploadedFile("salah.xlsx", wrong)}).content.decode()
    assert "Tabel!L6" in page
    assert "Tidak ada unit bernama BKPSDM" in page
    assert client.post(f"{address}tulis/", follow=True).status_code == 200
    assert not Objective.objects.filter(code="5.04.02").exists()
    rows = [tuple("Puskesmas Melati" if cell in {"BKPSDM", "Bidang Diklat"} else cell for cell in row) for row in GOOD]
    good = write(tmp_path / "benar.xlsx", rows).read_bytes()
    page = client.post(address, {"upload": SimpleUploadedFile("benar.xlsx", good)}).content.decode()
    assert "program: 1 baru, 0 sudah ada" in page
    assert client.post(f"{address}tulis/")["Location"] == f"/perencanaan/{DOCUMENT}/"
    assert "5.04.02.2.01.0001" in read(client, f"/perencanaan/{DOCUMENT}/")


def test_amendment_keeps_the_former_state(client: Client) -> None:
    log_in(client)
    before = Receipt.objects.order_by("-pk")[0].pk
    client.post(f"/perencanaan/{DOCUMENT}/perubahan/", {"decree": "Perwali 12/2027"})
    changed = {"kind": "target", "title": "Layanan puskesmas yang prima", "document_id": DOCUMENT}
    client.post(f"/simpul/{TARGET}/ubah/", changed)
    page = read(client, f"/perencanaan/{DOCUMENT}/")
    assert "Perwali 12/2027" in page
    assert "Layanan puskesmas yang prima" in page
    former = read(client, f"/perencanaan/{DOCUMENT}/?pada={before}")
    assert "Meningkatnya mutu layanan puskesmas" in former
    assert "Keadaan setelah suatu perubahan" in former


def test_pages_take_few_queries(client: Client) -> None:
    log_in(client)
    pages = ("/perencanaan/", f"/perencanaan/{DOCUMENT}/", f"/simpul/{TARGET}/", f"/simpul/{PROGRAM}/kaitan/")
    # a page of a document reads every table of the tree once, whatever its size
    assert {each: n for each in pages if (n := count_queries(client, each)) > 24} == {}

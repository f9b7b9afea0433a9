"""Results brought in through the pages: sent, looked at, accepted, withdrawn; and a template to start from."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from benangmerah.domain.role import Role
from benangmerah.store.models import Receipt
from benangmerah.store.models.talent import TalentResult
from tests.factories.cast import BUDI, DEWI, SARI, make_member
from tests.factories.published import BACKEND
from tests.factories.talent import row, workbook
from tests.factories.upload import make_archive

pytestmark = pytest.mark.django_db
PAGE = "/talenta/impor/"


@pytest.fixture(autouse=True)
def _archive(tmp_path: Any, settings: Any, client: Client) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_archive()
    client.force_login(make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None), backend=BACKEND)


def send(client: Client, *rows: list[object]) -> str:
    file = SimpleUploadedFile("talenta.xlsx", workbook(rows))
    answer = client.post(PAGE, {"upload": file})
    assert answer.status_code == 200
    page = answer.content.decode()
    return re.sub(r"\s+", " ", strip_tags(page[page.index("<main") : page.index("</main>")].replace("<", " <")))


def test_page_says_what_would_change_and_names_each_wrong_cell(client: Client) -> None:
    page = send(client, row(BUDI), row(SARI, Kinerja="Lumayan", Kotak=12))
    assert "1 hasil baru, 0 berubah, 0 tetap" in page
    assert "1 dari 2 baris tidak dapat diambil" in page
    assert "Talenta!D3 Kinerja Lumayan Lumayan tidak dikenal di sini. Tulis Di atas ekspektasi" in page
    assert "Talenta!J3 Kotak 12 Tidak ada kotak 12." in page
    assert "Ambil baris yang sah, tinggalkan lainnya" in page
    assert not TalentResult.objects.exists()


def test_accepted_rows_stand_on_the_persons_page_and_go_when_they_are_withdrawn(client: Client) -> None:
    send(client, row(BUDI, Kinerja="Sangat Baik", Nilai_Potensial=95))
    assert "Tercatat." in client.post(f"{PAGE}terima/", follow=True).content.decode()
    assert (
        "Kotak 9: kinerja di atas ekspektasi, potensial tinggi."
        in client.get(f"/pegawai/{BUDI}/talenta/").content.decode()
    )
    receipt = Receipt.objects.get(kind="talent")
    answer = client.post(f"{PAGE}{receipt.pk}/tarik/", follow=True).content.decode()
    assert "Ditarik: keadaan sebelumnya berlaku lagi." in answer
    assert "ditarik</span>" in answer
    assert not TalentResult.objects.filter(archived=None).exists()
    again = client.post(f"{PAGE}{receipt.pk}/tarik/", follow=True).content.decode()
    assert "Perubahan ini sudah dibatalkan." in again


def test_nothing_is_taken_twice_or_without_a_file(client: Client) -> None:
    send(client, row(BUDI))
    client.post(f"{PAGE}terima/")
    assert "Kirim tabelnya dahulu" in client.post(f"{PAGE}terima/", follow=True).content.decode()
    assert Receipt.objects.filter(kind="talent").count() == 1


def test_file_that_is_sent_anew_takes_the_place_of_the_one_before(client: Client, tmp_path: Path) -> None:
    send(client, row(BUDI))
    send(client, row(SARI))
    assert len([each for each in tmp_path.rglob("*") if each.is_file()]) == 1
    client.post(f"{PAGE}terima/")
    assert set(TalentResult.objects.values_list("employee_id", flat=True)) == {SARI}


def test_what_is_no_table_is_told_beside_the_field(client: Client) -> None:
    answer = client.post(PAGE, {"upload": SimpleUploadedFile("talenta.pdf", b"%PDF-1.7")}).content.decode()
    assert "Hasil pindai atau PDF tidak dapat dibaca" in answer
    assert client.post(PAGE, {}).status_code == 200


def test_template_opens_with_the_columns(client: Client) -> None:
    answer = client.get(f"{PAGE}templat/")
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert [cell.value for cell in book["Talenta"][1]][:3] == ["NIP *", "Nama", "Periode *"]

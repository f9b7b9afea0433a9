"""The pages of targets: asked by a form, told in sentences, nothing of a person for who may see none, little to load."""

from __future__ import annotations

import gzip
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models import PlanTarget, Run
from tests.factories.cast import AGUS, make_member
from tests.factories.plan_target import make_target
from tests.factories.published import BACKEND, be, biggest_opd, branch, read, somebody
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
PAGE = "/rencana/target/"


def kept(run: Run) -> PlanTarget:
    """An answer about somebody of the biggest OPD, and about somebody of another."""
    opd = biggest_opd(run)
    mine = branch(run, opd.unit_id)
    one = somebody(run, unit_id__in=mine)
    return make_target(run, opd.unit_id, one.employee_id, one.name)


def test_form_asks_and_the_answer_is_told_in_figures_and_sentences(client: Client, run: Run) -> None:
    answer = be(client, run).post(PAGE, {"kind": "minimum_jp", "value": "", "until": ""}, follow=True)
    page = answer.content.decode()
    target = PlanTarget.objects.get()
    assert answer.redirect_chain == [(f"{PAGE}{target.pk}/", 302)]
    assert "Terbukti: tidak mungkin di bawah" in page or "tidak memerlukan biaya" in page
    assert "Jawaban" in page
    assert "Menurut OPD" in page or "OPD" in page
    assert "JP minimum bagi semua" in read(client, PAGE)


def test_what_cannot_be_asked_is_said_beside_the_form(client: Client, run: Run) -> None:
    page = be(client, run).post(PAGE, {"kind": "index", "value": ""}).content.decode()
    assert "Target ialah angka di atas 0" in page
    page = client.post(PAGE, {"kind": "index_path", "value": "75", "until": "1999"}).content.decode()
    assert "form-error" in page
    assert not PlanTarget.objects.exists()


def test_way_stands_as_table_and_charts_and_says_it_is_a_simulation(client: Client, run: Run) -> None:
    target = kept(run)
    page = read(be(client, run), f"{PAGE}{target.pk}/")
    for words in ("Simulasi", "Tahun demi tahun", "2027", "68,70", "Rp 365.000.000", "Di luar jangkauan pelatihan", "10,75",
                  "Anggapan: pegawai dan jabatannya tetap"):  # fmt: skip
        assert words in page, words
    assert page.count('class="chart') >= 2


def test_who_sees_one_opd_sees_its_rows_alone(client: Client, run: Run) -> None:
    target, opd = kept(run), biggest_opd(run)
    other = somebody(run).unit_id
    make_target(run, other, "0", "Orang Lain", kind="minimum_jp", value=None, until=None)
    be(client, run, Role.HR_MANAGER, opd.unit_id)
    page = read(client, f"{PAGE}{target.pk}/")
    assert "Rp 365.000.000" not in page
    assert "Dinas Kesehatan" in page
    assert "di luar OPD" not in page
    assert target.items.get().name in read(client, f"{PAGE}{target.pk}/pegawai/")
    assert target.left.get().name in read(client, f"{PAGE}{target.pk}/belum-tercapai/")


def test_whoever_may_see_no_people_sees_none(client: Client, run: Run) -> None:
    target = kept(run)
    be(client, run, Role.BUDGET_TEAM)
    page = read(client, f"{PAGE}{target.pk}/")
    assert target.items.get().name not in page
    assert f"{PAGE}{target.pk}/pegawai/" not in page
    for part in ("pegawai", "belum-tercapai"):
        assert client.get(f"{PAGE}{target.pk}/{part}/").status_code == 403
    assert client.post(PAGE, {"kind": "minimum_jp"}).status_code == 403


def test_stranger_of_another_agency_sees_no_target(client: Client, run: Run) -> None:
    target = kept(run)
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, "LAIN"), backend=BACKEND)
    for part in ("kemajuan/",):
        assert client.get(f"{PAGE}{target.pk}/{part}").status_code == 404
    assert client.get(f"{PAGE}{target.pk}/?run={run.pk}").status_code == 404
    assert "Rp 365.000.000" not in read(client, f"{PAGE}{target.pk}/")
    assert client.post(f"{PAGE}{target.pk}/hapus/").status_code == 404
    assert PlanTarget.objects.filter(pk=target.pk).exists()


def test_workbook_holds_the_answer_by_opd(client: Client, run: Run) -> None:
    target = kept(run)
    answer = be(client, run).get(f"{PAGE}{target.pk}/?units-as=xlsx")
    sheets = openpyxl.load_workbook(BytesIO(answer.getvalue())).worksheets
    cells = [cell for row in sheets[0].iter_rows(values_only=True) for cell in row if cell is not None]
    assert "Dinas Kesehatan" in cells
    assert any("365.000.000" in str(cell) for cell in cells)


def test_pages_take_at_most_fifteen_queries_and_weigh_under_100_kb(client: Client, run: Run) -> None:
    target = kept(run)
    be(client, run)
    pages = [PAGE, *(f"{PAGE}{target.pk}/{part}" for part in ("", "pegawai/", "belum-tercapai/", "kemajuan/"))]
    found = {page: (count_queries(client, page), len(gzip.compress(read(client, page).encode()))) for page in pages}
    assert {page: each for page, each in found.items() if each[0] > 15 or each[1] > 100_000} == {}


def test_list_of_targets_asks_as_many_questions_for_three_as_for_one(client: Client, run: Run) -> None:
    kept(run)
    be(client, run)
    one = count_queries(client, PAGE)
    kept(run)
    kept(run)
    assert count_queries(client, PAGE) == one

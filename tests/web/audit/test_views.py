from __future__ import annotations

import re

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.flow.account import NewAccount, create_account
from benangmerah.flow.audit import Verb, operator_visit
from benangmerah.flow.read_assessment import read_assessment
from benangmerah.kernel.explanation import translate
from benangmerah.store.models.account import Account
from tests.factories import cast
from tests.factories.cast import BUDI, DEWI, FOREIGN, NOW, OWN, PARENT, RATNA, SARI, WATI, visit_by
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ratna() -> Account:
    """The superior, who has read an assessment of two of her people; Wati has read one of hers."""
    cast.make_city()
    ratna = cast.make_member(RATNA, "Ratna", Role.SUPERIOR, OWN)
    for employee_id in (BUDI, SARI):
        read_assessment(visit_by(ratna), employee_id)
    wati = cast.make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN)
    read_assessment(visit_by(wati), WATI)
    create_account(operator_visit(NOW), NewAccount("Budi", nip=BUDI))
    return ratna


def log_seen_by(client: Client, role: Role, unit_id: str | None) -> list[list[str]]:
    auditor = cast.make_member(DEWI, "Dewi", role, unit_id)
    client.force_login(auditor, "benangmerah.store.authentication.NipOrMailBackend")
    page = client.get("/catatan/").content.decode()
    rows = re.findall(r'<tr role="row">(<td.*?)</tr>', page, re.DOTALL)
    return [re.findall(r"<td[^>]*>([^<]*)</td>", row)[1:5] for row in rows]


def test_auditor_of_a_unit_sees_what_was_done_and_read_there(client: Client) -> None:
    assert sorted(log_seen_by(client, Role.AUDITOR, PARENT)) == [
        ["", "akun dibuat", "Budi", "Budi"],
        ["Ratna", "penilaian dibaca", "", "Budi"],
        ["Ratna", "penilaian dibaca", "", "Sari"],
    ]


def test_auditor_of_another_unit_sees_nothing_of_it(client: Client) -> None:
    assert log_seen_by(client, Role.AUDITOR, FOREIGN) == [["Wati", "penilaian dibaca", "", "Wati"]]


def test_log_takes_as_many_queries_for_more_entries(client: Client, ratna: Account) -> None:
    log_seen_by(client, Role.AUDITOR, PARENT)
    before = count_queries(client, "/catatan/")
    for employee_id in (BUDI, SARI, BUDI):
        read_assessment(visit_by(ratna), employee_id)
    assert count_queries(client, "/catatan/") == before


def test_person_sees_who_read_their_assessments_and_not_whose_else(client: Client) -> None:
    budi = Account.objects.get(nip=BUDI)
    Account.objects.update(must_change_password=False)
    read_assessment(visit_by(budi), BUDI)
    client.force_login(budi, "benangmerah.store.authentication.NipOrMailBackend")
    page = client.get("/akun/").content.decode().partition('id="reads"')[2].partition("</section>")[0]
    assert re.findall(r"<li>([^:]*):", page) == ["Ratna"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_that_is_written_down_has_words(language: str) -> None:
    assert [verb for verb in Verb if translate(verb.value, language) == verb.value] == []

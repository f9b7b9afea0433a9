from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from benangmerah.domain.quality import CHECKS
from benangmerah.domain.role import Role
from benangmerah.store.models import AuditEntry, QualityFinding, QualityFitness, QualityReview
from benangmerah.web.quality.words import CHECK_WORDS
from tests.factories.cast import (
    AGUS,
    BUDI,
    CITY,
    DEWI,
    FOREIGN,
    OWN,
    PARENT,
    RATNA,
    SARI,
    SIBLING,
    WATI,
    make_city,
    make_member,
)
from tests.factories.quality import make_review
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"


@pytest.fixture(autouse=True)
def _city(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FOLDER = tmp_path
    make_city()


def log_in(client: Client, role: Role = Role.ANALYST, unit_id: str | None = None, who: str = RATNA) -> Client:
    client.force_login(make_member(who, "Ratna", role, unit_id), backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_check_has_its_words() -> None:
    assert CHECK_WORDS.keys() == {check.code for check in CHECKS}


def test_unchecked_data_are_said_to_be_so_with_the_way_to_check_them(client: Client) -> None:
    page = read(log_in(client), "/mutu-data/")
    assert "Belum ada yang diperiksa" in page
    assert "/mutu-data/periksa/" in page


def test_lists_come_by_severity_with_their_counts_and_fitness_by_opd(client: Client) -> None:
    make_review()
    page = read(log_in(client), "/mutu-data/")
    places = [page.index(words) for words in ("Menghalangi", "Menyesatkan", "Kosmetik")]
    assert places == sorted(places)
    for words in ("50 %", "Jabatan berpemangku tanpa standar", "(3 orang)", "Dinas Kesehatan", "Dinas Pendidikan"):
        assert words in page


def test_manager_of_a_puskesmas_sees_her_own_findings_alone(client: Client) -> None:
    make_review()
    page = read(log_in(client, Role.HR_MANAGER, OWN), "/mutu-data/")
    assert "33,33 %" in page
    assert "Melewati batas usia" not in page.split("Dicari dan tidak ditemukan")[0]
    behind = read(client, "/mutu-data/temuan/position_without_standard/")
    assert behind.count("Perawat Terampil") == 1
    assert client.get(f"/mutu-data/unit/{FOREIGN}/").status_code == 404
    assert client.get(f"/mutu-data/temuan/past_retirement/?unit={FOREIGN}").status_code == 404
    assert "Wati" not in read(client, "/mutu-data/temuan/past_retirement/")


def test_findings_of_the_whole_agency_are_for_whoever_sees_all_of_it(client: Client) -> None:
    make_review()
    assert "Juru Ketik" in read(log_in(client), "/mutu-data/temuan/position_without_holder/")
    manager = log_in(Client(), Role.HR_MANAGER, PARENT, DEWI)
    assert "Juru Ketik" not in read(manager, "/mutu-data/temuan/position_without_holder/")


def test_stranger_of_another_agency_sees_nothing_of_it(client: Client) -> None:
    make_review()
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, "LAIN"), backend=BACKEND)
    assert "Belum ada yang diperiksa" in read(client, "/mutu-data/")
    assert "Sari" not in read(client, "/mutu-data/temuan/nobody_rated_her/")


def test_look_at_ratings_is_written_down_and_not_for_everybody(client: Client) -> None:
    make_review()
    assert "Budi" in read(log_in(client), "/mutu-data/temuan/self_above_superior/")
    assert AuditEntry.objects.filter(verb="quality_read", detail__check="self_above_superior").count() == 1
    assert log_in(Client(), Role.ORGANISER, None, DEWI).get("/mutu-data/temuan/self_above_superior/").status_code == 403
    assert client.get("/mutu-data/temuan/tidak-ada/").status_code == 404


def test_unit_shows_itself_and_what_is_below(client: Client) -> None:
    make_review()
    page = read(log_in(client), f"/mutu-data/unit/{PARENT}/")
    assert "Mutu data: Dinas Kesehatan" in page
    assert "50 %" in page
    assert f"/mutu-data/temuan/nobody_rated_her/?unit={PARENT}" in page


def test_least_fit_opd_stands_first(client: Client) -> None:
    review = make_review()
    QualityFitness.objects.filter(review=review, unit_id=FOREIGN).update(fit_people=1)
    page = read(log_in(client), "/mutu-data/")
    assert page.index(">Dinas Pendidikan</a>") < page.index(">Dinas Kesehatan</a>")


def test_check_is_asked_for_a_day_and_a_wrong_day_is_refused(client: Client) -> None:
    log_in(client)
    client.post("/mutu-data/periksa/", {"as_of": "2026-03-31"})
    assert QualityReview.objects.get().as_of == date(2026, 3, 31)
    QualityReview.objects.all().delete()
    answer = client.post("/mutu-data/periksa/", {"as_of": "2026-02-30"}, follow=True)
    assert "Itu bukan tanggal" in answer.content.decode()
    assert not QualityReview.objects.exists()


def test_pages_take_as_many_queries_for_three_findings_as_for_one(client: Client) -> None:
    review = make_review()
    log_in(client)
    before = [count_queries(client, address) for address in ("/mutu-data/", "/mutu-data/temuan/nobody_rated_her/")]
    for person in (BUDI, WATI):
        QualityFinding.objects.create(
            review=review, code="nobody_rated_her", severity="blocking", subject_kind="person", subject_id=person,
            label=person, agency_id=CITY, unit_id=SIBLING, people=1,
        )  # fmt: skip
    QualityFitness.objects.create(review=review, agency_id=CITY, unit_id=PARENT, opd_id=PARENT, people=1, fit_people=0)
    after = [count_queries(client, address) for address in ("/mutu-data/", "/mutu-data/temuan/nobody_rated_her/")]
    assert after == before
    assert max(after) <= 15
    assert SARI in "".join(read(client, "/mutu-data/temuan/nobody_rated_her/").split("\N{NO-BREAK SPACE}"))

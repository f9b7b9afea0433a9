from __future__ import annotations

import pytest
from django.utils import timezone

from benangmerah.domain.role import Role
from benangmerah.store.models.account import Account
from benangmerah.store.models.position import Position
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.holding import count_holding, name_agencies, read_standing
from benangmerah.store.selectors.scope import scope_of
from tests.factories.cast import (
    BUDI,
    CITY,
    FOREIGN,
    NOW,
    OTHER_CITY,
    OWN,
    PARENT,
    RATNA,
    TODAY,
    WATI,
    make_account,
    make_city,
    make_member,
)  # fmt: skip

pytestmark = pytest.mark.django_db
SUMMARY = {"gap": {"below_people": 2}}


def publish(agency_id: str | None, summary: dict[str, object] | None = None) -> Run:
    return Run.objects.create(
        agency_id=agency_id, as_of=TODAY, law_date=TODAY, year=2026, code_version="1", asked_at=NOW, finished_at=NOW,
        status="finished", is_published=True, published_at=timezone.now(), summary=summary or SUMMARY,
    )  # fmt: skip


def count(account: Account) -> tuple[int, int, int]:
    holding = count_holding(scope_of(account, TODAY))
    return holding.unit_count, holding.position_count, holding.employee_count


def test_holding_ends_where_the_scope_ends() -> None:
    receipt = make_city()
    Position.objects.create(position_id="P1", agency_id=CITY, title="Perawat", grade="jf_ahli_muda", recorded=receipt)
    assert count(make_account(BUDI, "Budi")) == (0, 0, 1)
    assert count(make_member(RATNA, "Ratna", Role.SUPERIOR, OWN)) == (2, 1, 3)
    assert count(make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN)) == (1, 1, 1)


def test_empty_archive_holds_nothing() -> None:
    holding = count_holding(scope_of(make_account(BUDI, "Budi"), TODAY))
    assert (holding.is_empty, holding.changed_at) == (True, None)


def test_standing_is_of_the_readers_agency() -> None:
    make_city()
    run = publish(CITY)
    publish(OTHER_CITY)
    standing = read_standing(scope_of(make_account(BUDI, "Budi"), TODAY))
    assert standing is not None
    assert (standing.run_id, standing.summary) == (run.pk, None)


@pytest.mark.parametrize(("unit_id", "seen"), [(None, SUMMARY), (PARENT, None)])
@pytest.mark.parametrize("agency_id", [CITY, None])
def test_figures_of_the_agency_are_for_who_may_see_all_of_it(
    unit_id: str | None, seen: object, agency_id: str | None
) -> None:
    make_city()
    publish(agency_id)
    standing = read_standing(scope_of(make_member(RATNA, "Ratna", Role.ANALYST, unit_id), TODAY))
    assert standing is not None
    assert standing.summary == seen


def test_run_that_is_not_published_is_not_shown() -> None:
    make_city()
    Run.objects.create(as_of=TODAY, law_date=TODAY, year=2026, code_version="1", asked_at=NOW, agency_id=CITY)
    assert read_standing(scope_of(make_account(BUDI, "Budi"), TODAY)) is None


def test_agencies_are_those_of_person_and_roles() -> None:
    make_city()
    scope = scope_of(make_member(BUDI, "Budi", Role.AUDITOR, None, OTHER_CITY), TODAY)
    assert name_agencies(scope) == ["Kota Contoh", "Kota Lain"]

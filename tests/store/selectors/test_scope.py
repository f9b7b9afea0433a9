from __future__ import annotations

from datetime import date

import pytest

from benangmerah.domain.role import Capacity, Right, Role
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import NotAllowedError, Reach, Scope, scope_of
from tests.factories import cast
from tests.factories.cast import ABROAD, BELOW, CITY, FOREIGN, OTHER_CITY, OWN, PARENT, SIBLING, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


def test_role_at_a_unit_reaches_the_unit_and_all_below() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    scope = scope_of(ratna, TODAY)
    assert scope.reach(Right.SEE_PEOPLE) == Reach(unit_ids=frozenset({OWN, BELOW}))
    assert scope.roles == {Role.SUPERIOR, Role.EMPLOYEE}
    assert scope.employee_id == cast.RATNA


def test_role_without_unit_reaches_the_whole_agency_and_no_other() -> None:
    head = cast.make_member(cast.DEWI, "Dewi", Role.HR_AGENCY_HEAD, None)
    reach = scope_of(head, TODAY).reach(Right.SEE_PEOPLE)
    assert reach == Reach(agency_ids=frozenset({CITY}))
    assert [reach.holds(*place) for place in [(CITY, FOREIGN), (CITY, None), (OTHER_CITY, ABROAD)]] == [
        True,
        True,
        False,
    ]


def test_unit_role_does_not_reach_parent_sibling_foreign_or_the_agency() -> None:
    reach = scope_of(cast.make_member(cast.WATI, "Wati", Role.HR_MANAGER, SIBLING), TODAY).reach(Right.SEE_PEOPLE)
    places = [(CITY, OWN), (CITY, PARENT), (CITY, FOREIGN), (OTHER_CITY, ABROAD), (CITY, None)]
    assert [reach.holds(*place) for place in places] == [False] * 5


def test_right_of_one_place_gives_nothing_at_another() -> None:
    wati = cast.make_member(cast.WATI, "Wati", Role.HR_MANAGER, FOREIGN)
    cast.give_role(wati, Role.BUDGET_TEAM, OWN)
    scope = scope_of(wati, TODAY)
    assert scope.reach(Right.SEE_PEOPLE) == Reach(unit_ids=frozenset({FOREIGN}))
    assert scope.reach(Right.SEE_RESULTS) == Reach(unit_ids=frozenset({FOREIGN, OWN, BELOW}))


@pytest.mark.parametrize(("on", "holds"), [(date(2026, 8, 9), False), (date(2026, 8, 10), True),
                                           (date(2026, 8, 19), True), (date(2026, 8, 20), False)])  # fmt: skip
def test_delegate_holds_the_role_from_the_first_day_until_the_last_named(on: date, holds: bool) -> None:
    sari = cast.make_account(cast.SARI, "Sari")
    cast.give_role(
        sari, Role.SUPERIOR, OWN, from_date=date(2026, 8, 10), to_date=date(2026, 8, 20), capacity=Capacity.PLH
    )
    assert scope_of(sari, on).may(Right.RATE_PEOPLE) is holds


def test_inactive_account_may_nothing_and_has_no_person() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    ratna.is_active = False
    assert scope_of(ratna, TODAY) == Scope(ratna.pk, None, TODAY)


def test_archived_unit_is_reached_by_nobody() -> None:
    Unit.objects.filter(unit_id=OWN).update(archived=cast.make_receipt())
    scope = scope_of(cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN), TODAY)
    assert scope.reach(Right.SEE_PEOPLE) == Reach()


def test_unit_named_with_another_agency_is_reached_by_nobody() -> None:
    agus = cast.make_member(cast.AGUS, "Agus", Role.OPD_HEAD, OWN, OTHER_CITY)
    assert scope_of(agus, TODAY).reach(Right.SEE_PEOPLE) == Reach()


def test_circle_of_units_ends_the_walk() -> None:
    Unit.objects.filter(unit_id=OWN).update(parent_unit_id=BELOW)
    scope = scope_of(cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN), TODAY)
    assert scope.reach(Right.SEE_PEOPLE) == Reach(unit_ids=frozenset({OWN, BELOW}))


def test_right_that_no_role_gives_is_refused() -> None:
    scope = scope_of(cast.make_account(cast.BUDI, "Budi"), TODAY)
    with pytest.raises(NotAllowedError) as refused:
        scope.require(Right.SEE_PEOPLE)
    assert refused.value.say("en") == "Your roles do not allow this."


@pytest.mark.parametrize("count", [1, 3])
def test_scope_takes_two_queries_however_many_roles(count: int, django_assert_num_queries: object) -> None:
    ratna = cast.make_account(cast.RATNA, "Ratna")
    for unit_id in (OWN, SIBLING, FOREIGN)[:count]:
        cast.give_role(ratna, Role.SUPERIOR, unit_id)
    with django_assert_num_queries(2):  # type: ignore[operator]
        scope_of(ratna, TODAY)

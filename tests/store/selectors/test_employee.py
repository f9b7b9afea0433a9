from __future__ import annotations

import pytest

from benangmerah.domain.role import RIGHTS, Right, Role
from benangmerah.store.models.account import Account
from benangmerah.store.selectors.employee import list_employees, read_employee
from benangmerah.store.selectors.scope import OutOfScopeError, scope_of
from tests.factories import cast
from tests.factories.cast import BELOW, FOREIGN, OWN, SIBLING, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


def names_seen_by(account: Account, text: str = "", unit_id: str | None = None) -> list[str]:
    return [each.name for each in list_employees(scope_of(account, TODAY), text=text, unit_id=unit_id)]


def test_employee_sees_only_herself() -> None:
    assert names_seen_by(cast.make_account(cast.BUDI, "Budi")) == ["Budi"]


def test_superior_sees_the_unit_and_below() -> None:
    assert names_seen_by(cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)) == ["Budi", "Ratna", "Sari"]


def test_stranger_sees_nobody_of_another_opd() -> None:
    assert names_seen_by(cast.make_member(cast.WATI, "Wati", Role.HR_MANAGER, FOREIGN)) == ["Wati"]


def test_sibling_and_parent_stay_unseen_from_a_unit() -> None:
    assert names_seen_by(cast.make_member(cast.TONO, "Tono", Role.OPD_HEAD, SIBLING)) == ["Tono"]


def test_analyst_sees_the_whole_city_and_no_other() -> None:
    analyst = cast.make_account(None, "Analis", mail="analis@kota.example")
    cast.give_role(analyst, Role.ANALYST, None)
    assert names_seen_by(analyst) == ["Budi", "Dewi", "Ratna", "Sari", "Tono", "Wati"]


@pytest.mark.parametrize(
    "role", sorted(role for role in Role if Right.SEE_PEOPLE not in RIGHTS[role] and role != "employee")
)
def test_role_without_the_right_sees_nobody_but_its_holder(role: Role) -> None:
    assert names_seen_by(cast.make_member(cast.DEWI, "Dewi", role, None)) == ["Dewi"]


def test_search_finds_by_part_of_the_name_and_start_of_the_number_within_scope() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    assert [names_seen_by(ratna, text) for text in ("SAR", "1990", "Wati", "sari 1992", "budi 1992")] == [
        ["Sari"], ["Budi"], [], ["Sari"], [],
    ]  # fmt: skip


def test_unit_outside_scope_lists_nobody() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    assert [names_seen_by(ratna, unit_id=unit_id) for unit_id in (BELOW, FOREIGN)] == [["Sari"], []]


def test_person_outside_scope_does_not_exist() -> None:
    scope = scope_of(cast.make_member(cast.WATI, "Wati", Role.HR_MANAGER, FOREIGN), TODAY)
    assert read_employee(scope, cast.WATI).name == "Wati"
    for employee_id in (cast.BUDI, cast.AGUS, "nobody"):
        with pytest.raises(OutOfScopeError):
            read_employee(scope, employee_id)

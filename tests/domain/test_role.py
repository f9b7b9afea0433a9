from __future__ import annotations

import pytest

from benangmerah.domain.role import RIGHTS, Capacity, Right, Role, may_grant
from benangmerah.kernel.explanation import translate

R = Role


def roles_with(right: Right) -> set[Role]:
    return {role for role in Role if right in RIGHTS[role]}


def test_every_role_has_its_rights() -> None:
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize(
    ("right", "roles"),
    [
        (Right.SEE_UNITS, set(Role) - {R.EMPLOYEE}),
        (Right.READ_ASSESSMENTS, {R.SUPERIOR, R.HR_MANAGER, R.OPD_HEAD, R.NEEDS_TEAM, R.ANALYST, R.HR_AGENCY_HEAD,
                                  R.ASSESSOR, R.AUDITOR}),
        (Right.RATE_PEOPLE, {R.SUPERIOR, R.HR_MANAGER, R.OPD_HEAD, R.ASSESSOR}),
        (Right.IMPORT_DATA, {R.HR_MANAGER, R.ANALYST}),
        (Right.MANAGE_ACCOUNTS, {R.HR_MANAGER, R.HR_AGENCY_HEAD, R.SYSTEM_ADMINISTRATOR}),
        (Right.GRANT_ANY_ROLE, {R.HR_AGENCY_HEAD, R.SYSTEM_ADMINISTRATOR}),
        (Right.READ_AUDIT, {R.HR_AGENCY_HEAD, R.AUDITOR, R.SYSTEM_ADMINISTRATOR}),
        (Right.DECIDE_PLAN, {R.AUTHORISED_OFFICIAL, R.APPOINTING_OFFICIAL}),
    ],
)  # fmt: skip
def test_right_belongs_to_these_roles_alone(right: Right, roles: set[Role]) -> None:
    assert roles_with(right) == roles


def test_administrator_reads_nobody() -> None:
    kept_away = {Right.SEE_PEOPLE, Right.READ_ASSESSMENTS, Right.SEE_RESULTS}
    assert RIGHTS[R.SYSTEM_ADMINISTRATOR] & kept_away == set()


def test_hr_manager_gives_no_role_above_their_own() -> None:
    given = {role for role in Role if may_grant(R.HR_MANAGER, role)}
    assert given == {
        R.SUPERIOR, R.HR_MANAGER, R.ORGANISER, R.FACILITATOR, R.ASSESSOR, R.PLANNING_AGENCY, R.BUDGET_TEAM,
    }  # fmt: skip


def test_whoever_keeps_accounts_of_the_agency_gives_every_role_but_employee() -> None:
    for giver in (R.HR_AGENCY_HEAD, R.SYSTEM_ADMINISTRATOR):
        assert {role for role in Role if may_grant(giver, role)} == set(Role) - {R.EMPLOYEE}


@pytest.mark.parametrize("giver", sorted(set(Role) - {R.HR_MANAGER, R.HR_AGENCY_HEAD, R.SYSTEM_ADMINISTRATOR}))
def test_nobody_else_gives_a_role(giver: Role) -> None:
    assert [role for role in Role if may_grant(giver, role)] == []


def test_every_role_and_capacity_has_words() -> None:
    codes = [*Role, *Capacity]
    assert [code for code in codes if translate(code.value, "id") == code.value and code is not Role.AUDITOR] == []
    assert [code for code in codes if "_" in translate(code.value, "en")] == []

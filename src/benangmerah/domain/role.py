"""Roles: what somebody may do at the place a membership names."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody is at a place; `docs/glossary.md` has the official terms."""

    EMPLOYEE = "employee"
    SUPERIOR = "superior"
    HR_MANAGER = "hr_manager"
    OPD_HEAD = "opd_head"
    NEEDS_TEAM = "needs_team"
    ANALYST = "analyst"
    HR_AGENCY_HEAD = "hr_agency_head"
    ORGANISER = "organiser"
    FACILITATOR = "facilitator"
    ASSESSOR = "assessor"
    PLANNING_AGENCY = "planning_agency"
    BUDGET_TEAM = "budget_team"
    AUTHORISED_OFFICIAL = "authorised_official"
    APPOINTING_OFFICIAL = "appointing_official"
    AUDITOR = "auditor"
    SYSTEM_ADMINISTRATOR = "system_administrator"


class Right(StrEnum):
    """One thing a role allows; where, the membership says."""

    SEE_UNITS = "see_units"
    SEE_RESULTS = "see_results"
    SEE_PEOPLE = "see_people"
    READ_ASSESSMENTS = "read_assessments"
    RATE_PEOPLE = "rate_people"
    CONFIRM_NEEDS = "confirm_needs"
    IMPORT_DATA = "import_data"
    KEEP_STANDARDS = "keep_standards"
    START_RUNS = "start_runs"
    SET_POLICY = "set_policy"
    DECIDE_PLAN = "decide_plan"
    MANAGE_ACCOUNTS = "manage_accounts"
    GRANT_ANY_ROLE = "grant_any_role"
    READ_AUDIT = "read_audit"
    APPROVE_TARGETS = "approve_targets"
    SEE_TALENT = "see_talent"
    KEEP_TALENT = "keep_talent"


class Capacity(StrEnum):
    """In which capacity somebody signs and acts: directly, a.n., u.b., Plt., Plh., Pj., Pjs."""

    DIRECT = "direct"
    AN = "an"
    UB = "ub"
    PLT = "plt"
    PLH = "plh"
    PJ = "pj"
    PJS = "pjs"


STANDING_IN = frozenset({Capacity.PLT, Capacity.PLH})
"""The capacities of a delegate, which always end on a named day."""

_LOOK = frozenset({Right.SEE_UNITS, Right.SEE_RESULTS})
_KNOW = _LOOK | {Right.SEE_PEOPLE, Right.READ_ASSESSMENTS}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.EMPLOYEE: frozenset(),
    Role.SUPERIOR: _KNOW | {Right.RATE_PEOPLE, Right.APPROVE_TARGETS},
    Role.HR_MANAGER: _KNOW | {Right.RATE_PEOPLE, Right.IMPORT_DATA, Right.MANAGE_ACCOUNTS},
    Role.OPD_HEAD: _KNOW | {Right.RATE_PEOPLE, Right.CONFIRM_NEEDS, Right.APPROVE_TARGETS},
    Role.NEEDS_TEAM: _KNOW | {Right.KEEP_STANDARDS, Right.START_RUNS},
    Role.ANALYST: _KNOW | {Right.IMPORT_DATA, Right.KEEP_STANDARDS, Right.START_RUNS},
    Role.HR_AGENCY_HEAD: _KNOW
    | {Right.START_RUNS, Right.SET_POLICY, Right.MANAGE_ACCOUNTS, Right.GRANT_ANY_ROLE, Right.READ_AUDIT}
    | {Right.SEE_TALENT, Right.KEEP_TALENT},
    Role.ORGANISER: _LOOK | {Right.SEE_PEOPLE},
    Role.FACILITATOR: frozenset({Right.SEE_UNITS}),
    Role.ASSESSOR: _KNOW | {Right.RATE_PEOPLE},
    Role.PLANNING_AGENCY: _LOOK,
    Role.BUDGET_TEAM: _LOOK,
    Role.AUTHORISED_OFFICIAL: _LOOK | {Right.SEE_PEOPLE, Right.DECIDE_PLAN, Right.SEE_TALENT},
    Role.APPOINTING_OFFICIAL: _LOOK | {Right.SEE_PEOPLE, Right.DECIDE_PLAN, Right.SEE_TALENT},
    Role.AUDITOR: _KNOW | {Right.READ_AUDIT},
    Role.SYSTEM_ADMINISTRATOR: frozenset(
        {Right.SEE_UNITS, Right.MANAGE_ACCOUNTS, Right.GRANT_ANY_ROLE, Right.READ_AUDIT}
    ),
}  # fmt: skip
"""What each role allows. An employee's own data needs no right; an administrator reads nobody's assessments."""


OF_OFFICE = frozenset({Right.APPROVE_TARGETS})
"""Rights that come with an office: who writes down who holds it gains nothing by that."""


def may_grant(giver: Role, given: Role) -> bool:
    """Whether a role may give another: one that allows nothing more, unless it may give every role."""
    if given is Role.EMPLOYEE or Right.MANAGE_ACCOUNTS not in RIGHTS[giver]:
        return False  # an employee is one by their account, not by a membership
    return Right.GRANT_ANY_ROLE in RIGHTS[giver] or RIGHTS[given] - OF_OFFICE <= RIGHTS[giver]

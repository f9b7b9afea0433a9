"""Who may open which page: one line a route. `test_urls.py` asks every route as every role, at every place.

A new page needs one line in `PAGES`, named as its route. Its parameters are filled by their names from `Target`:
`account_id`, `membership_id`, `employee_id`, `unit_id`, `agency_id`, `import_id`, `number`,
`run_id`, `document`, `code`, `position_id`, `competency_id`, `receipt_id`, `policy_id`, `alias_id`, `mapping_id`, `figure`,
`intervention_id`, `box`, `talent_id`, `sketch_id`, `scenario_id`, `target_id`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from benangmerah.domain.role import Role

EVERYONE = frozenset(Role)
MANAGERS = frozenset({Role.HR_MANAGER, Role.HR_AGENCY_HEAD, Role.SYSTEM_ADMINISTRATOR})
ASSESSMENT_READERS = frozenset({
    Role.SUPERIOR, Role.HR_MANAGER, Role.OPD_HEAD, Role.NEEDS_TEAM, Role.ANALYST, Role.HR_AGENCY_HEAD, Role.ASSESSOR,
    Role.AUDITOR,
})  # fmt: skip
PEOPLE_READERS = ASSESSMENT_READERS | {Role.ORGANISER, Role.AUTHORISED_OFFICIAL, Role.APPOINTING_OFFICIAL}
RESULT_READERS = PEOPLE_READERS | {Role.PLANNING_AGENCY, Role.BUDGET_TEAM}
UNIT_READERS = EVERYONE - {Role.EMPLOYEE}
TARGET_DECIDERS = frozenset({Role.SUPERIOR, Role.OPD_HEAD})
RATERS = frozenset({Role.SUPERIOR, Role.HR_MANAGER, Role.OPD_HEAD, Role.ASSESSOR})
IMPORTERS = frozenset({Role.HR_MANAGER, Role.ANALYST})
STANDARD_KEEPERS = frozenset({Role.NEEDS_TEAM, Role.ANALYST})
RUNNERS = frozenset({Role.NEEDS_TEAM, Role.ANALYST, Role.HR_AGENCY_HEAD})
POLICY_SETTERS = frozenset({Role.HR_AGENCY_HEAD})
DECIDERS = frozenset({Role.AUTHORISED_OFFICIAL, Role.APPOINTING_OFFICIAL})
TALENT_READERS = frozenset({Role.HR_AGENCY_HEAD, Role.AUTHORISED_OFFICIAL, Role.APPOINTING_OFFICIAL})
TALENT_KEEPERS = frozenset({Role.HR_AGENCY_HEAD})
AUDIT_READERS = frozenset({Role.HR_AGENCY_HEAD, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})

OK, FOUND, FORBIDDEN, MISSING = 200, 302, 403, 404


@dataclass(frozen=True)
class Page:
    """What a route answers to whom."""

    roles: Collection[Role]
    status: int = OK
    """To these roles, where the target lies within their place."""
    outside: int | None = None
    """To these roles, where it lies outside: empty where the page has no target."""
    others: int = FORBIDDEN
    """To every other role, wherever the target lies."""
    at_unit: int | None = None
    """To these roles where they hold it at a unit alone, and what they ask for is for who holds it for all."""
    is_of_agency: bool = False
    """Whether the page is about something of a whole agency, wherever in it a role is held."""
    own: int | None = None
    """To whoever is the target themselves, whatever their role: empty where that is nothing special."""
    method: str = "get"
    data: Mapping[str, str] = field(default_factory=dict)
    anonymous: int | None = None
    """To whoever is not logged in; empty: they are led to log-in."""


def everyone(status: int = OK, *, method: str = "get", anonymous: int | None = None, **data: str) -> Page:
    """A page without a target, for every account."""
    return Page(EVERYONE, status, method=method, anonymous=anonymous, data=data)


def only(roles: Collection[Role], status: int = OK, *, others: int = FORBIDDEN, method: str = "get") -> Page:
    """A page without a target, for some roles; the others are told that they may not."""
    return Page(roles, status, others=others, method=method)


def within(
    roles: Collection[Role], status: int = OK, *, others: int = FORBIDDEN, own: int | None = None, method: str = "get"
) -> Page:
    """A page about something of a unit, for some roles at or above that unit; elsewhere there is nothing."""
    return Page(roles, status, MISSING, others, own=own, method=method)


def of_agency(
    roles: Collection[Role], status: int = OK, *, outside: int | None = MISSING, at_unit: int | None = None,
    method: str = "get",
) -> Page:  # fmt: skip
    """A page about something of a whole agency, for some roles held there; `at_unit` where a part is not enough."""
    return Page(roles, status, outside, at_unit=at_unit, is_of_agency=True, method=method)


PAGES: dict[str, Page] = {
    "home": everyone(),
    "set_language": everyone(FOUND, method="post", anonymous=FOUND, language="id"),
    "account:log_in": everyone(FOUND, anonymous=OK),
    "account:log_out": everyone(FOUND, method="post"),
    "account:show_own": everyone(),
    "account:change_password": everyone(),
    "account:close_sessions": everyone(FOUND, method="post"),
    "account:delegate": within((), others=MISSING, own=OK),
    "account:end_role": within(MANAGERS, FOUND, others=MISSING, own=MISSING, method="post"),
    "account:show_accounts": only(MANAGERS),
    "account:add_account": only(MANAGERS),
    "account:show_account": within(MANAGERS),
    "account:grant_role": within(MANAGERS, own=FORBIDDEN),
    "account:renew_password": within(MANAGERS, own=FORBIDDEN, method="post"),
    "account:close_account": within(MANAGERS, FOUND, own=FORBIDDEN, method="post"),
    "import:show_imports": only(IMPORTERS),
    "import:upload": only(IMPORTERS),
    "import:show_import": within(IMPORTERS),
    "import:show_progress": within(IMPORTERS),
    "import:download_marked": within(IMPORTERS),
    "import:mend_cell": within(IMPORTERS),
    "import:choose_headings": within(IMPORTERS),
    "import:decide_meaning": within(IMPORTERS, FOUND, method="post"),
    "import:take_row": within(IMPORTERS, FOUND, method="post"),
    "import:check_anew": within(IMPORTERS, FOUND, method="post"),
    "import:accept": within(IMPORTERS, FOUND, method="post"),
    "import:leave": within(IMPORTERS, FOUND, method="post"),
    "import:undo": within(IMPORTERS, FOUND, method="post"),
    "need:show_needs": only(ASSESSMENT_READERS),
    "need:show_competencies": only(RESULT_READERS),
    "need:show_units": only(RESULT_READERS),
    "need:show_offerings": only(RESULT_READERS),
    "need:show_wishes": only(PEOPLE_READERS),
    "employee:show_employees": only(PEOPLE_READERS),
    "employee:show_own": everyone(FOUND),
    "employee:show_employee": within(PEOPLE_READERS, own=OK),
    "employee:explain": within(ASSESSMENT_READERS, own=OK),
    "career:show_career": within(ASSESSMENT_READERS, own=OK),
    "career:show_candidates": of_agency(ASSESSMENT_READERS),
    "career:show_succession": only(PEOPLE_READERS),
    "career:show_loss": within(ASSESSMENT_READERS, own=OK),
    "career:wish": within(PEOPLE_READERS, FORBIDDEN, own=FOUND, others=MISSING, method="post"),
    "career:decide": within(TARGET_DECIDERS, FOUND, own=FORBIDDEN, method="post"),
    "talent:show_map": only(TALENT_READERS),
    "talent:show_box": only(TALENT_READERS),
    "talent:show_person": within(TALENT_READERS),
    "talent:export": only(TALENT_READERS),
    "talent:show_imports": only(TALENT_KEEPERS),
    "talent:fetch_template": only(TALENT_KEEPERS),
    "talent:accept": only(TALENT_KEEPERS, FOUND, method="post"),
    "talent:withdraw": of_agency(TALENT_KEEPERS, FOUND, at_unit=MISSING, method="post"),
    "scenario:show_what_if": only(RUNNERS),
    "scenario:ask": only(RUNNERS, method="post"),
    "scenario:show_answer": within((), others=MISSING, own=MISSING),
    "scenario:save": within((), others=MISSING, own=MISSING, method="post"),
    "scenario:show_scenarios": only(RUNNERS),
    "scenario:compare": only(RUNNERS, FOUND),
    "scenario:show_scenario": of_agency(RUNNERS, at_unit=MISSING),
    "scenario:show_people": of_agency(RUNNERS, at_unit=MISSING),
    "scenario:prove": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "scenario:remove": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "scenario:restore": of_agency(RUNNERS, MISSING, at_unit=MISSING, method="post"),
    "scenario:draft": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "plan:show_plan": only(RESULT_READERS),
    "plan:show_units": only(RESULT_READERS),
    "plan:show_people": only(PEOPLE_READERS),
    "plan:show_waiting": only(RESULT_READERS),
    "plan:show_cut": only(RESULT_READERS),
    "plan:show_curve": only(RESULT_READERS),
    "plan:show_groups": only(RESULT_READERS),
    "plan:show_worths": only(RESULT_READERS),
    "plan:show_offering": only(PEOPLE_READERS, others=FORBIDDEN),
    "plan_target:show_targets": only(RESULT_READERS),
    "plan_target:show_target": of_agency(RESULT_READERS),
    "plan_target:show_progress": of_agency(RESULT_READERS),
    "plan_target:show_people": of_agency(PEOPLE_READERS),
    "plan_target:show_left": of_agency(PEOPLE_READERS),
    "plan_target:stop": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "plan_target:forget": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "unit:show_results": within(RESULT_READERS),
    "leader_sheet:show_sheet": only(RESULT_READERS),
    "objective:show_documents": only(UNIT_READERS),
    "objective:show_document": of_agency(UNIT_READERS),
    "objective:add_document": of_agency(STANDARD_KEEPERS, outside=None, at_unit=FORBIDDEN),
    "objective:change_document": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:amend_document": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:upload_renstra": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:accept_renstra": of_agency(STANDARD_KEEPERS, FOUND, at_unit=FORBIDDEN, method="post"),
    "objective:show_node": of_agency(UNIT_READERS),
    "objective:find_parents": only(STANDARD_KEEPERS),
    "objective:find_national": only(STANDARD_KEEPERS),
    "objective:add_node": of_agency(STANDARD_KEEPERS, outside=None, at_unit=FORBIDDEN),
    "objective:change_node": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:close_node": of_agency(STANDARD_KEEPERS, FOUND, at_unit=FORBIDDEN, method="post"),
    "objective:share_node": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:measure_node": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:link_node": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "objective:end_link": of_agency(STANDARD_KEEPERS, FOUND, method="post"),
    "thread:show_thread": only(RESULT_READERS),
    "thread:set_coverage": of_agency(POLICY_SETTERS, at_unit=FORBIDDEN),
    "thread:undo_coverage": of_agency(POLICY_SETTERS, MISSING, at_unit=FORBIDDEN, method="post"),
    "thread:show_orphans": only(RESULT_READERS),
    "thread:show_node": only(RESULT_READERS),
    "thread:show_branch": only(RESULT_READERS),
    "thread:show_line": only(RESULT_READERS),
    "policy_mirror:show_mirror": only(RESULT_READERS),
    "owed_training:show_owed": only(PEOPLE_READERS),
    "report:show_reports": only(RESULT_READERS),
    "indicator:show_indicators": everyone(),
    "why:explain_figure": only(RESULT_READERS),
    "quality:show_quality": only(PEOPLE_READERS),
    "quality:show_progress": only(PEOPLE_READERS),
    "quality:check_anew": only(PEOPLE_READERS, FOUND, method="post"),
    "quality:show_unit": within(PEOPLE_READERS),
    "quality:show_findings": only(PEOPLE_READERS),
    "unit:list_units": only(UNIT_READERS),
    "unit:show_unit": within(UNIT_READERS),
    "unit:add": of_agency(STANDARD_KEEPERS, outside=None, at_unit=FORBIDDEN),
    "unit:change": Page(STANDARD_KEEPERS, OK, MISSING, at_unit=FORBIDDEN),
    "unit:close": Page(STANDARD_KEEPERS, FOUND, MISSING, at_unit=FORBIDDEN, method="post"),
    "position:list_positions": only(UNIT_READERS),
    "position:show_position": of_agency(UNIT_READERS),
    "position:add": of_agency(STANDARD_KEEPERS, outside=None, at_unit=FORBIDDEN),
    "position:change": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "position:close": of_agency(STANDARD_KEEPERS, FOUND, at_unit=FORBIDDEN, method="post"),
    "standard:show_standards": only(UNIT_READERS),
    "standard:show_queue": only(UNIT_READERS),
    "standard:show_standard": of_agency(UNIT_READERS),
    "standard:show_similar": of_agency(UNIT_READERS),
    "standard:change": of_agency(STANDARD_KEEPERS, at_unit=FORBIDDEN),
    "standard:write_bulk": of_agency(STANDARD_KEEPERS, outside=None, at_unit=FORBIDDEN),
    "competency:list_competencies": only(UNIT_READERS),
    "competency:show_competency": only(UNIT_READERS),
    "competency:add": only((), others=FORBIDDEN),
    "competency:change": only((), others=FORBIDDEN),
    "competency:close": only((), others=FORBIDDEN, method="post"),
    "rotation:show_rotations": only(IMPORTERS),
    "rotation:upload": only(IMPORTERS),
    "rotation:show_rotation": within(IMPORTERS),
    "policy:show_policies": only(RESULT_READERS),
    "policy:show_policy": of_agency(RESULT_READERS),
    "policy:fetch_policy": of_agency(RESULT_READERS),
    "policy:fetch_defaults": only(RESULT_READERS),
    "policy:add": of_agency(POLICY_SETTERS, outside=None, at_unit=FORBIDDEN),
    "policy:withdraw": of_agency(POLICY_SETTERS, FOUND, at_unit=FORBIDDEN, method="post"),
    "alias:show_aliases": only(IMPORTERS),
    "alias:show_alias": of_agency(IMPORTERS),
    "alias:end": of_agency(IMPORTERS, FOUND, at_unit=FORBIDDEN, method="post"),
    "alias:forget": within(IMPORTERS, FOUND, method="post"),
    "gap_map:show_map": only(RESULT_READERS),
    "gap_map:show_unit_map": within(RESULT_READERS),
    "gap_map:show_cell": within(ASSESSMENT_READERS),
    "change:show_changes": only(STANDARD_KEEPERS),
    "change:show_change": of_agency(STANDARD_KEEPERS, at_unit=MISSING),
    "change:undo": of_agency(STANDARD_KEEPERS, FOUND, at_unit=MISSING, method="post"),
    "account:reopen_account": within(MANAGERS, FOUND, own=FORBIDDEN, method="post"),
    "run:show_runs": only(RESULT_READERS),
    "run:start": of_agency(RUNNERS, outside=None, at_unit=FORBIDDEN),
    "run:show_run": of_agency(RESULT_READERS),
    "run:show_progress": of_agency(RESULT_READERS),
    "run:cancel": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "run:restart": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "run:repeat": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "run:write_documents": of_agency(RUNNERS, FOUND, at_unit=MISSING, method="post"),
    "run:fetch_document": of_agency(RESULT_READERS, at_unit=MISSING),
    "audit:show_log": only(AUDIT_READERS),
}

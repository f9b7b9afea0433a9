"""The stored facts of a run, one folder an agency: what the marts read, so that an agency can be run again alone."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Privacy, Table

_PERSON = Privacy.PERSONAL

PERSON = Table(
    "person", "one person", ("agency_id", "unit_id", "employee_id"), (
        Column("employee_id", privacy=_PERSON),
        Column("agency_id"),
        Column("unit_id"),
        Column("sector", Kind.CODE),
        Column("position_id"),
        Column("target_position_id", optional=True),
        Column("is_target_approved", Kind.BOOLEAN),
        Column("status", Kind.CODE),
        Column("standing", Kind.CODE),
        Column("grade", Kind.CODE),
    ),
)  # fmt: skip
EVIDENCE = Table(
    "evidence", "one person, competency and source with a rating given by the day",
    ("agency_id", "unit_id", "employee_id", "competency_id", "source"), (
        Column("agency_id"),
        Column("unit_id"),
        Column("employee_id", privacy=_PERSON),
        Column("competency_id"),
        Column("source", Kind.CODE),
        Column("given_count", Kind.INTEGER),
        Column("rating_count", Kind.INTEGER),
        Column("rater_count", Kind.INTEGER),
        Column("level_sum", Kind.INTEGER, privacy=Privacy.ASSESSMENT, note="hundredths of a level, newest per rater"),
        Column("newest_on", Kind.DATE, optional=True),
    ),
)  # fmt: skip

FINISHED_TRAINING = Table(
    "finished_training", "one name of an offering a person has finished", ("employee_id", "normalised"), (
        Column("employee_id", privacy=_PERSON),
        Column("normalised"),
    ),
)  # fmt: skip
PLANNED_PERSON = Table(
    "planned_person", "one person the plan is for", ("agency_id", "unit_id", "employee_id"), (
        Column("agency_id"),
        Column("unit_id"),
        Column("employee_id", privacy=_PERSON),
        Column("status", Kind.CODE),
        Column("grade", Kind.CODE),
        Column("job_family", optional=True),
        Column("owes_minimum", Kind.BOOLEAN, note="whether the minimum JP is counted for this status"),
        Column("counts_every_form", Kind.BOOLEAN, note="whether every form counts under the ceiling of this status"),
        Column("hours_so_far", Kind.NUMBER),
        Column("hours_under_ceiling", Kind.NUMBER),
    ),
)  # fmt: skip
PLANNED_NEED = Table(
    "planned_need", "one need of a person the plan is for", ("agency_id", "employee_id", "competency_id", "target"), (
        Column("agency_id"),
        Column("employee_id", privacy=_PERSON),
        Column("competency_id"),
        Column("target", Kind.CODE),
        Column("required_units", Kind.INTEGER, note="ten-thousandths of a level"),
        Column("attained_units", Kind.INTEGER, privacy=Privacy.ASSESSMENT, note="ten-thousandths of a level"),
        Column("weight", Kind.NUMBER),
    ),
)  # fmt: skip
FINISHED_OFFERING = Table(
    "finished_offering", "one offering a person the plan is for has finished", ("employee_id", "intervention_id"), (
        Column("agency_id"),
        Column("employee_id", privacy=_PERSON),
        Column("intervention_id"),
        Column("latest_on", Kind.DATE),
    ),
)  # fmt: skip

PLAN_PROOF = Table(
    "plan_proof", "one price at which a bound was proven, for the planned budget or another",
    ("agency_id", "percent", "kind", "subject_id", "employee_id", "period"), (
        Column("agency_id"),
        Column("percent", Kind.INTEGER, minimum=1, note="of the planned budget"),
        Column("bound", Kind.NUMBER, note="proven for the planned budget, before the hours missing before the plan"),
        Column("kind", Kind.CODE),
        Column("subject_id", optional=True, note="the unit of a budget or absence, else the offering"),
        Column("employee_id", optional=True, privacy=_PERSON, note="who pays for joining"),
        Column("period", Kind.INTEGER, optional=True, minimum=1, note="the month of an absence"),
        Column("price", Kind.NUMBER, minimum=0, note="weighted levels for a million rupiah, or for one of the others"),
    ),
)  # fmt: skip
"""What a sketch of another plan begins from; kept among the facts of a run."""

PLAN_BRANCH = Table(
    "plan_branch", "one price, or one number of batches, of a branch in the proof of a plan's bound",
    ("agency_id", "branch", "kind", "subject_id", "employee_id", "period"), (
        Column("agency_id"),
        Column("branch", Kind.INTEGER, minimum=1, note="together the branches are every plan"),
        Column("bound", Kind.NUMBER, note="proven in the branch, before the hours missing before the plan"),
        Column("kind", Kind.CODE, note="as in plan_price; at_most and at_least tell batches"),
        Column("subject_id", optional=True, note="the unit of a budget or absence, else the offering"),
        Column("employee_id", optional=True, privacy=_PERSON, note="who pays for joining"),
        Column("period", Kind.INTEGER, optional=True, minimum=1, note="the month of an absence"),
        Column("price", Kind.NUMBER, minimum=0, optional=True, note="as in plan_price; none of batches"),
        Column("amount", Kind.INTEGER, minimum=0, note="how much there is of it, or so many batches"),
    ),
)  # fmt: skip
"""The cases of a proof in which single batches decide; none where the prices of plan_price prove the bound alone."""

STRATEGIC_EFFECT = Table(
    "strategic_effect", "one need with the rank it would have if no target asked for anything",
    ("agency_id", "unit_id", "employee_id", "competency_id", "target"), (
        Column("agency_id"),
        Column("unit_id"),
        Column("employee_id", privacy=_PERSON),
        Column("competency_id"),
        Column("target", Kind.CODE),
        Column("strategic_weight", Kind.NUMBER),
        Column("rank_without", Kind.INTEGER, privacy=Privacy.ASSESSMENT),
    ),
)  # fmt: skip

FACTS: dict[str, Table] = {table.name: table for table in (PERSON, EVIDENCE, STRATEGIC_EFFECT)}
"""Those that are stored."""

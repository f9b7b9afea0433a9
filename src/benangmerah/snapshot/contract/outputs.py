"""The tables a run writes. Order, names and types are binding for whoever reads them."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Privacy, Table

_PERSON = Privacy.PERSONAL
_ASSESSED = Privacy.ASSESSMENT

TARGETS = ("held", "aimed")
EMPLOYEE = Column("employee_id", privacy=_PERSON)
COMPETENCY = Column("competency_id")
TARGET = Column("target", Kind.CODE, values=TARGETS)

ATTAINMENT = Table(
    "attainment", "one competency of a person with an attained level", ("employee_id", "competency_id"), (
        EMPLOYEE, COMPETENCY,
        Column("attained_level", Kind.NUMBER, privacy=_ASSESSED),
        Column("basis", Kind.CODE, values=("measured", "judged", "provisional")),
        Column("source", Kind.CODE),
        Column("rating_count", Kind.INTEGER),
    ), per_person_and_competency=True,
)  # fmt: skip
GAP = Table(
    "gap", "one requirement in force of a person's position", ("employee_id", "competency_id", "target"), (
        EMPLOYEE, COMPETENCY, TARGET,
        Column("position_id"),
        Column("required_level", Kind.INTEGER),
        Column("attained_level", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("gap", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("surplus", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("state", Kind.CODE, values=("gap", "met", "not_assessed")),
        Column("basis_of_standard", Kind.CODE),
        Column("weight", Kind.NUMBER),
    ), per_person_and_competency=True,
)  # fmt: skip
JOB_MATCH = Table(
    "job_match", "one person and target position", ("employee_id", "target"), (
        EMPLOYEE, TARGET,
        Column("position_id"),
        Column("job_match_percent", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("job_match_uncapped_percent", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("assessed_count", Kind.INTEGER),
        Column("required_count", Kind.INTEGER),
        Column("category", Kind.CODE, optional=True),
    ),
)  # fmt: skip
QUALIFICATION_GAP = Table(
    "qualification_gap", "one qualification asked of a person", ("employee_id", "target", "kind", "required_value"), (
        EMPLOYEE, TARGET,
        Column("kind", Kind.CODE),
        Column("required_value"),
        Column("held_value", optional=True),
        Column("state", Kind.CODE, values=("gap", "met", "unknown")),
    ),
)  # fmt: skip
PERFORMANCE_GAP = Table(
    "performance_gap", "one person", ("employee_id",), (
        EMPLOYEE,
        Column("performance_score", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("performance_predicate", Kind.CODE, optional=True, privacy=_ASSESSED),
        Column("state", Kind.CODE, values=("below", "met", "not_rated")),
    ),
)  # fmt: skip
PROFESSIONALISM_INDEX = Table(
    "professionalism_index", "one person whom the index covers", ("employee_id",), (
        EMPLOYEE,
        Column("qualification", Kind.NUMBER),
        Column("competency", Kind.NUMBER),
        Column("performance", Kind.NUMBER, privacy=_ASSESSED),
        Column("discipline", Kind.NUMBER, privacy=_ASSESSED),
        Column("total", Kind.NUMBER, privacy=_ASSESSED),
        Column("category", Kind.CODE),
    ),
)  # fmt: skip
ROLLUP = Table(
    "rollup", "one scope, competency (empty = all) and sector (empty = all)",
    ("level", "scope_id", "competency_id", "sector"), (
        Column("level", Kind.CODE, values=("unit", "agency", "nation")),
        Column("scope_id"),
        Column("competency_id", optional=True),
        Column("sector", Kind.CODE, optional=True),
        Column("people", Kind.INTEGER),
        Column("required_count", Kind.INTEGER),
        Column("assessed_count", Kind.INTEGER),
        Column("below_count", Kind.INTEGER),
        Column("below_people", Kind.INTEGER),
        Column("burden", Kind.NUMBER),
        Column("mean_gap", Kind.NUMBER, optional=True),
        Column("coverage_percent", Kind.NUMBER, optional=True),
        Column("index_mean", Kind.NUMBER, optional=True),
        Column("index_people", Kind.INTEGER),
    ),
)  # fmt: skip
NEED = Table(
    "need", "one competency a person needs developed", ("employee_id", "competency_id", "target"), (
        EMPLOYEE, COMPETENCY, TARGET,
        Column("gap", Kind.NUMBER, privacy=_ASSESSED),
        Column("weight", Kind.NUMBER),
        Column("priority", Kind.NUMBER),
        Column("rank_in_agency", Kind.INTEGER),
    ), per_person_and_competency=True,
)  # fmt: skip
ORGANISATION_GAP = Table(
    "organisation_gap", "one level of a competency that a unit needs", ("unit_id", "competency_id", "level"), (
        Column("unit_id"),
        COMPETENCY,
        Column("level", Kind.INTEGER),
        Column("people_needed", Kind.INTEGER),
        Column("people_at_level", Kind.INTEGER),
        Column("missing", Kind.INTEGER),
    ),
)  # fmt: skip
ASSESS_FIRST = Table(
    "assess_first", "one requirement of a person that was not assessed", ("employee_id", "competency_id", "target"), (
        EMPLOYEE, COMPETENCY, TARGET,
        Column("reason", Kind.CODE, values=("no_rating", "expired", "self_only")),
    ), per_person_and_competency=True,
)  # fmt: skip
EXCLUDED = Table(
    "excluded", "one person left out of the plan or the index", ("employee_id", "from"), (
        EMPLOYEE,
        Column("from", Kind.CODE, values=("plan", "index")),
        Column("reason", Kind.CODE),
    ),
)  # fmt: skip
POLICY_MIRROR = Table(
    "policy_mirror", "one spending line", ("spending_id",), (
        Column("spending_id"),
        Column("amount_rupiah", Kind.RUPIAH),
        Column("participants", Kind.INTEGER, optional=True),
        Column("people_with_need", Kind.INTEGER, optional=True),
        Column("fit_percent", Kind.NUMBER, optional=True),
        Column("objectives", Kind.INTEGER),
    ),
)  # fmt: skip

PLAN_REASONS = ("closes_gap", "minimum_jp", "prerequisite", "pinned", "fills_batch")
LIMITS = (
    "no_intervention", "not_eligible", "period_passed", "completed", "prerequisite", "hours", "count", "absence",
    "seats", "min_batch", "unit_budget", "budget", "outweighed",
)  # fmt: skip
PLAN = Table(
    "plan", "one person in one offering", ("employee_id", "intervention_id"), (
        EMPLOYEE,
        Column("intervention_id"),
        Column("batch", Kind.INTEGER, note="1.. within agency and offering"),
        Column("period", Kind.INTEGER, optional=True),
        Column("learning_hours", Kind.NUMBER),
        Column("cost_rupiah", Kind.RUPIAH, note="per head, without its share of the batch"),
        Column("closes", Kind.NUMBER, privacy=_ASSESSED, note="levels, summed over needs"),
        Column("weighted_closure", Kind.NUMBER, privacy=_ASSESSED),
        Column("reason", Kind.CODE, values=PLAN_REASONS),
    ),
)  # fmt: skip
UNSERVED = Table(
    "unserved", "one need that is not fully closed, or (competency empty) the minimum JP of a person",
    ("employee_id", "competency_id", "target"), (
        EMPLOYEE,
        Column("competency_id", optional=True),
        Column("target", Kind.CODE, optional=True, values=TARGETS),
        Column("limit", Kind.CODE, values=LIMITS),
        Column("detail"),
    ), per_person_and_competency=True,
)  # fmt: skip
PLAN_AGENCY = Table(
    "plan_agency", "one agency", ("agency_id",), (
        Column("agency_id"),
        Column("budget_rupiah", Kind.RUPIAH),
        Column("spent_rupiah", Kind.RUPIAH),
        Column("batches", Kind.INTEGER),
        Column("weighted_gap", Kind.NUMBER),
        Column("weighted_closure", Kind.NUMBER),
        Column("missing_jp", Kind.NUMBER),
        Column("objective", Kind.NUMBER),
        Column("upper_bound", Kind.NUMBER),
        Column("optimality_gap_percent", Kind.NUMBER),
        Column("method"),
        Column("people_below_minimum_jp", Kind.INTEGER),
        Column("classical_share_percent", Kind.NUMBER, optional=True, note="empty where the plan has no JP"),
    ),
)  # fmt: skip

INDEX_STAGE = (
    ATTAINMENT, GAP, JOB_MATCH, QUALIFICATION_GAP, PERFORMANCE_GAP, PROFESSIONALISM_INDEX, ROLLUP, EXCLUDED,
)  # fmt: skip
NEED_STAGE = (NEED, ORGANISATION_GAP, ASSESS_FIRST, POLICY_MIRROR)
PLAN_STAGE = (PLAN, UNSERVED, PLAN_AGENCY)
OUTPUTS: dict[str, Table] = {table.name: table for table in (*INDEX_STAGE, *NEED_STAGE, *PLAN_STAGE)}

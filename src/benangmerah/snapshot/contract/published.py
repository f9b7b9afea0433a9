"""Tables that the archive keeps of a run beside its results, so that no page has to add up."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Privacy, Table
from benangmerah.snapshot.contract.outputs import COMPETENCY, EMPLOYEE, LIMITS, TARGET
from benangmerah.snapshot.contract.published_thread import THREAD_TABLES

LEVELS = ("unit", "agency")
GAP_KINDS = ("competency", "qualification")
_ASSESSED = Privacy.ASSESSMENT
_LEVEL = Column("level", Kind.CODE, values=LEVELS)
_SECTOR = Column("sector", Kind.CODE, optional=True)
_STATUS = Column("status", Kind.CODE, optional=True)

RUN_UNIT = Table(
    "run_unit", "one unit as the run saw it", ("unit_id",), (
        Column("unit_id"),
        Column("agency_id"),
        Column("parent_unit_id", optional=True),
        Column("opd_id", optional=True, note="the unit itself or the nearest above that answers for needs"),
        Column("name"),
        Column("is_opd", Kind.BOOLEAN),
        Column("sector", Kind.CODE, note="its own or inherited"),
        Column("only_sector", Kind.CODE, optional=True, note="of its people and those below, where it is one"),
        Column("depth", Kind.INTEGER, note="0 at the top"),
    ),
)  # fmt: skip
RUN_PERSON = Table(
    "run_person", "one person as the run saw her", ("employee_id",), (
        EMPLOYEE,
        Column("agency_id"),
        Column("unit_id"),
        Column("opd_id", optional=True),
        Column("position_id"),
        Column("target_position_id", optional=True),
        Column("name", privacy=Privacy.PERSONAL),
        Column("position_title"),
        Column("status", Kind.CODE),
        Column("standing", Kind.CODE),
        Column("grade", Kind.CODE),
        Column("sector", Kind.CODE),
        Column("sex", Kind.CODE, optional=True),
        Column("required_count", Kind.INTEGER, note="of the position held"),
        Column("assessed_count", Kind.INTEGER),
        Column("below_count", Kind.INTEGER, privacy=_ASSESSED),
        Column("burden", Kind.NUMBER, privacy=_ASSESSED),
        Column("unmet_qualification_count", Kind.INTEGER, note="kinds of qualification of the position held"),
        Column("is_below_performance", Kind.BOOLEAN, optional=True, privacy=_ASSESSED, note="empty where not rated"),
        Column("need_count", Kind.INTEGER, privacy=_ASSESSED),
        Column("priority", Kind.NUMBER, privacy=_ASSESSED, note="summed over needs"),
        Column("index_total", Kind.NUMBER, optional=True),
        Column("learning_hours", Kind.NUMBER, optional=True, note="of the plan year so far, as handed in"),
        Column("is_planned", Kind.BOOLEAN, optional=True, note="whether the plan is for her; empty without a plan"),
        Column("item_count", Kind.INTEGER),
        Column("planned_hours", Kind.NUMBER),
        Column("cost_rupiah", Kind.RUPIAH),
        Column("closes", Kind.NUMBER, privacy=_ASSESSED),
        Column("weighted_closure", Kind.NUMBER, privacy=_ASSESSED),
        Column("open_count", Kind.INTEGER, note="needs that are not, or not fully, served"),
        Column("target_title", optional=True, note="of the position aimed at"),
        Column("match_percent", Kind.NUMBER, optional=True, privacy=_ASSESSED, note="with the position held"),
        Column("match_category", Kind.CODE, optional=True, privacy=_ASSESSED),
        Column("performance_score", Kind.NUMBER, optional=True, privacy=_ASSESSED),
        Column("performance_predicate", Kind.CODE, optional=True, privacy=_ASSESSED),
        Column("index_category", Kind.CODE, optional=True, privacy=_ASSESSED),
        Column("left_out", optional=True, note="why the plan is not for her"),
        Column("minimum_limit", Kind.CODE, optional=True, note="what keeps her below the minimum JP"),
    ),
)  # fmt: skip
GAP_MAP = Table(
    "gap_map", "one scope, competency or kind of qualification (empty = all), target, sector and status (empty = all)",
    ("level", "scope_id", "kind", "subject_id", "target", "sector", "status"), (
        _LEVEL,
        Column("scope_id"),
        Column("kind", Kind.CODE, values=GAP_KINDS),
        Column("subject_id", optional=True),
        TARGET, _SECTOR, _STATUS,
        Column("people", Kind.INTEGER),
        Column("required_count", Kind.INTEGER),
        Column("assessed_count", Kind.INTEGER),
        Column("below_count", Kind.INTEGER),
        Column("below_people", Kind.INTEGER),
        Column("burden", Kind.NUMBER, optional=True, note="levels; empty for qualifications"),
        Column("index_mean", Kind.NUMBER, optional=True),
        Column("index_people", Kind.INTEGER),
    ),
)  # fmt: skip
PLAN_SHARE = Table(
    "plan_share", "one scope, sector and status (empty = all), of a run with a plan",
    ("level", "scope_id", "sector", "status"), (
        _LEVEL,
        Column("scope_id"),
        _SECTOR, _STATUS,
        Column("people", Kind.INTEGER),
        Column("planned_people", Kind.INTEGER, note="whom the plan is for"),
        Column("served_people", Kind.INTEGER, note="with at least one item"),
        Column("item_count", Kind.INTEGER),
        Column("learning_hours", Kind.NUMBER),
        Column("cost_rupiah", Kind.RUPIAH, note="by the head, without batches"),
        Column("closes", Kind.NUMBER),
        Column("weighted_closure", Kind.NUMBER),
        Column("weighted_gap", Kind.NUMBER, note="of the planned alone"),
        Column("need_count", Kind.INTEGER),
        Column("open_count", Kind.INTEGER),
        Column("short_count", Kind.INTEGER, note="people whom the plan leaves below the minimum JP"),
    ),
)  # fmt: skip
PLAN_CLOSURE = Table(
    "plan_closure", "one need that an item of the plan closes, wholly or in part",
    ("employee_id", "intervention_id", "competency_id"), (EMPLOYEE, Column("intervention_id"), COMPETENCY),
)  # fmt: skip

SCARCE = ("money", "unit_money", "absence_room", "batch", "seat", "minimum", "joining")
"""What has a price in the proof of a plan.

The last three say how batches are paid for: who sits in one pays for a seat, who helps it to its minimum is rewarded,
and some pay for its being held at all. One more batch is worth what that leaves.
"""
PLAN_PRICE = Table(
    "plan_price", "one scarce thing of an agency, with its price in the proof of its plan over all numbers of batches",
    ("agency_id", "kind", "subject_id", "employee_id", "period"), (
        Column("agency_id"),
        Column("kind", Kind.CODE, values=SCARCE),
        Column("subject_id", optional=True, note="the unit of a budget or absence, else the offering"),
        Column("employee_id", optional=True, privacy=Privacy.PERSONAL, note="who pays for joining"),
        Column("period", Kind.INTEGER, optional=True, minimum=1, note="the month of an absence"),
        Column("price", Kind.NUMBER, minimum=0, note="weighted levels for a million rupiah, or for one of the others"),
        Column("amount", Kind.INTEGER, note="rupiah, absences, batches, seats of one; those who could fill one"),
        Column("gain", Kind.NUMBER, optional=True, minimum=0, note="levels that a step more closes when solved again"),
    ),
)  # fmt: skip

PLAN_CURVE = Table(
    "plan_curve", "one budget of an agency, beside the planned one, with what it would close",
    ("agency_id", "percent"), (
        Column("agency_id"),
        Column("percent", Kind.INTEGER, minimum=1, note="of the planned budget"),
        Column("budget_rupiah", Kind.RUPIAH),
        Column("reached", Kind.NUMBER, note="the objective of plans mixed within it, parts of batches among them"),
        Column("upper_bound", Kind.NUMBER, note="no plan of this budget is worth more"),
    ),
)  # fmt: skip

PLAN_NEXT = Table(
    "plan_next", "one item of the plan, and one that would come in its place (empty: none is worth its price)",
    ("employee_id", "intervention_id", "next_intervention_id"), (
        Column("agency_id"),
        EMPLOYEE,
        Column("intervention_id"),
        Column("next_intervention_id", optional=True),
        Column("limit", Kind.CODE, optional=True, values=LIMITS, note="what stops it in the plan as it stands"),
        Column("loses", Kind.NUMBER, privacy=_ASSESSED, note="weighted levels fewer with all that comes; below 0 more"),
        Column("missing_jp", Kind.NUMBER, note="JP lacked more to the minimum with all that comes"),
    ),
)  # fmt: skip
PLAN_WAITING = Table(
    "plan_waiting", "one batch, or the seats left in one, that no limit but the money keeps out of the plan",
    ("agency_id", "place"), (
        Column("agency_id"),
        Column("place", Kind.INTEGER, minimum=1, note="the most worth after its price first"),
        Column("intervention_id"),
        Column("people", Kind.INTEGER, minimum=1, note="who would gain by it"),
        Column("cost_rupiah", Kind.RUPIAH, note="with what they must take before it"),
        Column("weighted_closure", Kind.NUMBER),
        Column("saved_jp", Kind.NUMBER, note="JP to the minimum that would no longer be missing"),
    ),
)  # fmt: skip
PLAN_FLOOR = Table(
    "plan_floor", "one OPD for which policy asks that so much of its gap is closed first; no rows without that",
    ("agency_id", "unit_id"), (
        Column("agency_id"),
        Column("unit_id"),
        Column("floor_percent", Kind.NUMBER, minimum=0),
        Column("people", Kind.INTEGER, minimum=1, note="of the OPD whom the plan is for"),
        Column("weighted_gap", Kind.NUMBER),
        Column("weighted_closure", Kind.NUMBER),
        Column("limit", Kind.CODE, values=LIMITS, optional=True,
               note="below the floor, what stands most often against what stays open"),
    ),
)  # fmt: skip
PLAN_CUT_ITEM = Table(
    "plan_cut_item", "one item of the plan sketched again with less money", ("employee_id", "intervention_id"), (
        EMPLOYEE,
        Column("intervention_id"),
        Column("batch", Kind.INTEGER, minimum=1),
        Column("cost_rupiah", Kind.RUPIAH),
        Column("closes", Kind.NUMBER, privacy=_ASSESSED),
        Column("weighted_closure", Kind.NUMBER, privacy=_ASSESSED),
    ),
)  # fmt: skip
"""Kept among the facts of a run; pages read what is added up of it."""
PLAN_CUT_AGENCY = Table(
    "plan_cut_agency", "one agency's plan sketched again with less money", ("agency_id",), (
        Column("agency_id"),
        Column("percent", Kind.INTEGER, minimum=1, note="by which the budget falls"),
        Column("budget_rupiah", Kind.RUPIAH),
        Column("spent_rupiah", Kind.RUPIAH),
        Column("objective", Kind.NUMBER),
        Column("upper_bound", Kind.NUMBER, note="no plan of that budget is worth more"),
        Column("optimality_gap_percent", Kind.NUMBER, note="of the sketch, at most"),
    ),
)  # fmt: skip
_BOTH = (
    Column("closes", Kind.NUMBER, note="levels"),
    Column("cut_closes", Kind.NUMBER),
    Column("weighted_closure", Kind.NUMBER),
    Column("cut_weighted_closure", Kind.NUMBER),
)
PLAN_CUT = Table(
    "plan_cut", "one scope in the plan and, cut_, in the plan sketched again with less money", ("level", "scope_id"), (
        _LEVEL,
        Column("scope_id"),
        Column("people", Kind.INTEGER, note="whom the plan is for"),
        Column("served_people", Kind.INTEGER, note="with at least one item"),
        Column("lost_people", Kind.INTEGER, note="with an item in the plan and none with less money"),
        Column("won_people", Kind.INTEGER, note="with none in the plan and one with less money"),
        Column("item_count", Kind.INTEGER),
        Column("cut_item_count", Kind.INTEGER),
        Column("cost_rupiah", Kind.RUPIAH, note="by the head, without batches"),
        Column("cut_cost_rupiah", Kind.RUPIAH),
        *_BOTH,
    ),
)  # fmt: skip
PLAN_CUT_LINE = Table(
    "plan_cut_line", "one offering in the plan and, cut_, in the plan sketched again with less money",
    ("agency_id", "intervention_id"), (
        Column("agency_id"),
        Column("intervention_id"),
        Column("title"),
        Column("people", Kind.INTEGER),
        Column("cut_people", Kind.INTEGER),
        Column("batches", Kind.INTEGER),
        Column("cut_batches", Kind.INTEGER),
        Column("cost_rupiah", Kind.RUPIAH, note="with its batches"),
        Column("cut_cost_rupiah", Kind.RUPIAH),
        *_BOTH,
    ),
)  # fmt: skip
PLAN_FACTS = (
    PLAN_CLOSURE, PLAN_PRICE, PLAN_CURVE, PLAN_NEXT, PLAN_WAITING, PLAN_FLOOR, PLAN_CUT_ITEM, PLAN_CUT_AGENCY,
)  # fmt: skip
"""What the planner says beside the plan: kept among the facts of a run."""

DIMENSIONS = ("sector", "status", "grade", "sex")
PLAN_GROUP = Table(
    "plan_group", "one scope and group of the people whom the plan is for",
    ("level", "scope_id", "dimension", "value"), (
        _LEVEL,
        Column("scope_id"),
        Column("dimension", Kind.CODE, values=DIMENSIONS),
        Column("value", Kind.CODE, optional=True, note="empty where it is not known of the people"),
        Column("people", Kind.INTEGER),
        Column("served_people", Kind.INTEGER, note="with at least one item"),
        Column("learning_hours", Kind.NUMBER),
        Column("cost_rupiah", Kind.RUPIAH, note="by the head, without batches"),
        Column("weighted_closure", Kind.NUMBER),
        Column("weighted_gap", Kind.NUMBER),
    ),
)  # fmt: skip

FATES = ("closed", "partly", "open", "left_out")
_PERSON_COLUMNS = (
    Column("agency_id"),
    Column("unit_id"),
    Column("opd_id", optional=True),
    Column("name", privacy=Privacy.PERSONAL),
    Column("position_title"),
    Column("sector", Kind.CODE),
    Column("status", Kind.CODE),
)
NEED_LINE = Table(
    "need_line", "one need with whose it is and what becomes of it", ("employee_id", "competency_id", "target"), (
        EMPLOYEE, COMPETENCY, TARGET, *_PERSON_COLUMNS,
        Column("competency"),
        Column("competency_kind", Kind.CODE),
        Column("gap", Kind.NUMBER, privacy=_ASSESSED),
        Column("weight", Kind.NUMBER),
        Column("priority", Kind.NUMBER, privacy=_ASSESSED),
        Column("rank_in_agency", Kind.INTEGER),
        Column("rank_without", Kind.INTEGER, optional=True, note="if no target asked for anything"),
        Column("because_of", optional=True, note="the target with the greatest part in its strategic weight"),
        Column("fate", Kind.CODE, optional=True, values=FATES, note="empty where the run made no plan"),
        Column("limit", Kind.CODE, optional=True, values=LIMITS),
        Column("detail", optional=True, privacy=_ASSESSED),
        Column("helped_by", optional=True, note="titles of the items that close it, wholly or in part"),
    ),
)  # fmt: skip
NEED_SUM = Table(
    "need_sum", "one scope, competency (empty = all), sector and status (empty = all) with needs",
    ("level", "scope_id", "competency_id", "sector", "status"), (
        _LEVEL,
        Column("scope_id"),
        Column("competency_id", optional=True),
        Column("competency", optional=True),
        Column("competency_kind", Kind.CODE, optional=True),
        _SECTOR, _STATUS,
        Column("people", Kind.INTEGER),
        Column("need_count", Kind.INTEGER),
        Column("gap", Kind.NUMBER, note="levels"),
        Column("priority", Kind.NUMBER),
        Column("priority_without", Kind.NUMBER, optional=True, note="if no target asked for anything"),
        Column("closed_count", Kind.INTEGER),
        Column("partly_count", Kind.INTEGER),
        Column("open_count", Kind.INTEGER),
        Column("left_out_count", Kind.INTEGER),
    ),
)  # fmt: skip
PLAN_LINE = Table(
    "plan_line", "one scope, offering of the plan, sector and status (empty = all)",
    ("level", "scope_id", "intervention_id", "sector", "status"), (
        _LEVEL,
        Column("scope_id"),
        Column("intervention_id"),
        _SECTOR, _STATUS,
        Column("title"),
        Column("form", Kind.CODE),
        Column("is_mandatory", Kind.BOOLEAN),
        Column("period", Kind.INTEGER, optional=True),
        Column("batches", Kind.INTEGER, note="in which people of the scope sit"),
        Column("people", Kind.INTEGER),
        Column("need_count", Kind.INTEGER, note="needs of theirs that it closes, wholly or in part"),
        Column("learning_hours", Kind.NUMBER),
        Column("cost_rupiah", Kind.RUPIAH, note="by the head, and for the whole of an agency its batches too"),
        Column("closes", Kind.NUMBER),
        Column("weighted_closure", Kind.NUMBER),
    ),
)  # fmt: skip
LIMIT_SUM = Table(
    "limit_sum", "one scope, limit that binds, sector and status (empty = all)",
    ("level", "scope_id", "limit", "sector", "status"), (
        _LEVEL,
        Column("scope_id"),
        Column("limit", Kind.CODE, values=LIMITS),
        _SECTOR, _STATUS,
        Column("need_count", Kind.INTEGER, note="not or not fully served because of it"),
        Column("minimum_count", Kind.INTEGER, note="people whom it keeps below the minimum JP"),
    ),
)  # fmt: skip
WISH_FATES = ("planned", *FATES, "met", "no_need", "unknown")
WISH_FATE = Table(
    "wish_fate", "one wish and what became of it, as far as the run knows", ("wish_id",), (
        Column("wish_id"),
        Column("employee_id", optional=True, privacy=Privacy.PERSONAL),
        Column("agency_id", optional=True),
        Column("unit_id", optional=True, note="of the wish, else of its person"),
        Column("name", optional=True, privacy=Privacy.PERSONAL),
        _SECTOR, _STATUS,
        Column("intervention_id", optional=True),
        Column("intervention", optional=True),
        Column("competency_id", optional=True),
        Column("competency", optional=True),
        Column("note", optional=True),
        Column("fate", Kind.CODE, values=WISH_FATES),
        Column("limit", Kind.CODE, optional=True, values=LIMITS),
    ),
)  # fmt: skip
OWED_KINDS = ("leadership_training", "functional_training", "technical_training", "obligation")
OWED_TRAINING = Table(
    "owed_training", "one training that somebody owes, or of which nobody knows", ("employee_id", "kind", "asked"), (
        EMPLOYEE, *_PERSON_COLUMNS,
        Column("grade", Kind.CODE),
        Column("kind", Kind.CODE, values=OWED_KINDS),
        Column("asked"),
        Column("state", Kind.CODE, values=("gap", "unknown")),
        Column("is_offered", Kind.BOOLEAN, note="whether an offering of that name stands in the catalogue"),
        Column("is_eligible", Kind.BOOLEAN, note="for at least one such offering"),
        Column("intervention_id", optional=True, note="the offering of that name in the plan"),
        Column("batch", Kind.INTEGER, optional=True),
        Column("period", Kind.INTEGER, optional=True),
    ),
)  # fmt: skip
MIRROR_LINE = Table(
    "mirror_line", "one spending line against needs", ("spending_id",), (
        Column("spending_id"),
        Column("agency_id"),
        Column("unit_id", optional=True),
        Column("unit", optional=True),
        Column("sector", Kind.CODE, optional=True, note="of the unit; empty for the whole agency"),
        Column("year", Kind.INTEGER),
        Column("title"),
        Column("amount_rupiah", Kind.RUPIAH),
        Column("participants", Kind.INTEGER, optional=True),
        Column("people_with_need", Kind.INTEGER, optional=True),
        Column("fit_percent", Kind.NUMBER, optional=True),
        Column("met_rupiah", Kind.RUPIAH, optional=True, note="the part of the money whose seats can have met a need"),
        Column("objectives", Kind.INTEGER, optional=True),
    ),
)  # fmt: skip
MIRROR_COMPETENCY = Table(
    "mirror_competency", "one competency somebody needs, against the spending that raises it", ("competency_id",), (
        Column("competency_id"),
        Column("name"),
        Column("kind", Kind.CODE),
        Column("people", Kind.INTEGER),
        Column("people_in_reach", Kind.INTEGER, note="whom a spending line could reach"),
        Column("burden", Kind.NUMBER),
        Column("lines", Kind.INTEGER),
        Column("amount_rupiah", Kind.RUPIAH),
    ),
)  # fmt: skip

PUBLISHED: dict[str, Table] = {
    table.name: table
    for table in (
        RUN_UNIT,
        RUN_PERSON,
        GAP_MAP,
        PLAN_SHARE,
        PLAN_CLOSURE,
        PLAN_PRICE,
        PLAN_CURVE,
        PLAN_NEXT,
        PLAN_WAITING,
        PLAN_FLOOR,
        PLAN_CUT_AGENCY,
        PLAN_CUT,
        PLAN_CUT_LINE,
        PLAN_GROUP,
        NEED_LINE,
        NEED_SUM,
        PLAN_LINE,
        LIMIT_SUM,
        WISH_FATE,
        OWED_TRAINING,
        MIRROR_LINE,
        MIRROR_COMPETENCY,
        *THREAD_TABLES,
    )
}

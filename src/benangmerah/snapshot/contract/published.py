"""Tables that the archive keeps of a run beside its results, so that no page has to add up."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Privacy, Table
from benangmerah.snapshot.contract.outputs import COMPETENCY, EMPLOYEE, TARGET

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
    ),
)  # fmt: skip
PLAN_CLOSURE = Table(
    "plan_closure", "one need that an item of the plan closes, wholly or in part",
    ("employee_id", "intervention_id", "competency_id"), (EMPLOYEE, Column("intervention_id"), COMPETENCY),
)  # fmt: skip

PUBLISHED: dict[str, Table] = {table.name: table for table in (RUN_UNIT, RUN_PERSON, GAP_MAP, PLAN_SHARE, PLAN_CLOSURE)}

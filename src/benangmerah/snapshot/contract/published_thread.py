"""The red thread as the archive keeps it of a run: nodes, what they come to in each place, paths down, lines up."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Table
from benangmerah.snapshot.contract.inputs import OBJECTIVE_KINDS

_LEVEL = Column("level", Kind.CODE, values=("unit", "agency"))
_NEEDS = (
    Column("people", Kind.INTEGER, note="with a need in what is asked of their unit or one above"),
    Column("need_count", Kind.INTEGER),
    Column("gap", Kind.NUMBER, note="levels"),
    Column("closed_count", Kind.INTEGER, note="needs that the plan closes in full"),
    Column("partly_count", Kind.INTEGER),
)

THREAD_NODE = Table(
    "thread_node", "one node of the planning tree as the run saw it", ("objective_id",), (
        Column("objective_id"),
        Column("agency_id", optional=True),
        Column("parent_objective_id", optional=True),
        Column("kind", Kind.CODE, values=OBJECTIVE_KINDS),
        Column("code", optional=True),
        Column("title"),
        Column("share", Kind.NUMBER, note="product of shares from the root down"),
        Column("depth", Kind.INTEGER, note="0 at a root"),
        Column("place", Kind.INTEGER, note="in the tree read from its roots down, siblings by code"),
        Column("below_count", Kind.INTEGER, note="nodes right below"),
        Column("link_count", Kind.INTEGER, note="competencies that it asks of units itself"),
    ),
)  # fmt: skip
THREAD_SUM = Table(
    "thread_sum", "one scope and node with what it and all below it ask there, and what the plan does for it",
    ("level", "scope_id", "objective_id"), (
        _LEVEL,
        Column("scope_id"),
        Column("objective_id"),
        Column("kind", Kind.CODE, values=OBJECTIVE_KINDS),
        Column("link_count", Kind.INTEGER, note="competencies asked of units of the scope, or of units above it"),
        Column("unit_count", Kind.INTEGER),
        *_NEEDS,
        Column("line_count", Kind.INTEGER, note="offerings of the plan that raise somebody in what is asked"),
        Column("item_count", Kind.INTEGER, note="participations in them that raise somebody in what is asked"),
        Column("head_rupiah", Kind.RUPIAH, note="of those participations, by the head"),
        Column("done_count", Kind.INTEGER, note="trainings in what is asked, finished in the year of the run's day"),
        Column("done_before_count", Kind.INTEGER, note="finished in the year before"),
    ),
)  # fmt: skip
THREAD_PATH = Table(
    "thread_path",
    "one scope, node, unit that is asked, competency and offering (empty = all); of a target as a whole without a unit",
    ("level", "scope_id", "objective_id", "unit_id", "competency_id", "intervention_id"), (
        _LEVEL,
        Column("scope_id"),
        Column("objective_id"),
        Column("unit_id", optional=True),
        Column("competency_id"),
        Column("intervention_id", optional=True),
        Column("unit", optional=True),
        Column("competency"),
        Column("intervention", optional=True),
        Column("asked_level", Kind.INTEGER, optional=True),
        Column("weight", Kind.NUMBER, optional=True, note="of the link"),
        *_NEEDS,
        Column("item_count", Kind.INTEGER, note="participations that raise somebody in the competency"),
        Column("head_rupiah", Kind.RUPIAH, note="of those participations, by the head"),
    ),
)  # fmt: skip
THREAD_LINE = Table(
    "thread_line", "one scope and offering of the plan, with what of it closes a need that a target asks for",
    ("level", "scope_id", "intervention_id"), (
        _LEVEL,
        Column("scope_id"),
        Column("intervention_id"),
        Column("title"),
        Column("item_count", Kind.INTEGER),
        Column("cost_rupiah", Kind.RUPIAH, note="by the head, and for the whole of an agency its batches too"),
        Column("traced_count", Kind.INTEGER, note="participations that close a need with strategic weight"),
        Column("traced_rupiah", Kind.RUPIAH, note="of those, by the head"),
        Column("target_count", Kind.INTEGER, note="targets it raises somebody for"),
    ),
)  # fmt: skip

THREAD_TABLES = (THREAD_NODE, THREAD_SUM, THREAD_PATH, THREAD_LINE)

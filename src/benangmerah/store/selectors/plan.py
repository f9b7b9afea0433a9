"""The plan of a run: what it costs and closes, its lines, what binds, and who sits in an offering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Case, F, FloatField, OuterRef, Q, QuerySet, Subquery, When

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.published import DIMENSIONS
from benangmerah.store.models.intervention import Intervention
from benangmerah.store.models.limit_sum import LimitSum
from benangmerah.store.models.plan import AgencyPlan, PlanItem
from benangmerah.store.models.plan_curve import PlanCurve
from benangmerah.store.models.plan_floor import PlanFloor
from benangmerah.store.models.plan_group import PlanGroup
from benangmerah.store.models.plan_line import PlanLine
from benangmerah.store.models.plan_price import PlanPrice
from benangmerah.store.models.plan_share import PlanShare
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.career import serves_target
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.run_unit import units_of
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

OF_MONEY = ("money", "unit_money")
SCARCE_THINGS = (*OF_MONEY, "absence_room", "batch")
"""Whoever decides can give more of these; the other prices only say how a batch is paid for."""
UNIT = "unit"
"""The units right below a place stand among its groups too."""
STEP_RUPIAH = 100_000_000
STEP_MILLIONS = 100
"""The step of money that a price is told for: prices stand for a million rupiah."""


@dataclass(frozen=True)
class ShareRow:
    """What the plan does for a place; a row without people stands for too few to be shown."""

    key: str
    name: str
    people: int | None
    planned_people: int | None = None
    served_people: int | None = None
    item_count: int | None = None
    learning_hours: float | None = None
    cost_rupiah: int | None = None
    closure: float | None = None
    weighted_closure: float | None = None
    weighted_gap: float | None = None
    need_count: int | None = None
    open_count: int | None = None
    short_count: int | None = None


def read_agency_plan(run: Run, place: Place) -> AgencyPlan | None:
    """What the planner says of the whole agency: money, bound, method. A unit has no bound of its own."""
    if place.unit_id is not None:
        return None
    return AgencyPlan.objects.filter(run=run, agency_id=place.agency_id).first()


def read_share(run: Run, tree: RunTree, place: Place, sector: str = "", status: str = "") -> ShareRow | None:
    """The share of one place; none where the run made no plan or nobody is of that sector and status."""
    split = tree.split(place.level, [place.scope_id], sector, status)
    row = PlanShare.objects.filter(split, run=run).first()
    return None if row is None else _share(row, place.name, is_hidden=tree.is_hidden(place.unit_id, row.people))


def list_shares(run: Run, tree: RunTree, units: Sequence[RunUnit], sector: str, status: str) -> list[ShareRow]:
    """The shares of units, the most money first."""
    names = {unit.unit_id: unit.name for unit in units}
    rows = PlanShare.objects.filter(tree.split("unit", list(names), sector, status), run=run)
    found = [_share(row, names[row.scope_id], is_hidden=tree.is_hidden(row.scope_id, row.people)) for row in rows]
    return sorted(found, key=lambda each: (-(each.cost_rupiah or 0), each.name))


def list_plan_lines(run: Run, tree: RunTree, place: Place, sector: str = "", status: str = "") -> QuerySet[PlanLine]:
    """The offerings of the plan in which people of a place sit, the most money first.

    Each has `shown_closes` and `shown_needs`, which are unknown where a few people would be given away by them.
    """
    rows = PlanLine.objects.filter(tree.split(place.level, [place.scope_id], sector, status), run=run)
    few = Q(people__lt=0 if tree.may_read(place.unit_id) else tree.least)
    rows = rows.annotate(
        shown_closes=Case(When(few, then=None), default=F("closes"), output_field=FloatField()),
        shown_needs=Case(When(few, then=None), default=F("need_count"), output_field=BigIntegerField()),
    )
    return rows.order_by("-cost_rupiah", "title", "intervention_id")


def list_limits(run: Run, tree: RunTree, place: Place, sector: str = "", status: str = "") -> list[LimitSum]:
    """What stands in the way of needs of a place, the most needs first."""
    rows = LimitSum.objects.filter(tree.split(place.level, [place.scope_id], sector, status), run=run)
    return list(rows.order_by("-need_count", "-minimum_count", "limit"))


@dataclass(frozen=True)
class Worth:
    """One scarce thing, and by how many weighted levels the proven bound rises at most for one step more of it."""

    kind: str
    name: str
    period: int | None
    step: int
    amount: int
    worth: float
    gain: float | None


def list_curve(run: Run, place: Place) -> list[PlanCurve]:
    """What other budgets of the agency would close, the smallest first; a unit has no curve of its own."""
    if place.unit_id is not None:
        return []
    return list(PlanCurve.objects.filter(run=run, agency_id=place.agency_id).order_by("percent"))


def list_worths(run: Run, place: Place) -> list[Worth]:
    """What is scarce in the agency's plan, what a step more is worth at most first; a unit has no prices of its own.

    A step is a hundred million rupiah, a batch or an absence. By weak duality the best plan gains no more than that.
    """
    if place.unit_id is not None:
        return []
    rows = list(PlanPrice.objects.filter(run=run, agency_id=place.agency_id).filter(kind__in=SCARCE_THINGS))
    units = {unit.unit_id: unit.name for unit in units_of(run.pk, run.snapshot_hash)}
    offerings = {row.subject_id for row in rows if row.kind == "batch"}
    named = Intervention.objects.filter(intervention_id__in=offerings).order_by("pk")
    titles = dict(named.values_list("intervention_id", "title"))
    found = [
        Worth(
            row.kind,
            units.get(row.subject_id or "", "") or titles.get(row.subject_id or "", "") or row.subject_id or "",
            row.period,
            STEP_RUPIAH if row.kind in OF_MONEY else 1,
            row.amount,
            row.price * (STEP_MILLIONS if row.kind in OF_MONEY else 1),
            row.gain,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (-each.worth, each.kind, each.name, each.period or 0))


@dataclass(frozen=True)
class GroupRow:
    """What the plan does for one group; one without people stands for too few to be shown."""

    dimension: str
    value: str | None
    people: int | None
    served_people: int | None = None
    learning_hours: float | None = None
    cost_rupiah: int | None = None
    closure: float | None = None

    @property
    def served_share(self) -> float | None:
        """The share of the people with an item."""
        return None if not self.people or self.served_people is None else self.served_people / self.people

    @property
    def rupiah_a_head(self) -> int | None:
        """Money by the head for each person the plan is for."""
        return None if not self.people or self.cost_rupiah is None else round(self.cost_rupiah / self.people)

    @property
    def hours_a_head(self) -> float | None:
        """Learning hours for each person the plan is for."""
        return None if not self.people or self.learning_hours is None else self.learning_hours / self.people


def list_groups(run: Run, tree: RunTree, place: Place) -> list[GroupRow]:
    """Groups of the people whom the plan is for, by dimension and the most people first."""
    rows = PlanGroup.objects.filter(run=run, level=place.level, scope_id=place.scope_id)
    found = [_group(row, is_hidden=tree.is_hidden(place.unit_id, row.people)) for row in rows]
    found += [_of_unit(share) for share in list_shares(run, tree, tree.rows(place.unit_id), "", "")]
    order = {name: at for at, name in enumerate((*DIMENSIONS, UNIT))}
    return sorted(found, key=lambda each: (order[each.dimension], -(each.people or 0), each.value or ""))


def _of_unit(share: ShareRow) -> GroupRow:
    return GroupRow(
        UNIT, share.name, share.planned_people, share.served_people, share.learning_hours, share.cost_rupiah,
        share.closure,
    )  # fmt: skip


def _group(row: PlanGroup, *, is_hidden: bool) -> GroupRow:
    if is_hidden:
        return GroupRow(row.dimension, row.value, None)
    closure = row.weighted_closure / row.weighted_gap if row.weighted_gap else None
    return GroupRow(
        row.dimension, row.value, row.people, row.served_people, row.learning_hours, row.cost_rupiah, closure
    )


@dataclass(frozen=True)
class FloorSum:
    """How the OPDs of a place stand to the floor that policy asks for; `below` the furthest first, those not too small.

    Each of `below` has its name, the share of its gap that is closed, and the limit that stands most often against it.
    """

    floor: float
    count: int
    reached: int
    below: list[tuple[str, float, str | None]]


def read_floor(run: Run, tree: RunTree, place: Place) -> FloorSum | None:
    """The floor per OPD at a place; None where the policy of the run asks for none, or the place holds no OPD."""
    rows = list(PlanFloor.objects.filter(place.filter(), run=run, unit_id__in=tree.units))
    if not rows:
        return None
    reach = {row.unit_id: row.weighted_closure / row.weighted_gap for row in rows if row.weighted_gap}
    below = [row for row in rows if row.limit is not None]
    told = [
        (tree.units[row.unit_id].name, reach[row.unit_id], row.limit)
        for row in below
        if not tree.is_hidden(row.unit_id, row.people)
    ]
    return FloorSum(
        rows[0].floor_percent / 100, len(rows), len(rows) - len(below), sorted(told, key=lambda one: one[1])
    )


def read_plan_line(run: Run, tree: RunTree, place: Place, intervention_id: str) -> Any:
    """One offering of the plan as the place sees it, with `shown_closes` and `shown_needs`."""
    line = list_plan_lines(run, tree, place).filter(intervention_id=intervention_id).first()
    if line is None:
        raise OutOfScopeError(message("The plan of this place has no such offering."))
    return line


def list_participants(scope: Scope, run: Run, place: Place, intervention_id: str) -> QuerySet[PlanItem]:
    """Who sits in an offering, by batch, each with `name` and `position_title`."""
    people = RunPerson.objects.filter(scope.require(Right.SEE_PEOPLE).filter() & place.filter(), run=run)
    mine = people.filter(employee_id=OuterRef("employee_id"))
    rows = PlanItem.objects.filter(run=run, intervention_id=intervention_id).annotate(
        name=Subquery(mine.values("name")[:1]),
        position_title=Subquery(mine.values("position_title")[:1]),
        serves_target=serves_target(),
    )
    return rows.filter(name__isnull=False).order_by("batch", "name", "employee_id")


def _share(row: PlanShare, name: str, *, is_hidden: bool) -> ShareRow:
    if is_hidden:
        return ShareRow(row.scope_id, name, None)
    closure = row.weighted_closure / row.weighted_gap if row.weighted_gap else None
    return ShareRow(
        row.scope_id,
        name,
        row.people,
        row.planned_people,
        row.served_people,
        row.item_count,
        row.learning_hours,
        row.cost_rupiah,
        closure,
        row.weighted_closure,
        row.weighted_gap,
        row.need_count,
        row.open_count,
        row.short_count,
    )

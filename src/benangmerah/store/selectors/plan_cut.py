"""What falls away of a plan with less money: by place, by unit and by offering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet

from benangmerah.store.models.plan_cut import PlanCut
from benangmerah.store.models.plan_cut_agency import PlanCutAgency
from benangmerah.store.models.plan_cut_line import PlanCutLine
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.place import Place, RunTree


@dataclass(frozen=True)
class CutRow:
    """What a place loses with less money; one without people stands for too few to be shown."""

    key: str
    name: str
    people: int | None
    served_people: int | None = None
    lost_people: int | None = None
    won_people: int | None = None
    lost_items: int | None = None
    lost_rupiah: int | None = None
    lost_closes: float | None = None
    lost_weighted: float | None = None
    lost_share: float | None = None
    """The part of the weighted closure that falls away."""


def read_cut_agency(run: Run, place: Place) -> PlanCutAgency | None:
    """The sketch with less money: its budget, its bound and how far it is from the best at most."""
    return PlanCutAgency.objects.filter(run=run, agency_id=place.agency_id).first()


def read_cut(run: Run, tree: RunTree, place: Place) -> CutRow | None:
    """What falls away in a place; none where nothing was sketched or the plan is for nobody there."""
    row = PlanCut.objects.filter(run=run, level=place.level, scope_id=place.scope_id).first()
    return None if row is None else _cut(row, place.name, is_hidden=tree.is_hidden(place.unit_id, row.people))


def list_cuts(run: Run, tree: RunTree, units: Sequence[RunUnit]) -> list[CutRow]:
    """What falls away in units, the most weighted levels first."""
    names = {unit.unit_id: unit.name for unit in units}
    rows = PlanCut.objects.filter(run=run, level="unit", scope_id__in=list(names))
    found = [_cut(row, names[row.scope_id], is_hidden=tree.is_hidden(row.scope_id, row.people)) for row in rows]
    return sorted(found, key=lambda each: (-(each.lost_weighted or 0), each.name))


def list_cut_lines(run: Run, place: Place) -> QuerySet[PlanCutLine]:
    """What falls away of each offering of the whole agency, the most money first; a unit has no batches of its own."""
    rows = PlanCutLine.objects.filter(run=run, agency_id=place.agency_id if place.unit_id is None else "")
    return rows.annotate(
        lost_people=F("people") - F("cut_people"),
        lost_batches=F("batches") - F("cut_batches"),
        lost_rupiah=F("cost_rupiah") - F("cut_cost_rupiah"),
        lost_weighted=F("weighted_closure") - F("cut_weighted_closure"),
    ).order_by("-lost_rupiah", "title", "intervention_id")


def _cut(row: PlanCut, name: str, *, is_hidden: bool) -> CutRow:
    if is_hidden:
        return CutRow(row.scope_id, name, None)
    lost = row.weighted_closure - row.cut_weighted_closure
    return CutRow(
        row.scope_id,
        name,
        row.people,
        row.served_people,
        row.lost_people,
        row.won_people,
        row.item_count - row.cut_item_count,
        row.cost_rupiah - row.cut_cost_rupiah,
        round(row.closes - row.cut_closes, 4),
        round(lost, 6),
        lost / row.weighted_closure if row.weighted_closure else None,
    )

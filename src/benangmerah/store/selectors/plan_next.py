"""What would come next: in the place of an item, and for money that is freed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from benangmerah.store.models.intervention import Intervention
from benangmerah.store.models.plan_next import PlanNext
from benangmerah.store.models.plan_waiting import PlanWaiting
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.place import Place, RunTree


@dataclass(frozen=True)
class NextLine:
    """What a person would take in the place of an item, with what stops it in the plan as it stands, and the loss."""

    offerings: tuple[tuple[str, str | None], ...]
    loses: float
    missing_jp: float

    @property
    def titles(self) -> tuple[str, ...]:
        """What would come, by title; nothing where nothing is worth its price."""
        return tuple(title for title, _limit in self.offerings)


@dataclass(frozen=True)
class NextSum:
    """What would come in the place of an offering for so many of its participants; no title: nothing would."""

    title: str | None
    people: int


def read_next(rows: Q) -> dict[str, NextLine]:
    """What would come in the place of each item of one person, by offering; `rows` names run and person."""
    offerings: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    losses: dict[str, tuple[float, float]] = {}
    for row in _titled(PlanNext.objects.filter(rows)).order_by("intervention_id", "next_intervention_id"):
        losses[row.intervention_id] = row.loses, row.missing_jp
        if row.next_intervention_id is not None:
            offerings[row.intervention_id].append((row.next_title or row.next_intervention_id, row.limit))
    return {key: NextLine(tuple(offerings[key]), *loss) for key, loss in losses.items()}


def name_next(run: Run, place: Place, intervention_id: str) -> dict[str, tuple[str, ...]]:
    """For each participant of a place in an offering the titles that would come in its place."""
    rows = _titled(_of_place(run, place).filter(intervention_id=intervention_id))
    found: dict[str, list[str]] = defaultdict(list)
    for employee_id, next_id, title in rows.order_by("employee_id", "next_intervention_id").values_list(
        "employee_id", "next_intervention_id", "next_title"
    ):
        found[employee_id] += [] if next_id is None else [title or next_id]
    return {employee_id: tuple(titles) for employee_id, titles in found.items()}


def add_up_next(named: Mapping[str, tuple[str, ...]]) -> list[NextSum]:
    """How many participants would take what, the most first; those for whom nothing would come last."""
    counts: Counter[str | None] = Counter()
    for titles in named.values():
        counts.update(titles or (None,))
    order = sorted(counts.items(), key=lambda pair: (pair[0] is None, -pair[1], pair[0] or ""))
    return [NextSum(title, people) for title, people in order]


def list_waiting(run: Run, place: Place) -> QuerySet[Any]:
    """What no limit but the money keeps out of the agency's plan, by its place; each with `title`.

    A unit has no money of its own that could be freed, so nothing waits for it alone.
    """
    rows = PlanWaiting.objects.filter(run=run, agency_id=place.agency_id if place.unit_id is None else "")
    titles = Intervention.objects.filter(intervention_id=OuterRef("intervention_id")).order_by("-pk").values("title")
    return rows.annotate(title=Subquery(titles[:1])).order_by("place")


def find_waiting(run: Run, place: Place, money: int, beside: str = "") -> Any:
    """The first that so much money pays for, beside one offering."""
    return list_waiting(run, place).filter(cost_rupiah__lte=money).exclude(intervention_id=beside).first()


def may_count_next(tree: RunTree, place: Place, people: int) -> bool:
    """Whether what participants would take instead is no news of single people."""
    return not tree.is_hidden(place.unit_id, people)


def _of_place(run: Run, place: Place) -> QuerySet[PlanNext]:
    rows = PlanNext.objects.filter(run=run, agency_id=place.agency_id)
    if place.unit_id is None:
        return rows
    people = RunPerson.objects.filter(place.filter(), run=run).values("employee_id")
    return rows.filter(employee_id__in=people)


def _titled(rows: QuerySet[PlanNext]) -> QuerySet[Any]:
    titles = Intervention.objects.filter(intervention_id=OuterRef("next_intervention_id")).order_by("-pk")
    return rows.annotate(next_title=Subquery(titles.values("title")[:1]))

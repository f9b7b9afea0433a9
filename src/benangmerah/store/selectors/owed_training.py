"""Trainings that people of a run owe, within the reader's reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.store.models.owed_training import OwedTraining
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.place import Place
from benangmerah.store.selectors.scope import Scope


@dataclass(frozen=True)
class OwedKind:
    """One kind of training: who owes it, of whom nobody knows, who may go, and who is nominated."""

    kind: str
    owed: int
    unknown: int
    may_go: int
    nominated: int


def list_owed(scope: Scope, run: Run, place: Place, chosen: Mapping[str, str]) -> QuerySet[OwedTraining]:
    """Who owes what, by training and name; `chosen` has columns and values, empty ones meaning all."""
    rows = OwedTraining.objects.filter(scope.require(Right.SEE_PEOPLE).filter() & place.filter(), run=run)
    wanted = {name: value for name, value in chosen.items() if value and name != "step"}
    return rows.filter(_STEPS.get(chosen.get("step", ""), Q()), **wanted).order_by(
        "kind", "asked", "name", "employee_id"
    )


def count_owed(rows: QuerySet[OwedTraining]) -> Sequence[OwedKind]:
    """The rows by kind, the most owed first."""
    counted = rows.order_by().values("kind").annotate(
        owed=Count("pk", filter=Q(state="gap")), unknown=Count("pk", filter=Q(state="unknown")),
        may_go=Count("pk", filter=Q(is_eligible=True)), nominated=Count("pk", filter=Q(intervention_id__isnull=False)),
    )  # fmt: skip
    return sorted((OwedKind(**row) for row in counted), key=lambda each: (-each.owed, each.kind))


_STEPS = {
    "nominated": Q(intervention_id__isnull=False),
    "may_go": Q(intervention_id__isnull=True, is_eligible=True),
    "not_eligible": Q(is_offered=True, is_eligible=False),
    "not_offered": Q(is_offered=False),
}
STEPS = tuple(_STEPS)
"""How far somebody is on the way into a training."""

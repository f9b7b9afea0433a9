"""Planning documents and their trees as the reader's agencies have them, today or as they stood after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.domain.strategy import DOCUMENTS_ABOVE, list_parent_kinds
from benangmerah.domain.target_achievement import Direction
from benangmerah.kernel.explanation import message
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.objective import Objective, ObjectiveIndicator, ObjectiveNeed
from benangmerah.store.models.planning import (
    IndicatorBase,
    LinkReason,
    ObjectiveBudget,
    ObjectiveDetail,
    PlanningDocument,
)
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.indicator_result import share_achieved, tell_direction
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

CURRENT = Q(archived__isnull=True)


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator with its base, and target and achievement by year; `set_direction` where somebody set it by hand."""

    name: str
    measure: str
    base_year: int | None
    base_value: float | None
    targets: Mapping[int, float]
    realised: Mapping[int, float]
    set_direction: str | None = None

    @property
    def direction(self) -> Direction:
        """Which figures are the better ones: as set by hand, else as what is aimed at rises or falls."""
        return tell_direction(self.set_direction, self.base_value, self.targets)

    @property
    def achieved_share(self) -> float | None:
        """What was achieved in the last year in which target and realisation are known; unknown where none is."""
        years = [year for year in self.realised if self.targets.get(year, 0) > 0]
        return share_achieved(self.realised[max(years)], self.targets[max(years)], self.direction) if years else None


@dataclass(frozen=True)
class LinkRow:
    """What a node asks of a unit, why, and who says so."""

    unit_id: str
    unit: str
    competency_id: str
    competency: str
    level: int | None
    weight: float
    reason: str | None = None
    decided_by: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class TreeRow:
    """A node of a document with what stands beside it."""

    node: Objective
    depth: int
    unit: str | None
    national: str | None
    indicator_count: int
    link_count: int
    budgets: Mapping[int, int] = field(default_factory=dict)

    @property
    def by_year(self) -> Mapping[str, int]:
        """The ceilings by the year as a text, as a column names it."""
        return {str(year): amount for year, amount in self.budgets.items()}

    @property
    def label(self) -> str:
        """The title after a dot for each level above it."""
        return "· " * self.depth + self.node.title


def list_documents(scope: Scope) -> QuerySet[PlanningDocument]:
    """The planning documents of the reader's agencies, and those of nobody: national ones."""
    return PlanningDocument.objects.filter(CURRENT & _mine(scope)).order_by("kind", "title", "document_id")


def read_document(scope: Scope, document_id: str) -> PlanningDocument:
    """One planning document."""
    found = list_documents(scope).filter(document_id=document_id).first()
    if found is None:
        raise OutOfScopeError(message("You see no such planning document."))
    return found


def list_objectives(scope: Scope) -> QuerySet[Objective]:
    """The nodes of the reader's agencies, and national ones."""
    return Objective.objects.filter(CURRENT & _mine(scope))


def read_objective(scope: Scope, objective_id: str) -> Objective:
    """One node."""
    found = list_objectives(scope).filter(objective_id=objective_id).first()
    if found is None:
        raise OutOfScopeError(message("You see no such node of a planning tree."))
    return found


def search_parents(scope: Scope, words: str, kind: str, document_id: str, *, most: int) -> list[Objective]:
    """The nodes with all the words that a node of the kind may stand below: of its document, and of those it serves.

    `document_id` empty: the nodes that stand in no document.
    """
    bound = ObjectiveDetail.objects.filter(CURRENT, document_id__isnull=False)
    lawful = Q(kind__in=list_parent_kinds(kind, None, None))
    if not document_id:
        return _find(scope, words, lawful & ~Q(objective_id__in=bound.values("objective_id")), most)
    inside = Q(objective_id__in=bound.filter(document_id=document_id).values("objective_id"))
    asked = lawful & inside
    document = list_documents(scope).filter(document_id=document_id).first()
    above = DOCUMENTS_ABOVE.get(document.kind, ()) if document else ()
    if document and above:
        others = list_documents(scope).filter(kind__in=above, agency_id=document.agency_id).values("document_id")
        nodes = bound.filter(document_id__in=others).values("objective_id")
        asked |= Q(kind__in=list_parent_kinds(kind, document.kind, above[0]), objective_id__in=nodes)
    return _find(scope, words, asked, most)


def find_nodes(scope: Scope, words: str, kinds: Sequence[str], *, most: int) -> list[Objective]:
    """The nodes of those kinds, by code, that have all the words."""
    return _find(scope, words, Q(kind__in=kinds), most)


def _find(scope: Scope, words: str, asked: Q, most: int) -> list[Objective]:
    for word in words.split():
        asked &= Q(title__icontains=word) | Q(code__icontains=word) | Q(objective_id__iexact=word)
    return list(list_objectives(scope).filter(asked).order_by("code", "title", "objective_id")[:most])


def name_node(node: Objective) -> str:
    """A node by code and title, as one writes it into a form."""
    return f"{node.code} {node.title}" if node.code else node.title


def list_tree(scope: Scope, document_id: str | None, until: int | None = None) -> list[TreeRow]:
    """The nodes of a document from its roots down, or those of no document; `until` = as they stood after a receipt."""
    stood = CURRENT if until is None else Q(recorded_id__lte=until) & (CURRENT | Q(archived_id__gt=until))
    details = {row.objective_id: row for row in ObjectiveDetail.objects.filter(stood)}
    nodes = [
        node
        for node in Objective.objects.filter(stood & _mine(scope))
        if _document_of(details.get(node.objective_id)) == document_id
    ]
    keys = {node.objective_id for node in nodes}
    indicators = _count(
        ObjectiveIndicator.objects.filter(stood, objective_id__in=keys).values_list("objective_id", "name")
    )
    links = _count(
        ObjectiveNeed.objects.filter(stood, objective_id__in=keys).values_list(
            "objective_id", "unit_id", "competency_id"
        )
    )
    budgets: dict[str, dict[int, int]] = defaultdict(dict)
    for row in ObjectiveBudget.objects.filter(stood, objective_id__in=keys):
        budgets[row.objective_id][row.year] = row.amount_rupiah
    units = _name_units(each.unit_id for each in details.values() if each.objective_id in keys)
    national = {each.national_objective_id for each in details.values() if each.objective_id in keys}
    titles = dict(Objective.objects.filter(stood, objective_id__in=national).values_list("objective_id", "title"))
    found = []
    for node, depth in _in_order(nodes):
        detail = details.get(node.objective_id)
        found.append(TreeRow(
            node, depth, units.get(detail.unit_id or "") if detail else None,
            titles.get(detail.national_objective_id or "") if detail else None, indicators[node.objective_id],
            links[node.objective_id], budgets.get(node.objective_id, {}),
        ))  # fmt: skip
    return found


def list_states(document_id: str) -> Sequence[Receipt]:
    """The changes a document's tree went through, newest first: each can be looked at as it stood after it."""
    keys = list(
        ObjectiveDetail.objects.filter(document_id=document_id).values_list("objective_id", flat=True).distinct()
    )
    numbers: set[int] = set()
    documents = PlanningDocument.objects.filter(document_id=document_id)
    for rows in (documents, Objective.objects.filter(objective_id__in=keys),
                 ObjectiveIndicator.objects.filter(objective_id__in=keys),
                 ObjectiveBudget.objects.filter(objective_id__in=keys)):  # fmt: skip
        numbers |= {each for pair in rows.values_list("recorded_id", "archived_id") for each in pair if each}
    return list(Receipt.objects.filter(pk__in=numbers).select_related("made_by")[:50])


def list_serving(scope: Scope, objective_id: str) -> list[Objective]:
    """The nodes of the reader's agencies that name this one as the national priority they serve."""
    naming = ObjectiveDetail.objects.filter(CURRENT, national_objective_id=objective_id).values("objective_id")
    return list(list_objectives(scope).filter(objective_id__in=naming).order_by("code", "title", "objective_id"))


def read_national(scope: Scope, objective_id: str) -> Objective | None:
    """The national priority that a node says it serves."""
    naming = ObjectiveDetail.objects.filter(CURRENT, objective_id=objective_id).values("national_objective_id")
    return list_objectives(scope).filter(objective_id__in=naming).first()


def read_detail(objective_id: str) -> ObjectiveDetail | None:
    """What the archive knows of a node beside the dataset's tables."""
    return ObjectiveDetail.objects.filter(CURRENT, objective_id=objective_id).first()


def read_budgets(objective_id: str) -> dict[int, int]:
    """The ceilings of a node by year."""
    rows = ObjectiveBudget.objects.filter(CURRENT, objective_id=objective_id)
    return dict(rows.order_by("year").values_list("year", "amount_rupiah"))


def list_indicators(objective_id: str) -> list[IndicatorRow]:
    """The indicators of a node by name."""
    bases = {row.name: row for row in IndicatorBase.objects.filter(CURRENT, objective_id=objective_id)}
    rows: dict[str, list[ObjectiveIndicator]] = defaultdict(list)
    for row in ObjectiveIndicator.objects.filter(CURRENT, objective_id=objective_id).order_by("name", "year"):
        rows[row.name].append(row)
    return [
        IndicatorRow(
            name, years[0].measure, bases[name].base_year if name in bases else None,
            bases[name].base_value if name in bases else None, {each.year: each.target for each in years},
            {each.year: each.realised for each in years if each.realised is not None},
            bases[name].direction if name in bases else None,
        )
        for name, years in rows.items()
    ]  # fmt: skip


def list_links(objective_id: str) -> list[LinkRow]:
    """What a node itself asks of units, with reasons where somebody gave them."""
    reasons = {
        (row.unit_id, row.competency_id): row for row in LinkReason.objects.filter(CURRENT, objective_id=objective_id)
    }
    rows = list(ObjectiveNeed.objects.filter(CURRENT, objective_id=objective_id))
    units = _name_units(row.unit_id for row in rows)
    known = Competency.objects.filter(CURRENT, competency_id__in={row.competency_id for row in rows})
    names = dict(known.values_list("competency_id", "name"))
    found = []
    for row in rows:
        why = reasons.get((row.unit_id, row.competency_id))
        found.append(LinkRow(
            row.unit_id, units.get(row.unit_id, row.unit_id), row.competency_id,
            names.get(row.competency_id, row.competency_id), row.level, row.weight, why.reason if why else None,
            why.decided_by if why else None, why.source if why else None,
        ))  # fmt: skip
    return sorted(found, key=lambda one: (one.unit, one.competency))


def _mine(scope: Scope) -> Q:
    scope.require(Right.SEE_UNITS)
    return Q(agency_id__in=scope.agencies_of(Right.SEE_UNITS)) | Q(agency_id__isnull=True)


def _document_of(detail: ObjectiveDetail | None) -> str | None:
    return None if detail is None else detail.document_id


def _count(rows: Any) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for key, *_ in set(rows):
        found[key] += 1
    return found


def _name_units(unit_ids: Any) -> dict[str, str]:
    wanted = {each for each in unit_ids if each}
    return dict(Unit.objects.filter(CURRENT, unit_id__in=wanted).values_list("unit_id", "name"))


def _in_order(nodes: Sequence[Objective]) -> list[tuple[Objective, int]]:
    """From the roots down; a node whose parent stands in another document is a root here."""
    keys = {node.objective_id for node in nodes}
    children: dict[str | None, list[Objective]] = defaultdict(list)
    for node in sorted(nodes, key=lambda one: (one.code or "", one.objective_id), reverse=True):
        children[node.parent_objective_id if node.parent_objective_id in keys else None].append(node)
    found, waiting = [], [(node, 0) for node in children[None]]
    while waiting:
        node, depth = waiting.pop()
        found.append((node, depth))
        waiting += [(each, depth + 1) for each in children[node.objective_id]]
    return found

"""What names mean for an agency, and what its offices' headings meant last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.alias import Alias, ColumnMapping
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.input_row import InputRow
from benangmerah.store.models.intervention import Intervention
from benangmerah.store.models.position import Position
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import OutOfScopeError, Scope
from benangmerah.store.selectors.unit import name_places


@dataclass(frozen=True)
class AliasLine:
    """A decision as a page shows it: what the name means is said by its name."""

    alias_id: int
    kind: str
    written: str
    target: str
    target_id: str
    decided_by: str
    decided_at: datetime
    ended_at: datetime | None

    @property
    def state(self) -> str:
        """Whether it holds."""
        return "in_force" if self.ended_at is None else "ended"


@dataclass(frozen=True)
class MappingLine:
    """What headings meant in the newest sheet of a place."""

    mapping_id: int
    place: str
    table: str
    columns: Mapping[str, str]
    decided_by: str
    decided_at: datetime


def read_aliases(agency_id: str) -> Mapping[tuple[str, str], str]:
    """The decisions in force, by kind and key."""
    current = Alias.objects.filter(agency_id=agency_id, ended_at__isnull=True)
    return {(kind, key): target for kind, key, target in current.values_list("kind", "key", "target_id")}


def read_mapping(agency_id: str, unit_id: str | None, table: str) -> Mapping[str, str]:
    """What headings meant in the newest sheet of that place; else of the agency."""
    places = (unit_id, None) if unit_id is not None else (None,)
    for place in places:
        found = ColumnMapping.objects.filter(agency_id=agency_id, unit_id=place, table=table).first()
        if found is not None:
            return dict(found.columns)
    return {}


def list_aliases(scope: Scope) -> list[AliasLine]:
    """The decisions of the reader's agencies, those that hold first."""
    rows = list(_aliases(scope).select_related("decided_by").order_by("kind", "key", "-decided_at"))
    names = {kind: _names(kind, [row.target_id for row in rows if row.kind == kind]) for kind in {r.kind for r in rows}}
    return [
        AliasLine(
            row.pk, row.kind, row.written, names[row.kind].get(row.target_id, row.target_id), row.target_id,
            row.decided_by.name, row.decided_at, row.ended_at,
        )
        for row in sorted(rows, key=lambda row: row.ended_at is not None)
    ]  # fmt: skip


def read_alias(scope: Scope, alias_id: int) -> Alias:
    """One decision of the reader's agencies."""
    alias = _aliases(scope).filter(pk=alias_id).select_related("decided_by").first()
    if alias is None:
        raise OutOfScopeError(message("You see no such decision."))
    return alias


def list_targets(scope: Scope, alias: Alias) -> dict[str, str]:
    """What a name of that kind could mean: by id, what it is called."""
    if alias.kind == "person":
        people = Employee.objects.filter(scope.reach(Right.IMPORT_DATA).filter(), archived__isnull=True)
        return dict(people.filter(agency_id=alias.agency_id).values_list("employee_id", "name"))
    return _names(alias.kind, None, alias.agency_id)


def list_mappings(scope: Scope) -> Sequence[MappingLine]:
    """What headings meant last time, for every place where the reader may import."""
    rows = ColumnMapping.objects.filter(scope.require(Right.IMPORT_DATA).filter()).select_related("decided_by")
    newest: dict[tuple[str, str | None, str], ColumnMapping] = {}
    for row in rows:
        newest.setdefault((row.agency_id, row.unit_id, row.table), row)
    names = name_places([(agency_id, unit_id) for agency_id, unit_id, _ in newest])
    return [
        MappingLine(
            row.pk, names[row.agency_id, row.unit_id], row.table, dict(row.columns), row.decided_by.name, row.decided_at
        )
        for row in newest.values()
    ]


def read_column_mapping(scope: Scope, mapping_id: int) -> ColumnMapping:
    """One of them."""
    within = scope.require(Right.IMPORT_DATA).filter()
    mapping = ColumnMapping.objects.filter(within, pk=mapping_id).first()
    if mapping is None:
        raise OutOfScopeError(message("You see no such headings."))
    return mapping


def _aliases(scope: Scope) -> QuerySet[Alias]:
    """Of people only those whom the reader may import: a name is theirs to know."""
    reach = scope.require(Right.IMPORT_DATA)
    people = Employee.objects.filter(reach.filter(), archived__isnull=True).values("employee_id")
    mine = Alias.objects.filter(agency_id__in=scope.agencies_of(Right.IMPORT_DATA))
    return mine.filter(~Q(kind="person") | Q(target_id__in=people))


def _names(kind: str, ids: Sequence[str] | None, agency_id: str | None = None) -> dict[str, str]:
    tables: dict[str, tuple[type[InputRow], str, str]] = {
        "unit": (Unit, "unit_id", "name"),
        "position": (Position, "position_id", "title"),
        "competency": (Competency, "competency_id", "name"),
        "intervention": (Intervention, "intervention_id", "title"),
        "person": (Employee, "employee_id", "name"),
    }
    model, key, name = tables[kind]
    rows = model._default_manager.filter(archived__isnull=True)
    if ids is not None:
        rows = rows.filter(**{f"{key}__in": ids})
    if agency_id is not None and kind in ("unit", "position"):
        rows = rows.filter(Q(("agency_id", agency_id)))
    return dict(rows.values_list(key, name))

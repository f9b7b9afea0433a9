"""The gap map of a run within the reader's units: units down, competencies or qualifications across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.regulations.library import load_library
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.gap import Gap
from benangmerah.store.models.gap_map import GapMap
from benangmerah.store.models.qualification_gap import QualificationGap
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.run_unit import units_of
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

SMALL_GROUP = "privacy/small_group"
MapUnit: TypeAlias = RunUnit
"""A unit of the map as the doors name it, which know no models."""


@dataclass(frozen=True)
class MapQuestion:
    """What the map shows: which kind of gap against which position, of whom."""

    kind: str = "competency"
    target: str = "held"
    competency_kind: str = ""
    sector: str = ""
    status: str = ""


@dataclass(frozen=True)
class MapCell:
    """People with the requirement, requirements, how many assessed, people below, and by how many levels in all."""

    people: int
    required_count: int
    assessed_count: int
    below_people: int
    burden: float | None
    is_hidden: bool = False
    """Whether so few people stand in it that the figure would give one of them away to this reader."""

    @property
    def depth(self) -> float | None:
        """Levels short by person below; unknown where nobody is, or where there are no levels."""
        return self.burden / self.below_people if self.burden is not None and self.below_people else None

    @property
    def is_known(self) -> bool:
        """Whether anybody was assessed."""
        return self.assessed_count > 0 and not self.is_hidden


@dataclass(frozen=True)
class MapRow:
    """A unit with its cells by competency or qualification, and the whole of it."""

    unit_id: str
    name: str
    whole: MapCell | None
    cells: Mapping[str, MapCell] = field(default_factory=dict)


@dataclass(frozen=True)
class GapGrid:
    """The map: columns as id and name, rows by name."""

    columns: Sequence[tuple[str, str]]
    rows: Sequence[MapRow]


@dataclass(frozen=True)
class CellLine:
    """A person of a cell; levels are assessments."""

    employee_id: str
    name: str
    position: str
    unit_id: str
    required: str
    attained: str | None
    gap: float | None
    state: str


def list_map_units(scope: Scope, run: Run, parent_id: str | None) -> list[RunUnit]:
    """The rows of the map: the units right below one, else the OPDs of the reader's reach, else its topmost units."""
    reach = scope.reach(Right.SEE_RESULTS)
    units = [unit for unit in units_of(run.pk, run.snapshot_hash) if reach.holds(unit.agency_id, unit.unit_id)]
    if parent_id is not None:
        return [unit for unit in units if unit.parent_unit_id == parent_id]
    opds = [unit for unit in units if unit.is_opd]
    if opds:
        return opds
    known = {unit.unit_id for unit in units}
    return [unit for unit in units if unit.parent_unit_id not in known]


def read_map_unit(scope: Scope, run: Run, unit_id: str) -> RunUnit:
    """One unit as the run saw it, within the reader's reach."""
    reach = scope.reach(Right.SEE_RESULTS)
    every = units_of(run.pk, run.snapshot_hash)
    unit = next((one for one in every if one.unit_id == unit_id and reach.holds(one.agency_id, one.unit_id)), None)
    if unit is None:
        raise OutOfScopeError(message("You see no such unit."))
    return unit


def read_grid(
    scope: Scope, run: Run, units: Sequence[RunUnit], question: MapQuestion, subject_id: str | None = None
) -> GapGrid:
    """The cells of those units, all or of one column; give units that the reader may see."""
    least = int(load_library().on(run.law_date).number(SMALL_GROUP))
    reach = scope.reach(Right.READ_ASSESSMENTS)
    reads_all = {unit.unit_id for unit in units if reach.holds(unit.agency_id, unit.unit_id)}
    cells: dict[str, dict[str | None, MapCell]] = {}
    asked = _cells(run, units, question)
    rows = (asked if subject_id is None else asked.filter(subject_id=subject_id)).values_list(
        "scope_id", "subject_id", "people", "assessed_count", "below_people", "burden", "required_count"
    )
    for unit_id, column, people, assessed, below, burden, required in rows:
        is_hidden = people < least and unit_id not in reads_all
        cells.setdefault(unit_id, {})[column] = MapCell(people, required, assessed, below, burden, is_hidden)
    columns = _columns(question, {each for of_unit in cells.values() for each in of_unit if each is not None})
    shown = {each for each, _ in columns}
    return GapGrid(columns, [
        MapRow(
            unit.unit_id, unit.name, cells.get(unit.unit_id, {}).get(None),
            {key: cell for key, cell in cells.get(unit.unit_id, {}).items() if key in shown},
        )
        for unit in units
    ])  # fmt: skip


def list_sibling_cells(
    scope: Scope, run: Run, unit: RunUnit, subject_id: str, question: MapQuestion
) -> list[tuple[RunUnit, MapCell]]:
    """One column of the map for a unit and the units beside it within the reader's reach, by name."""
    beside = list_map_units(scope, run, unit.parent_unit_id) if unit.parent_unit_id else []
    units = {each.unit_id: each for each in beside or list_map_units(scope, run, None)}
    units.setdefault(unit.unit_id, unit)
    grid = read_grid(
        scope, run, sorted(units.values(), key=lambda each: (each.name, each.unit_id)), question, subject_id
    )
    return [(units[row.unit_id], row.cells[subject_id]) for row in grid.rows if subject_id in row.cells]


def _cells(run: Run, units: Sequence[RunUnit], question: MapQuestion) -> QuerySet[GapMap]:
    rows = GapMap.objects.filter(
        run=run, level="unit", kind=question.kind, target=question.target, scope_id__in=[unit.unit_id for unit in units]
    )
    rows = rows.filter(status=question.status or None) if question.status else rows.filter(status__isnull=True)
    if not question.sector:
        return rows.filter(sector__isnull=True)
    # a unit whose people are of one sector has no rows by sector: those for all are the sector's
    alike = [unit.unit_id for unit in units if unit.only_sector == question.sector]
    return rows.filter(Q(sector=question.sector) | Q(sector__isnull=True, scope_id__in=alike))


def _columns(question: MapQuestion, found: set[str]) -> list[tuple[str, str]]:
    if question.kind != "competency":
        return sorted((each, each) for each in found)
    named = Competency.objects.filter(archived__isnull=True, competency_id__in=found)
    if question.competency_kind:
        named = named.filter(kind=question.competency_kind)
    return list(named.order_by("kind", "name").values_list("competency_id", "name"))


def list_cell(run: Run, unit_ids: frozenset[str], subject_id: str, question: MapQuestion) -> list[CellLine]:
    """The people behind a cell, the deepest gap first; only the flow that logs the look asks for it."""
    people = RunPerson.objects.filter(run=run, unit_id__in=unit_ids)
    if question.sector:
        people = people.filter(sector=question.sector)
    if question.status:
        people = people.filter(status=question.status)
    known = {person.employee_id: person for person in people}
    if question.kind == "competency":
        rows = Gap.objects.filter(run=run, competency_id=subject_id, target=question.target)
        lines = [
            CellLine(row.employee_id, known[row.employee_id].name, known[row.employee_id].position_title,
                     known[row.employee_id].unit_id, str(row.required_level),
                     None if row.attained_level is None else f"{row.attained_level:g}", row.gap, row.state)
            for row in rows if row.employee_id in known
        ]  # fmt: skip
    else:
        asked = QualificationGap.objects.filter(run=run, kind=subject_id, target=question.target)
        lines = [
            CellLine(each.employee_id, known[each.employee_id].name, known[each.employee_id].position_title,
                     known[each.employee_id].unit_id, each.required_value, each.held_value, None, each.state)
            for each in asked if each.employee_id in known
        ]  # fmt: skip
    order = {"gap": 0, "not_assessed": 1, "unknown": 1, "met": 2}
    return sorted(lines, key=lambda line: (order[line.state], -(line.gap or 0), line.name, line.employee_id))

"""Reading who stands behind a cell of the gap map: levels of people, so that every look is written down."""

from __future__ import annotations

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.gap_map import CellLine, MapQuestion, list_cell, read_map_unit


def read_cell(visit: Visit, run: Run, unit_id: str, subject_id: str, question: MapQuestion) -> list[CellLine]:
    """The people of a unit and below who are asked for something, as far as the reader may read assessments."""
    reach = visit.scope.require(Right.READ_ASSESSMENTS)
    unit = read_map_unit(visit.scope, run, unit_id)
    parents = dict(RunUnit.objects.filter(run=run).values_list("unit_id", "parent_unit_id"))
    within = {each for each in parents if _is_below(each, unit_id, parents) and reach.holds(unit.agency_id, each)}
    lines = list_cell(run, frozenset(within), subject_id, question)
    write_audit(visit, Verb.ASSESSMENT_READ, place=(unit.agency_id, unit_id), run=str(run.pk), about=subject_id,
                people=str(len(lines)))  # fmt: skip
    return lines


def _is_below(unit_id: str, above: str, parents: dict[str, str | None]) -> bool:
    here: str | None = unit_id
    while here is not None and here != above:
        here = parents.get(here)
    return here == above

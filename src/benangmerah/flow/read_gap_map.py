"""Reading who stands behind a cell of the gap map: levels of people, so that every look is written down."""

from __future__ import annotations

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.gap_map import CellLine, MapQuestion, list_cell, read_map_unit
from benangmerah.store.selectors.run_unit import below_of


def read_cell(visit: Visit, run: Run, unit_id: str, subject_id: str, question: MapQuestion) -> list[CellLine]:
    """The people of a unit and below who are asked for something, as far as the reader may read assessments."""
    reach = visit.scope.require(Right.READ_ASSESSMENTS)
    unit = read_map_unit(visit.scope, run, unit_id)
    below = below_of(run.pk, run.snapshot_hash)[unit_id]
    within = {each for each in below if reach.holds(unit.agency_id, each)}
    lines = list_cell(run, frozenset(within), subject_id, question)
    write_audit(visit, Verb.ASSESSMENT_READ, place=(unit.agency_id, unit_id), run=str(run.pk), about=subject_id,
                people=str(len(lines)))  # fmt: skip
    return lines

"""The levels that a run found: what may be weighed against a changed standard or post, read at once."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from benangmerah.domain.attainment import Attainment
from benangmerah.kernel.quantity import exact, level_units
from benangmerah.store.models.attainment import Attainment as AttainmentRow
from benangmerah.store.models.run import Run

_MOST_NAMED = 500
"""A database takes so many names in one question without ado; beyond, all rows of a run are read and sifted."""


def read_levels(run: Run, employee_ids: AbstractSet[str]) -> dict[tuple[str, str], Attainment]:
    """The levels that a run found, by person and competency; the caller writes down whose they are."""
    rows = AttainmentRow.objects.filter(run=run)
    if len(employee_ids) <= _MOST_NAMED:
        rows = rows.filter(employee_id__in=employee_ids)
    columns = ("employee_id", "competency_id", "attained_level", "basis", "source", "rating_count")
    return {
        (person, competency): Attainment(level_units(exact(level)), basis, source, count)
        for person, competency, level, basis, source, count in rows.values_list(*columns).iterator()
        if person in employee_ids
    }

"""Where an import may change rows: the units of its place, or the whole agency."""

from __future__ import annotations

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.belonging import Area
from benangmerah.snapshot.dataset import Dataset
from benangmerah.store.models import Agency
from benangmerah.store.selectors.scope import OutOfScopeError, Scope
from benangmerah.store.selectors.unit_tree import units_below


def check_place(scope: Scope, agency_id: str, unit_id: str | None) -> None:
    """Raises NotAllowedError or OutOfScopeError where nothing may be imported for that place."""
    if not scope.require(Right.IMPORT_DATA).holds(agency_id, unit_id):
        raise OutOfScopeError(message("You may import nothing there."))


def area_of_import(scope: Scope, agency_id: str, unit_id: str | None, dataset: Dataset) -> Area | None:
    """The units of the place today, or the agency.

    Whoever may import for every agency of the archive and of the file may change what belongs to none of them too: the
    dictionary of competencies, open offerings. Then there is no limit.
    """
    check_place(scope, agency_id, unit_id)
    if unit_id is not None:
        return Area(unit_ids=units_below([(agency_id, unit_id)]).get((agency_id, unit_id), frozenset()))
    known = set(Agency.objects.filter(archived__isnull=True).values_list("agency_id", flat=True))
    named = set(dataset.table("agencies")["agency_id"].drop_null().to_pylist())
    if known | named <= scope.reach(Right.IMPORT_DATA).agency_ids:
        return None
    return Area(agency_ids=frozenset({agency_id}))

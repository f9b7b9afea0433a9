"""Which units lie below which today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benangmerah.store.models.unit import Unit


def units_below(places: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Each (agency, unit) with the unit itself and all below it; a unit that is archived has none."""
    asked = set(places)
    if not asked:
        return {}
    children: dict[str, dict[str | None, list[str]]] = {agency_id: {} for agency_id, _ in asked}
    known: set[tuple[str, str]] = set()
    current = Unit.objects.filter(agency_id__in=children, archived__isnull=True)
    for agency_id, unit_id, parent in current.values_list("agency_id", "unit_id", "parent_unit_id"):
        children[agency_id].setdefault(parent, []).append(unit_id)
        known.add((agency_id, unit_id))
    return {place: _below(place[1], children[place[0]]) for place in asked & known}


def _below(unit_id: str, children: Mapping[str | None, list[str]]) -> frozenset[str]:
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        fresh = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(fresh)  # a circle ends the walk instead of turning in it
        waiting += fresh
    return frozenset(found)

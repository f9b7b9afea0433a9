"""Which units lie below which today."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache

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


@lru_cache(maxsize=256)
def units_below_kept(places: frozenset[tuple[str, str]], archive: Hashable) -> Mapping[tuple[str, str], frozenset[str]]:  # noqa: ARG001 part of the name
    """The same, kept in memory until the archive is further than it was: a change of units writes a receipt."""
    return units_below(places)


def _below(unit_id: str, children: Mapping[str | None, list[str]]) -> frozenset[str]:
    found, waiting = {unit_id}, [unit_id]
    while waiting:
        fresh = [child for child in children.get(waiting.pop(), ()) if child not in found]
        found.update(fresh)  # a circle ends the walk instead of turning in it
        waiting += fresh
    return frozenset(found)

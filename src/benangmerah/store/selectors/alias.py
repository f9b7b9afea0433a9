"""What names mean for an agency, and what its offices' headings meant last time."""

from __future__ import annotations

from collections.abc import Mapping

from benangmerah.store.models.alias import Alias, ColumnMapping


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

"""A position added, changed or closed by hand, with the qualifications it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, Key, check_keeper, write_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Position, Receipt, Requirement
from benangmerah.store.selectors.position import is_taken, list_qualifications, read_position


@dataclass(frozen=True)
class PositionGiven:
    """A position as somebody writes it down; qualifications are pairs of kind and value."""

    position_id: str
    agency_id: str
    title: str
    grade: str
    job_family: str | None = None
    criticality: float | None = None
    qualifications: Sequence[tuple[str, str]] = ()

    @property
    def row(self) -> dict[str, Any]:
        """The position alone, as it stands in its table."""
        return {name: value for name, value in vars(self).items() if name != "qualifications"}


def add_position(visit: Visit, given: PositionGiven) -> Receipt:
    """Add a position; its number must be free."""
    check_keeper(visit.scope, given.agency_id)
    if Position.objects.filter(archived__isnull=True, position_id=given.position_id).exists():
        raise RefusedFieldError("position_id", message("This number is taken."), message("Choose another."))
    return _write(visit, given, f"+ {given.title}")


def change_position(visit: Visit, given: PositionGiven) -> Receipt:
    """Change title, grade, family, weight or qualifications."""
    position = read_position(visit.scope, given.position_id)
    check_keeper(visit.scope, position.agency_id)
    return _write(visit, given, given.title)


def close_position(visit: Visit, position_id: str) -> Receipt:
    """Close a position that nobody holds or aims at, with its standard and what it asks for."""
    position = read_position(visit.scope, position_id)
    check_keeper(visit.scope, position.agency_id)
    if is_taken(position_id):
        raise BenangMerahError(
            message("Somebody holds this position or aims at it."),
            message("Bring in where they are now, then close it."),
        )
    asked = Requirement.objects.filter(archived__isnull=True, position_id=position_id)
    ended: dict[str, Sequence[Key]] = {
        "positions": [(position_id,)],
        "requirements": [(position_id, row.competency_id, row.valid_from) for row in asked],
        "position_requirements": [(position_id, row.kind, row.value) for row in list_qualifications(position_id)],
    }
    return write_edit(visit, Edit(position.agency_id, f"− {position.title}", ended=ended))


def _write(visit: Visit, given: PositionGiven, note: str) -> Receipt:
    """The position and what it asks for; what is no longer asked for ends."""
    known = {(row.kind, row.value): row for row in list_qualifications(given.position_id)}
    asked = [
        {"position_id": given.position_id, "kind": kind, "value": value,
         "importance": known[kind, value].importance if (kind, value) in known else None}
        for kind, value in dict.fromkeys(given.qualifications)
    ]  # fmt: skip
    left = [(given.position_id, *pair) for pair in known if pair not in set(given.qualifications)]
    rows: dict[str, Sequence[dict[str, Any]]] = {"positions": [given.row]}
    if asked:
        rows["position_requirements"] = asked
    return write_edit(visit, Edit(given.agency_id, note, rows, {"position_requirements": left} if left else {}))

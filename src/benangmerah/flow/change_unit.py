"""A unit added, changed, moved or closed by hand."""

from __future__ import annotations

from dataclasses import dataclass

from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, check_keeper, write_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Term, message
from benangmerah.store.models import Receipt, Unit
from benangmerah.store.selectors.unit import find_hindrances, read_unit
from benangmerah.store.selectors.unit_tree import units_below


@dataclass(frozen=True)
class UnitGiven:
    """A unit as somebody writes it down."""

    unit_id: str
    agency_id: str
    name: str
    parent_unit_id: str | None = None
    is_opd: bool = False
    sector: str | None = None


def add_unit(visit: Visit, given: UnitGiven) -> Receipt:
    """Add a unit; its number must be free."""
    check_keeper(visit.scope, given.agency_id)
    if Unit.objects.filter(archived__isnull=True, unit_id=given.unit_id).exists():
        raise RefusedFieldError("unit_id", message("This number is taken."), message("Choose another."))
    return _write(visit, given, f"+ {given.name}")


def change_unit(visit: Visit, given: UnitGiven) -> Receipt:
    """Give a unit another name, place, sector or mark; a unit never stands below itself."""
    unit = read_unit(visit.scope, given.unit_id)
    check_keeper(visit.scope, unit.agency_id)
    below = units_below([(unit.agency_id, unit.unit_id)])[unit.agency_id, unit.unit_id]
    if given.parent_unit_id in below:
        raise RefusedFieldError(
            "parent_unit_id", message("A unit cannot stand below itself or below one of its own."),
            message("Choose a unit outside of it."),
        )  # fmt: skip
    return _write(visit, given, given.name)


def close_unit(visit: Visit, unit_id: str) -> Receipt:
    """Close a unit that is empty; who or what still stands in it is named."""
    unit = read_unit(visit.scope, unit_id)
    check_keeper(visit.scope, unit.agency_id)
    hindrances = find_hindrances(unit_id)
    if hindrances:
        what = [message("{count} {table}", count=count, table=Term(name)) for name, count in hindrances.items()]
        raise BenangMerahError(message("Still in this unit: {what}.", what=what), message("Move or close them first."))
    return write_edit(visit, Edit(unit.agency_id, f"− {unit.name}", ended={"units": [(unit_id,)]}))


def _write(visit: Visit, given: UnitGiven, note: str) -> Receipt:
    return write_edit(visit, Edit(given.agency_id, note, {"units": [vars(given)]}))

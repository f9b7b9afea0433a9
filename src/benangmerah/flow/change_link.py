"""Links of the planning tree written by hand or accepted from a suggestion: always by a named person, with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, check_keeper, write_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Account, ObjectiveNeed, Receipt, Unit
from benangmerah.store.selectors.objective import read_objective
from benangmerah.store.selectors.scope import OutOfScopeError


@dataclass(frozen=True)
class LinkGiven:
    """What a node asks of a unit: which competency, from which level on, how much of it, and why."""

    objective_id: str
    unit_id: str
    competency_id: str
    weight: float
    reason: str
    level: int | None = None
    source: str = "hand"


def write_link(visit: Visit, given: LinkGiven) -> Receipt:
    """Write a link with its reason under the name of who decides it; refused beside the field that is wrong."""
    node = read_objective(visit.scope, given.objective_id)
    unit = Unit.objects.filter(archived__isnull=True, unit_id=given.unit_id).first()
    if unit is None:
        raise RefusedFieldError("unit_id", message("There is no such unit."), message("Choose one of the list."))
    # a national node belongs to nobody: whoever keeps the unit's agency may say what it asks of the unit
    check_keeper(visit.scope, unit.agency_id)
    if node.agency_id not in (None, unit.agency_id):
        raise RefusedFieldError("unit_id", message("The unit is of another agency than the node."))
    if not given.reason.strip():
        raise RefusedFieldError("reason", message("Say why, so that others can follow it."))
    decider = Account.objects.get(pk=visit.scope.account_id).name
    link = {"objective_id": given.objective_id, "unit_id": given.unit_id, "competency_id": given.competency_id,
            "level": given.level, "weight": given.weight}  # fmt: skip
    reason = {"objective_id": given.objective_id, "unit_id": given.unit_id, "competency_id": given.competency_id,
              "reason": given.reason.strip(), "decided_by": decider, "source": given.source}  # fmt: skip
    note = f"{node.title}: {unit.name}"
    return write_edit(visit, Edit(unit.agency_id, note, {"objective_needs": [link]}, beside={"link_reasons": [reason]}))


def end_link(visit: Visit, objective_id: str, unit_id: str, competency_id: str) -> Receipt:
    """End a link; it stays readable in the past."""
    node = read_objective(visit.scope, objective_id)
    key = (objective_id, unit_id, competency_id)
    where = dict(zip(("objective_id", "unit_id", "competency_id"), key, strict=True))
    unit = Unit.objects.filter(archived__isnull=True, unit_id=unit_id).first()
    if unit is None or not ObjectiveNeed.objects.filter(archived__isnull=True, **where).exists():
        raise OutOfScopeError(message("There is no such link."))
    check_keeper(visit.scope, unit.agency_id)
    note = f"− {node.title}: {unit.name}"
    return write_edit(
        visit, Edit(unit.agency_id, note, ended={"objective_needs": [key]}, ended_beside={"link_reasons": [key]})
    )

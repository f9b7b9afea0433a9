"""A competency of the dictionary added, changed or closed by hand, with its levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, Key, check_keeper, write_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Competency, Effect, Rating, Receipt, Requirement
from benangmerah.store.selectors.competency import list_levels, read_competency


@dataclass(frozen=True)
class LevelGiven:
    """What a level means, and what is seen of a person at it."""

    level: int
    description: str
    indicators: str | None = None


@dataclass(frozen=True)
class CompetencyGiven:
    """A competency as somebody writes it down; a level without a description is not described."""

    competency_id: str
    name: str
    kind: str
    levels: Sequence[LevelGiven] = ()


def add_competency(visit: Visit, given: CompetencyGiven) -> Receipt:
    """Add a competency; its number must be free."""
    check_keeper(visit.scope, None)
    if Competency.objects.filter(archived__isnull=True, competency_id=given.competency_id).exists():
        raise RefusedFieldError("competency_id", message("This number is taken."), message("Choose another."))
    return _write(visit, given, f"+ {given.name}")


def change_competency(visit: Visit, given: CompetencyGiven) -> Receipt:
    """Change the name, the kind, or what the levels mean."""
    check_keeper(visit.scope, None)
    read_competency(visit.scope, given.competency_id)
    return _write(visit, given, given.name)


def close_competency(visit: Visit, competency_id: str) -> Receipt:
    """Close a competency that no standard, rating or training names."""
    check_keeper(visit.scope, None)
    competency = read_competency(visit.scope, competency_id)
    uses = (Requirement.objects, Rating.objects, Effect.objects)
    if any(rows.filter(archived__isnull=True, competency_id=competency_id).exists() for rows in uses):
        raise BenangMerahError(
            message("Standards, ratings or trainings still name this competency."),
            message("It stays in the dictionary."),
        )
    ended: dict[str, Sequence[Key]] = {
        "competencies": [(competency_id,)],
        "competency_levels": [(competency_id, row.level) for row in list_levels(competency_id)],
    }
    return write_edit(visit, Edit(None, f"− {competency.name}", ended=ended))


def _write(visit: Visit, given: CompetencyGiven, note: str) -> Receipt:
    described = [each for each in given.levels if each.description]
    rows = {
        "competencies": [{"competency_id": given.competency_id, "name": given.name, "kind": given.kind}],
        "competency_levels": [{"competency_id": given.competency_id, **vars(each)} for each in described],
    }
    kept = {each.level for each in described}
    left = [(given.competency_id, row.level) for row in list_levels(given.competency_id) if row.level not in kept]
    rows = {name: each for name, each in rows.items() if each}
    return write_edit(visit, Edit(None, note, rows, {"competency_levels": left} if left else {}))

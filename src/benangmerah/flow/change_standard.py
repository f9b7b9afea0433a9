"""A position's standard written by hand: a new version from a day, a correction, or provisional ones in bulk (SKJ)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, Key, check_keeper, write_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.period import Period
from benangmerah.store.models import Receipt, Requirement
from benangmerah.store.selectors.position import read_position

Row = dict[str, Any]
PROVISIONAL, DECREED = "provisional", "decreed"


@dataclass(frozen=True)
class Line:
    """A competency that the standard asks for."""

    level: int
    importance: str | None = None


@dataclass(frozen=True)
class StandardGiven:
    """A standard as somebody writes it down: from a day on, on what basis, which competency at which level."""

    lines: Mapping[str, Line]
    valid_from: date | None
    basis: str = DECREED
    decree: str | None = None


def write_version(visit: Visit, position_id: str, given: StandardGiven) -> Receipt:
    """Let a standard hold from a day on; what held before ends on that day and stays readable."""
    position = read_position(visit.scope, position_id)
    check_keeper(visit.scope, position.agency_id)
    _check(given)
    rows, ended = version_rows(position_id, list_rows([position_id]), given)
    return write_edit(visit, Edit(position.agency_id, _note(position.title, given), {"requirements": rows},
                                  {"requirements": ended} if ended else {}))  # fmt: skip


def correct_version(visit: Visit, position_id: str, given: StandardGiven, on: date) -> Receipt:
    """Mend what was written wrongly: the periods stay as they are, and the former values are in the history alone."""
    position = read_position(visit.scope, position_id)
    check_keeper(visit.scope, position.agency_id)
    _check(given)
    holds = {row.competency_id: row for row in list_rows([position_id]) if holds_on(row, on)}
    starts = {row.valid_from for row in holds.values()}
    start = min(starts, key=lambda day: day or date.min) if starts else given.valid_from
    rows = [
        _row(position_id, competency_id, line, given, (holds[competency_id].valid_from, holds[competency_id].valid_to)
             if competency_id in holds else (start, None))
        for competency_id, line in given.lines.items()
    ]  # fmt: skip
    ended = [(position_id, each, row.valid_from) for each, row in holds.items() if each not in given.lines]
    return write_edit(visit, Edit(position.agency_id, _note(position.title, given), {"requirements": rows},
                                  {"requirements": ended} if ended else {}))  # fmt: skip


def write_provisional(visit: Visit, position_ids: Sequence[str], given: StandardGiven) -> Receipt:
    """Give many positions one provisional standard under one receipt; those that have one are refused by name."""
    if not position_ids:
        raise RefusedFieldError("positions", message("Choose at least one position."))
    positions = [read_position(visit.scope, each) for each in position_ids]
    agencies = {position.agency_id for position in positions}
    if len(agencies) > 1:
        raise RefusedFieldError("positions", message("Choose positions of one agency."))
    agency_id = agencies.pop()
    check_keeper(visit.scope, agency_id)
    _check(given)
    there = list_rows(position_ids)
    taken = {row.position_id for row in there if given.valid_from is None or holds_on(row, given.valid_from)}
    if taken:
        titles = [position.title for position in positions if position.position_id in taken]
        raise RefusedFieldError(
            "positions", message("These have a standard already: {titles}.", titles=titles), message("Leave them out.")
        )
    rows: list[Row] = []
    for position in positions:
        mine = [row for row in there if row.position_id == position.position_id]
        rows += version_rows(position.position_id, mine, given)[0]
    note = _note(f"{positions[0].title} + {len(positions) - 1}" if len(positions) > 1 else positions[0].title, given)
    return write_edit(visit, Edit(agency_id, note, {"requirements": rows}))


def version_rows(position_id: str, there: Sequence[Requirement], given: StandardGiven) -> tuple[list[Row], list[Key]]:
    """The rows of a new version, and of the former one with its end; what began on the very day is replaced."""
    start = given.valid_from or date.min
    later = [row.valid_from for row in there if row.valid_from is not None and row.valid_from > start]
    if later:
        raise RefusedFieldError(
            "valid_from", message("A standard that begins on {day} is there already.", day=min(later)),
            message("Choose a later day, or correct that one."),
        )  # fmt: skip
    validity = (given.valid_from, None)
    rows = [_row(position_id, competency_id, line, given, validity) for competency_id, line in given.lines.items()]
    ended: list[Key] = []
    for row in there:
        if row.valid_from == given.valid_from:
            if row.competency_id not in given.lines:
                ended.append((position_id, row.competency_id, row.valid_from))
        elif holds_on(row, start):
            rows.append(_there(row) | {"valid_to": start})
    return rows, ended


def list_rows(position_ids: Sequence[str]) -> list[Requirement]:
    """The current rows of these positions' standards, of every period."""
    return list(Requirement.objects.filter(archived__isnull=True, position_id__in=position_ids))


def holds_on(row: Requirement, day: date) -> bool:
    """Whether a row holds on a day (rule 4)."""
    return day in Period(row.valid_from, row.valid_to)


def levels_in_force(position_ids: Sequence[str], on: date) -> dict[str, dict[str, int]]:
    """By position, the level it asks for in each competency on a day."""
    found: dict[str, dict[str, int]] = {}
    for row in list_rows(position_ids):
        if holds_on(row, on):
            found.setdefault(row.position_id, {})[row.competency_id] = row.required_level
    return found


def _check(given: StandardGiven) -> None:
    if not given.lines:
        raise RefusedFieldError(
            "lines", message("A standard asks for at least one competency."), message("Choose a level for one.")
        )
    if given.basis == DECREED and not given.decree:
        raise RefusedFieldError(
            "decree", message("A decreed standard names its decree."), message("Write it, or choose provisional.")
        )
    if given.basis not in (DECREED, PROVISIONAL):
        raise BenangMerahError(message("A standard written by hand is decreed or provisional."))


def _row(
    position_id: str, competency_id: str, line: Line, given: StandardGiven, validity: tuple[date | None, date | None]
) -> Row:
    return {
        "position_id": position_id, "competency_id": competency_id, "required_level": line.level,
        "importance": line.importance, "basis": given.basis, "valid_from": validity[0], "valid_to": validity[1],
        "decree": given.decree,
    }  # fmt: skip


def _there(row: Requirement) -> Row:
    return {name: getattr(row, name) for name in Requirement.contract.names}


def _note(title: str, given: StandardGiven) -> str:
    return f"{title}: {given.decree}" if given.decree else title

"""Positions whose standard could be copied: of the same grade or family, with a title alike, and with a standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from benangmerah.regulations.library import load_library
from benangmerah.store.models import Position
from benangmerah.store.selectors.position import list_positions, read_position, with_standard
from benangmerah.store.selectors.scope import Scope

GROUPS = "career/staff_group"
SHOWN = 10


@dataclass(frozen=True)
class Similar:
    """A position with a standard, and how alike it is, in percent."""

    position_id: str
    title: str
    grade: str
    likeness: float


def find_similar(scope: Scope, position_id: str, on: date) -> list[Similar]:
    """The most alike first: the title counts most, then the grade, then the family."""
    asked = read_position(scope, position_id)
    known = with_standard(list_positions(scope, on), on).filter(agency_id=asked.agency_id)
    found = [
        Similar(row.position_id, row.title, row.grade, _likeness(asked, row))
        for row in known
        if row.position_id != position_id
    ]
    return sorted(found, key=lambda each: (-each.likeness, each.title, each.position_id))[:SHOWN]


def _likeness(asked: Position, other: Position) -> float:
    """Half by the words of the titles, a quarter each where grade and family are the same."""
    title = fuzz.token_set_ratio(asked.title.casefold(), other.title.casefold())
    same_family = asked.job_family is not None and asked.job_family == other.job_family
    return (2 * title + 100 * (asked.grade == other.grade) + 100 * same_family) / 4


def list_groups(on: date) -> Sequence[str]:
    """The groups of staff positions that the law library knows."""
    return list(load_library().on(on).texts(GROUPS))


def group_of(title: str, on: date) -> str | None:
    """The group whose words a title begins with; the longest beginning decides."""
    beginnings = [
        (len(words), group)
        for group, listed in load_library().on(on).texts(GROUPS).items()
        for words in listed.split(", ")
        if title.casefold().startswith(words)
    ]
    return max(beginnings)[1] if beginnings else None


def read_default_levels(on: date) -> dict[str, int]:
    """The level that the law gives a grade where nothing was decreed, for managerial and sociocultural competencies."""
    return {grade: int(level) for grade, level in load_library().on(on).table("default_level").items()}

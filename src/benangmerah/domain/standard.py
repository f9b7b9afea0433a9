"""Standar kompetensi jabatan: which requirement of a position holds on a day (rule 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from benangmerah.kernel.explanation import Explanation, message
from benangmerah.kernel.period import Period

DEFAULT_BASIS = "decreed"
ALWAYS = Period()


@dataclass(frozen=True)
class Requirement:
    """A competency that a position requires at a level (1-5) for a period."""

    position_id: str
    competency_id: str
    required_level: int
    importance: str | None = None
    basis: str | None = None
    validity: Period = ALWAYS
    decree: str | None = None

    @property
    def basis_of_standard(self) -> str:
        """Decreed, provisional or default; a standard that says nothing is decreed."""
        return self.basis or DEFAULT_BASIS


def requirement_in_force(requirements: Iterable[Requirement], as_of: date) -> Requirement | None:
    """Rule 4: the one row of a position and competency that holds on the day, from its first day to before its last."""
    return next((requirement for requirement in requirements if as_of in requirement.validity), None)


def explain_requirement_in_force(requirement: Requirement, as_of: date) -> Explanation:
    """Why this row of the standard counts."""
    return Explanation(
        message(
            "On {day} the position requires level {level}, by the standard valid from {start} until before {end}.",
            day=as_of,
            level=requirement.required_level,
            start=requirement.validity.start or message("the beginning"),
            end=requirement.validity.end or message("further notice"),
        ),
    )

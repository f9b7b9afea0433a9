"""A parameter of the law: a value that holds from a day to a day, with the instrument and article it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from benangmerah.kernel.explanation import Citation
from benangmerah.kernel.period import Period


class ParameterKind(StrEnum):
    """The shape of a parameter's value."""

    NUMBER = "number"
    TABLE = "table"  # a number per code
    TEXTS = "texts"  # a text per code
    BANDS = "bands"  # ranges of a figure, each with a code and perhaps a score
    RECORDS = "records"  # rows with several columns


class Confidence(StrEnum):
    """How sure we are of a rule: read in the law, seen in practice, or assumed."""

    VERIFIED = "verified"
    PRACTICE = "practice"
    ASSUMED = "assumed"


class Unit(StrEnum):
    """What a parameter's figures count."""

    SCORE = "score"
    PERCENT = "percent"
    LEARNING_HOUR = "learning_hour"
    MINUTE = "minute"
    YEAR = "year"
    LEVEL = "level"
    RANKING = "ranking"  # a place in an order; distances mean nothing
    CODE = "code"
    WORDS = "words"


@dataclass(frozen=True)
class Words:
    """The same words in Indonesian and in English."""

    indonesian: str
    english: str

    def say(self, language: str) -> str:
        """The words in that language (`id` or `en`)."""
        return self.indonesian if language == "id" else self.english


@dataclass(frozen=True)
class Instrument:
    """A law, regulation or letter: its id here, its full and short title in Indonesian, its year."""

    id: str
    title: str
    short: str
    year: int


@dataclass(frozen=True)
class Band:
    """A range of a figure with its code, and its score where it gives one; an empty bound is open."""

    code: str
    lower: Fraction | None = None
    lower_inclusive: bool = True
    upper: Fraction | None = None
    upper_inclusive: bool = True
    score: Fraction | None = None

    def holds(self, figure: Fraction) -> bool:
        """Whether the figure, unrounded, lies in this band."""
        return self._is_above_lower(figure) and self._is_below_upper(figure)

    def overlaps(self, other: Band) -> bool:
        """Whether some figure lies in both bands."""
        return not self._ends_before(other) and not other._ends_before(self)

    def _is_above_lower(self, figure: Fraction) -> bool:
        if self.lower is None:
            return True
        return figure >= self.lower if self.lower_inclusive else figure > self.lower

    def _is_below_upper(self, figure: Fraction) -> bool:
        if self.upper is None:
            return True
        return figure <= self.upper if self.upper_inclusive else figure < self.upper

    def _ends_before(self, other: Band) -> bool:
        if self.upper is None or other.lower is None:
            return False
        shares_bound = self.upper_inclusive and other.lower_inclusive
        return self.upper < other.lower or (self.upper == other.lower and not shares_bound)


EntryValue: TypeAlias = "Fraction | str | Band | Mapping[str, object]"


@dataclass(frozen=True)
class Entry:
    """One value of a parameter: its key (empty for a plain number), its citation and perhaps a note."""

    key: str
    value: EntryValue
    citation: Citation
    note: Words | None = None

    @property
    def is_assumed(self) -> bool:
        """Whether no source confirmed this value."""
        return self.citation.confidence == Confidence.ASSUMED


@dataclass(frozen=True)
class DatedValue:
    """What a parameter says within a period; an empty start means that no start is recorded."""

    period: Period
    entries: tuple[Entry, ...]
    citation: Citation
    note: Words | None = None

    def entry(self, key: str) -> Entry | None:
        """The entry of that key, where there is one."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True)
class Parameter:
    """One rule of the law with all its dated values; `path` is its file below the country's folder."""

    path: str
    title: Words
    unit: Unit
    kind: ParameterKind
    values: tuple[DatedValue, ...]
    note: Words | None = None

    def on(self, day: date) -> DatedValue | None:
        """What the parameter says on that day, where it says anything."""
        return next((value for value in self.values if day in value.period), None)

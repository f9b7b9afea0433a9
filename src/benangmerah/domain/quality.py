"""Mutu data: what in the data cannot be right, how bad it is, and which people it makes unfit for use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from benangmerah.domain.plan import AGE_LIMIT, reaches_age_on
from benangmerah.regulations.library import Law

THRESHOLD = "data_quality/threshold"
LEADING_GRADES = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas")
"""Grades whose holders lead a unit, and so rate its people."""


class Severity(StrEnum):
    """What a finding does to the figures: it stops them, falsifies them, or only looks bad."""

    BLOCKING = "blocking"
    MISLEADING = "misleading"
    COSMETIC = "cosmetic"


class Subject(StrEnum):
    """What a finding is about."""

    PERSON = "person"
    POSITION = "position"
    UNIT = "unit"


@dataclass(frozen=True)
class Check:
    """One thing that is looked for; `tells_assessment` where its list gives away how people were rated."""

    code: str
    severity: Severity
    subject: Subject
    tells_assessment: bool = False


CHECKS: tuple[Check, ...] = (
    Check("position_without_standard", Severity.BLOCKING, Subject.POSITION),
    Check("nobody_rated_her", Severity.BLOCKING, Subject.PERSON),
    Check("held_twice", Severity.BLOCKING, Subject.PERSON),
    Check("unit_without_rater", Severity.BLOCKING, Subject.UNIT),
    Check("only_in_siasn", Severity.BLOCKING, Subject.PERSON),
    Check("not_in_siasn", Severity.MISLEADING, Subject.PERSON),
    Check("in_two_files", Severity.MISLEADING, Subject.PERSON),
    Check("past_retirement", Severity.MISLEADING, Subject.PERSON),
    Check("education_below_standard", Severity.MISLEADING, Subject.PERSON),
    Check("identical_ratings", Severity.MISLEADING, Subject.UNIT, tells_assessment=True),
    Check("self_equals_superior", Severity.MISLEADING, Subject.UNIT, tells_assessment=True),
    Check("self_above_superior", Severity.MISLEADING, Subject.PERSON, tells_assessment=True),
    Check("hours_beyond_possible", Severity.MISLEADING, Subject.PERSON),
    Check("standard_not_decreed", Severity.MISLEADING, Subject.POSITION),
    Check("ratings_lapsed", Severity.MISLEADING, Subject.PERSON),
    Check("ratings_lapse_soon", Severity.MISLEADING, Subject.PERSON),
    Check("birth_date_missing", Severity.MISLEADING, Subject.PERSON),
    Check("position_without_holder", Severity.COSMETIC, Subject.POSITION),
    Check("unit_without_people", Severity.COSMETIC, Subject.UNIT),
    Check("same_title_twice", Severity.COSMETIC, Subject.POSITION),
)
"""In the order in which they are to be mended."""
UNCHECKED = ("holders_above_formation", "certificate_number_twice")
"""What practitioners also look for, and for which the data have no column."""


@dataclass(frozen=True)
class QualityLimits:
    """From when something cannot be right."""

    identical_share: Fraction
    identical_ratings: int
    self_equal_pairs: int
    self_above_levels: Fraction
    hours_a_day: Fraction
    lapse_months: int

    @classmethod
    def from_law(cls, law: Law) -> QualityLimits:
        """As the library has them on the day."""
        table = law.table(THRESHOLD)
        return cls(
            identical_share=table["identical_percent"] / 100,
            identical_ratings=int(table["identical_ratings"]),
            self_equal_pairs=int(table["self_equal_pairs"]),
            self_above_levels=table["self_above_levels"],
            hours_a_day=table["hours_a_day"],
            lapse_months=int(table["lapse_months"]),
        )


def commonest_share(levels: Sequence[Fraction]) -> Fraction:
    """The share of the level that is given most often.

    >>> commonest_share([Fraction(3), Fraction(3), Fraction(2), Fraction(3)])
    Fraction(3, 4)
    """
    return Fraction(max(Counter(levels).values(), default=0), max(1, len(levels)))


def are_identical(levels: Sequence[Fraction], limits: QualityLimits) -> bool:
    """Whether the superiors of a unit gave nearly everybody the same level; too few levels say nothing."""
    return len(levels) >= limits.identical_ratings and commonest_share(levels) >= limits.identical_share


def are_copied(pairs: Sequence[tuple[Fraction, Fraction]], limits: QualityLimits) -> bool:
    """Whether everybody of a unit, wherever both are known, rated themselves just as the superior did."""
    return len(pairs) >= limits.self_equal_pairs and all(own == above for own, above in pairs)


def is_overrated(own: Fraction, superior: Fraction, limits: QualityLimits) -> bool:
    """Whether somebody sees themselves at least so many levels above what the superior sees."""
    return own - superior >= limits.self_above_levels


def is_beyond_hours(hours: Fraction, days: Fraction, limits: QualityLimits) -> bool:
    """Whether more JP are claimed than fit into the days."""
    return hours > days * limits.hours_a_day


def is_past_retirement(birth_date: date, grade: str, as_of: date, law: Law) -> bool:
    """Whether somebody has reached the age limit of the grade and yet stands as active."""
    return reaches_age_on(birth_date, int(law.table(AGE_LIMIT)[grade])) <= as_of

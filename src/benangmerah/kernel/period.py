"""Days and half-open periods; the clock is always passed in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

MONTHS_OF_A_YEAR = 12


def months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or that month's last day where it is shorter.

    Beyond the ends of the calendar its first or last day stands.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    index = day.year * MONTHS_OF_A_YEAR + day.month - 1 - months
    year, month = divmod(index, MONTHS_OF_A_YEAR)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_after(day: date, months: int) -> date:
    """The same day that many months later, or that month's last day where it is shorter."""
    return months_before(day, -months)


def years_after(day: date, years: int) -> date:
    """The same day that many years later; 29 February becomes the 28th where there is none."""
    return months_after(day, years * MONTHS_OF_A_YEAR)


def years_before(day: date, years: int) -> date:
    """The same day that many years earlier; 29 February becomes the 28th where there is none."""
    return months_before(day, years * MONTHS_OF_A_YEAR)


@dataclass(frozen=True)
class Period:
    """A half-open stretch of days: `start` belongs to it, `end` does not; an empty bound is open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """Whether some day belongs to both periods."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

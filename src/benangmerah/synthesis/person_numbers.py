"""Birth dates, first appointments and the eighteen digits made of them: NIP of PNS and CPNS, NI PPPK of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
import pyarrow as pa

from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.synthesis.draw import Draw, Flags, Ints
from benangmerah.synthesis.people import CPNS, PART_TIME, PNS, PPPK, People
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import day_number
from benangmerah.synthesis.titles import GROUPS

MALE, FEMALE = 1, 2
"""As they stand in the number."""
LAST_YEAR = 365
"""A person with at most so many days to the age limit is in the last year of work."""
MOST_SERIALS = 999


@dataclass(frozen=True)
class Origins:
    """Sex, birth date and appointment of everybody (days since 1970), and who is in the last year of work."""

    sex: Ints
    born: Ints
    appointed: Ints
    is_in_last_year: Flags


def draw_origins(people: People, law: Law, as_of: date, seed: int) -> Origins:
    """Ages that fit grade and status and stay below the age limit; a few people are close to it."""
    today = day_number(as_of)
    limit = _limits(law.table("career/retirement_age"))[people.grade]
    age = _ages(people, limit, Draw(seed, "employees/age"))
    appointed = _appointments(people, age, today, Draw(seed, "employees/appointed"))
    return Origins(_sexes(people, Draw(seed, "employees/sex")), today - age, appointed, limit - age <= LAST_YEAR)


def _years(years: int | Ints) -> Ints:
    return np.asarray(years, dtype=np.int64) * 1461 // 4


def _limits(table: Mapping[str, Fraction]) -> Ints:
    """Days of life at the age limit of each grade, a few less, so that nobody is past it."""
    return _years(np.array([int(table[grade]) for grade in GRADES])) - 3


def _ages(people: People, limit: Ints, draw: Draw) -> Ints:
    data = read_data("people")
    usual = np.array([data["grades"][grade]["ages"] for grade in GRADES], dtype=np.int64)[people.grade]
    low, high = usual[:, 0], usual[:, 1]
    for status, ages in ((CPNS, data["cpns_ages"]), (PPPK, data["pppk_ages"]), (PART_TIME, data["pppk_ages"])):
        low, high = np.where(people.status == status, ages[0], low), np.where(people.status == status, ages[1], high)
    age = draw.middling(_years(low), _years(high), len(people))
    is_near = draw.chance(data["near_age_limit_permille"], len(people)) & (people.status == PNS)
    near = limit - draw.below(450, len(people))
    return np.where(is_near, near, np.minimum(age, limit - 1))


def _sexes(people: People, draw: Draw) -> Ints:
    percent = read_data("people")["female"]
    women = draw.chance(10 * np.array([percent[group] for group in GROUPS])[people.group], len(people))
    return np.where(women, FEMALE, MALE)


def _appointments(people: People, age: Ints, today: int, draw: Draw) -> Ints:
    size = len(people)
    started_at = draw.middling(_years(21), _years(33), size)
    ago = np.maximum(age - started_at, 400)
    ago = np.where(people.status == CPNS, draw.between(60, 300, size), ago)
    ago = np.where(people.status == PPPK, draw.between(100, 5 * 365, size), ago)
    return today - np.where(people.status == PART_TIME, draw.between(60, 330, size), ago)


def calendar_parts(days: Ints) -> tuple[Ints, Ints, Ints]:
    """Year, month and day of days since 1970."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    number = months.astype(np.int64)
    return 1970 + number // 12, number % 12 + 1, (dates - months.astype("datetime64[D]")).astype(np.int64) + 1


def person_numbers(people: People, origins: Origins) -> pa.Array:
    """A number for everybody, unique: birth date, appointment, sex and a serial, as the law lays it out."""
    year, month, day = calendar_parts(origins.born)
    started, start_month, _ = calendar_parts(origins.appointed)
    code = np.where(people.is_pppk, read_data("people")["pppk_number_code"], start_month)
    head = (((year * 100 + month) * 100 + day) * 10_000 + started) * 100 + code
    head = head * 10 + origins.sex
    return pa.array(head * 1000 + serials(head)).cast(pa.string())


def serials(heads: Ints) -> Ints:
    """1, 2, 3 … for people whose first fifteen digits are the same."""
    order = np.argsort(heads, kind="stable")
    ordered = heads[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    places = np.arange(len(heads)) - np.repeat(starts, np.diff(np.append(starts, len(heads))))
    if len(places) and places.max() >= MOST_SERIALS:
        raise OverflowError("more people share a birth date and an appointment than there are serials")
    found = np.empty(len(heads), dtype=np.int64)
    found[order] = places + 1
    return found

"""What people have finished: offerings of the last years and of this one, refreshers, leadership training."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.synthesis.draw import Draw, Flags, Ints
from benangmerah.synthesis.interventions import Catalogue
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.spread import lay_out
from benangmerah.synthesis.tables import build_table, day_number, days, numbers, pick_texts, words
from benangmerah.synthesis.world import World

LONG_FORMS = ("PD", "KL01", "KL04")
DAYS_OF_YEAR = 365
MOST_DAYS = 65_536
"""More days since 1970 than any completion has, so that a row fits in one number."""

Finished: TypeAlias = tuple[Ints, Ints, Ints]
"""Person, place in the catalogue, day."""


def completions_table(world: World, catalogue: Catalogue) -> pa.Table:
    """The table completions; nobody finishes the same offering twice on one day."""
    parts = (
        _ordinary(world, catalogue),
        _own_work(world, catalogue),
        _this_year(world, catalogue),
        _refreshers(world, catalogue),
        _leadership(world, catalogue),
    )
    person, place, day = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    count = max(1, len(catalogue.interventions))
    rows = np.unique((person * count + place) * MOST_DAYS + day)
    person, place, day = rows // MOST_DAYS // count, rows // MOST_DAYS % count, rows % MOST_DAYS
    hours = catalogue.numbers("learning_hours")
    return build_table(
        "completions",
        {
            "employee_id": pick_texts(world.employee_ids, person),
            "intervention_id": words(catalogue.ids, place),
            "completed_on": days(day),
            "learning_hours": numbers(hours[place], kind=pa.float64()),
        },
    )


def _ordinary(world: World, catalogue: Catalogue) -> Finished:
    """Whatever came along; a few of these lie ahead of the day."""
    data, draw = _data(), world.draw("completions")
    person = draw.below(len(world.people), len(world.people) * data["any_offering"] // 1000)
    place = catalogue.draw_usable(world.people.agency[person], data["of_the_agency"], draw)
    usual = _is_usual(place, catalogue)
    return person[usual], place[usual], _earlier_days(world, int(usual.sum()), world.draw("completions/day"))


def _own_work(world: World, catalogue: Catalogue) -> Finished:
    """Courses of the agency for one's own family of work."""
    people, positions, draw = world.people, world.positions, world.draw("completions/own work")
    items, first, count = lay_out(catalogue.courses_by_family(world.dictionary, positions.families))
    person = draw.below(len(people), len(people) * _data()["own_work"] // 1000)
    which = people.agency[person] * len(positions.families) + positions.family[world.held[person]]
    taught = count[which] > 0
    person, which = person[taught], which[taught]
    place = items[first[which] + draw.below(count[which], len(which))]
    return person, place, _earlier_days(world, len(person), draw)


def _this_year(world: World, catalogue: Catalogue) -> Finished:
    """What the year has brought so far: nothing on its first day."""
    data, draw, today = _data(), world.draw("completions/this year"), day_number(world.as_of)
    first = day_number(date(world.as_of.year, 1, 1))
    size = len(world.people) * data["this_year"] * (today - first) // DAYS_OF_YEAR // 1000
    person = draw.below(len(world.people), size)
    place = catalogue.draw_usable(world.people.agency[person], data["of_the_agency"], draw)
    usual = _is_usual(place, catalogue)
    return person[usual], place[usual], draw.between(first, today + 1, size)[usual]


def _refreshers(world: World, catalogue: Catalogue) -> Finished:
    """Offerings that one repeats: long ago, lately, on the last day that makes them due again, and a day later."""
    data, people, draw = _data(), world.people, world.draw("completions/refreshers")
    items, first, count = lay_out(catalogue.refreshers())
    person = draw.below(len(people), len(people) * data["refreshers"] // 1000)
    agency = people.agency[person]
    place = items[first[agency] + draw.below(count[agency], len(person))]
    due, today = _due_days(catalogue, world.as_of)[place], day_number(world.as_of)
    when = draw.pick(list(data["refresher_days"].values()), len(person))
    choices = np.stack([
        due - draw.between(2, DAYS_OF_YEAR, len(person)), draw.between(due + 2, today + 1, len(person)), due, due + 1,
    ])  # fmt: skip
    return person, place, np.minimum(choices[when, np.arange(len(person))], today)


def _due_days(catalogue: Catalogue, as_of: date) -> Ints:
    """For each refresher the last day on which having finished it lets one take it again this year; 0 for others."""
    return np.array(
        [
            _months_earlier(_start(row["period"], as_of), int(str(row["repeat_after_months"])))
            if row["repeat_after_months"]
            else 0
            for row in catalogue.interventions
        ],
        dtype=np.int64,
    )


def _start(period: object, as_of: date) -> date:
    return date(as_of.year, int(str(period)), 1) if period else as_of


def _months_earlier(day: date, months: int) -> int:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day_number(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])))


def _leadership(world: World, catalogue: Catalogue) -> Finished:
    """Who holds a post has often finished the leadership training of its grade."""
    people, draw = world.people, world.draw("completions/leadership")
    titles = read_data("people")["leadership_training_titles"]
    known = [str(row["title"]) for row in catalogue.interventions[: catalogue.open_count]]
    of_grade = np.array([known.index(titles[grade]) if titles.get(grade) in known else -1 for grade in GRADES])
    trained = draw.chance(_data()["leaders"], len(people)) & (people.post >= 0) & (of_grade[people.grade] >= 0)
    person = np.flatnonzero(trained)
    return person, of_grade[people.grade[person]], _earlier_days(world, len(person), draw)


def _data() -> dict[str, Any]:
    found: dict[str, Any] = read_data("interventions")["completions"]
    return found


def _is_usual(place: Ints, catalogue: Catalogue) -> Flags:
    """Whether an offering is none of the long ones, which only those take who were sent to them."""
    long = np.concatenate([catalogue.places_of(form) for form in LONG_FORMS]).astype(np.int64)
    return ~np.isin(place, long)


def _earlier_days(world: World, size: int, draw: Draw) -> Ints:
    """Days of the last years, a few of them still to come."""
    data, today = _data(), day_number(world.as_of)
    day = today - draw.below(data["years"] * DAYS_OF_YEAR, size)
    return np.where(draw.chance(data["ahead"], size), today + draw.between(1, 120, size), day)

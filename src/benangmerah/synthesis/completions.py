"""What people have finished: offerings of the last years, leadership training of those who hold posts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.interventions import Catalogue
from benangmerah.synthesis.people import People
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_table, day_number, days, numbers, pick_texts, words
from benangmerah.synthesis.world import World

PER_PERSON = 550
OF_THE_AGENCY = 600
LEADERS_TRAINED = 350
AFTER_TODAY = 15
"""Permille: completions of people, those of the agency's own offerings, post holders trained, completions to come."""
YEARS = 4
LONG_FORMS = ("PD", "KL01", "KL04")


def completions_table(world: World, catalogue: Catalogue) -> pa.Table:
    """The table completions; nobody finishes the same offering twice on one day."""
    person, place = _ordinary(world.people, catalogue, world.draw("completions"))
    leader, leadership = _leadership(world.people, catalogue, world.draw("completions/leadership"))
    person, place = np.concatenate([person, leader]), np.concatenate([place, leadership])
    draw, size = world.draw("completions/day"), len(person)
    today = day_number(world.as_of)
    day = today - draw.below(YEARS * 365, size)
    day = np.where(draw.chance(AFTER_TODAY, size), today + draw.between(1, 120, size), day)
    rows = np.unique(np.stack([person, place, day], axis=1), axis=0) if size else np.zeros((0, 3), dtype=np.int64)
    hours = catalogue.numbers("learning_hours")
    return build_table(
        "completions",
        {
            "employee_id": pick_texts(world.employee_ids, rows[:, 0]),
            "intervention_id": words(catalogue.ids, rows[:, 1]),
            "completed_on": days(rows[:, 2]),
            "learning_hours": numbers(hours[rows[:, 1]], kind=pa.float64()),
        },
    )


def _ordinary(people: People, catalogue: Catalogue, draw: Draw) -> tuple[Ints, Ints]:
    size = len(people) * PER_PERSON // 1000
    person = draw.below(len(people), size)
    place = catalogue.draw_usable(people.agency[person], OF_THE_AGENCY, draw)
    long = np.concatenate([catalogue.places_of(form) for form in LONG_FORMS]).astype(np.int64)
    usual = ~np.isin(place, long)
    return person[usual], place[usual]


def _leadership(people: People, catalogue: Catalogue, draw: Draw) -> tuple[Ints, Ints]:
    """Who holds a post has often finished the leadership training of its grade."""
    titles = read_data("people")["leadership_training_titles"]
    known = [str(row["title"]) for row in catalogue.interventions[: catalogue.open_count]]
    of_grade = np.array([known.index(titles[grade]) if titles.get(grade) in known else -1 for grade in GRADES])
    trained = draw.chance(LEADERS_TRAINED, len(people)) & (people.post >= 0) & (of_grade[people.grade] >= 0)
    return np.flatnonzero(trained), of_grade[people.grade[trained]]

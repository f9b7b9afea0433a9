"""The table of employees: everybody with a number, a name, a position and what is known of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import DISCIPLINES, EDUCATION_LEVELS, STANDINGS, STATUSES
from benangmerah.synthesis.draw import EMPTY, Choice, Draw, Flags, Ints
from benangmerah.synthesis.names import invent_names
from benangmerah.synthesis.people import PART_TIME, PNS, People
from benangmerah.synthesis.person_numbers import MALE, Origins
from benangmerah.synthesis.qualifications import (
    draw_appraisals,
    draw_education,
    draw_fields,
    draw_ranks,
    draw_trainings,
)
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_table, day_number, days, flags, numbers, pick_texts, words
from benangmerah.synthesis.titles import TitleBook
from benangmerah.synthesis.world import World

CONTRACT_UNKNOWN = 30
CONTRACT_ENDS_SOON = 60
"""Permille of PPPK: no contract end known, and a contract that ends within half a year."""


def employees_table(world: World) -> pa.Table:
    """The table employees, by unit."""
    people, origins = world.people, world.origins
    columns = {
        "employee_id": world.employee_ids,
        "agency_id": words(world.agency_ids, people.agency),
        "unit_id": pick_texts(world.unit_ids, people.unit),
        "position_id": pick_texts(world.positions.ids, world.held),
        **_target_columns(world),
        "name": invent_names(origins.sex, world.draw("employees/name")),
        "status": words(STATUSES, people.status),
        "standing": words(STANDINGS, _standings(people, origins, world.draw("employees/standing"))),
        "contract_end": _contract_ends(people, world.as_of, world.draw("employees/contract")),
        "sex": words(("male", "female"), np.where(origins.sex == MALE, 0, 1)),
        "birth_date": days(origins.born),
        **_qualification_columns(people, world.book, world.seed),
        **_record_columns(people, world.as_of, world.seed),
        "learning_hours": _hours(_draw_learning(people, world.draw("employees/hours"))),
    }
    return build_table("employees", columns)


def _target_columns(world: World) -> dict[str, pa.Array]:
    targets, positions = world.targets, world.positions
    place = positions.place_of(targets.post, targets.title, targets.agency)
    return {"target_position_id": pick_texts(positions.ids, place), "target_approved": flags(targets.approved)}


def _qualification_columns(people: People, book: TitleBook, seed: int) -> dict[str, pa.Array]:
    education = draw_education(people, book, Draw(seed, "employees/education"))
    return {
        "rank": draw_ranks(people, education, Draw(seed, "employees/rank")),
        "education_level": words(EDUCATION_LEVELS, education),
        "field_of_study": draw_fields(people, book, education, Draw(seed, "employees/field")),
    }


def _record_columns(people: People, as_of: date, seed: int) -> dict[str, pa.Array]:
    size = len(people)
    appraisals = draw_appraisals(size, Draw(seed, "employees/performance"))
    trainings = draw_trainings(people, seed)
    year = as_of.year - 1 - Draw(seed, "employees/performance_year").chance(80, size)
    return {
        "performance_score": appraisals.score,
        "performance_predicate": appraisals.predicate,
        "performance_scheme": appraisals.scheme,
        "performance_year": numbers(year, ~appraisals.is_known),
        "discipline": words(DISCIPLINES, _discipline(size, seed)),
        "leadership_training": flags(trainings.leadership),
        "functional_training": flags(trainings.functional),
        "technical_training_jp": _hours(trainings.technical_jp),
        "seminar": flags(trainings.seminar),
    }


def _draw_learning(people: People, draw: Draw) -> Ints:
    """The JP of everybody's year so far, by status; -1 where nobody wrote them down."""
    rows = read_data("people")["learning_hours"]
    known = sorted({hour for row in rows.values() for hour in row if hour != EMPTY})
    table = [[rows[status].get(hour, 0) for hour in (*known, EMPTY)] for status in STATUSES]
    return np.array([*known, -1])[draw.pick_rows(np.array(table, dtype=np.int64), people.status)]


def _hours(values: Ints) -> pa.Array:
    return numbers(values, values < 0, pa.float64())


def _discipline(size: int, seed: int) -> Ints:
    return Choice(read_data("people")["discipline"], DISCIPLINES).draw(Draw(seed, "employees/discipline"), size)


def _standings(people: People, origins: Origins, draw: Draw) -> Ints:
    data, size = read_data("people"), len(people)
    drawn = Choice(data["standing"], STANDINGS).draw(draw, size)
    retires: Flags = origins.is_in_last_year & draw.chance(10 * data["retiring_percent"], size)
    at_work = np.where(people.status == PNS, drawn, np.where(drawn == STANDINGS.index("study"), 0, drawn))
    return np.where(retires, STANDINGS.index("retiring"), at_work)


def _contract_ends(people: People, as_of: date, draw: Draw) -> pa.Array:
    size = len(people)
    longest = np.where(people.status == PART_TIME, 365, 5 * 365)
    end = draw.between(190, longest, size)
    end = np.where(draw.chance(CONTRACT_ENDS_SOON, size), draw.between(20, 180, size), end)
    unknown = ~people.is_pppk | draw.chance(CONTRACT_UNKNOWN, size)
    return days(day_number(as_of) + end, unknown)

"""Schooling, rank, appraisal and training of invented people, as they fit grade and status."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import EDUCATION_LEVELS, GRADES, PREDICATES, SCHEMES
from benangmerah.synthesis.draw import EMPTY, Choice, Draw, Flags, Ints
from benangmerah.synthesis.people import People
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import hundredths, words
from benangmerah.synthesis.titles import FUNCTIONAL_GRADES, GROUPS, Title, TitleBook

_SKILLED = FUNCTIONAL_GRADES[:4]
_SCHOOLS = ("slta", "sltp", "sd")
_DIPLOMAS = ("d1", "d2", "d3")
RANK_UNKNOWN = 10
"""Permille."""


def schooling_of(title: Title) -> str:
    """The row of people.yaml that says how people with that title were schooled."""
    if title.education:
        return title.education
    if title.group in ("teacher", "doctor"):
        return title.group
    level = "skilled" if title.grade in _SKILLED else "expert"
    return f"health_{level}" if title.group in ("health", "midwife") else level


def draw_education(people: People, book: TitleBook, draw: Draw) -> Ints:
    """The education of everybody, as a place in EDUCATION_LEVELS."""
    data = read_data("people")["education"]
    rows = list(data)
    table = np.array([[data[row].get(level, 0) for level in EDUCATION_LEVELS] for row in rows], dtype=np.int64)
    of_title = np.array([rows.index(schooling_of(title)) for title in book.titles], dtype=np.int64)
    row = np.where(people.title >= 0, of_title[people.title], rows.index("structural"))
    return draw.pick_rows(table, row)


def draw_fields(people: People, book: TitleBook, education: Ints, draw: Draw) -> pa.Array:
    """What everybody studied; empty for some, and for many who left school early."""
    data, size = read_data("people"), len(people)
    lists = [*(title.fields or ("Umum",) for title in book.titles), tuple(data["structural_fields"])]
    texts = [text for fields in lists for text in fields]
    count = np.array([len(fields) for fields in lists], dtype=np.int64)
    first = np.cumsum(count) - count
    place = first[people.title] + draw.below(count[people.title], size)
    schools = [EDUCATION_LEVELS.index(level) for level in _SCHOOLS]
    unknown = ~draw.chance(data["field_of_study_known"], size)
    unknown |= np.isin(education, schools) & draw.chance(600, size)
    return words(texts, np.where(unknown, -1, place))


def draw_ranks(people: People, education: Ints, draw: Draw) -> pa.Array:
    """The golongan of everybody: of PNS by grade, of pelaksana and PPPK by education."""
    data, size = read_data("people"), len(people)
    rows = {grade: data["grades"][grade]["ranks"] for grade in GRADES if data["grades"][grade]["ranks"]}
    rows |= data["pelaksana_ranks"]
    codes = sorted({code for row in rows.values() for code in row})
    table = np.array([[row.get(code, 0) for code in codes] for row in rows.values()], dtype=np.int64)
    names = list(rows)
    by_grade = np.array([names.index(grade) if grade in names else -1 for grade in GRADES])[people.grade]
    by_education = np.array([names.index(_rank_row(level)) for level in EDUCATION_LEVELS])[education]
    of_pns = draw.pick_rows(table, np.where(by_grade >= 0, by_grade, by_education))
    pppk = [data["pppk_ranks"].get(level, "XI") for level in EDUCATION_LEVELS]
    place = np.where(people.is_pppk, len(codes) + education, of_pns)
    return words([*codes, *pppk], np.where(draw.chance(RANK_UNKNOWN, size), -1, place))


def _rank_row(level: str) -> str:
    if level in _SCHOOLS:
        return level
    return "diploma" if level in _DIPLOMAS else "degree"


@dataclass(frozen=True)
class Appraisals:
    """The last known appraisal of everybody; what is not known is empty."""

    score: pa.Array
    predicate: pa.Array
    scheme: pa.Array
    is_known: Flags


def draw_appraisals(size: int, draw: Draw) -> Appraisals:
    """Appraisals under several schemes, by score, by predicate, by both or by neither."""
    data = read_data("people")
    ways = data["performance"]
    way = draw.pick([entry["weight"] for entry in ways], size)
    scheme = np.array([-1 if entry["scheme"] == EMPTY else SCHEMES.index(entry["scheme"]) for entry in ways])[way]
    has_score = np.array([entry.get("score", False) for entry in ways])[way]
    has_predicate = np.array([entry.get("predicate", False) for entry in ways])[way]
    predicate = Choice(data["predicate"], PREDICATES).draw(draw, size)
    is_older = (scheme == SCHEMES.index("pp46")) | (scheme < 0)
    ranges = np.array([[data["score"][age][code] for code in PREDICATES] for age in ("newer", "older")], dtype=np.int64)
    bounds = ranges[is_older.astype(np.int64), predicate] * 100
    score = hundredths(draw.between(bounds[:, 0], bounds[:, 1], size))
    return Appraisals(
        score=pa.array(score.to_numpy(), mask=~has_score),
        predicate=words(PREDICATES, np.where(has_predicate, predicate, -1)),
        scheme=words(SCHEMES, scheme),
        is_known=has_score | has_predicate,
    )


@dataclass(frozen=True)
class Trainings:
    """What everybody was trained in, as the index asks it: yes (1), no (0) or unknown (-1), and learning hours."""

    leadership: Ints
    functional: Ints
    technical_jp: Ints
    seminar: Ints


def draw_trainings(people: People, seed: int) -> Trainings:
    """Leadership training for holders of posts, functional training for functional positions, and what is common."""
    data, size = read_data("people"), len(people)
    structural = people.group == GROUPS.index("structural")
    functional = ~structural & (people.group != GROUPS.index("pelaksana"))
    leadership = _draw_fitting("leadership_training", "structural", structural, seed)
    jp = data["technical_training_jp"]
    hours = [int(code) for code in jp if code != EMPTY]
    technical = Choice(jp, [str(hour) for hour in hours]).draw(Draw(seed, "employees/technical"), size)
    return Trainings(
        leadership=leadership,
        functional=_draw_fitting("functional_training", "functional", functional, seed),
        technical_jp=np.where(technical >= 0, np.array(hours)[technical], -1),
        seminar=_yes_no(data["seminar"]).draw(Draw(seed, "employees/seminar"), size),
    )


def _draw_fitting(name: str, kind: str, fits: Flags, seed: int) -> Ints:
    data, draw = read_data("people")[name], Draw(seed, f"employees/{name}")
    found = _yes_no(data[kind]).draw(draw, len(fits))
    return np.where(fits, found, _yes_no(data["other"]).draw(draw, len(fits)))


def _yes_no(weights: dict[str, int]) -> Choice:
    return Choice(weights, ("false", "true"))

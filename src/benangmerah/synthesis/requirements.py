"""The standards of positions: what holds now, what held before, and what will hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.inputs import BASES, GRADES, IMPORTANCES
from benangmerah.synthesis.competencies import Dictionary
from benangmerah.synthesis.draw import Choice, Draw, Flags, Ints
from benangmerah.synthesis.positions import DECREED, DEFAULT, NO_STANDARD, Positions
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.spread import spread_lists
from benangmerah.synthesis.tables import build_table, day_number, days, pick_texts, words

HIGHEST_POSTS = GRADES.index("jpt_pratama")
LOWEST_POSTS = GRADES.index("pengawas")
PELAKSANA = GRADES.index("pelaksana")
HAS_HISTORY = 220
CHANGES_SOON = 40
SAYS_SINCE_WHEN = 700
BASIS_EMPTY = 200
"""Permille of positions: with an older standard, with one to come, that say since when, decreed without saying so."""
DECREES = 400


@dataclass(frozen=True)
class Standards:
    """What the positions require today: position, competency, level, and how each position stands in time (days)."""

    position: Ints
    competency: Ints
    level: Ints
    first: Ints
    count: Ints


def draw_standards(positions: Positions, dictionary: Dictionary, law: Law, seed: int) -> Standards:
    """Nine to fourteen competencies for each position that has a standard."""
    lists, which = _choose_lists(positions, dictionary)
    position, competency = spread_lists(lists, which)
    level = _draw_levels(positions, dictionary, position, competency, law.table("default_level"), seed)
    count = np.bincount(position, minlength=len(positions)).astype(np.int64)
    return Standards(position, competency, level, np.cumsum(count) - count, count)


def _choose_lists(positions: Positions, dictionary: Dictionary) -> tuple[list[tuple[int, ...]], Ints]:
    """The distinct lists of competencies, and which of them each position has."""
    kinds = ("none", "default", "highest", "post", "pelaksana", "functional")
    lists = [_list_of(kind, family, dictionary) for family in positions.families for kind in kinds]
    kind = np.full(len(positions), kinds.index("functional"), dtype=np.int64)
    kind[positions.grade == PELAKSANA] = kinds.index("pelaksana")
    kind[positions.grade <= LOWEST_POSTS] = kinds.index("post")
    kind[positions.grade <= HIGHEST_POSTS] = kinds.index("highest")
    kind[positions.standard == DEFAULT] = kinds.index("default")
    kind[positions.standard == NO_STANDARD] = kinds.index("none")
    return lists, positions.family * len(kinds) + kind


def _list_of(kind: str, family: str, dictionary: Dictionary) -> tuple[int, ...]:
    common, technical = dictionary.common, dictionary.of_family(family)
    governmental, digital = dictionary.of_kinds("governmental"), dictionary.of_family("*")
    return {
        "none": (),
        "default": common,
        "highest": (*common, *technical[:2], *governmental[:3]),
        "post": (*common, *technical[:2], *governmental[2:4]),
        "pelaksana": (*common, *technical[:2], *digital),
        "functional": (*common, *technical, *digital),
    }[kind]


def _draw_levels(
    positions: Positions,
    dictionary: Dictionary,
    position: Ints,
    competency: Ints,
    table: Mapping[str, Fraction],
    seed: int,
) -> Ints:
    """The grade's usual level, for technical competencies more often a level more or less."""
    draw, size = Draw(seed, "requirements/level"), len(position)
    usual = np.array([int(table[grade]) for grade in GRADES])[positions.grade[position]]
    technical = np.isin(competency, dictionary.of_kinds("technical"))
    change = np.where(technical, draw.pick([15, 60, 25], size), draw.pick([6, 84, 10], size)) - 1
    change[positions.standard[position] == DEFAULT] = 0
    level: Ints = np.clip(usual + change, 1, 5)
    return level


def requirements_table(
    standards: Standards, positions: Positions, dictionary: Dictionary, as_of: date, seed: int
) -> pa.Table:
    """The table requirements: rows in force, older ones and some to come."""
    times = _draw_times(len(positions), as_of, Draw(seed, "requirements/time"))
    draw = Draw(seed, "requirements/importance")
    importance = Choice(read_data("people")["importance"], IMPORTANCES).draw(draw, len(standards.position))
    history = Draw(seed, "requirements/history")
    lower, higher = _moved(standards.level, -1, history), _moved(standards.level, 1, history)
    everybody, forever = np.full(len(positions), True), np.full(len(positions), -1)
    parts = (
        _choose_rows(standards, importance, standards.level, everybody, times.start, times.change),
        _choose_rows(standards, importance, lower, times.has_history, times.earlier, times.start),
        _choose_rows(standards, importance, higher, times.change > 0, times.change, forever),
    )
    rows = _Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
    return _as_table(rows, positions, dictionary, Draw(seed, "requirements/decree"))


@dataclass(frozen=True)
class _Times:
    """For each position since when its standard holds, when it changes, when the one before began (-1: not said)."""

    start: Ints
    change: Ints
    earlier: Ints
    has_history: Flags


def _draw_times(size: int, as_of: date, draw: Draw) -> _Times:
    today = day_number(as_of)
    start = today - draw.between(30, 4 * 365, size)
    has_history = draw.chance(HAS_HISTORY, size)
    start = np.where(has_history | draw.chance(SAYS_SINCE_WHEN, size), start, -1)
    change = np.where(draw.chance(CHANGES_SOON, size), today + draw.between(1, 365, size), -1)
    earlier = np.where(draw.chance(500, size), today - draw.between(5 * 365, 8 * 365, size), -1)
    return _Times(start, change, earlier, has_history)


class _Rows(NamedTuple):
    position: Ints
    competency: Ints
    level: Ints
    importance: Ints
    start: Ints
    end: Ints


def _choose_rows(standards: Standards, importance: Ints, level: Ints, who: Flags, start: Ints, end: Ints) -> _Rows:
    """The requirements of the chosen positions at these levels, from each position's start to its end."""
    keep = who[standards.position]
    position = standards.position[keep]
    return _Rows(position, standards.competency[keep], level[keep], importance[keep], start[position], end[position])


def _moved(level: Ints, by: int, draw: Draw) -> Ints:
    return np.clip(level + by * draw.chance(450, len(level)), 1, 5)


def _as_table(rows: _Rows, positions: Positions, dictionary: Dictionary, draw: Draw) -> pa.Table:
    basis = positions.standard.copy()
    decree = np.where(basis == DECREED, draw.below(DECREES, len(basis)), -1)
    basis[(basis == DECREED) & draw.chance(BASIS_EMPTY, len(basis))] = -1
    decrees = [f"Keputusan Nomor 800/{100 + number}/Tahun {2019 + number % 7}" for number in range(DECREES)]
    return build_table(
        "requirements",
        {
            "position_id": pick_texts(positions.ids, rows.position),
            "competency_id": words(dictionary.ids, rows.competency),
            "required_level": rows.level,
            "importance": words(IMPORTANCES, rows.importance),
            "basis": words(BASES, basis[rows.position]),
            "valid_from": days(rows.start, rows.start < 0),
            "valid_to": days(rows.end, rows.end < 0),
            "decree": words(decrees, decree[rows.position]),
        },
    )

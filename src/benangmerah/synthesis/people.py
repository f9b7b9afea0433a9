"""Who works where: every person's unit, post or title, grade and status, before they have a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benangmerah.snapshot.contract.inputs import STATUSES
from benangmerah.synthesis.draw import Draw, Flags, Ints
from benangmerah.synthesis.posts import Posts
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.titles import FIRST_EXPERT, FUNCTIONAL_GRADES, GROUPS, TitleBook
from benangmerah.synthesis.units import Unit

STATUS_GROUPS = ("structural", "teacher", "health_worker", "expert", "pelaksana")
_STATUS_OF_GROUP = {"doctor": "health_worker", "health": "health_worker", "midwife": "health_worker"}
PNS, CPNS, PPPK, PART_TIME = (STATUSES.index(status) for status in ("pns", "cpns", "pppk", "pppk_part_time"))
_CPNS_STEPS = np.array([1, 1, 0, 0, 1, 0, 0, 0])
_PPPK_STEPS = np.array([8, 8, 2, 0, 8, 1, 0, 0])
FINE = 10_000


@dataclass(frozen=True)
class People:
    """Everybody, by unit; `post` and `title` are places among posts and titles, -1 where the other is held."""

    unit: Ints
    agency: Ints
    rank_in_unit: Ints
    post: Ints
    title: Ints
    calling: Ints
    group: Ints
    grade: Ints
    status: Ints

    def __len__(self) -> int:
        return len(self.unit)

    @property
    def is_pppk(self) -> Flags:
        """Whether a person has a PPPK's number."""
        return np.isin(self.status, (PPPK, PART_TIME))


def place_people(units: Sequence[Unit], posts: Posts, book: TitleBook, draw: Draw) -> People:
    """Fill every unit: first its posts, then the titles of its team."""
    staff = np.array([unit.staff for unit in units], dtype=np.int64)
    unit = np.repeat(np.arange(len(units)), staff)
    rank = np.arange(len(unit)) - np.repeat(np.cumsum(staff) - staff, staff)
    has_post = rank < posts.held_per_unit(len(units))[unit]
    post = np.full(len(unit), -1, dtype=np.int64)
    post[has_post] = np.flatnonzero(~posts.is_vacant)
    calling = np.full(len(unit), -1, dtype=np.int64)
    calling[~has_post] = _draw_callings(units, unit[~has_post], book, draw)
    group = _groups(calling, book)
    status = _draw_statuses(group, calling, book, draw)
    title = _draw_titles(calling, status, book, draw)
    grade = np.where(has_post, posts.grade[post] if len(posts.grade) else 0, book.grade_numbers[title])
    agency = np.array([one.agency for one in units], dtype=np.int64)[unit]
    return People(unit, agency, rank, post, title, calling, group, grade, status)


def _draw_callings(units: Sequence[Unit], unit: Ints, book: TitleBook, draw: Draw) -> Ints:
    recipes: dict[tuple[object, ...], int] = {}
    rows: list[list[int]] = []
    of_unit = np.zeros(len(units), dtype=np.int64)
    for number, one in enumerate(units):
        recipe = (id(one.team), one.functional, one.mix)
        if recipe not in recipes:
            recipes[recipe] = len(rows)
            rows.append(_recipe(one, book))
        of_unit[number] = recipes[recipe]
    return draw.pick_rows(np.array(rows, dtype=np.int64), of_unit[unit])


def _recipe(unit: Unit, book: TitleBook) -> list[int]:
    """How often each calling occurs among those of a unit who hold no post."""
    mix: Mapping[str, int] = read_data("offices")["mixes"][unit.mix]
    team_total, mix_total = sum(unit.team.values()), sum(mix.values())
    weights = [unit.functional * FINE * unit.team.get(calling, 0) // team_total for calling in book.callings]
    for calling, weight in mix.items():
        weights[book.callings.index(calling)] += (100 - unit.functional) * FINE * weight // mix_total
    return weights


def _groups(calling: Ints, book: TitleBook) -> Ints:
    first = np.where(book.first >= 0, book.first, len(book.titles)).min(axis=1)
    of_calling = book.group_numbers[first]
    return np.where(calling >= 0, of_calling[calling], GROUPS.index("structural"))


def _draw_statuses(group: Ints, calling: Ints, book: TitleBook, draw: Draw) -> Ints:
    shares = read_data("people")["status"]
    table = [[shares[_STATUS_OF_GROUP.get(name, name)].get(status, 0) for status in STATUSES] for name in GROUPS]
    status = draw.pick_rows(np.array(table, dtype=np.int64), group)
    starts_low = np.append(book.grades[:, : FIRST_EXPERT + 1].sum(axis=1) > 0, np.full(len(book.callings), True))
    return np.where((calling >= 0) & ~starts_low[calling], PNS, status)


def _draw_titles(calling: Ints, status: Ints, book: TitleBook, draw: Draw) -> Ints:
    tables = np.stack([book.grades, _at_steps(book.grades, _CPNS_STEPS), _at_steps(book.grades, _PPPK_STEPS)], axis=1)
    table = tables.reshape(-1, len(FUNCTIONAL_GRADES))
    kind = np.where(status == PNS, 0, np.where(status == CPNS, 1, 2))
    is_functional = (calling >= 0) & (calling < book.functional_count)
    steps = draw.pick_rows(table, np.where(is_functional, calling * 3 + kind, 0))
    return np.where(calling >= 0, book.first[calling, np.where(is_functional, steps, 0)], -1)


def _at_steps(grades: Ints, factors: Ints) -> Ints:
    """The weights of newcomers: as usual in that calling, but at the first steps."""
    found = grades * factors
    return np.where(found.sum(axis=1, keepdims=True) > 0, found, grades)

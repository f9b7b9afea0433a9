"""Extra duties: acting holders of vacant posts, stand-ins, heads of schools and clinics."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import ASSIGNMENT_KINDS
from benangmerah.synthesis.draw import Choice, Draw, Ints
from benangmerah.synthesis.heads import Heads
from benangmerah.synthesis.people import People
from benangmerah.synthesis.posts import Posts
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_table, day_number, days, pick_texts, words
from benangmerah.synthesis.units import Unit
from benangmerah.synthesis.world import World

ENDED = 120
"""Permille of duties of heads of schools and clinics that have ended."""
DUTY_OF_STYLE = {"school": "kepala_sekolah", "puskesmas": "kepala_puskesmas"}


def assignments_table(world: World) -> pa.Table:
    """The table assignments."""
    today = day_number(world.as_of)
    parts = [
        _acting(world, world.draw("assignments/acting"), today),
        _standing_in(world.people, world.posts, world.draw("assignments/plh"), today),
        _leading(world, world.draw("assignments/leading"), today),
    ]
    person, position, kind, start, end = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    return build_table(
        "assignments",
        {
            "employee_id": pick_texts(world.employee_ids, person),
            "position_id": pick_texts(world.positions.ids, position),
            "kind": words(ASSIGNMENT_KINDS, kind),
            "from_date": days(start),
            "to_date": days(end, end < 0),
        },
    )


_Columns = tuple[Ints, Ints, Ints, Ints, Ints]


def _acting(world: World, draw: Draw, today: int) -> _Columns:
    """Whoever leads the unit, or the one above it, acts in a vacant post."""
    posts = world.posts
    vacant = np.flatnonzero(posts.is_vacant)
    leader = np.array([_leader(int(posts.unit[post]), world.units, world.heads) for post in vacant], dtype=np.int64)
    post, leader = vacant[leader >= 0], leader[leader >= 0]
    kinds = Choice(read_data("people")["assignments"]["vacant_kind"], ASSIGNMENT_KINDS)
    start = today - draw.between(10, 300, len(post))
    return leader, post, kinds.draw(draw, len(post)), start, np.full(len(post), -1)


def _leader(unit: int, units: Sequence[Unit], heads: Heads) -> int:
    while unit >= 0:
        if heads.of_unit[unit] >= 0:
            return int(heads.of_unit[unit])
        unit = units[unit].above
    return -1


def _standing_in(people: People, posts: Posts, draw: Draw, today: int) -> _Columns:
    """For some days a holder of a post stood in for the holder of the post beside it."""
    permille = read_data("people")["assignments"]["plh_permille"]
    holder = np.flatnonzero((people.post >= 0) & draw.chance(permille, len(people)))
    beside = people.post[holder] - 1
    same = beside >= 0
    same[same] = posts.agency[beside[same]] == people.agency[holder[same]]
    holder, beside = holder[same], beside[same]
    start = today - draw.between(1, 200, len(holder))
    kind = np.full(len(holder), ASSIGNMENT_KINDS.index("plh"))
    return holder, beside, kind, start, start + draw.between(3, 15, len(holder))


def _leading(world: World, draw: Draw, today: int) -> _Columns:
    """The first person of a school or clinic leads it beside the work of a teacher or health worker."""
    people, heads, duties = world.people, world.heads, world.book.duties
    duty = np.array([duties.get(DUTY_OF_STYLE.get(unit.style, ""), -1) for unit in world.units], dtype=np.int64)
    where = np.flatnonzero((duty >= 0) & (heads.of_unit >= 0))
    person = heads.of_unit[where]
    works_there = people.title[person] >= 0
    where, person = where[works_there], person[works_there]
    nothing = np.full(len(person), -1)
    position = world.positions.place_of(nothing, duty[where], people.agency[person])
    start = today - draw.between(100, 6 * 365, len(person))
    end = np.where(draw.chance(ENDED, len(person)), today - draw.between(1, 90, len(person)), -1)
    return person, position, np.full(len(person), ASSIGNMENT_KINDS.index("additional")), start, end

"""The invented agencies with everybody in them, before any table is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from benangmerah.regulations.library import Law, load_library
from benangmerah.synthesis.agencies import Agency
from benangmerah.synthesis.careers import Targets, draw_targets
from benangmerah.synthesis.competencies import Dictionary, read_dictionary
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.heads import Heads, find_heads
from benangmerah.synthesis.people import People, place_people
from benangmerah.synthesis.person_numbers import Origins, draw_origins, person_numbers
from benangmerah.synthesis.positions import Positions, gather_positions
from benangmerah.synthesis.posts import Posts, open_posts
from benangmerah.synthesis.titles import TitleBook, read_titles
from benangmerah.synthesis.units import Unit, build_units, staff_with_below, unit_ids


@dataclass(frozen=True)
class World:
    """Agencies, units, positions and people, and the day and seed they are made for."""

    agencies: Sequence[Agency]
    units: Sequence[Unit]
    posts: Posts
    people: People
    origins: Origins
    heads: Heads
    targets: Targets
    positions: Positions
    book: TitleBook
    dictionary: Dictionary
    law: Law
    as_of: date
    seed: int

    def draw(self, name: str) -> Draw:
        """The stream of that name."""
        return Draw(self.seed, name)

    @cached_property
    def unit_ids(self) -> pa.Array:
        """The ids of the units."""
        return unit_ids(self.units)

    @cached_property
    def employee_ids(self) -> pa.Array:
        """The numbers of all people."""
        return person_numbers(self.people, self.origins)

    @cached_property
    def agency_ids(self) -> list[str]:
        """The ids of the agencies."""
        return [agency.agency_id for agency in self.agencies]

    @cached_property
    def held(self) -> Ints:
        """The place of everybody's position."""
        return self.positions.place_of(self.people.post, self.people.title, self.people.agency)

    @cached_property
    def staff(self) -> dict[str, int]:
        """The people of each unit and of all units below it."""
        return dict(zip(self.unit_ids.to_pylist(), staff_with_below(self.units), strict=True))

    @cached_property
    def units_by_key(self) -> dict[int, dict[str, list[str]]]:
        """The ids of the units of each agency by what they are, such as pendidikan or puskesmas."""
        found: dict[int, dict[str, list[str]]] = {}
        for unit, unit_id in zip(self.units, self.unit_ids.to_pylist(), strict=True):
            found.setdefault(unit.agency, {}).setdefault(unit.key, []).append(unit_id)
        return found


def make_world(agencies: Sequence[Agency], seed: int, as_of: date) -> World:
    """Open units and posts, place people in them, and let some of them aim at other positions."""
    law, book = load_library().on(as_of), read_titles()
    units = build_units(agencies, Draw(seed, "units"))
    posts = open_posts(units, Draw(seed, "posts"))
    people = place_people(units, posts, book, Draw(seed, "people"))
    targets = draw_targets(people, posts, book, len(agencies), Draw(seed, "targets"))
    return World(
        agencies=agencies,
        units=units,
        posts=posts,
        people=people,
        origins=draw_origins(people, law, as_of, seed),
        heads=find_heads(people, [unit.above for unit in units]),
        targets=targets,
        positions=gather_positions(people, targets, posts, units, book, Draw(seed, "positions/standard")),
        book=book,
        dictionary=read_dictionary(law),
        law=law,
        as_of=as_of,
        seed=seed,
    )

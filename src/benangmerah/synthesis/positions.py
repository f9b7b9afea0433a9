"""The table of positions: every post of every unit, and each title somebody of an agency holds or aims at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.synthesis.agencies import Agency
from benangmerah.synthesis.careers import Targets
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.people import People
from benangmerah.synthesis.posts import Posts
from benangmerah.synthesis.tables import build_table, numbered, pick_texts, words
from benangmerah.synthesis.titles import TitleBook
from benangmerah.synthesis.units import Unit

POST_CRITICALITY = {"jpt_utama": 2.0, "jpt_madya": 2.0, "jpt_pratama": 1.5, "administrator": 1.25}
DECREED, PROVISIONAL, DEFAULT, NO_STANDARD = range(4)
STANDARDS = ("decreed", "provisional", "default", "none")


@dataclass(frozen=True)
class Positions:
    """Posts first, in their order, then titles by agency; `key` of a title is agency × titles + title."""

    ids: pa.Array
    agency: Ints
    grade: Ints
    family: Ints
    families: tuple[str, ...]
    title: Ints
    criticality: pa.Array
    standard: Ints
    keys: Ints
    post_count: int
    title_count: int

    def __len__(self) -> int:
        return len(self.agency)

    def place_of(self, post: Ints, title: Ints, agency: Ints) -> Ints:
        """Where the post, or else the title in the agency, stands; -1 where both are empty."""
        found = self.post_count + np.searchsorted(self.keys, agency * self.title_count + title)
        return np.where(post >= 0, post, np.where(title >= 0, found, -1))


def gather_positions(
    people: People, targets: Targets, posts: Posts, units: Sequence[Unit], book: TitleBook, draw: Draw
) -> Positions:
    """All positions that are held, aimed at or vacant, and the extra duties of agencies with schools or clinics."""
    keys = _title_keys(people, targets, units, book)
    title = np.concatenate([np.full(len(posts.grade), -1), keys % len(book.titles)])
    families = sorted({unit.family for unit in units} | {one.family for one in book.titles})
    of_unit = np.array([families.index(unit.family) for unit in units], dtype=np.int64)
    of_title = np.array([families.index(one.family) for one in book.titles], dtype=np.int64)
    grade = np.concatenate([posts.grade, book.grade_numbers[keys % len(book.titles)]])
    return Positions(
        ids=numbered("J", len(title), 6),
        agency=np.concatenate([posts.agency, keys // len(book.titles)]),
        grade=grade,
        family=np.concatenate([of_unit[posts.unit], of_title[keys % len(book.titles)]]),
        families=tuple(families),
        title=title,
        criticality=_criticality(grade, title, book),
        standard=_standards(title, book, draw),
        keys=keys,
        post_count=len(posts.grade),
        title_count=len(book.titles),
    )


def _title_keys(people: People, targets: Targets, units: Sequence[Unit], book: TitleBook) -> Ints:
    duty_of = {"school": book.duties["kepala_sekolah"], "puskesmas": book.duties["kepala_puskesmas"]}
    duties = [unit.agency * len(book.titles) + duty_of[unit.style] for unit in units if unit.style in duty_of]
    held = people.title >= 0
    aimed = targets.title >= 0
    return np.unique(
        np.concatenate(
            [
                people.agency[held] * len(book.titles) + people.title[held],
                targets.agency[aimed] * len(book.titles) + targets.title[aimed],
                np.array(duties, dtype=np.int64),
            ]
        )
    )


def _criticality(grade: Ints, title: Ints, book: TitleBook) -> pa.Array:
    of_grade = np.array([POST_CRITICALITY.get(code, 0.0) for code in GRADES])
    of_title = np.array([one.criticality or 0.0 for one in book.titles])
    found = np.where(title < 0, of_grade[grade], of_title[title])
    return pa.array(found, mask=found == 0)


def _standards(title: Ints, book: TitleBook, draw: Draw) -> Ints:
    """Posts have decreed standards, functional titles mostly, pelaksana titles as titles.yaml says."""
    given = np.array([STANDARDS.index(one.standard) if one.standard else -1 for one in book.titles])[title]
    usual = np.where(draw.chance(300, len(title)), PROVISIONAL, DECREED)
    return np.where(title < 0, DECREED, np.where(given >= 0, given, usual))


def positions_table(positions: Positions, posts: Posts, book: TitleBook, agencies: Sequence[Agency]) -> pa.Table:
    """The table positions."""
    texts = pa.array([*posts.titles, *(one.text for one in book.titles)], pa.string())
    place = np.concatenate(
        [np.arange(positions.post_count), positions.post_count + positions.title[positions.post_count :]]
    )
    return build_table(
        "positions",
        {
            "position_id": positions.ids,
            "agency_id": words([agency.agency_id for agency in agencies], positions.agency),
            "title": pick_texts(texts, place),
            "grade": words(GRADES, positions.grade),
            "job_family": words(positions.families, positions.family),
            "criticality": positions.criticality,
        },
    )

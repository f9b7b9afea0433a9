"""The table of ratings, made block by block so that a nation fits in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.snapshot.contract.inputs import SOURCES
from benangmerah.synthesis.competencies import Dictionary
from benangmerah.synthesis.draw import Ints
from benangmerah.synthesis.raters import Raters, gather_raters, rater_ids
from benangmerah.synthesis.rating_parts import CERTIFICATE, SUPERIOR, Pairs, Part, RatingParts
from benangmerah.synthesis.rating_times import RatingTimes, rating_times
from benangmerah.synthesis.requirements import Standards
from benangmerah.synthesis.spread import spread
from benangmerah.synthesis.tables import build_table, days, hundredths, numbered, pick_texts, words
from benangmerah.synthesis.world import World

BLOCK = 32_768
NOT_REQUIRED = 220
"""Permille of people with a rating of a competency that their position does not ask for."""


def ratings_table(world: World, standards: Standards, progress: Progress) -> pa.Table:
    """The table ratings, shuffled within blocks of people."""
    texts = _Texts(world.employee_ids, rater_ids(world.employee_ids), world.dictionary)
    maker = _Maker(world, standards, gather_raters(world.people, world.heads), rating_times(world.as_of))
    blocks, count = list[pa.Table](), 0
    for block, start in enumerate(range(0, len(world.people), BLOCK)):
        progress(message("Making ratings"), start, len(world.people))
        person = np.arange(start, min(start + BLOCK, len(world.people)))
        blocks.append(texts.write(maker.make(block, person), count))
        count += blocks[-1].num_rows
    return pa.concat_tables(blocks)


class _Rows(NamedTuple):
    person: Ints
    competency: Ints
    rating: Part


@dataclass(frozen=True)
class _Maker:
    """What all blocks share."""

    world: World
    standards: Standards
    raters: Raters
    times: RatingTimes

    def make(self, block: int, person: Ints) -> _Rows:
        """All ratings of a block of people, shuffled."""
        pairs = self._pairs(person)
        parts = RatingParts(pairs, self.raters, self.times, self.world.seed, block).all()
        who, competency, other = self._not_required(block, person)
        required = np.concatenate([part.pair for part in parts])
        everybody = np.concatenate([pairs.person[required], who])
        everything = np.concatenate([pairs.competency[required], competency])
        joined = Part(*(np.concatenate(columns) for columns in zip(*parts, other, strict=True)))
        order = self.world.draw(f"ratings/{block}/order").order(len(everybody))
        return _Rows(everybody[order], everything[order], Part(*(column[order] for column in joined)))

    def _pairs(self, person: Ints) -> Pairs:
        world, standards = self.world, self.standards
        position = world.held[person]
        owner, place = spread(standards.first[position], standards.count[position])
        competency = standards.competency[place]
        return Pairs(
            person=person[owner],
            competency=competency,
            level=standards.level[place] * 100,
            is_common=np.isin(competency, world.dictionary.common),
            has_post=world.people.post[person[owner]] >= 0,
        )

    def _not_required(self, block: int, person: Ints) -> tuple[Ints, Ints, Part]:
        """Ratings of technical competencies of another family of work: the people, the competencies, the ratings."""
        world, draw = self.world, self.world.draw(f"ratings/{block}/not required")
        families = {family: place for place, family in enumerate(world.positions.families)}
        of_competency = np.array([families.get(entry.family, -1) for entry in world.dictionary.entries])
        technical = np.flatnonzero(of_competency >= 0)
        competency = technical[draw.below(len(technical), len(person))]
        is_other = of_competency[competency] != world.positions.family[world.held[person]]
        chosen = draw.chance(NOT_REQUIRED, len(person)) & is_other
        who, size = person[chosen], int(chosen.sum())
        source = np.where(draw.chance(600, size), CERTIFICATE, SUPERIOR)
        rater, level = self.raters.of(who, source, draw), 100 * draw.between(1, 5, size)
        day, until = self.times.fresh(source, draw), np.full(size, -1)
        return who, competency[chosen], Part(np.full(size, -1), source, rater, level, day, until)


class _Texts:
    """The texts that rows point to."""

    def __init__(self, employee_ids: pa.Array, raters: pa.Array, dictionary: Dictionary) -> None:
        self.employee_ids, self.raters, self.dictionary = employee_ids, raters, dictionary

    def write(self, rows: _Rows, before: int) -> pa.Table:
        """The rows as a table, numbered on from those before."""
        person, competency, part = rows
        return build_table(
            "ratings",
            {
                "rating_id": numbered("R", len(person), 9, before + 1),
                "employee_id": pick_texts(self.employee_ids, person),
                "competency_id": words(self.dictionary.ids, competency),
                "source": words(SOURCES, part.source),
                "rater_id": pick_texts(self.raters, part.rater),
                "level": hundredths(part.level),
                "assessed_on": days(part.day),
                "valid_until": days(part.until, part.until < 0),
            },
        )

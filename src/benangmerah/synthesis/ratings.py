"""The table of ratings, made block by block so that a nation fits in memory."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.snapshot.contract.inputs import SOURCES
from benangmerah.synthesis.competencies import Dictionary
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.people import People
from benangmerah.synthesis.positions import Positions
from benangmerah.synthesis.rating_parts import CERTIFICATE, SUPERIOR, Pairs, Part, RatingParts
from benangmerah.synthesis.rating_times import RatingTimes, rating_times
from benangmerah.synthesis.raters import Raters, rater_ids
from benangmerah.synthesis.requirements import Standards
from benangmerah.synthesis.spread import spread
from benangmerah.synthesis.tables import build_table, days, hundredths, numbered, pick_texts, words

BLOCK = 65_536
NOT_REQUIRED = 220
"""Permille of people with a rating of a competency that their position does not ask for."""


def ratings_table(
    people: People,
    held: Ints,
    standards: Standards,
    positions: Positions,
    dictionary: Dictionary,
    raters: Raters,
    employee_ids: pa.Array,
    as_of: date,
    seed: int,
    progress: Progress,
) -> pa.Table:
    """The table ratings, shuffled within blocks of people; `held` is the position of everybody."""
    times, blocks, count = rating_times(as_of), [], 0
    texts = _Texts(employee_ids, rater_ids(employee_ids), dictionary)
    for block, start in enumerate(range(0, len(people), BLOCK)):
        progress(message("making ratings"), start, len(people))
        person = np.arange(start, min(start + BLOCK, len(people)))
        pairs = _pairs(person, held, standards, dictionary, people)
        parts = RatingParts(pairs, raters, times, seed, block).all()
        other, not_required = _not_required(person, held, positions, dictionary, raters, times, seed, block)
        table = texts.write(_joined(pairs, parts, other, not_required, Draw(seed, f"ratings/{block}/order")), count)
        blocks.append(table)
        count += table.num_rows
    return pa.concat_tables(blocks)


def _pairs(person: Ints, held: Ints, standards: Standards, dictionary: Dictionary, people: People) -> Pairs:
    position = held[person]
    owner, place = spread(standards.first[position], standards.count[position])
    competency = standards.competency[place]
    return Pairs(
        person=person[owner],
        competency=competency,
        level=standards.level[place] * 100,
        is_common=np.isin(competency, dictionary.common),
        has_post=people.post[person[owner]] >= 0,
    )


def _not_required(
    person: Ints,
    held: Ints,
    positions: Positions,
    dictionary: Dictionary,
    raters: Raters,
    times: RatingTimes,
    seed: int,
    block: int,
) -> tuple[Ints, Part]:
    """Ratings of technical competencies of other families, with the competency of each; `pair` holds the person."""
    draw = Draw(seed, f"ratings/{block}/not required")
    families = [positions.families.index(entry.family) if entry.family in positions.families else -1
                for entry in dictionary.entries]  # fmt: skip
    technical = np.array([place for place, family in enumerate(families) if family >= 0], dtype=np.int64)
    competency = technical[draw.below(len(technical), len(person))]
    is_other = np.array(families)[competency] != positions.family[held[person]]
    chosen = draw.chance(NOT_REQUIRED, len(person)) & is_other
    who, size = person[chosen], int(chosen.sum())
    source = np.where(draw.chance(600, size), CERTIFICATE, SUPERIOR)
    rater = raters.of(who, source, draw)
    level = 100 * draw.between(1, 5, size)
    return competency[chosen], Part(who, source, rater, level, times.fresh(source, draw), np.full(size, -1))


class _Rows(NamedTuple):
    person: Ints
    competency: Ints
    rating: Part


def _joined(pairs: Pairs, parts: list[Part], competency: Ints, not_required: Part, draw: Draw) -> _Rows:
    joined = Part(*(np.concatenate(columns) for columns in zip(*parts, not_required, strict=True)))
    required = joined.pair[: len(joined.pair) - len(competency)]
    person = np.concatenate([pairs.person[required], not_required.pair])
    of_pair = np.concatenate([pairs.competency[required], competency])
    order = draw.order(len(person))
    return _Rows(person[order], of_pair[order], Part(*(column[order] for column in joined)))


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

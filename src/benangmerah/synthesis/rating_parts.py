"""The kinds of ratings that a block of people has: what decides, what is older, newer, beside it, or missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from benangmerah.snapshot.contract.inputs import SOURCES
from benangmerah.synthesis.draw import Draw, Flags, Ints
from benangmerah.synthesis.raters import Raters
from benangmerah.synthesis.rating_times import RatingTimes

CENTER, TEST, CERTIFICATE, SUPERIOR, PEER, SUBORDINATE, SELF, TRAINING = range(len(SOURCES))
COMMON_SOURCES = {CENTER: 46, TEST: 10, SUPERIOR: 42, TRAINING: 2}
TECHNICAL_SOURCES = {TEST: 30, CERTIFICATE: 24, SUPERIOR: 44, TRAINING: 2}
NOT_ASSESSED, SELF_ONLY_PEOPLE = 87, 10
"""Permille of required competencies without a deciding rating, and of people whom nobody but themselves rated."""
MISSING = {"none": 46, "expired": 36, "future": 10, "self": 6, "peer": 2}
"""What there is instead of a deciding rating."""
EXTRA = {
    "older": 120, "tie": 15, "second": 80, "superior": 120, "peer": 140, "other_peer": 50, "subordinate": 200,
    "self": 160, "training": 30, "expired": 80, "future": 15,
}  # fmt: skip
"""Permille of assessed competencies that have such a rating as well."""
DEVIATIONS = {-300: 1, -200: 7, -150: 5, -100: 19, -50: 8, 0: 39, 50: 7, 100: 11, 200: 3}
"""How far people are from what is required, in hundredths of a level."""


class Part(NamedTuple):
    """Ratings of one kind; `until` is -1 where the source's validity counts. Levels are hundredths."""

    pair: Ints
    source: Ints
    rater: Ints
    level: Ints
    day: Ints
    until: Ints


@dataclass(frozen=True)
class Pairs:
    """The required competencies of a block of people: person, competency, level in hundredths, whether it is common."""

    person: Ints
    competency: Ints
    level: Ints
    is_common: Flags
    has_post: Flags

    def __len__(self) -> int:
        return len(self.person)


class RatingParts:
    """All ratings of a block, part by part, each from a stream of its own."""

    def __init__(self, pairs: Pairs, raters: Raters, times: RatingTimes, seed: int, block: int) -> None:
        self.pairs, self.raters, self.times = pairs, raters, times
        self.seed, self.block = seed, block
        draw = self.draw("deviation")
        steps = np.array(list(DEVIATIONS))[draw.pick(list(DEVIATIONS.values()), len(pairs))]
        self.true_level = np.clip(pairs.level + steps, 0, 500)
        self.source = self._sources()
        self.missing = self._missing()

    def draw(self, name: str) -> Draw:
        """The stream of that name in this block."""
        return Draw(self.seed, f"ratings/{self.block}/{name}")

    def all(self) -> list[Part]:
        """Every part."""
        assessed = np.flatnonzero(self.missing < 0)
        base = self._base(assessed)
        return [base, *self._same_rater(base), *self._beside(base), *self._instead()]

    def _sources(self) -> Ints:
        """The deciding source: for common competencies mostly one for each person, else one for each competency."""
        people, place = np.unique(self.pairs.person, return_inverse=True)
        of_person = _pick(COMMON_SOURCES, self.draw("source of person"), len(people))[place]
        of_pair = _pick(COMMON_SOURCES, self.draw("source of pair"), len(self.pairs))
        common = np.where(self.draw("source differs").chance(120, len(self.pairs)), of_pair, of_person)
        return np.where(self.pairs.is_common, common, _pick(TECHNICAL_SOURCES, self.draw("technical"), len(self.pairs)))

    def _missing(self) -> Ints:
        """What stands instead of a deciding rating, as a place in MISSING; -1 where there is one."""
        size, names = len(self.pairs), list(MISSING)
        drawn = self.draw("missing what").pick(list(MISSING.values()), size)
        found = np.where(self.draw("missing").chance(NOT_ASSESSED, size), drawn, -1)
        last = int(self.pairs.person.max()) + 1 if size else 0
        alone = self.draw("self only").chance(SELF_ONLY_PEOPLE, last)[self.pairs.person]
        return np.where(alone, names.index("self"), found)

    def _base(self, pair: Ints) -> Part:
        """The deciding rating; some are older than their source's validity but say until when they hold."""
        draw, source, today = self.draw("base"), self.source[pair], self.times.today
        is_old = draw.chance(30, len(pair)) & (source != TRAINING)
        day = np.where(is_old, self.times.expired(source, draw), self.times.fresh(source, draw))
        says_until = is_old | (draw.chance(600, len(pair)) & (source == CERTIFICATE))
        says_until |= draw.chance(100, len(pair)) & (source == TEST)
        until = np.where(says_until, today + draw.between(1, 500, len(pair)), -1)
        return Part(
            pair,
            source,
            self.raters.of(self.pairs.person[pair], source, draw),
            self._level(pair, source, draw),
            day,
            until,
        )

    def _level(self, pair: Ints, source: Ints, draw: Draw) -> Ints:
        """The level as a source would write it: tests in whole levels mostly, people in halves or two decimals."""
        size = len(pair)
        bias = np.array([0, 0, 0, 10, 10, 0, 70, 60])[source]
        width = np.array([40, 40, 30, 60, 90, 100, 90, 50])[source]
        raw = self.true_level[pair] + bias + draw.below(width, size) - width // 2
        measured = np.where(draw.chance(820, size), 100, 25)
        judged = np.where(draw.chance(560, size), 50, 1)
        step = np.where(source <= CERTIFICATE, measured, judged)
        level: Ints = np.clip((raw + step // 2) // step * step, 0, 500)
        return level

    def _extra(self, base: Part, name: str, where: Flags | None = None) -> Ints:
        """The rows of the base that have such a rating as well."""
        chosen = self.draw(f"has {name}").chance(EXTRA[name], len(base.pair))
        return np.flatnonzero(chosen if where is None else chosen & where)

    def _same_rater(self, base: Part) -> list[Part]:
        """Superseded ratings of the deciding rater, and two on one day."""
        older, tie = self._extra(base, "older"), self._extra(base, "tie")
        draw = self.draw("older")
        earlier = base.day[older] - draw.between(20, 600, len(older))
        lower = np.clip(base.level[older] - 50 * draw.below(4, len(older)), 0, 500)
        other = np.clip(base.level[tie] + np.where(base.level[tie] >= 100, -100, 100), 0, 500)
        nothing = np.full(len(older), -1)
        return [
            Part(base.pair[older], base.source[older], base.rater[older], lower, earlier, nothing),
            Part(base.pair[tie], base.source[tie], base.rater[tie], other, base.day[tie], base.until[tie]),
        ]

    def _beside(self, base: Part) -> list[Part]:
        """Other raters and other sources."""
        second = self._extra(base, "second", np.isin(base.source, (CENTER, SUPERIOR)))
        parts = [self._fresh("second", base.pair[second], base.source[second], is_other=True)]
        superior = self._extra(base, "superior", base.source != SUPERIOR)
        parts.append(self._fresh("superior", base.pair[superior], SUPERIOR))
        led = self._extra(base, "subordinate", self.pairs.has_post[base.pair])
        parts.append(self._fresh("subordinate", base.pair[led], SUBORDINATE))
        for name, source in (("peer", PEER), ("other_peer", PEER), ("self", SELF)):
            parts.append(self._fresh(name, base.pair[self._extra(base, name)], source))
        expired, future = self._extra(base, "expired"), self._extra(base, "future")
        parts.append(self._expired("expired beside", base.pair[expired], base.source[expired]))
        parts.append(self._future("future beside", base.pair[future], base.source[future]))
        return [*parts, self._training(base)]

    def _training(self, base: Part) -> Part:
        """A training that raised the level after the deciding rating."""
        expired = int(self.times.expired_by[TRAINING])
        row = self._extra(base, "training", (base.day < self.times.today) & (base.source != TRAINING))
        draw, size = self.draw("training"), len(row)
        earliest = np.maximum(base.day[row], expired) + 1
        day = draw.between(earliest, self.times.today + 1, size)
        level = np.clip(base.level[row] + np.where(draw.chance(700, size), 100, 50), 0, 500)
        source = np.full(size, TRAINING)
        rater = self.raters.of(self.pairs.person[base.pair[row]], source, draw)
        return Part(base.pair[row], source, rater, level, day, np.full(size, -1))

    def _fresh(self, name: str, pair: Ints, source: Ints | int, *, is_other: bool = False) -> Part:
        draw, size = self.draw(f"beside {name}"), len(pair)
        given = np.broadcast_to(np.asarray(source, dtype=np.int64), (size,))
        rater = self.raters.of(self.pairs.person[pair], given, draw, is_other=is_other)
        level = self._level(pair, given, draw)
        return Part(pair, given, rater, level, self.times.fresh(given, draw), np.full(size, -1))

    def _expired(self, name: str, pair: Ints, source: Ints) -> Part:
        """Ratings that count no longer: by age, or because they ended early."""
        part, draw, size = self._fresh(name, pair, source), self.draw(f"expired {name}"), len(pair)
        ends_early = draw.chance(220, size)
        day = np.where(ends_early, part.day, self.times.expired(source, draw))
        until = np.minimum(day + draw.between(1, 400, size), self.times.today)
        return part._replace(day=day, until=np.where(ends_early, until, -1))

    def _future(self, name: str, pair: Ints, source: Ints) -> Part:
        """Ratings dated after today."""
        day = self.times.future(len(pair), self.draw(f"future {name}"))
        return self._fresh(name, pair, source)._replace(day=day)

    def _instead(self) -> list[Part]:
        """What the competencies without a deciding rating have."""
        places: Mapping[str, Ints] = {name: np.flatnonzero(self.missing == place) for place, name in enumerate(MISSING)}
        twice = places["expired"][self.draw("has expired twice").chance(300, len(places["expired"]))]
        return [
            self._expired("expired instead", places["expired"], self.source[places["expired"]]),
            self._expired("expired twice", twice, self.source[twice]),
            self._future("future instead", places["future"], self.source[places["future"]]),
            self._fresh("self instead", places["self"], SELF),
            self._fresh("peer instead", places["peer"], PEER),
        ]


def _pick(weights: Mapping[int, int], draw: Draw, size: int) -> Ints:
    return np.array(list(weights))[draw.pick(list(weights.values()), size)]

"""The attained level (level yang dicapai) of a person in a competency, from the ratings that count (rule 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from benangmerah.domain.assessment import Rating, RatingFate, newest_per_rater, rating_counts, sort_ratings
from benangmerah.domain.policy import RatingPolicy
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.kernel.quantity import as_level, level_units

MEASURED = "measured"
JUDGED = "judged"
PROVISIONAL = "provisional"
JUDGING_SOURCES = ("superior", "peer", "subordinate", "self")
POST_TRAINING = "post_training"


@dataclass(frozen=True)
class SourceMean:
    """The raters of one source averaged: an exact level, and the date of the newest rating."""

    source: str
    level: Fraction
    newest_on: date


@dataclass(frozen=True)
class Attainment:
    """An attained level in ten-thousandths of a level, with what it rests on."""

    units: int
    basis: str
    source: str
    rating_count: int

    @property
    def level(self) -> float:
        """The attained level as it is written in the tables."""
        return as_level(self.units)


def mean_per_source(ratings: Iterable[Rating]) -> dict[str, SourceMean]:
    """Average the raters of each source (rule 2); every rating given here counts and is its rater's newest."""
    by_source: dict[str, list[Rating]] = {}
    for rating in ratings:
        by_source.setdefault(rating.source, []).append(rating)
    return {
        source: SourceMean(
            source,
            sum((rating.level for rating in of_source), Fraction()) / len(of_source),
            max(rating.assessed_on for rating in of_source),
        )
        for source, of_source in by_source.items()
    }


def panel_level(means: dict[str, SourceMean], policy: RatingPolicy) -> Fraction:
    """The weighted mean of the panel's sources that are present; the superior alone where there is no panel."""
    weights = {source: weight for source, weight in policy.panel.items() if source in means}
    if not weights:
        return means["superior"].level
    return sum((means[source].level * weight for source, weight in weights.items()), Fraction()) / sum(weights.values())


def attain(ratings: Iterable[Rating], kind: str, as_of: date, policy: RatingPolicy) -> Attainment | None:
    """Rule 3: the level of the first source in the kind's order that counts; post-training may raise it, provisionally.

    None = not assessed. The level is an exact ratio, rounded once, half up, to 1/10,000 of a level.
    """
    counting = [rating for rating in ratings if rating_counts(rating, as_of, policy)]
    means = mean_per_source(newest_per_rater(counting))
    decided = _decided(means, kind, policy)
    learned = means.get(POST_TRAINING)
    if learned is not None and _replaces(learned, decided):
        return Attainment(level_units(learned.level), PROVISIONAL, POST_TRAINING, len(counting))
    if decided is None:
        return None
    basis = JUDGED if decided.source in JUDGING_SOURCES else MEASURED
    return Attainment(level_units(decided.level), basis, decided.source, len(counting))


def _decided(means: dict[str, SourceMean], kind: str, policy: RatingPolicy) -> SourceMean | None:
    source = next((source for source in policy.order[kind] if source in means), None)
    if source is None:
        return None
    level = panel_level(means, policy) if source == "superior" else means[source].level
    return SourceMean(source, level, means[source].newest_on)


def _replaces(learned: SourceMean, decided: SourceMean | None) -> bool:
    return decided is None or (learned.newest_on > decided.newest_on and learned.level > decided.level)


def explain_attainment(ratings: Iterable[Rating], kind: str, as_of: date, policy: RatingPolicy) -> Explanation:
    """Which source decides the attained level, and the arithmetic."""
    ratings = tuple(ratings)
    attained = attain(ratings, kind, as_of, policy)
    used = [rating for rating, fate in sort_ratings(ratings, as_of, policy).items() if fate is RatingFate.COUNTS]
    means = mean_per_source(used)
    order = message(
        "For a {kind} competency the first source with a counting rating decides: {order}.",
        kind=Term(kind), order=tuple(Term(source) for source in policy.order[kind]),
    )  # fmt: skip
    if attained is None:
        return Explanation(message("Not assessed: no rating that may decide counts on {as_of}.", as_of=as_of), (order,))
    return Explanation(
        message("Attained level {level}, {basis}, from {source}.",
                level=Fraction(attained.units, level_units(Fraction(1))), basis=Term(attained.basis),
                source=Term(attained.source)),
        (order, *_arithmetic(attained, means, used, policy)),
    )  # fmt: skip


def _arithmetic(
    attained: Attainment, means: dict[str, SourceMean], used: list[Rating], policy: RatingPolicy
) -> list[Message]:
    of_source = [rating for rating in used if rating.source == attained.source]
    steps = [
        message("Mean of {count} raters: ({levels}) ÷ {count} = {mean}.",
                count=len(of_source), levels=tuple(rating.level for rating in of_source),
                mean=means[attained.source].level)
    ]  # fmt: skip
    if attained.source == "superior" and policy.panel:
        parts = tuple(
            message("{source} {level} × {weight}", source=Term(source), level=means[source].level, weight=weight)
            for source, weight in policy.panel.items()
            if source in means
        )
        steps.append(message("Panel in the superior's place: {parts}, divided by the weights = {mean}.",
                             parts=parts, mean=panel_level(means, policy)))  # fmt: skip
    if attained.source == POST_TRAINING:
        steps.append(message("It is newer and higher than the deciding source, so it replaces it, provisionally."))
    return steps

"""Penilaian kompetensi: which ratings count on a day (rule 1) and which of a rater is the newest (rule 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from benangmerah.domain.policy import RatingPolicy
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.kernel.period import months_after, months_before


@dataclass(frozen=True)
class Rating:
    """One rating of one competency of one person: a level from 0 to 5 given by a source on a day."""

    rating_id: str
    source: str
    level: Fraction
    assessed_on: date
    valid_until: date | None = None
    rater_id: str | None = None


class RatingFate(StrEnum):
    """What became of a rating on the day asked about."""

    COUNTS = "counts"
    FUTURE = "future"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


def rating_counts(rating: Rating, as_of: date, policy: RatingPolicy) -> bool:
    """Rule 1: given by the day asked about, and not yet past its own end or its source's validity."""
    if rating.assessed_on > as_of:
        return False
    if rating.valid_until is not None:
        return as_of < rating.valid_until
    return rating.assessed_on > months_before(as_of, policy.validity_months[rating.source])


def lapses_on(rating: Rating, policy: RatingPolicy) -> date:
    """The first day on which a rating counts no more: its own end, or that of its source's validity (rule 1)."""
    if rating.valid_until is not None:
        return rating.valid_until
    months = policy.validity_months[rating.source]
    day = months_after(rating.assessed_on, months)
    # short months: a day that does not exist in them is their last one, and then the rating still counts
    return day if rating.assessed_on <= months_before(day, months) else day + timedelta(days=1)


def newest_per_rater(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """Rule 2: of each source and rater only the newest rating; on one date the highest rating_id as text.

    Ratings without a rater are one rater's.
    """
    newest: dict[tuple[str, str | None], Rating] = {}
    for rating in ratings:
        rater = (rating.source, rating.rater_id)
        best = newest.get(rater)
        if best is None or (best.assessed_on, best.rating_id) < (rating.assessed_on, rating.rating_id):
            newest[rater] = rating
    return tuple(newest.values())


def sort_ratings(ratings: Iterable[Rating], as_of: date, policy: RatingPolicy) -> dict[Rating, RatingFate]:
    """The fate of every rating: it counts, or why it is ignored."""
    ratings = tuple(ratings)
    counting = [rating for rating in ratings if rating_counts(rating, as_of, policy)]
    newest = set(newest_per_rater(counting))
    return {rating: _fate(rating, as_of, counting=rating in counting, newest=rating in newest) for rating in ratings}


def _fate(rating: Rating, as_of: date, *, counting: bool, newest: bool) -> RatingFate:
    if newest:
        return RatingFate.COUNTS
    if counting:
        return RatingFate.SUPERSEDED
    return RatingFate.FUTURE if rating.assessed_on > as_of else RatingFate.EXPIRED


def explain_rating(rating: Rating, fate: RatingFate, as_of: date, policy: RatingPolicy) -> Explanation:
    """Why a rating is used or ignored."""
    return Explanation(
        message(
            "Rating {rating_id} by {source} on {assessed_on}, level {level}: {reason}",
            rating_id=rating.rating_id,
            source=Term(rating.source),
            assessed_on=rating.assessed_on,
            level=rating.level,
            reason=_reason(rating, fate, as_of, policy),
        ),
    )


def _reason(rating: Rating, fate: RatingFate, as_of: date, policy: RatingPolicy) -> Message:
    if fate is RatingFate.COUNTS:
        return message("it counts.")
    if fate is RatingFate.SUPERSEDED:
        return message("ignored, the same rater gave a newer one.")
    if fate is RatingFate.FUTURE:
        return message("ignored, it was given after {as_of}.", as_of=as_of)
    if rating.valid_until is not None:
        return message("ignored, it was valid until before {end}.", end=rating.valid_until)
    return message(
        "ignored, it is older than the {months} months for which this source is valid.",
        months=policy.validity_months[rating.source],
    )

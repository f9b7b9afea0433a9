"""Nilai dulu: requirements without an attained level, and why (rule 3); nothing is planned for them before a rating."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from benangmerah.domain.assessment import Rating, rating_counts
from benangmerah.domain.policy import RatingPolicy
from benangmerah.kernel.explanation import Explanation, Message, message

SELF = "self"


def reason_not_assessed(ratings: Iterable[Rating], as_of: date, policy: RatingPolicy) -> str:
    """Why a competency has no attained level: `self_only`, `expired` or `no_rating`.

    Only the person's own rating counts, or ratings have lapsed, or there is none; later ones are ignored.
    """
    given = [rating for rating in ratings if rating.assessed_on <= as_of]
    counting = [rating for rating in given if rating_counts(rating, as_of, policy)]
    if counting and all(rating.source == SELF for rating in counting):
        return "self_only"
    return "expired" if len(counting) < len(given) else "no_rating"


_SENTENCES: dict[str, Message] = {
    "self_only": message("Only the person's own rating counts; it decides nothing, so somebody must assess first."),
    "expired": message("The ratings have lapsed; the competency must be assessed again."),
    "no_rating": message("No rating that may decide was ever given; the competency must be assessed."),
}


def explain_not_assessed(reason: str) -> Explanation:
    """What is to be done before anything can be planned."""
    return Explanation(_SENTENCES[reason])

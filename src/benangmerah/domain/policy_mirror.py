"""Cermin kebijakan: did the money that was spent meet a real need (rule 13)."""

from __future__ import annotations

from fractions import Fraction

from benangmerah.kernel.explanation import Explanation, message


def fit_percent(participants: int | None, people_with_need: int | None) -> Fraction | None:
    """The share of participants that met a need, at most 100; empty where either is unknown or nobody took part."""
    if not participants or people_with_need is None:
        return None
    return Fraction(min(people_with_need, participants) * 100, participants)


def explain_fit(participants: int | None, people_with_need: int | None) -> Explanation:
    """A spending line in a sentence."""
    fit = fit_percent(participants, people_with_need)
    if fit is None:
        return Explanation(message("No share is stated: the participants or the competency of this line are unknown."))
    return Explanation(
        message("min({need} people with a need, {participants} participants) ÷ {participants} = {fit} %.",
                need=people_with_need, participants=participants, fit=fit)
    )  # fmt: skip

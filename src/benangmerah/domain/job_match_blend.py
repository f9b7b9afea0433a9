"""JPM gabungan: technical and managerial-sociocultural job match in one figure, weighted by grade."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.job_match import band_of
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Citation, Explanation, Term, message
from benangmerah.regulations.library import Law

_BLEND = "job_match/blend"
_PLACEMENT = "job_match/placement"
_PARTS = ("technical", "managerial_sociocultural")


@dataclass(frozen=True)
class BlendWeights:
    """What each part weighs for a grade, in percent, and where that is written."""

    technical: Fraction
    managerial_sociocultural: Fraction
    citation: Citation


@dataclass(frozen=True)
class BlendedMatch:
    """A blended job match in percent, its parts, and its category (decided before any rounding)."""

    technical: Fraction
    managerial_sociocultural: Fraction
    weights: BlendWeights
    percent: Fraction
    category: str | None


def find_blend_weights(law: Law, grade: str) -> BlendWeights:
    """The weights of a grade; refused where the law gives none."""
    table = law.table(_BLEND)
    keys = [f"{grade}.{part}" for part in _PARTS]
    if any(key not in table for key in keys):
        raise BenangMerahError(message("The law gives no blend of job matches for {grade}.", grade=Term(grade)))
    technical, managerial = keys
    return BlendWeights(table[technical], table[managerial], law.citation(_BLEND, technical))


def blend_job_match(law: Law, grade: str, technical: Fraction, managerial_sociocultural: Fraction) -> BlendedMatch:
    """Blend both job matches (percent) by the weights of the grade, and name the category."""
    weights = find_blend_weights(law, grade)
    weighted = technical * weights.technical + managerial_sociocultural * weights.managerial_sociocultural
    percent = weighted / (weights.technical + weights.managerial_sociocultural)
    category = band_of(percent, law.bands(_PLACEMENT))
    return BlendedMatch(technical, managerial_sociocultural, weights, percent, category)


def explain_blend(match: BlendedMatch) -> Explanation:
    """The blended match in a sentence, its arithmetic, and the rule that gives the weights."""
    arithmetic = message("Technical {technical} × {technical_weight} % + managerial and sociocultural {managerial} × "
                         "{managerial_weight} %.", technical=match.technical, technical_weight=match.weights.technical,
                         managerial=match.managerial_sociocultural,
                         managerial_weight=match.weights.managerial_sociocultural)  # fmt: skip
    category = Term(match.category) if match.category is not None else None
    sentence = message("Blended job match {percent} %: {category}.", percent=match.percent, category=category)
    return Explanation(sentence, (arithmetic,), (match.weights.citation,))

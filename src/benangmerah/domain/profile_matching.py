"""Profile matching: how near people's profiles are to the ideal one, for placement.

A surplus costs weight here too, so the method fits the choice among candidates, never the need for training.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from benangmerah.domain.weighted_mean import average_simply
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, message

GAP_WEIGHTS: Mapping[int, Fraction] = MappingProxyType({
    0: Fraction(5),
    1: Fraction("4.5"), -1: Fraction(4),
    2: Fraction("3.5"), -2: Fraction(3),
    3: Fraction("2.5"), -3: Fraction(2),
    4: Fraction("1.5"), -4: Fraction(1),
})  # fmt: skip
"""Weight by gap (actual − ideal), as the method is taught: github.com/ruang-belajar/dss, docs/profile-matching.md."""

CORE_PERCENT = Fraction(60)
"""Share of the core factor in the score, as taught in the same place; the secondary factor has the rest."""


@dataclass(frozen=True)
class ProfileMatch:
    """One person against the ideal profile: gaps by criterion, both factors (empty = no such criterion), the score."""

    gaps: Mapping[str, int]
    core: Fraction | None
    secondary: Fraction | None
    core_percent: Fraction
    score: Fraction


def find_profile_gap(actual: int, ideal: int) -> int:
    """Actual − ideal: below zero where a person falls short (the opposite sign of a competency gap)."""
    return actual - ideal


def weigh_gap(gap: int, weights: Mapping[int, Fraction] = GAP_WEIGHTS) -> Fraction:
    """The weight of a gap; refused where the table does not know it."""
    if gap not in weights:
        raise BenangMerahError(
            message("The weight table knows gaps from {lowest} to {highest}, not {gap}.",
                    lowest=min(weights), highest=max(weights), gap=gap)
        )  # fmt: skip
    return weights[gap]


def match_profile(
    actual: Mapping[str, int],
    ideal: Mapping[str, int],
    core: Sequence[str],
    core_percent: Fraction = CORE_PERCENT,
    weights: Mapping[int, Fraction] = GAP_WEIGHTS,
) -> ProfileMatch:
    """Match one person: gaps, their weights, the mean of core and of secondary criteria, and the blended score.

    `core` names the core criteria; every other criterion of `ideal` is secondary. A criterion that was not measured is
    refused: missing is not zero.
    """
    _check_criteria(actual, ideal, core)
    gaps = {name: find_profile_gap(actual[name], level) for name, level in ideal.items()}
    core_mean = _average_weights([gaps[name] for name in gaps if name in core], weights)
    secondary_mean = _average_weights([gaps[name] for name in gaps if name not in core], weights)
    score = _blend_factors(core_mean, secondary_mean, core_percent)
    return ProfileMatch(gaps, core_mean, secondary_mean, core_percent, score)


def explain_profile_match(match: ProfileMatch) -> Explanation:
    """The score in a sentence, and the factors and gaps it is made of."""
    factors = message("Core factor {core} × {core_percent} % + secondary factor {secondary} × {secondary_percent} %.",
                      core=match.core, core_percent=match.core_percent, secondary=match.secondary,
                      secondary_percent=100 - match.core_percent)  # fmt: skip
    gaps = tuple(message("{criterion}: gap {gap}.", criterion=name, gap=gap) for name, gap in match.gaps.items())
    return Explanation(message("Profile match {score}.", score=match.score), (factors, *gaps))


def _check_criteria(actual: Mapping[str, int], ideal: Mapping[str, int], core: Sequence[str]) -> None:
    unknown = [name for name in core if name not in ideal]
    if unknown:
        raise BenangMerahError(message("The ideal profile does not know the core criterion {names}.", names=unknown))
    if not ideal:
        raise BenangMerahError(message("The ideal profile is empty."))
    missing = [name for name in ideal if name not in actual]
    if missing:
        raise BenangMerahError(message("The profile was not measured in {names}.", names=missing))


def _average_weights(gaps: Sequence[int], weights: Mapping[int, Fraction]) -> Fraction | None:
    return average_simply([weigh_gap(gap, weights) for gap in gaps]) if gaps else None


def _blend_factors(core: Fraction | None, secondary: Fraction | None, core_percent: Fraction) -> Fraction:
    if core is None or secondary is None:  # a factor without criteria has no say
        return average_simply([factor for factor in (core, secondary) if factor is not None])
    return (core * core_percent + secondary * (100 - core_percent)) / 100

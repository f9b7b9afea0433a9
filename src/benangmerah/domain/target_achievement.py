"""Capaian kinerja: what was realised, in percent of what was aimed at."""

from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.percent_check import find_percent
from benangmerah.kernel.explanation import Explanation, message


def find_achievement(realised: Fraction, target: Fraction) -> Fraction:
    """The realised figure in percent of the target, not capped; refused where the target is nothing."""
    return find_percent(realised, target)


def explain_achievement(realised: Fraction, target: Fraction) -> Explanation:
    """The achievement in a sentence."""
    return Explanation(
        message("Achievement {percent} % = {realised} realised ÷ {target} aimed at × 100.",
                percent=find_achievement(realised, target), realised=realised, target=target)
    )  # fmt: skip

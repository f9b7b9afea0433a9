"""Capaian kinerja: what was realised, in percent of what was aimed at, where more is better and where less is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from benangmerah.domain.percent_check import find_percent
from benangmerah.kernel.explanation import Explanation, message


class Direction(StrEnum):
    """Which realised figure is the better one: a larger one, or, as with stunting, a smaller one."""

    MORE = "more"
    LESS = "less"


def find_direction(base: Fraction | None, targets: Mapping[int, Fraction]) -> Direction:
    """Less is better where what is aimed at falls: the last target lies below the base, or below the first target.

    `targets` by year. Figures that stay as they are say nothing, and count as more is better.
    """
    if not targets:
        return Direction.MORE
    start = targets[min(targets)] if base is None else base
    return Direction.LESS if targets[max(targets)] < start else Direction.MORE


def find_achievement(realised: Fraction, target: Fraction, direction: Direction = Direction.MORE) -> Fraction:
    """The realised figure in percent of the target, not capped above; refused where the target is nothing.

    Where less is better: 1 + (1 − realised ÷ target), as PermenPANRB 8/2021 has it in its annex (penilaian SKP,
    kondisi khusus); what is realised at more than twice the target has achieved nothing, not less.
    """
    percent = find_percent(realised, target)
    return max(Fraction(0), 2 * 100 - percent) if direction is Direction.LESS else percent


def is_short(realised: Fraction, target: Fraction, direction: Direction) -> bool:
    """Whether the target is missed: less than aimed at, or more where less is better."""
    return realised > target if direction is Direction.LESS else realised < target


def explain_achievement(realised: Fraction, target: Fraction, direction: Direction = Direction.MORE) -> Explanation:
    """The achievement in a sentence."""
    percent = find_achievement(realised, target, direction)
    if direction is Direction.LESS:
        return Explanation(message(
            "Achievement {percent} % = (1 + (1 − {realised} realised ÷ {target} aimed at)) × 100, at least 0: less is "
            "better.", percent=percent, realised=realised, target=target,
        ))  # fmt: skip
    return Explanation(message("Achievement {percent} % = {realised} realised ÷ {target} aimed at × 100.",
                               percent=percent, realised=realised, target=target))  # fmt: skip

"""Kesenjangan kompetensi: how far the attained level is below the standard (rule 5), and what a gap weighs (rule 7)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.policy import Policy
from benangmerah.domain.standard import Requirement
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.kernel.quantity import LEVEL_UNITS, as_level

HELD = "held"
AIMED = "aimed"


@dataclass(frozen=True)
class Gap:
    """A requirement against an attained level; gap and surplus in ten-thousandths, empty where not assessed."""

    state: str
    gap_units: int | None = None
    surplus_units: int | None = None

    @property
    def levels(self) -> float | None:
        """The gap in levels, as it is written in the tables."""
        return None if self.gap_units is None else as_level(self.gap_units)

    @property
    def surplus(self) -> float | None:
        """The surplus in levels, as it is written in the tables."""
        return None if self.surplus_units is None else as_level(self.surplus_units)


def measure_gap(required_level: int, attained: Attainment | None, policy: Policy) -> Gap:
    """Rule 5: gap = max(0, required − attained), surplus = max(0, attained − required).

    Three states; what was not assessed is never a zero.
    """
    if attained is None:
        return Gap("not_assessed")
    short = required_level * LEVEL_UNITS - attained.units
    state = "gap" if short >= policy.gap_counts_from * LEVEL_UNITS else "met"
    return Gap(state, max(0, short), max(0, -short))


def weigh_gap(
    requirement: Requirement, *, target: str, criticality: Fraction | None, strategic_weight: Fraction, policy: Policy
) -> Fraction:
    """Rule 7: importance × criticality × (1 + strategic weight), and for the position aimed at × the aimed weight."""
    weight = (
        policy.importance[requirement.importance or "empty"]
        * (Fraction(1) if criticality is None else criticality)
        * (1 + strategic_weight)
    )
    return weight * policy.aimed_weight if target == AIMED else weight


def explain_gap(required_level: int, attained: Attainment | None, policy: Policy) -> Explanation:
    """The gap in a sentence with its arithmetic."""
    found = measure_gap(required_level, attained, policy)
    if attained is None or found.gap_units is None or found.surplus_units is None:
        return Explanation(
            message("Required level {required}, not assessed: no gap is stated, and it is not counted as zero.",
                    required=required_level)
        )  # fmt: skip
    level = Fraction(attained.units, LEVEL_UNITS)
    return Explanation(
        message("Required {required} − attained {attained} = gap {gap}, surplus {surplus}: {state}.",
                required=required_level, attained=level, gap=Fraction(found.gap_units, LEVEL_UNITS),
                surplus=Fraction(found.surplus_units, LEVEL_UNITS), state=Term(found.state)),
        (message("A requirement counts as a gap from {threshold} level short.", threshold=policy.gap_counts_from),),
    )  # fmt: skip


def explain_weight(
    requirement: Requirement, *, target: str, criticality: Fraction | None, strategic_weight: Fraction, policy: Policy
) -> Explanation:
    """The arithmetic of a gap's weight."""
    weight = weigh_gap(requirement, target=target, criticality=criticality, strategic_weight=strategic_weight,
                       policy=policy)  # fmt: skip
    steps: list[Message] = []
    if target == AIMED:
        steps.append(message("It concerns the position aimed at, so it weighs × {aimed}.", aimed=policy.aimed_weight))
    return Explanation(
        message("Weight {weight} = importance {importance} × criticality {criticality} × (1 + strategic weight {sw}).",
                weight=weight, importance=policy.importance[requirement.importance or "empty"],
                criticality=Fraction(1) if criticality is None else criticality, sw=strategic_weight),
        tuple(steps),
    )  # fmt: skip

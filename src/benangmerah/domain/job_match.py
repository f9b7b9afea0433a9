"""Job match (JPM): attained against required over the assessed requirements of a position (rule 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.policy import Policy
from benangmerah.kernel.explanation import Explanation, Term, message
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.regulations.parameter import Band


@dataclass(frozen=True)
class JobMatch:
    """A match in percent, capped by requirement and uncapped; empty where nothing is assessed."""

    percent: Fraction | None
    uncapped_percent: Fraction | None
    assessed_count: int
    required_count: int
    category: str | None


def match_job(requirements: Sequence[tuple[int, Attainment | None]], bands: Sequence[Band], policy: Policy) -> JobMatch:
    """Rule 6: Σ min(attained, required) ÷ Σ required × 100 over assessed requirements.

    Uncapped, a surplus hides a deficit: it is shown because it is the formula in practice. The category comes from the
    capped figure before rounding, only where enough requirements are assessed.
    """
    assessed = [(level * LEVEL_UNITS, found.units) for level, found in requirements if found is not None]
    required = sum(level for level, _ in assessed)
    if not assessed:
        return JobMatch(None, None, 0, len(requirements), None)
    percent = Fraction(sum(min(pair) for pair in assessed) * 100, required)
    coverage = Fraction(len(assessed) * 100, len(requirements))
    return JobMatch(
        percent,
        Fraction(sum(units for _, units in assessed) * 100, required),
        len(assessed),
        len(requirements),
        band_of(percent, bands) if coverage >= policy.match_minimum_coverage else None,
    )


def band_of(figure: Fraction, bands: Sequence[Band]) -> str | None:
    """The code of the band that holds the figure, decided before any rounding."""
    return next((band.code for band in bands if band.holds(figure)), None)


def explain_job_match(match: JobMatch, policy: Policy) -> Explanation:
    """The match in a sentence, and why it has a category or none."""
    if match.percent is None:
        return Explanation(message("No job match: none of {required} requirements is assessed.",
                                   required=match.required_count))  # fmt: skip
    coverage = Fraction(match.assessed_count * 100, match.required_count)
    category = (
        message("Category: {category}.", category=Term(match.category))
        if match.category
        else message("No category: {coverage} % of the requirements are assessed, {minimum} % are needed.",
                     coverage=coverage, minimum=policy.match_minimum_coverage)
    )  # fmt: skip
    return Explanation(
        message("Job match {percent} % over {assessed} of {required} requirements "
                "({uncapped} % where a surplus may hide a deficit).",
                percent=match.percent, assessed=match.assessed_count, required=match.required_count,
                uncapped=match.uncapped_percent),
        (category,),
    )  # fmt: skip

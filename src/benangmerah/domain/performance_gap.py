"""Kesenjangan kinerja: is the performance good enough (rule 10, PP 11/2017 article 206)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.kernel.explanation import Explanation, Term, message
from benangmerah.regulations.library import Law
from benangmerah.regulations.parameter import Band

DEFAULT_SCHEME = "pp46"
SCORED_SCHEMES = ("pp46", "pp30")


@dataclass(frozen=True)
class PerformanceLaw:
    """Which predicates and scores are good enough: `met` or `below`, by predicate and by scheme."""

    predicates: Mapping[str, str]
    scores: Mapping[str, Sequence[Band]]


def performance_law(law: Law) -> PerformanceLaw:
    """The part of the law that decides a performance gap."""
    return PerformanceLaw(
        law.texts("performance/met_predicate"),
        {scheme: law.bands(f"performance/met_score_{scheme}") for scheme in SCORED_SCHEMES},
    )


def judge_performance(score: Fraction | None, predicate: str | None, scheme: str | None, law: PerformanceLaw) -> str:
    """Rule 10: `met`, `below` or `not_rated`; the predicate decides, else the score by the bands of its scheme.

    A score under a scheme that has no scores (permenpanrb6) tells nothing.
    """
    if predicate is not None:
        return law.predicates[predicate]
    bands = law.scores.get(scheme or DEFAULT_SCHEME)
    if score is None or bands is None:
        return "not_rated"
    return next((band.code for band in bands if band.holds(score)), "not_rated")


def explain_performance(score: Fraction | None, predicate: str | None, scheme: str | None, law: Law) -> Explanation:
    """Why a performance is good enough, below, or not rated."""
    state = judge_performance(score, predicate, scheme, performance_law(law))
    if predicate is not None:
        return Explanation(
            message("Performance predicate {predicate}: {state}.", predicate=Term(predicate), state=Term(state)),
            citations=(law.citation("performance/met_predicate", predicate),),
        )
    if state == "not_rated":
        return Explanation(message("Performance not rated: neither a predicate nor a score that has bands."))
    return Explanation(
        message("Performance score {score} under {scheme}: {state}.", score=score,
                scheme=Term(scheme or DEFAULT_SCHEME), state=Term(state)),
        citations=(law.citation(f"performance/met_score_{scheme or DEFAULT_SCHEME}"),),
    )  # fmt: skip

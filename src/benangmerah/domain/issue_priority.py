"""Prioritas isu: issues scored by USG or APKL, totalled and ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benangmerah.domain.ranking import explain_ranking, rank_descending
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, Term, message

USG = ("urgency", "seriousness", "growth")
APKL = ("actual", "problematic", "public_interest", "feasible")
SCALE = (1, 5)
"""Lowest and highest score of a criterion, as both methods are used in practice."""


@dataclass(frozen=True)
class ScoredIssue:
    """One issue with its score by criterion."""

    issue: str
    scores: Mapping[str, int]

    @property
    def total(self) -> int:
        """All scores together."""
        return sum(self.scores.values())


def score_issue(issue: str, scores: Sequence[int], criteria: Sequence[str]) -> ScoredIssue:
    """Score one issue by the criteria in their order; refused where a score is missing or off the scale."""
    if len(scores) != len(criteria):
        raise BenangMerahError(
            message("{issue} has {given} scores for {asked} criteria.",
                    issue=issue, given=len(scores), asked=len(criteria))
        )  # fmt: skip
    lowest, highest = SCALE
    for score in scores:
        if not lowest <= score <= highest:
            raise BenangMerahError(
                message("{issue} is scored {score}; the scale runs from {lowest} to {highest}.",
                        issue=issue, score=score, lowest=lowest, highest=highest)
            )  # fmt: skip
    return ScoredIssue(issue, dict(zip(criteria, scores, strict=True)))


def rank_issues(issues: Sequence[ScoredIssue]) -> list[int]:
    """The rank of each issue by descending total; equal totals share the smallest rank."""
    return rank_descending([issue.total for issue in issues])


def explain_issue(issue: ScoredIssue, issues: Sequence[ScoredIssue]) -> Explanation:
    """Why an issue stands at its rank: its scores, its total, and the totals beside it."""
    scores = tuple(
        message("{criterion}: {score}.", criterion=Term(criterion), score=score)
        for criterion, score in issue.scores.items()
    )
    ranking = explain_ranking(issue.total, [other.total for other in issues])
    sentence = message("{issue}: total {total}.", issue=issue.issue, total=issue.total)
    return Explanation(sentence, scores, parts=(ranking,))

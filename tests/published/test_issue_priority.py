"""Issues ranked by USG and APKL in three reports."""

from __future__ import annotations

import pytest

from benangmerah.domain.issue_priority import APKL, USG, ScoredIssue, rank_issues, score_issue
from benangmerah.domain.ranking import find_ties
from tests.published.figures import FIGURES

REPORTS = FIGURES["issue_priority"]
CRITERIA = {"USG": USG, "APKL": APKL}


def issues_of(report: str) -> list[ScoredIssue]:
    criteria = CRITERIA[REPORTS[report]["method"]]
    return [score_issue(row["issue"], row["scores"], criteria) for row in REPORTS[report]["issues"]]


@pytest.mark.parametrize("report", REPORTS)
def test_totals_are_the_published_ones(report: str) -> None:
    assert [issue.total for issue in issues_of(report)] == [row["total"] for row in REPORTS[report]["issues"]]


@pytest.mark.parametrize("report", ["bapelkes_cikarang", "pulang_pisau", "rs_limbah_usg"])
def test_ranks_are_the_published_ones(report: str) -> None:
    assert rank_issues(issues_of(report)) == [row["rank"] for row in REPORTS[report]["issues"]]


def test_ranks_share_the_smallest_where_the_report_ranks_a_tie_apart_and_uses_four_twice() -> None:
    issues, published = issues_of("rs_limbah_apkl"), [row["rank"] for row in REPORTS["rs_limbah_apkl"]["issues"]]
    assert find_ties([issue.total for issue in issues]) == {3: 2}
    assert rank_issues(issues) == [3, 5, 1, 2, 3]
    assert published == [3, 4, 1, 2, 4]

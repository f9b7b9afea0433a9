from __future__ import annotations

import pytest

from benangmerah.domain.issue_priority import APKL, USG, explain_issue, score_issue
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render


def test_missing_score_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="queues has 3 scores for 4 criteria"):
        score_issue("queues", [1, 2, 3], APKL)


@pytest.mark.parametrize("score", [0, 6])
def test_score_off_the_scale_is_refused(score: int) -> None:
    with pytest.raises(BenangMerahError, match=f"scored {score}; the scale runs from 1 to 5"):
        score_issue("queues", [score, 2, 3], USG)


def test_explanation_shows_scores_total_and_rank() -> None:
    queues, archives = score_issue("antrean", [1, 2, 5], USG), score_issue("arsip", [3, 3, 3], USG)
    explanation = explain_issue(queues, [queues, archives])
    assert [render(line, "id") for line in (explanation.sentence, *explanation.steps)] == [
        "antrean: jumlah 8.",
        "urgensi: 1.",
        "keseriusan: 2.",
        "pertumbuhan: 5.",
    ]
    assert render(explanation.parts[0].sentence, "en") == "Rank 2 of 2."

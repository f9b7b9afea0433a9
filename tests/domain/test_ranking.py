from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.ranking import explain_ranking, find_ties, rank_descending
from benangmerah.kernel.explanation import render


def test_ranks_without_scores() -> None:
    assert (rank_descending([]), find_ties([])) == ([], {})


def test_ranks_fall_with_the_score_and_ties_share_the_smallest() -> None:
    scores = [Fraction(1, 3), Fraction(2, 3), Fraction(2, 6), Fraction(1, 4)]
    assert rank_descending(scores) == [2, 1, 2, 4]
    assert find_ties(scores) == {2: 2}


def test_explanation_of_a_shared_rank_names_the_next_one() -> None:
    explanation = explain_ranking(16, [16, 9, 19, 18, 16])
    assert [render(line, "en") for line in (explanation.sentence, *explanation.steps)] == [
        "Rank 3 of 5.",
        "2 of 5 scores are higher than 16.",
        "2 scores are equal and share this rank; the next rank is 5.",
    ]


def test_explanation_of_a_rank_of_its_own_in_indonesian() -> None:
    explanation = explain_ranking(19, [16, 19])
    assert [render(line, "id") for line in (explanation.sentence, *explanation.steps)] == [
        "Peringkat 1 dari 2.",
        "0 dari 2 nilai lebih tinggi daripada 19.",
    ]

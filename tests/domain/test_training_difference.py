from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.training_difference import Area, JudgedSubject, Subject, explain_subject, judge_subjects
from benangmerah.kernel.explanation import render

FILES, TALKS, SUMS = (Subject("claims", name, Fraction(difference)) for name, difference in
                      (("files", 2), ("talks", 2), ("sums", 1)))  # fmt: skip


def test_equal_differences_share_a_rank() -> None:
    assert judge_subjects([SUMS, TALKS, FILES]) == (
        JudgedSubject(SUMS, Area.TRAINING, 3),
        JudgedSubject(TALKS, Area.TRAINING, 1),
        JudgedSubject(FILES, Area.TRAINING, 1),
    )


def test_fields_are_ranked_apart() -> None:
    other = Subject("pensions", "sums", Fraction(1))
    assert [judged.rank for judged in judge_subjects([FILES, SUMS, other])] == [1, 2, 1]


def test_bound_can_be_chosen() -> None:
    assert [judged.area for judged in judge_subjects([FILES, SUMS], need_from=Fraction(3, 2))] == ["B", "C"]


def test_explanation_of_a_need_and_of_none() -> None:
    need, rest = judge_subjects([FILES, SUMS], need_from=Fraction(3, 2))
    assert [render(explain_subject(judged, Fraction(3, 2)).sentence, "id") for judged in (need, rest)] == [
        "files: selisih 2 mencapai 1,5; pelatihan diperlukan, peringkat 1 pada claims.",
        "sums: selisih 1 di bawah 1,5; pelatihan tidak diperlukan.",
    ]

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.learning_hour import (
    FinishedHours,
    LearningActivity,
    LearningHours,
    convert_learning_hours,
    hours_so_far,
    is_classical,
    is_elective,
)
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Citation, Explanation, Term, message, render
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.contract.inputs import FORMS


@pytest.fixture
def law() -> Law:
    return load_library().on(date(2026, 1, 1))


def did(form: str, amount: int | str, days: int | None = None, months: int = 1) -> LearningActivity:
    return LearningActivity(form, Fraction(amount), days=days, months=months)


@pytest.mark.parametrize(
    ("activity", "national", "international"),
    [
        (did("KL02", 40), 40, 48),  # 40; 40 + 20 %
        (did("KL03", "7.5"), Fraction(15, 2), 9),
        (did("KL01", 900), 900, 900),  # no international conversion
        (did("KL06", 2), 8, 12),  # 2 × 4; 2 × 6
        (did("KL07", 3), 15, 21),  # 3 × 5; 3 × 7
        (did("KL11", 1), 4, 6),
        (did("PD01", 2), 40, 40),  # 2 × 20
        (did("NKL01", 1), 2, 4),
        (did("NKL01", 2), 4, 8),
        (did("NKL01", 3), 4, 8),  # at most 2 in a month
        (did("NKL02", 5, months=2), 8, 16),  # at most 4 in two months
        (did("NKL02", 5, months=3), 10, 20),
        (did("NKL03", 10, days=3), 9, 10),  # at most 3 a day; 4 a day abroad
        (did("NKL03", 8, days=3), 8, 8),
        (did("NKL03", 100, days=3), 9, 12),
        (did("NKL09", 10, days=3), 6, Fraction(36, 5)),  # at most 2 a day; 6 + 20 %
        (did("NKL10", 0, days=0), 0, 0),
        (did("NKL07", 1), 10, 20),
        (did("NKL08", 1), 20, 24),
        (did("NKL12", 1), 20, 24),
        (did("NKL13", 6), 6, 6),
        (did("KL08", 0), 0, 0),
    ],
)
def test_activity_counts_what_the_law_gives_its_form(
    law: Law, activity: LearningActivity, national: Fraction, international: Fraction
) -> None:
    abroad = replace(activity, is_international=True)
    assert convert_learning_hours(activity, law).hours == national
    assert convert_learning_hours(abroad, law).hours == international


def test_explanation_tells_limit_arithmetic_and_article(law: Law) -> None:
    assert convert_learning_hours(did("NKL01", 3), law) == LearningHours(
        Fraction(4),
        Explanation(
            message("{form} ({code}) counts {hours} JP.", form=Term("NKL01"), code="NKL01", hours=Fraction(4)),
            (
                message("At most {most} in a month: {limit} of {amount} count.",
                        most=Fraction(2), limit=Fraction(2), amount=Fraction(3)),
                message("Converted: {counted} × {each} JP = {hours} JP.",
                        counted=Fraction(2), each=Fraction(2), hours=Fraction(4)),
            ),
            (law.citation("development_form", "NKL01"),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("activity", "said"),
    [
        (LearningActivity("NKL09", Fraction(10), is_international=True, days=3),
         ["Paling banyak 2 JP sehari: 6 JP dalam 3 hari.", "Internasional: 6 JP + 20% = 7,2 JP."]),
        (LearningActivity("KL01", Fraction(900), is_international=True),
         ["900 JP sesuai pelaksanaan.",
          "Aturan tidak menyebut konversi internasional untuk bentuk ini; dipakai konversi nasional."]),
        (LearningActivity("KL06", Fraction(2)), ["Konversi: 2 × 4 JP = 8 JP."]),
    ],
)  # fmt: skip
def test_steps_are_said_in_indonesian(law: Law, activity: LearningActivity, said: list[str]) -> None:
    steps = convert_learning_hours(activity, law).explanation.steps
    assert [render(step, "id") for step in steps] == said


def test_citation_is_the_forms_own(law: Law) -> None:
    cited = [convert_learning_hours(did(form, 1), law).explanation.citations for form in ("KL03", "KL08", "NKL11")]
    article = "Lampiran, sebagaimana diterapkan BPS (B-031/BPS/2600/02/2019)"
    assert cited == [
        (Citation("Peraturan LAN 10/2018", "Lampiran, sebagaimana disajikan LAN", "verified"),),
        (Citation("Peraturan LAN 10/2018", article, "practice"),),
        (Citation("Peraturan LAN 10/2018", "Bimbingan di tempat kerja; konversi tidak terbaca", "assumed"),),
    ]


@pytest.mark.parametrize(
    ("activity", "fault"),
    [
        (did("XX01", 1), "XX01 is no form of competency development"),
        (did("KL03", -1), "hours, days, events and semesters cannot be fewer than none"),
        (did("NKL01", 1, months=0), "events lie in at least one month"),
        (did("NKL03", 3), "NKL03 is limited by the day: the number of days is needed"),
        (did("NKL03", 3, days=-1), "NKL03 is limited by the day: the number of days is needed"),
    ],
)
def test_activity_that_cannot_be_converted_is_refused(law: Law, activity: LearningActivity, fault: str) -> None:
    with pytest.raises(BenangMerahError) as refused:
        convert_learning_hours(activity, law)
    assert refused.value.say("en") == fault


def test_elective_are_all_forms_but_four(law: Law) -> None:
    assert [form for form in FORMS if not is_elective(form, law)] == ["PD01", "PD02", "KL01", "KL04"]


def test_rule_17_classical_are_the_forms_of_the_law_that_begin_with_kl(law: Law) -> None:
    assert [form for form in FORMS if is_classical(form, law)] == [form for form in FORMS if form.startswith("KL")]
    assert sum(is_classical(form, law) for form in FORMS) == 12


@pytest.mark.parametrize(
    ("filled", "all_hours", "elective_hours"),
    [(None, 9, 4), (Fraction(0), 0, 0), (Fraction(5, 2), Fraction(5, 2), Fraction(5, 2))],
)
def test_rule_16_17_a_filled_figure_counts_in_full_else_completions(
    filled: Fraction | None, all_hours: Fraction, elective_hours: Fraction
) -> None:
    finished = [FinishedHours(Fraction(4), is_elective=True), FinishedHours(Fraction(5), is_elective=False)]
    found = [hours_so_far(filled, finished, only_elective=only) for only in (False, True)]
    assert found == [all_hours, elective_hours]


def test_rule_16_nothing_finished_is_nothing() -> None:
    assert hours_so_far(None, []) == 0

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation

from benangmerah.kernel.explanation import Term, message
from benangmerah.web.components.figures import coverage, figure, nip, not_assessed, percent, rupiah, said, share

UNKNOWN = '<span class="not-assessed"><span class="not-assessed-words">tidak diketahui</span></span>'


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (0, "0", "0"),
        (date(2026, 8, 17), "17 Agustus 2026", "17 August 2026"),
        (Decimal("0.10"), "0,1", "0.1"),
    ],
)
def test_figure_is_said_in_the_language_of_the_page(
    value: float | date | Decimal, indonesian: str, english: str
) -> None:
    assert figure(value) == indonesian
    with translation.override("en"):
        assert figure(value) == english


@pytest.mark.parametrize("say", [figure, percent, rupiah])
def test_what_is_not_known_is_never_a_zero(say: object) -> None:
    assert callable(say)
    assert say(None) == UNKNOWN


@pytest.mark.parametrize(
    ("value", "words", "full"),
    [
        (2_400_000_000, "Rp 2,4 miliar", "Rp 2.400.000.000"),
        (999_949_999, "Rp 999,9 juta", "Rp 999.949.999"),
        (999_950_000, "Rp 1 miliar", "Rp 999.950.000"),
        (1_000_000, "Rp 1 juta", "Rp 1.000.000"),
        (3_150_000_000_000, "Rp 3,2 triliun", "Rp 3.150.000.000.000"),
        (-2_400_000_000, "Rp -2,4 miliar", "Rp -2.400.000.000"),
    ],
)
def test_large_money_is_said_short_with_the_full_figure_beside(value: int, words: str, full: str) -> None:
    assert rupiah(value) == f'<data value="{value}" title="{full}">{words}</data>'


@pytest.mark.parametrize(("value", "words"), [(0, "Rp 0"), (999_999, "Rp 999.999")])
def test_small_money_is_said_in_full(value: int, words: str) -> None:
    assert rupiah(value) == words


def test_money_in_english() -> None:
    with translation.override("en"):
        assert rupiah(2_400_000_000) == '<data value="2400000000" title="Rp 2,400,000,000">Rp 2.4 billion</data>'


def test_somebody_who_was_not_assessed_is_said_to_be_so() -> None:
    assert not_assessed() == UNKNOWN.replace("tidak diketahui", "belum dinilai")


def test_share_is_a_percentage() -> None:
    assert (percent(Fraction(574, 1000)), percent(0.1), percent(1)) == ("57,4 %", "10 %", "100 %")


@pytest.mark.parametrize(
    ("number", "said"),
    [("198001012005011001", "19800101 200501 1 001"), ("12345", "12345"), ("", ""), (None, "")],
)
def test_nip_stands_in_groups(number: str | None, said: str) -> None:
    assert nip(number).replace("\N{NO-BREAK SPACE}", " ") == said


def test_sentences_and_codes_are_said() -> None:
    assert said(message("{done} of {total}", done=1, total=2)) == "1 of 2"
    assert said(Term("unknown")) == said("unknown") == "tidak diketahui"


def test_share_has_a_bar_of_its_length_and_unknown_is_a_dash_in_words() -> None:
    assert [f'width="{width}" height="10"/></svg><span class="share-words">{words}</span></span>' in share(value) for value, width, words in (
        (0, 0, "0 %"), (0.574, 57, "57,4 %"), (Fraction(1, 3), 33, "33,33 %"), (1.2, 100, "120 %"),
    )] == [True] * 4  # fmt: skip
    assert share(None) == '<span class="share-unknown">–<span class="visually-hidden">tidak diketahui</span></span>'


def test_coverage_says_both_numbers_and_nothing_required_is_not_known() -> None:
    assert 'width="56" height="10"/></svg><span class="share-words">8.412 dari 15.000</span>' in coverage(
        (8412, 15_000)
    )
    assert coverage((0, 0)) == coverage(None) == share(None)

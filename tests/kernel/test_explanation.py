from __future__ import annotations

from datetime import date
from fractions import Fraction

from benangmerah.kernel.explanation import Term, message, render


def test_render_writes_numbers_and_days_as_each_language_does() -> None:
    sentence = message("{number} {day}", number=Fraction(24691, 20), day=date(2026, 8, 17))
    assert (render(sentence, "id"), render(sentence, "en")) == ("1.234,55 17 Agustus 2026", "1,234.55 17 August 2026")


def test_render_says_what_is_unknown_and_joins_lists() -> None:
    sentence = message("{nothing}; {sources}", nothing=None, sources=(Term("peer"), Term("self")))
    assert render(sentence, "id") == "tidak diketahui; rekan sejawat, diri sendiri"

from __future__ import annotations

from datetime import date
from fractions import Fraction

from benangmerah.domain.indicator import list_indicators
from benangmerah.regulations.library import load_library

LAW = load_library().on(date(2026, 1, 1))


def test_ip_asn_of_2018_is_quoted_with_its_source() -> None:
    found = list_indicators(LAW, "ip_asn")
    assert {one.code: one.value for one in found} == {
        "ip_asn.regional": Fraction("52.7"), "ip_asn.national": Fraction("56.5"), "ip_asn.central": Fraction("60.2"),
    }  # fmt: skip
    assert {(one.year, one.published, one.citation.confidence) for one in found} == {
        (2018, date(2020, 11, 16), "practice")
    }


def test_every_quoted_figure_says_in_both_languages_what_it_is() -> None:
    assert all(words.say(language) for one in list_indicators(LAW) for words in (one.name, one.measures)
               for language in ("id", "en"))  # fmt: skip

from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.printed_figure import Reading, read_figure
from benangmerah.domain.share_check import PrintedShare, ShareCheck, check_shares, explain_shares
from benangmerah.kernel.explanation import render


def test_parts_that_make_up_the_whole() -> None:
    check = check_shares(3, {"men": PrintedShare(1, read_figure("33.3")), "women": PrintedShare(2)})
    assert check == ShareCheck(
        percents={"men": Fraction(100, 3), "women": Fraction(200, 3)},
        readings={"men": Reading.ROUNDED},
        remainder=0,
        remainder_percent=Fraction(0),
        repeated=(),
    )
    assert render(explain_shares(check).sentence, "id") == "Bagian-bagian itu membentuk keseluruhannya."


def test_odd_parts_are_named() -> None:
    parts = {
        "a": PrintedShare(2, read_figure("66")),
        "b": PrintedShare(2, read_figure("70")),
        "c": PrintedShare(1, read_figure("33")),
    }
    explanation = explain_shares(check_shares(3, parts))
    assert [render(line, "en") for line in (explanation.sentence, *explanation.steps)] == [
        "The parts leave -2 of the whole (-66.67 %).",
        "a: 66.67 %, printed figure: truncated.",
        "b: 66.67 %, printed figure: different.",
        "The same count stands at a, b.",
    ]

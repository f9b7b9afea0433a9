"""The achievement of an agency's target for people who meet the standard."""

from __future__ import annotations

from benangmerah.domain.printed_figure import Reading, read_against, read_figure
from benangmerah.domain.target_achievement import find_achievement
from benangmerah.kernel.quantity import exact
from tests.published.figures import FIGURES

ACHIEVED = FIGURES["target_achievement"]


def test_achievement_is_the_published_percentage() -> None:
    found = find_achievement(exact(ACHIEVED["realised"]), exact(ACHIEVED["target"]))
    readings = [read_against(read_figure(ACHIEVED[figure]), found) for figure in ("achievement", "recomputed")]
    assert readings == [Reading.ROUNDED, Reading.ROUNDED]

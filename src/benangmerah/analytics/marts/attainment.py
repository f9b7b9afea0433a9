"""Attained levels of every person and competency."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.attainment import attain, panel_level
from benangmerah.snapshot.contract.outputs import ATTAINMENT

MART = Mart(
    ATTAINMENT,
    Stage.INDEX,
    rules=(
        attain,
        panel_level,
    ),
)

"""Requirements in force against attained levels, with their weight."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.gap import measure_gap, weigh_gap
from benangmerah.snapshot.contract.outputs import GAP

MART = Mart(
    GAP,
    Stage.INDEX,
    rules=(
        measure_gap,
        weigh_gap,
    ),
)

"""Gaps that count, ranked within the agency."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.need import is_need, rank_needs
from benangmerah.snapshot.contract.outputs import NEED

MART = Mart(
    NEED,
    Stage.NEED,
    rules=(
        is_need,
        rank_needs,
    ),
)

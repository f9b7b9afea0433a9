"""Performance that is met, below or not rated."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.performance_gap import judge_performance
from benangmerah.snapshot.contract.outputs import PERFORMANCE_GAP

MART = Mart(PERFORMANCE_GAP, Stage.INDEX, rules=(judge_performance,))

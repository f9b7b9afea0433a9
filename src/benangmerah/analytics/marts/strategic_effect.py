"""The rank each need would have without strategic weight."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.strategic_effect import rank_without_strategy
from benangmerah.snapshot.contract.facts import STRATEGIC_EFFECT

MART = Mart(STRATEGIC_EFFECT, Stage.NEED, rules=(rank_without_strategy,))

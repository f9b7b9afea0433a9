"""The needs of everybody the plan is for."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.need import is_need
from benangmerah.snapshot.contract.facts import PLANNED_NEED

MART = Mart(PLANNED_NEED, Stage.PLAN, rules=(is_need,))

"""The latest day on which each person finished an offering."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.intervention import may_take_again
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING

MART = Mart(FINISHED_OFFERING, Stage.PLAN, rules=(may_take_again,))

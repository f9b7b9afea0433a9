"""Sums of units, agencies and the nation."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.rollup import roll_up
from benangmerah.snapshot.contract.outputs import ROLLUP

MART = Mart(ROLLUP, Stage.INDEX, rules=(roll_up,))

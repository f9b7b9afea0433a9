"""Requirements without an attained level, and why."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.assess_first import reason_not_assessed
from benangmerah.snapshot.contract.outputs import ASSESS_FIRST

MART = Mart(ASSESS_FIRST, Stage.NEED, rules=(reason_not_assessed,))

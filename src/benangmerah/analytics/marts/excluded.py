"""People whom the index does not cover, and whom the plan leaves out."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.plan import reason_not_planned
from benangmerah.domain.professionalism_index import is_covered
from benangmerah.snapshot.contract.outputs import EXCLUDED

MART = Mart(EXCLUDED, Stage.INDEX, rules=(is_covered, reason_not_planned))

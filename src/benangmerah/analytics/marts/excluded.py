"""People whom the index does not cover."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.professionalism_index import is_covered
from benangmerah.snapshot.contract.outputs import EXCLUDED

MART = Mart(EXCLUDED, Stage.INDEX, rules=(is_covered,))

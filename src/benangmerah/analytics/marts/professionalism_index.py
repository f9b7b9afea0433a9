"""IP ASN of everybody whom it covers."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.professionalism_index import professionalism_index
from benangmerah.snapshot.contract.outputs import PROFESSIONALISM_INDEX

MART = Mart(PROFESSIONALISM_INDEX, Stage.INDEX, rules=(professionalism_index,))

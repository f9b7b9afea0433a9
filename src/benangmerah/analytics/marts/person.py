"""Everybody, with the inherited sector and both positions."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.organization import inherited_sector
from benangmerah.snapshot.contract.facts import PERSON

MART = Mart(PERSON, Stage.FACTS, rules=(inherited_sector,))

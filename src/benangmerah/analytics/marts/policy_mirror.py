"""Spending lines against real needs."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.policy_mirror import fit_percent
from benangmerah.snapshot.contract.outputs import POLICY_MIRROR

MART = Mart(POLICY_MIRROR, Stage.NEED, rules=(fit_percent,))

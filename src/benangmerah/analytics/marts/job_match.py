"""Job match of every person and target position."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.job_match import match_job
from benangmerah.snapshot.contract.outputs import JOB_MATCH

MART = Mart(JOB_MATCH, Stage.INDEX, rules=(match_job,))

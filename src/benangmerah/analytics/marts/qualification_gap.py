"""Qualifications asked for against what is known."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.qualification_gap import judge_alternatives, judge_qualification
from benangmerah.snapshot.contract.outputs import QUALIFICATION_GAP

MART = Mart(
    QUALIFICATION_GAP,
    Stage.INDEX,
    rules=(
        judge_alternatives,
        judge_qualification,
    ),
)

"""Ratings that count, added up per person, competency and source."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.assessment import newest_per_rater, rating_counts
from benangmerah.snapshot.contract.facts import EVIDENCE

MART = Mart(
    EVIDENCE,
    Stage.FACTS,
    rules=(
        newest_per_rater,
        rating_counts,
    ),
)

"""People that units need against those they have."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.organisation_gap import people_at_level, people_missing
from benangmerah.snapshot.contract.outputs import ORGANISATION_GAP

MART = Mart(
    ORGANISATION_GAP,
    Stage.NEED,
    rules=(
        people_at_level,
        people_missing,
    ),
)

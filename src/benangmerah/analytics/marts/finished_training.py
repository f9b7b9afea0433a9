"""What each person has finished by the day, by every name it goes under."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.qualification_gap import normalise
from benangmerah.snapshot.contract.facts import FINISHED_TRAINING

MART = Mart(FINISHED_TRAINING, Stage.FACTS, rules=(normalise,))

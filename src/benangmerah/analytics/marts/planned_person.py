"""Everybody the plan is for, with the learning hours they have."""

from __future__ import annotations

from benangmerah.analytics.mart import Mart, Stage
from benangmerah.domain.learning_hour import hours_so_far
from benangmerah.domain.plan import reason_not_planned
from benangmerah.snapshot.contract.facts import PLANNED_PERSON

MART = Mart(PLANNED_PERSON, Stage.PLAN, rules=(reason_not_planned, hours_so_far))

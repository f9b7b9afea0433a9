"""How far a run goes, by the name a person gives it."""

from __future__ import annotations

from benangmerah.analytics.mart import Stage
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message

STAGES = {"index": Stage.INDEX, "need": Stage.NEED, "plan": Stage.PLAN}


def read_stage(name: str) -> Stage:
    """The stage of that name."""
    if name not in STAGES:
        raise BenangMerahError(
            message("{option} cannot be {value}.", option="--until", value=name),
            message("Choose one of: {known}.", known=", ".join(STAGES)),
        )
    return STAGES[name]

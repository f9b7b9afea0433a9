"""How far a run goes, by the name a person gives it."""

from __future__ import annotations

from benangmerah.analytics.mart import Stage
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message

STAGES = {"index": Stage.INDEX, "need": Stage.NEED}


def read_stage(name: str) -> Stage:
    """The stage of that name; the plan is not made yet, and says so."""
    if name == "plan":
        raise BenangMerahError(
            message("The plan is not made yet in this version; a run goes as far as the needs."),
            message("Use --until need."),
        )
    if name not in STAGES:
        raise BenangMerahError(
            message("{option} cannot be {value}.", option="--until", value=name),
            message("Choose one of: {known}.", known=", ".join(STAGES)),
        )
    return STAGES[name]

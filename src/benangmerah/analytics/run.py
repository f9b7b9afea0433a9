"""The run over whole tables: facts, then every mart up to a stage."""

from __future__ import annotations

from collections.abc import Callable

from benangmerah.analytics.engine import Engine
from benangmerah.analytics.mart import Mart, Stage
from benangmerah.analytics.marts import (
    assess_first,
    attainment,
    evidence,
    excluded,
    finished_offering,
    finished_training,
    gap,
    job_match,
    need,
    organisation_gap,
    performance_gap,
    person,
    planned_need,
    planned_person,
    policy_mirror,
    professionalism_index,
    qualification_gap,
    rollup,
    strategic_effect,
)

MARTS: tuple[Mart, ...] = (
    person.MART,
    evidence.MART,
    finished_training.MART,
    attainment.MART,
    gap.MART,
    job_match.MART,
    qualification_gap.MART,
    performance_gap.MART,
    professionalism_index.MART,
    excluded.MART,
    rollup.MART,
    need.MART,
    strategic_effect.MART,
    organisation_gap.MART,
    assess_first.MART,
    policy_mirror.MART,
    planned_person.MART,
    planned_need.MART,
    finished_offering.MART,
)
"""Every mart, each after those it reads."""


def marts_until(stage: Stage) -> tuple[Mart, ...]:
    """The marts of a run that goes as far as that stage."""
    return tuple(mart for mart in MARTS if mart.stage <= stage)


def build_marts(engine: Engine, stage: Stage, *, built: Callable[[Mart], None] | None = None) -> None:
    """Fill every mart up to the stage; the input tables and the parameters are in the engine already."""
    for mart in marts_until(stage):
        engine.build(mart.name, mart.sql)
        if built is not None:
            built(mart)

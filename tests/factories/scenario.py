"""What-if questions with invented answers, as they stand in the archive: no plan is made for them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from benangmerah.domain.scenario import (
    Answer,
    PersonChange,
    PlanFigures,
    Question,
    UnitChange,
    write_answer,
    write_people,
    write_question,
)
from benangmerah.store.models import Account, Job, Run, Scenario
from tests.factories.cast import BUDI, FOREIGN, NOW, PARENT, SARI, WATI

BUDGET = 2_000_000
QUESTION = Question(
    BUDGET, {"mutlak": Fraction(3), "penting": Fraction(2), "perlu": Fraction(1), "empty": Fraction(1)}, Fraction(1, 2),
    Fraction(1),
)  # fmt: skip
BEFORE = PlanFigures(
    budget_rupiah=BUDGET, spent_rupiah=1_000_000, batches=1, items=2, people=6, people_helped=2, weighted_gap=90,
    weighted_closure=45, levels_gap=30, levels_closed=12, learning_hours=40, missing_jp=100, people_below_minimum_jp=5,
    classical_share_percent=50, index_mean=58.4,
)  # fmt: skip
ANSWER = Answer(
    objective=-80, upper_bound=-78.5, is_refined=False, before=BEFORE,
    after=replace(BEFORE, budget_rupiah=1_000_000, spent_rupiah=900_000, weighted_closure=30, levels_closed=8,
                  missing_jp=110, people_helped=1, classical_share_percent=None),
    units=(
        UnitChange(PARENT, "Dinas Kesehatan", 5, 2, 1, 60, 40, 25, 1, 1, 1),
        UnitChange(FOREIGN, "Dinas Pendidikan", 1, 0, 0, 30, 5, 5, 0, 0, 0),
    ),
    seconds=1.2,
    people=(
        PersonChange(BUDI, 1, 2, 20, 40, 1, 2.5),
        PersonChange(SARI, 1, 0, 20, 0, 1.5, 0),
        PersonChange(WATI, 1, 1, 20, 10, 1, 0.5),
    ),
)  # fmt: skip


def make_sketch(account: Account, run: Run, **fields: Any) -> Job:
    """A question that was asked and answered."""
    return Job.objects.create(**{
        "kind": "sketch", "state": "finished", "asked_at": NOW, "asked_by": account, "started_at": NOW,
        "finished_at": NOW, "request": {"run": run.pk, "question": write_question(QUESTION)},
        "result": {"answer": write_answer(ANSWER), "people": write_people(ANSWER)}, **fields,
    })  # fmt: skip


def make_scenario(account: Account, run: Run, name: str = "Pagu separuh", **fields: Any) -> Scenario:
    """A saved scenario that is still a sketch."""
    return Scenario.objects.create(**{
        "run": run, "agency_id": run.agency_id, "name": name, "question": write_question(replace(QUESTION, budget_rupiah=1_000_000)),
        "answer": write_answer(ANSWER), "people": write_people(ANSWER), "made_at": NOW, "made_by": account, **fields,
    })  # fmt: skip

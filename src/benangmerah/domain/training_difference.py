"""Selisih KKJ − KKP: the training needs of a task by the ability a job asks for less the ability people have.

The TNA-T method (training needs assessment tool): levels 0 to 9, difference = KKJ (job) − KKP (person).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from benangmerah.domain.ranking import rank_descending
from benangmerah.kernel.explanation import Explanation, message

NEED_FROM = Fraction(1)
"""A difference of one level is a need: so the published tables decide, though their text says *more than* one."""


class Area(StrEnum):
    """The area of the diagram a subject falls into."""

    TRAINING = "B"  # people should be trained
    NO_TRAINING = "C"  # people can do what the job asks


@dataclass(frozen=True)
class TrainingDifference:
    """One subject of a field of work: its difference, its area, and its rank among the field's needs (empty = none)."""

    field: str
    subject: str
    difference: Fraction
    area: Area
    rank: int | None


def is_training_need(difference: Fraction, need_from: Fraction = NEED_FROM) -> bool:
    """Whether a difference asks for training; the bound itself does."""
    return difference >= need_from


def rank_differences(
    subjects: Sequence[tuple[str, str, Fraction]], need_from: Fraction = NEED_FROM
) -> tuple[TrainingDifference, ...]:
    """Judge subjects given as (field, subject, KKJ − KKP), and rank the needs of each field by descending difference."""
    return tuple(
        TrainingDifference(
            field, subject, difference, Area.TRAINING, _find_place(field, difference, subjects, need_from)
        )
        if is_training_need(difference, need_from)
        else TrainingDifference(field, subject, difference, Area.NO_TRAINING, None)
        for field, subject, difference in subjects
    )


def explain_difference(found: TrainingDifference, need_from: Fraction = NEED_FROM) -> Explanation:
    """Why a subject is a training need, or is not, and where it stands in its field."""
    if found.rank is None:
        return Explanation(
            message("{subject}: the difference {difference} is below {bound}; no training is needed.",
                    subject=found.subject, difference=found.difference, bound=need_from)
        )  # fmt: skip
    return Explanation(
        message("{subject}: the difference {difference} reaches {bound}; training is needed, rank {rank} in {field}.",
                subject=found.subject, difference=found.difference, bound=need_from, rank=found.rank, field=found.field)
    )  # fmt: skip


def _find_place(
    field: str, difference: Fraction, subjects: Sequence[tuple[str, str, Fraction]], need_from: Fraction
) -> int:
    needs = [other for name, _, other in subjects if name == field and is_training_need(other, need_from)]
    return rank_descending(needs)[needs.index(difference)]

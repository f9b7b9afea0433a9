"""Selisih KKJ − KKP: the training needs of a field of work, by the TNA-T method.

KKJ is the ability a job asks for and KKP the ability people have, both on levels 0 to 9.
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
    """The area of the method's diagram a subject falls into."""

    TRAINING = "B"  # people should be trained
    NO_TRAINING = "C"  # people can do what the job asks


@dataclass(frozen=True)
class Subject:
    """One subject of a field of work, with its difference KKJ − KKP."""

    field: str
    name: str
    difference: Fraction


@dataclass(frozen=True)
class JudgedSubject:
    """A subject with its area, and its rank among the needs of its field (empty = no need)."""

    subject: Subject
    area: Area
    rank: int | None


def is_training_need(difference: Fraction, need_from: Fraction = NEED_FROM) -> bool:
    """Whether a difference asks for training; the bound itself does."""
    return difference >= need_from


def judge_subjects(subjects: Sequence[Subject], need_from: Fraction = NEED_FROM) -> tuple[JudgedSubject, ...]:
    """Tell the needs from the rest, and rank the needs of each field by descending difference."""
    ranks: dict[Subject, int] = {}
    for field in {subject.field for subject in subjects}:
        needs = [
            subject
            for subject in subjects
            if subject.field == field and is_training_need(subject.difference, need_from)
        ]
        ranks.update(zip(needs, rank_descending([need.difference for need in needs]), strict=True))
    return tuple(
        JudgedSubject(subject, Area.TRAINING if subject in ranks else Area.NO_TRAINING, ranks.get(subject))
        for subject in subjects
    )


def explain_subject(judged: JudgedSubject, need_from: Fraction = NEED_FROM) -> Explanation:
    """Why a subject is a training need, or is not, and where it stands in its field."""
    subject = judged.subject
    if judged.rank is None:
        return Explanation(
            message("{subject}: the difference {difference} is below {bound}; no training is needed.",
                    subject=subject.name, difference=subject.difference, bound=need_from)
        )  # fmt: skip
    return Explanation(
        message("{subject}: the difference {difference} reaches {bound}; training is needed, rank {rank} in {field}.",
                subject=subject.name, difference=subject.difference, bound=need_from, rank=judged.rank,
                field=subject.field)
    )  # fmt: skip

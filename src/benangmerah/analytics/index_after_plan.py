"""IP ASN if all that a plan holds is finished (rule 8): a simulation, over everybody at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from benangmerah.domain.professionalism_index import INDICATORS, IndexPerson, IndexTables, score_trainings
from benangmerah.domain.qualification_gap import normalise
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import Law

TRAINING_FORM = "professionalism_index/training_form"
HOURS = "technical_training"
NAMED = ("leadership_training", "functional_training")
"""The indicators that count only where the training fits the position held."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Training:
    """What the index sees of an offering: its form, its title and its learning hours."""

    form: str
    title: str
    hours: float


@dataclass(frozen=True)
class IndexAfterPlan:
    """Who has an index in a run, and what each would gain by finishing which training.

    `scores` has a row for each person of the plan and a column for each indicator: what it would add to her index; 0
    where she has it, is not asked for it, or has no index. `fits` says whether an offering counts for her.
    """

    people: int
    total: float
    scores: npt.NDArray[np.float64]
    hours_missing: npt.NDArray[np.float64]
    indicator: npt.NDArray[np.int64]
    hours: npt.NDArray[np.float64]
    fits: npt.NDArray[np.bool_]

    def mean(self, items: Sequence[Sequence[int]]) -> float | None:
        """The mean index with these items of the people of the plan; none where nobody has an index."""
        if not self.people:
            return None
        person = np.repeat(np.arange(len(items)), [len(each) for each in items])
        offering = np.array([item for each in items for item in each], dtype=np.int64)
        counted = self.fits[person, offering] & (self.indicator[offering] >= 0)
        person, offering = person[counted], offering[counted]
        has = np.zeros(self.scores.shape, dtype=np.bool_)
        by_hours = INDICATORS.index(HOURS)
        has[person, self.indicator[offering]] = True
        of_hours = self.indicator[offering] == by_hours
        reached = np.bincount(person[of_hours], weights=self.hours[offering[of_hours]], minlength=len(items))
        has[:, by_hours] = reached >= self.hours_missing
        return float((self.total + (self.scores * has).sum()) / self.people)


def read_index_after_plan(
    law: Law,
    people: Sequence[tuple[Row, str]],
    totals: Mapping[str, float],
    trainings: Sequence[Training],
    asked: Mapping[str, Mapping[str, Collection[str]]],
) -> IndexAfterPlan:
    """From the people of the plan (their rows with the grade they hold), and the index of everybody who has one.

    `asked` names, for a position and an indicator, the trainings that fit it; where none is named, any of the form
    does.
    """
    tables, forms = IndexTables.from_law(law), law.texts(TRAINING_FORM)
    scores = np.zeros((len(people), len(INDICATORS)))
    missing = np.full(len(people), np.inf)
    for place, (row, grade) in enumerate(people):
        if row["employee_id"] not in totals:
            continue
        scores[place] = _open_scores(row, grade, tables)
        held = row["technical_training_jp"] or 0
        missing[place] = float(tables.technical_training_minimum_jp - exact(held))
    indicator = np.array([_indicator(forms.get(one.form)) for one in trainings], dtype=np.int64)
    names = [normalise(one.title) for one in trainings]
    fits = np.ones((len(people), len(trainings)), dtype=np.bool_)
    for place, (row, _grade) in enumerate(people):
        for name, wanted in asked.get(row["position_id"], {}).items():
            for at in np.flatnonzero(indicator == INDICATORS.index(name)):
                fits[place, at] = names[at] in wanted
    return IndexAfterPlan(
        len(totals), float(sum(totals.values())), scores, missing, indicator,
        np.array([one.hours for one in trainings]), fits,
    )  # fmt: skip


def read_asked(rows: Sequence[Row]) -> dict[str, dict[str, set[str]]]:
    """The trainings that positions name for their holders, from the table position_requirements."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        if row["kind"] in NAMED:
            found.setdefault(row["position_id"], {}).setdefault(row["kind"], set()).add(normalise(row["value"]))
    return found


def _open_scores(row: Row, grade: str, tables: IndexTables) -> list[float]:
    """What each indicator would add."""
    person = IndexPerson(
        grade, row["education_level"], leadership_training=row["leadership_training"],
        functional_training=row["functional_training"], technical_training_jp=_exact(row["technical_training_jp"]),
        seminar=row["seminar"],
    )  # fmt: skip
    group = tables.position_group[grade]
    held = score_trainings(person, tables)
    return [float(tables.competency[f"{group}.{name}"] - held[name]) if name in held else 0.0 for name in INDICATORS]


def _exact(value: float | None) -> Fraction | None:
    return None if value is None else exact(value)


def _indicator(name: str | None) -> int:
    return -1 if name is None else INDICATORS.index(name)

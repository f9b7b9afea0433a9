"""What positions ask beside competencies: schooling, training, experience and rank."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import GRADES, IMPORTANCES, REQUIREMENT_KINDS
from benangmerah.synthesis.draw import Choice, Draw
from benangmerah.synthesis.positions import NO_STANDARD, Positions
from benangmerah.synthesis.qualifications import schooling_of
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.spread import spread_lists
from benangmerah.synthesis.tables import build_table, pick_texts, words
from benangmerah.synthesis.titles import GROUPS, Title, TitleBook

TECHNICAL_HOURS = "20 JP"
PERMILLE_STATED = 930
"""How many of the usual requirements a position really states."""

Demand = tuple[str, str]
"""A kind of requirement and its value."""


def position_requirements_table(positions: Positions, book: TitleBook, seed: int) -> pa.Table:
    """The table position_requirements, for positions that have a standard."""
    demands = [_of_title(title) for title in book.titles] + [_of_post(grade) for grade in GRADES]
    known = sorted({demand for one in demands for demand in one})
    lists = [[known.index(demand) for demand in one] for one in demands] + [[]]
    which = np.where(positions.title >= 0, positions.title, len(book.titles) + positions.grade)
    which[positions.standard == NO_STANDARD] = len(demands)
    position, demand = spread_lists(lists, which)
    draw = Draw(seed, "position_requirements")
    stated = draw.chance(PERMILLE_STATED, len(position))
    position, demand = position[stated], demand[stated]
    importance = Choice(read_data("people")["importance"], IMPORTANCES).draw(draw, len(position))
    kinds = np.array([REQUIREMENT_KINDS.index(kind) for kind, _ in known])
    return build_table(
        "position_requirements",
        {
            "position_id": pick_texts(positions.ids, position),
            "kind": words(REQUIREMENT_KINDS, kinds[demand]),
            "value": words([value for _, value in known], demand),
            "importance": words(IMPORTANCES, importance),
        },
    )


def _of_post(grade: str) -> list[Demand]:
    data = read_data("people")
    demands = [("education_level", level) for level in data["position_education"].get(grade, ())]
    if grade in data["leadership_training_titles"]:
        demands.append(("leadership_training", data["leadership_training_titles"][grade]))
    return demands + _of_grade(grade)


def _of_title(title: Title) -> list[Demand]:
    data = read_data("people")
    demands = [("education_level", level) for level in data["position_education"][schooling_of(title)]]
    demands += [("education_field", field) for field in title.fields if field != "Umum"]
    if title.group in GROUPS[1:-1] and title.calling:
        demands.append(("functional_training", f"Pelatihan Fungsional {title.calling}"))
    if title.group != "teacher":
        demands.append(("technical_training", TECHNICAL_HOURS))
    return demands + _of_grade(title.grade)


def _of_grade(grade: str) -> list[Demand]:
    data = read_data("people")
    demands = [("rank", next(iter(data["grades"][grade]["ranks"])))] if data["grades"][grade]["ranks"] else []
    if grade in data["experience_years"]:
        demands.append(("experience_years", str(data["experience_years"][grade])))
    return demands

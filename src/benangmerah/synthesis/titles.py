"""The titles of positions that many people hold: functional titles by grade, pelaksana titles and extra duties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.synthesis.draw import Ints
from benangmerah.synthesis.read_data import read_data

FUNCTIONAL_GRADES = (
    "jf_pemula", "jf_terampil", "jf_mahir", "jf_penyelia",
    "jf_ahli_pertama", "jf_ahli_muda", "jf_ahli_madya", "jf_ahli_utama",
)  # fmt: skip
FIRST_EXPERT = FUNCTIONAL_GRADES.index("jf_ahli_pertama")
GROUPS = ("structural", "teacher", "doctor", "health", "midwife", "expert", "pelaksana")


@dataclass(frozen=True)
class Title:
    """One title: its grade, the family of work, the group of people who hold it, and what is asked of them."""

    text: str
    grade: str
    family: str
    group: str
    fields: tuple[str, ...]
    criticality: float | None = None
    standard: str = ""
    education: str = ""
    calling: str = ""
    """The title without its grade: Perawat."""


@dataclass(frozen=True)
class TitleBook:
    """All titles; a calling is a functional family of titles or one pelaksana title.

    `first[calling, step]` is the title of a functional calling at a step of FUNCTIONAL_GRADES, or of a pelaksana
    calling at step 0; -1 where there is none. `grades` are the weights of the steps.
    """

    titles: tuple[Title, ...]
    callings: tuple[str, ...]
    functional_count: int
    first: Ints
    grades: Ints
    duties: dict[str, int]

    @property
    def grade_numbers(self) -> Ints:
        """The grade of each title as a place in GRADES."""
        return np.array([GRADES.index(title.grade) for title in self.titles], dtype=np.int64)

    @property
    def group_numbers(self) -> Ints:
        """The group of each title as a place in GROUPS."""
        return np.array([GROUPS.index(title.group) for title in self.titles], dtype=np.int64)


@cache
def read_titles() -> TitleBook:
    """The titles of titles.yaml."""
    data = read_data("titles")
    functional, pelaksana = data["functional"], data["pelaksana"]
    titles: list[Title] = []
    first = np.full((len(functional) + len(pelaksana), len(FUNCTIONAL_GRADES)), -1, dtype=np.int64)
    for place, entry in enumerate(functional.values()):
        for step, weight in enumerate(entry["grades"]):
            if weight:
                first[place, step] = len(titles)
                titles.append(_functional(entry, data["grade_words"][step], FUNCTIONAL_GRADES[step]))
    for place, entry in enumerate(pelaksana.values(), start=len(functional)):
        first[place, 0] = len(titles)
        titles.append(_pelaksana(entry))
    duties = {key: len(titles) + place for place, key in enumerate(data["duties"])}
    titles += [_duty(entry) for entry in data["duties"].values()]
    grades = np.array([entry["grades"] for entry in functional.values()], dtype=np.int64)
    return TitleBook(tuple(titles), (*functional, *pelaksana), len(functional), first, grades, duties)


def _functional(entry: dict[str, object], word: str, grade: str) -> Title:
    criticality = entry.get("criticality")
    return Title(
        f"{entry['title']} {word}", grade, str(entry["family"]), str(entry["group"]), _fields(entry),
        criticality if isinstance(criticality, float) else None, calling=str(entry["title"]),
    )  # fmt: skip


def _pelaksana(entry: dict[str, object]) -> Title:
    return Title(
        str(entry["title"]), "pelaksana", str(entry["family"]), "pelaksana", _fields(entry),
        standard=str(entry["standard"]), education=str(entry["education"]), calling=str(entry["title"]),
    )  # fmt: skip


def _duty(entry: dict[str, object]) -> Title:
    return Title(str(entry["title"]), str(entry["grade"]), str(entry["family"]), "expert", (), calling="")


def _fields(entry: dict[str, object]) -> tuple[str, ...]:
    fields = entry["fields"]
    return tuple(str(field) for field in fields) if isinstance(fields, list) else ()

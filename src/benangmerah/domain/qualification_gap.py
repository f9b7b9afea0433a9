"""Kesenjangan kualifikasi: education, training, experience and rank that a position asks for (PP 11/2017 article 206).

Three states: `met`, `gap`, and `unknown` where the dataset does not say what the person has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.gap import HELD
from benangmerah.kernel.explanation import Explanation, Term, message
from benangmerah.regulations.library import Law

MET, SHORT, UNKNOWN = "met", "gap", "unknown"
ALTERNATIVE_KINDS = ("education_level", "education_field")
"""Several values of these kinds are alternatives: one that fits is enough. Of the other kinds each is asked for."""


@dataclass(frozen=True)
class QualificationLaw:
    """The orders of education levels and ranks: places only; distances mean nothing."""

    education: Mapping[str, Fraction]
    ranks: Sequence[Mapping[str, Fraction]]


def qualification_law(law: Law) -> QualificationLaw:
    """The part of the law that orders education levels and ranks."""
    return QualificationLaw(law.table("education/level"), (law.table("rank/pns"), law.table("rank/pppk")))


@dataclass(frozen=True)
class QualifiedPerson:
    """What is known of a person's qualifications; an empty field was not reported."""

    education_level: str
    field_of_study: str | None = None
    rank: str | None = None
    leadership_training: bool | None = None
    functional_training: bool | None = None
    technical_training_jp: Fraction | None = None
    finished: Collection[str] = ()
    """Normalised ids and titles of interventions the person has finished."""


def normalise(text: str) -> str:
    """A text as it is compared: without case and with single spaces.

    >>> normalise("  Ilmu   Hukum ")
    'ilmu hukum'
    """
    return " ".join(text.split()).casefold()


def read_rank(text: str) -> str:
    """A golongan as the law writes it, from the spellings people use.

    >>> read_rank("III D"), read_rank("Penata Tk.I/III.d"), read_rank("ix")
    ('III/d', 'III/d', 'IX')
    """
    compact = re.sub(r"[\s./()-]+", "/", text.strip()).strip("/")
    found = re.search(r"(?:^|/)([ivIV]+)/?([a-eA-E])$", compact)
    if found:
        return f"{found[1].upper()}/{found[2].lower()}"
    return compact.upper()


def read_amount(text: str) -> Fraction | None:
    """The number a requirement states, as in `20` or `20 JP`; none where it names a training instead.

    >>> read_amount("20 JP"), read_amount("Diklat Bendahara")
    (Fraction(20, 1), None)
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(?:jp|jpl|jam pelajaran)?\s*", text, re.IGNORECASE)
    return Fraction(found[1]) if found else None


def compare_places(required: str, held: str | None, orders: Sequence[Mapping[str, Fraction]]) -> str:
    """Whether the held value stands at or above the required one in an order that knows both."""
    if held is None:
        return UNKNOWN
    order = next((order for order in orders if required in order and held in order), None)
    if order is None:
        return UNKNOWN
    return MET if order[held] >= order[required] else SHORT


def held_value(kind: str, person: QualifiedPerson, target: str) -> str | None:
    """What the person has of that kind, as it is written in the table; empty where it is not known."""
    if kind in ("leadership_training", "functional_training"):
        has = person.leadership_training if kind == "leadership_training" else person.functional_training
        return None if has is None or target != HELD else str(has).lower()
    if kind == "technical_training":
        return None if person.technical_training_jp is None else f"{float(person.technical_training_jp):g}"
    fields = {"education_level": person.education_level, "education_field": person.field_of_study, "rank": person.rank}
    return fields.get(kind)


def judge_qualification(kind: str, value: str, person: QualifiedPerson, target: str, law: QualificationLaw) -> str:
    """One requirement against what is known of the person.

    The training booleans speak of the position held, so for the position aimed at they tell nothing.
    """
    if kind == "education_level":
        return compare_places(normalise(value), person.education_level, (law.education,))
    if kind == "rank":
        return compare_places(read_rank(value), None if person.rank is None else read_rank(person.rank), law.ranks)
    if kind == "education_field":
        if person.field_of_study is None:
            return UNKNOWN
        return MET if normalise(person.field_of_study) == normalise(value) else SHORT
    if normalise(value) in person.finished:
        return MET
    if kind == "technical_training":
        return _judge_hours(read_amount(value), person.technical_training_jp)
    if kind in ("leadership_training", "functional_training"):
        held = held_value(kind, person, target)
        return UNKNOWN if held is None else MET if held == "true" else SHORT
    return UNKNOWN  # experience in years is in no table of the dataset


def _judge_hours(required: Fraction | None, held: Fraction | None) -> str:
    if required is None or held is None:
        return UNKNOWN
    return MET if held >= required else SHORT


def judge_alternatives(kind: str, states: Sequence[str]) -> list[str]:
    """Where the values of a kind are alternatives and one fits, the others are met too."""
    if kind in ALTERNATIVE_KINDS and MET in states:
        return [MET] * len(states)
    return list(states)


def explain_qualification(kind: str, value: str, person: QualifiedPerson, target: str, law: Law) -> Explanation:
    """One requirement in a sentence."""
    state = judge_qualification(kind, value, person, target, qualification_law(law))
    cited = {"education_level": "education/level", "rank": "rank/pns"}.get(kind)
    return Explanation(
        message("{kind}: required {required}, held {held}: {state}.", kind=Term(kind), required=value,
                held=held_value(kind, person, target), state=Term(state)),
        citations=(law.citation(cited),) if cited else (),
    )  # fmt: skip

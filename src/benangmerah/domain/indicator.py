"""Indikator pembanding: official figures of others, dated and quoted; nothing is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from benangmerah.kernel.explanation import Citation
from benangmerah.regulations.library import Law
from benangmerah.regulations.parameter import Words

REGISTRY = "indicator/quoted"


@dataclass(frozen=True)
class Indicator:
    """One quoted figure: what it is of, its value, the year it is of, the day it was published, and where."""

    code: str
    name: Words
    measures: Words
    value: Fraction
    year: int
    published: date
    citation: Citation

    @property
    def subject(self) -> str:
        """What it is of: the code up to its dot."""
        return self.code.partition(".")[0]


def list_indicators(law: Law, subject: str | None = None) -> tuple[Indicator, ...]:
    """The quoted figures in their order; with a subject, those of it alone."""
    citation = law.citation(REGISTRY)
    found = (_read(row, citation) for row in law.records(REGISTRY))
    return tuple(one for one in found if subject in (None, one.subject))


def _read(row: Mapping[str, object], citation: Citation) -> Indicator:
    value = row["value"]
    if not isinstance(value, Fraction):
        raise TypeError(REGISTRY)  # the library has read a number
    return Indicator(
        str(row["code"]), _words(row["name"]), _words(row["measures"]), value, int(str(row["year"])),
        date.fromisoformat(str(row["published"])), citation,
    )  # fmt: skip


def _words(said: object) -> Words:
    if not isinstance(said, Mapping):
        raise TypeError(REGISTRY)  # the library has read both languages
    return Words(str(said["id"]), str(said["en"]))

"""Who and what is known: people, units, positions, courses, and what was decided that other names mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rapidfuzz import fuzz, process

from benangmerah.exchange.opd.meaning import plain_words

PERSON = "person"
KIND_OF_COLUMN: Mapping[str, str] = {
    "unit_id": "unit", "position_id": "position", "competency_id": "competency", "intervention_id": "intervention",
}  # fmt: skip
"""Columns whose values an office writes as names."""

_LIKENESS = 60.0
_MOST = 3
_BEFORE = frozenset({"prof", "dr", "drg", "drh", "dra", "drs", "ir", "hj", "h", "apt", "ns", "bdn", "kh"})
_AFTER = re.compile(r"(s|m|a|d|sp|amd|ners)\.[a-z.]*", re.IGNORECASE)
"""S.Kep., M.M., A.Md.Keb., Sp.A: what may follow a name without a comma."""


@dataclass(frozen=True)
class Person:
    """Somebody of the archive, as far as an office's sheet may name them."""

    employee_id: str
    name: str
    birth_date: date | None
    values: Mapping[str, object] = field(default_factory=dict)
    """Every column of theirs."""


@dataclass(frozen=True)
class Suggestion:
    """Who or what a name may mean, and how like it is."""

    id: str
    label: str
    score: int


@dataclass(frozen=True)
class Question:
    """A name that nobody has decided on: what kind of thing it names, where it stands first, what it may mean."""

    kind: str
    text: str
    key: str
    row: int
    count: int
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Directory:
    """Names by kind and id, people by number, and decisions by kind and plain name."""

    names: Mapping[str, Mapping[str, str]]
    people: Mapping[str, Person]
    decided: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def find(self, kind: str, text: str) -> str | None:
        """What a name was decided to mean, else the one thing that has just that id or name."""
        decided = self.decided.get((kind, key_of(text)))
        if decided is not None:
            return decided
        known = self.names[kind]
        if text in known:
            return text
        found = [id_ for id_, name in known.items() if key_of(name) == key_of(text)]
        return found[0] if len(found) == 1 else None

    def suggest(self, kind: str, text: str) -> tuple[Suggestion, ...]:
        """What it may mean, most like first; nobody decides by this."""
        plain = {id_: plain_words(name) for id_, name in self.names[kind].items()}
        found = process.extract(
            plain_words(text), plain, scorer=fuzz.token_set_ratio, limit=_MOST, score_cutoff=_LIKENESS
        )
        return tuple(Suggestion(id_, self.names[kind][id_], round(score)) for _, score, id_ in found)

    def suggest_people(self, name: str, birth_date: date | None) -> tuple[Suggestion, ...]:
        """Who it may be, by name without titles, and by birth date where both are known."""
        plain = {id_: bare_name(person.name) for id_, person in self.people.items()}
        found = process.extract(bare_name(name), plain, scorer=fuzz.token_sort_ratio, limit=20, score_cutoff=_LIKENESS)
        scored = [(self._agrees(id_, birth_date), round(score), id_) for _, score, id_ in found]
        fitting = [each for each in scored if each[0] is not False]
        best = sorted(fitting, key=lambda each: (each[0] is not True, -each[1], each[2]))[:_MOST]
        return tuple(Suggestion(id_, _label(self.people[id_]), score) for _, score, id_ in best)

    def _agrees(self, employee_id: str, birth_date: date | None) -> bool | None:
        known = self.people[employee_id].birth_date or _born(employee_id)
        return None if known is None or birth_date is None else known == birth_date


def key_of(text: str) -> str:
    """A name as decisions on it are kept."""
    return plain_words(text)


def person_key(name: str, birth_date: str | None) -> str:
    """Somebody as decisions on them are kept: the name without titles, and the birth date."""
    return f"{bare_name(name)}|{birth_date or ''}"


def bare_name(name: str) -> str:
    """A name without what stands before and after it: drg., Hj., S.Kep., Ns."""
    main = re.sub(r"^((?:\w{1,4}\.\s*)+)", _without_titles, name.split(",", 1)[0].strip())
    words = [word for word in main.split() if not _AFTER.fullmatch(word)]
    while len(words) > 1 and words[0].strip(".").casefold() in _BEFORE:
        words = words[1:]
    return plain_words(" ".join(words) or name)


def _without_titles(found: re.Match[str]) -> str:
    """What stands before a name without its titles, even where no space is between: Dr.Hj."""
    parts = [part for part in re.split(r"[.\s]+", found[1]) if part]
    return "".join(f"{part}. " for part in parts if part.casefold() not in _BEFORE)


def _label(person: Person) -> str:
    born = person.birth_date or _born(person.employee_id)
    return f"{person.name} · {person.employee_id}" + (f" · {born:%d-%m-%Y}" if born else "")


def _born(employee_id: str) -> date | None:
    try:
        return date.fromisoformat(f"{employee_id[:4]}-{employee_id[4:6]}-{employee_id[6:8]}")
    except ValueError:
        return None

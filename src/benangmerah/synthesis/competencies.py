"""The dictionary of competencies: nine of the law, and technical and governmental ones invented for the example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pyarrow as pa

from benangmerah.regulations.library import Law
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_table

LEVELS = range(1, 6)


@dataclass(frozen=True)
class Competency:
    """One competency: its id, name and kind, the family of work it belongs to, and what each level means."""

    competency_id: str
    name: str
    kind: str
    levels: tuple[str, ...]
    indicators: tuple[str, ...]
    family: str = ""


@dataclass(frozen=True)
class Dictionary:
    """All competencies in order; places of the common, technical, digital and governmental ones."""

    entries: tuple[Competency, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(entry.competency_id for entry in self.entries)

    @property
    def common(self) -> tuple[int, ...]:
        """The managerial and sociocultural ones, asked of everybody."""
        return self.of_kinds("managerial", "sociocultural")

    def of_kinds(self, *kinds: str) -> tuple[int, ...]:
        """The places of those kinds."""
        return tuple(place for place, entry in enumerate(self.entries) if entry.kind in kinds)

    def of_family(self, family: str) -> tuple[int, ...]:
        """The technical ones of a family of work; `*` for those of every family."""
        return tuple(place for place, entry in enumerate(self.entries) if entry.family == family)

    def place(self, competency_id: str) -> int:
        """Where a competency stands."""
        return self.ids.index(competency_id)


def read_dictionary(law: Law) -> Dictionary:
    """The competencies of the law on that day and those of competencies.yaml."""
    data = read_data("competencies")
    entries = [_of_law(record) for record in law.records("competency_dictionary")]
    entries += [_of_ours(key, name, "technical", family) for key, (name, family) in data["technical"].items()]
    entries += [_of_ours(key, name, "technical", "*") for key, name in data["digital"].items()]
    entries += [_of_ours(key, name, "governmental", "") for key, name in data["governmental"].items()]
    return Dictionary(tuple(entries))


def _of_law(record: Mapping[str, object]) -> Competency:
    levels = tuple(cast("Sequence[str]", record["levels"]))
    return Competency(str(record["code"]), str(record["name"]), str(record["kind"]), levels, ("",) * len(levels))


def _of_ours(key: str, name: str, kind: str, family: str) -> Competency:
    data = read_data("competencies")
    levels = tuple(text.format(name=name.lower()) for text in data["levels"])
    return Competency(key, name, kind, levels, tuple(data["indicators"]), family)


def competencies_table(dictionary: Dictionary) -> pa.Table:
    """The table competencies."""
    return build_table(
        "competencies",
        {
            "competency_id": dictionary.ids,
            "name": [entry.name for entry in dictionary.entries],
            "kind": [entry.kind for entry in dictionary.entries],
        },
    )


def competency_levels_table(dictionary: Dictionary) -> pa.Table:
    """The table competency_levels."""
    rows = [(entry, level) for entry in dictionary.entries for level in LEVELS]
    return build_table(
        "competency_levels",
        {
            "competency_id": [entry.competency_id for entry, _ in rows],
            "level": [level for _, level in rows],
            "description": [entry.levels[level - 1] for entry, level in rows],
            "indicators": [entry.indicators[level - 1] or None for entry, level in rows],
        },
    )

"""The codes of a document's tree against the nomenclature it names: what is not in it, and what is called otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benangmerah.exchange.renstra.nomenclature import CodeFault, check_code, find_nomenclature
from benangmerah.exchange.renstra.sheet import LEVELS
from benangmerah.store.models import Objective


@dataclass(frozen=True)
class CodeCheck:
    """The kept version that was compared with, if any, and each node with what is wrong with its code."""

    version: str | None
    faults: Sequence[tuple[Objective, CodeFault]]
    unknown_fields: Mapping[str, int]
    """Fields by name whose codes are not kept, with how many nodes were therefore not compared."""


def check_codes(nomenclature: str | None, nodes: Iterable[Objective]) -> CodeCheck:
    """Every node with a code that the nomenclature does not have, or calls otherwise."""
    kept = find_nomenclature(nomenclature)
    found, unknown = [], Counter[str]()
    for node in nodes:
        if kept is None or node.code is None or node.kind not in LEVELS.values():
            continue
        if not kept.knows_field(node.code):
            unknown[kept.name_field(node.code)] += 1
        fault = check_code(kept, node.code, node.title)
        if fault is not None:
            found.append((node, fault))
    return CodeCheck(kept.version if kept else None, found, dict(sorted(unknown.items())))

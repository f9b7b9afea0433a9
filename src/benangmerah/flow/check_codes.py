"""The codes of a document's tree against the nomenclature it names: what is not in it, and what is called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benangmerah.exchange.renstra.nomenclature import CodeFault, check_code, find_nomenclature
from benangmerah.exchange.renstra.sheet import LEVELS
from benangmerah.store.models import Objective


@dataclass(frozen=True)
class CodeCheck:
    """The kept version that was compared with, if any, and each node with what is wrong with its code."""

    version: str | None
    faults: Sequence[tuple[Objective, CodeFault]]


def check_codes(nomenclature: str | None, nodes: Iterable[Objective]) -> CodeCheck:
    """Every node with a code that the nomenclature does not have, or calls otherwise."""
    kept = find_nomenclature(nomenclature)
    found = []
    for node in nodes:
        if kept is None or node.code is None or node.kind not in LEVELS.values():
            continue
        fault = check_code(kept, node.code, node.title)
        if fault is not None:
            found.append((node, fault))
    return CodeCheck(kept.version if kept else None, found)

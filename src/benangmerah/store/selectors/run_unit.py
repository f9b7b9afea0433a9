"""The units of a run, kept in memory: what a run has published never changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.thread_node import nodes_of


@lru_cache(maxsize=16)
def units_of(run_id: int, snapshot_hash: str) -> Sequence[RunUnit]:  # noqa: ARG001 the hash is part of the name
    """The units of a run, by name: kept in memory, since what a run has published never changes."""
    return list(RunUnit.objects.filter(run_id=run_id).order_by("name", "unit_id"))


@lru_cache(maxsize=16)
def below_of(run_id: int, snapshot_hash: str) -> Mapping[str, frozenset[str]]:
    """Each unit of a run with all below it, itself among them."""
    found: dict[str, set[str]] = {}
    units = sorted(units_of(run_id, snapshot_hash), key=lambda unit: -unit.depth)
    for unit in units:
        found.setdefault(unit.unit_id, set()).add(unit.unit_id)
        if unit.parent_unit_id is not None:
            found.setdefault(unit.parent_unit_id, set()).update(found[unit.unit_id])
    return {unit_id: frozenset(below) for unit_id, below in found.items()}


def forget_runs() -> None:
    """Forget what is kept of runs."""
    units_of.cache_clear()
    below_of.cache_clear()
    nodes_of.cache_clear()

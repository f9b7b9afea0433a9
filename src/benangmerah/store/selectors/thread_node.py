"""The planning tree of a run, kept in memory: what a run has published never changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from benangmerah.store.models.thread_node import ThreadNode


@lru_cache(maxsize=16)
def nodes_of(run_id: int, snapshot_hash: str) -> Mapping[str, ThreadNode]:  # noqa: ARG001 the hash is part of the name
    """The nodes of a run from the roots down: kept in memory, since what a run has published never changes."""
    return {node.objective_id: node for node in ThreadNode.objects.filter(run_id=run_id).order_by("place")}

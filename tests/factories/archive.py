"""An archive for tests: datasets stored under a receipt, and a copy on disk that another connection can read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from benangmerah.snapshot.dataset import Dataset
from benangmerah.store.mapping.rows import insert_rows
from benangmerah.store.mapping.tables import INPUT_MODELS
from benangmerah.store.models import Receipt


def make_receipt(**fields: Any) -> Receipt:
    return Receipt.objects.create(**{"kind": "edit", "made_at": timezone.now(), **fields})


def store_dataset(dataset: Dataset) -> Receipt:
    """Put the tables into the archive as they are, unchecked."""
    receipt = make_receipt()
    for name, source in dataset.tables.items():
        insert_rows(INPUT_MODELS[name], source.data, {"recorded_id": receipt.pk})
    return receipt


@contextmanager
def on_disk(folder: Path) -> Iterator[str]:
    """The name of a connection that others see too: a copy on disk of what SQLite holds in memory."""
    if connection.vendor == "postgresql":
        yield connection.alias
        return
    path = folder / "archive.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    connections.databases["on_disk"] = {**connection.settings_dict, "NAME": str(path)}
    try:
        yield "on_disk"
    finally:
        connections["on_disk"].close()
        del connections["on_disk"], connections.databases["on_disk"]
        path.unlink()

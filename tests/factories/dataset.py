"""Datasets built from plain rows, with the cast of people that permission and gap tests share."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable

Rows = dict[str, list[dict[str, Any]]]


def make_dataset(rows: Rows) -> Dataset:
    """A dataset of these rows; what a row does not name is empty."""
    return Dataset(
        {
            name: SourceTable(name, pa.Table.from_pylist(of_table, schema=INPUTS[name].schema))
            for name, of_table in rows.items()
        }
    )

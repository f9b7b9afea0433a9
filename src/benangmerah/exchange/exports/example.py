"""A tiny example to learn from: one invented city with a handful of invented people."""

from __future__ import annotations

from pathlib import Path

from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.snapshot.dataset import Dataset

EXAMPLE = Path(__file__).resolve().parent / "example"
"""The example as files, just as an agency would give them."""


def make_example() -> Dataset:
    """The example as a dataset without a fault; nobody in it exists."""
    return read_dataset(EXAMPLE)[0]

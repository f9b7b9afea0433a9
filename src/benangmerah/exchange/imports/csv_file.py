"""A CSV file as a grid of texts: UTF-8, comma, one row that names the columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from io import StringIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from benangmerah.exchange.imports.grid import CellFault, Fault, Grid, RowFault, text_of
from benangmerah.exchange.imports.unreadable import UnreadableFile
from benangmerah.kernel.explanation import Message, message
from benangmerah.snapshot.dataset import FIRST_ROW

_CHUNK = 2**20
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_SHOWN = 200


def read_csv(path: Path) -> Grid:
    """The file as texts, without its blank rows; raises UnreadableFile where it is no such CSV at all."""
    headings = _read_headings(path)
    _check_quotes(path)
    rows, invalid = _read_rows(path, headings, pa.string())
    grid = Grid(path.name, tuple(heading.strip() for heading in headings), ())
    ...

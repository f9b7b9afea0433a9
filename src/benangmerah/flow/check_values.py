"""Values that a database cannot keep, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.snapshot.contract.column import Column, Kind
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import SourceTable
from benangmerah.snapshot.validate_fault import refuse_row

LONGEST_KEY = 500
"""Bytes of one part of a key: PostgreSQL keeps no long texts in an index."""


def find_unkeepable(source: SourceTable) -> Iterator[Refusal]:
    """A refusal for every value that must be known and is not, and every text that cannot be kept."""
    table = INPUTS[source.name]
    for column in table.columns:
        values = source.data[column.name]
        faults = [] if column.optional else [(message("{column} is empty.", column=column.name), pc.is_null(values))]
        if column.kind is Kind.TEXT:
            faults += _faults_of_text(column, values, in_key=column.name in table.key or bool(column.references))
        for reason, wrong in faults:
            for index in pc.indices_nonzero(pc.fill_null(wrong, fill_value=False)).to_pylist():
                yield refuse_row(source, index, column.name, reason, message("Correct this value."))


def _faults_of_text(
    column: Column, values: pa.ChunkedArray, *, in_key: bool
) -> Iterator[tuple[Message, pa.ChunkedArray]]:
    yield message("A NUL character (U+0000) cannot be kept."), pc.match_substring(values, "\0")
    length = pc.binary_length(values)
    yield message("An empty text stands where the value is unknown."), pc.equal(length, 0)
    if in_key:
        reason = message("{column} is longer than {bytes} bytes.", column=column.name, bytes=LONGEST_KEY)
        yield reason, pc.greater(length, LONGEST_KEY)

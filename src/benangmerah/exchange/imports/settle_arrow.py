"""Columns of a Parquet file, whatever their type, become the contract's types; nothing is lost on the way."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import types

from benangmerah.exchange.imports.grid import text_of
from benangmerah.exchange.imports.settle_text import Settled, settle_text, settle_typed
from benangmerah.snapshot.contract.column import ARROW, Column, Kind

EXACT_DIGITS = 15
"""Whole numbers of so many digits are exact in a spreadsheet and in a double; longer ones may not be."""


def settle_arrow(column: Column, values: pa.ChunkedArray) -> tuple[Settled, pa.ChunkedArray]:
    """The column typed, and its values as texts for whoever asks what stood there.

    Raises ArrowNotImplementedError where the type (a list, bytes …) has no meaning for a table.
    """
    plain = _plain(values)
    if column.kind in {Kind.TEXT, Kind.CODE}:
        texts = text_of(_as_text(plain))
        return _refuse_rounded(settle_text(column, texts), plain), texts
    typed = _directly(column, plain)
    if typed is not None:
        return settle_typed(column, typed, pc.is_valid(typed)), typed
    texts = text_of(_as_text(plain))
    return settle_text(column, texts), texts


def _plain(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Without dictionary encoding, views, zones and half precision."""
    if types.is_dictionary(values.type):
        values = values.cast(values.type.value_type)
    if types.is_timestamp(values.type) and values.type.tz is not None:
        return pc.local_timestamp(values)
    if types.is_float16(values.type):
        return values.cast(pa.float32())
    is_text = types.is_large_string(values.type) or types.is_string_view(values.type)
    return values.cast(pa.string()) if is_text else values


def _directly(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """The values in the contract's type where that needs no look at their text and loses nothing."""
    if not _is_kin(column.kind, values):
        return None
    try:
        return values.cast(ARROW[column.kind])
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None


def _is_kin(kind: Kind, values: pa.ChunkedArray) -> bool:
    """Whether the values are of that kind already, and only their width differs."""
    given = values.type
    if kind is Kind.BOOLEAN:
        return bool(types.is_boolean(given))
    if kind is Kind.DATE:
        return bool(types.is_date(given) or (types.is_timestamp(given) and _are_midnights(values)))
    if types.is_float32(given):
        return False  # 3.67 as a float32 is 3.67 only when it is written out
    return bool(types.is_integer(given) or types.is_floating(given) or types.is_decimal(given))


def _are_midnights(values: pa.ChunkedArray) -> bool:
    return bool(pc.all(_at_midnight(values), min_count=0).as_py())


def _at_midnight(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.equal(pc.floor_temporal(values, unit="day").cast(values.type), values)


def _as_text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if types.is_floating(values.type):
        whole = _as_whole(values)
        return pc.coalesce(whole.cast(pa.string()), values.cast(pa.string()))
    if types.is_timestamp(values.type):
        days = pc.floor_temporal(values, unit="day").cast(pa.date32()).cast(pa.string())
        return pc.if_else(_at_midnight(values), days, values.cast(pa.string()))
    if types.is_binary(values.type) or types.is_large_binary(values.type) or types.is_nested(values.type):
        raise pa.ArrowNotImplementedError(str(values.type))
    return values.cast(pa.string())


def _as_whole(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Doubles that are exact whole numbers, as such; empty elsewhere."""
    exact = _is_exact(values)
    return pc.if_else(exact, values, pa.scalar(None, values.type)).cast(pa.int64())


def _is_exact(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.and_(pc.equal(pc.floor(values), values), pc.less(pc.abs(values), 10.0**EXACT_DIGITS))


def _refuse_rounded(settled: Settled, values: pa.ChunkedArray) -> Settled:
    """A number with decimals or too many digits is no id: its last digits are lost."""
    if not types.is_floating(values.type):
        return settled
    exact = pc.fill_null(_is_exact(values), fill_value=True)
    kept = pc.if_else(exact, settled.values, pa.scalar(None, pa.string()))
    return Settled(kept, pc.or_(settled.wrong, pc.invert(exact)))

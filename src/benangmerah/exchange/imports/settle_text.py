"""Texts become values of their column's kind, whole columns at a time; what does not fit is marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.exchange.imports.fault import EARLIEST
from benangmerah.snapshot.contract.column import Column, Kind

_TRUE_FALSE = {"true": True, "false": False}
_YES_NO = {**_TRUE_FALSE, "ya": True, "tidak": False}
_MIDNIGHT = r"[ T]00:00:00(\.0+)?$"
_DAY_FIRST = r"^(\d{2})-(\d{2})-(\d{4})$"
_ISO = r"^\d{4}-\d{2}-\d{2}$"
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
_WHOLE = r"^[+-]?\d{1,18}(\.0*)?$"
_SCIENTIFIC = r"^\d(\.\d+)?[eE]\+?\d+$"
_LEVEL_DECIMALS = 2


@dataclass(frozen=True)
class Settled:
    """A typed column; `wrong` marks the cells that are not empty and yet could not be taken (their value is empty)."""

    values: pa.ChunkedArray
    wrong: pa.ChunkedArray


def settle_text(column: Column, text: pa.ChunkedArray, *, in_workbook: bool = False) -> Settled:
    """Texts (already trimmed, empty = unknown) as the column's kind, within its bounds."""
    if column.kind is Kind.DATE:
        values = _dates(text, in_workbook=in_workbook)
    elif column.kind is Kind.BOOLEAN:
        values = _booleans(text, _YES_NO if in_workbook else _TRUE_FALSE)
    elif column.kind is Kind.TEXT:
        values = _ids(text) if is_id(column) else text
    else:
        values = _PARSERS[column.kind](text)
    return settle_typed(column, values, pc.is_valid(text))


def settle_typed(column: Column, values: pa.ChunkedArray, given: pa.ChunkedArray) -> Settled:
    """Typed values within the column's bounds; `given` marks the cells that held something."""
    allowed = _allowed(column, values)
    if allowed is not None and not pc.all(allowed, min_count=0).as_py():
        values = pc.if_else(pc.fill_null(allowed, fill_value=False), values, pa.scalar(None, values.type))
    return Settled(values, pc.and_(given, pc.is_null(values)))


def _allowed(column: Column, values: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """Which values keep to the column's list, bounds and decimals; empty ones are neither."""
    if column.kind is Kind.CODE:
        codes = pa.array(column.values, pa.string())
        return pc.if_else(pc.is_valid(values), pc.is_in(values, value_set=codes), pa.scalar(None, pa.bool_()))
    if column.kind is Kind.DATE:
        return pc.greater_equal(values, pa.scalar(EARLIEST, pa.date32()))
    conditions = [
        compare(values, bound)
        for compare, bound in (
            (pc.greater_equal, column.minimum), (pc.greater, column.above), (pc.less_equal, column.maximum),
        )
        if bound is not None
    ]  # fmt: skip
    if column.kind in {Kind.LEVEL, Kind.NUMBER}:
        conditions.append(pc.is_finite(values))
    if column.kind is Kind.LEVEL:
        conditions.append(pc.equal(pc.round(values, ndigits=_LEVEL_DECIMALS), values))
    return _all_of(conditions)


def _all_of(conditions: list[pa.ChunkedArray]) -> pa.ChunkedArray | None:
    if not conditions:
        return None
    whole = conditions[0]
    for condition in conditions[1:]:
        whole = pc.and_(whole, condition)
    return whole


def is_id(column: Column) -> bool:
    """Whether a column names a person, unit or other thing: digits matter there to the last one."""
    return column.name.endswith("_id")


def _ids(text: pa.ChunkedArray) -> pa.ChunkedArray:
    """Any text but a long number that a spreadsheet has written as 1.99E+17."""
    if not any(pc.any(pc.match_substring(text, sign)).as_py() for sign in ("E+", "e+")):
        return text
    return pc.if_else(pc.match_substring_regex(text, _SCIENTIFIC), pa.scalar(None, pa.string()), text)


def _numbers(text: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return pc.cast(text, pa.float64())
    except pa.ArrowInvalid:
        return pc.cast(pc.utf8_ltrim(_matching(text, _NUMBER), "+"), pa.float64())


def _whole_numbers(text: pa.ChunkedArray) -> pa.ChunkedArray:
    digits = pc.replace_substring_regex(_matching(text, _WHOLE), r"\.0*$", "")
    return pc.cast(pc.utf8_ltrim(digits, "+"), pa.int64())


def _dates(text: pa.ChunkedArray, *, in_workbook: bool) -> pa.ChunkedArray:
    written = pc.replace_substring_regex(text, _MIDNIGHT, "")
    if in_workbook:
        written = pc.replace_substring_regex(written, _DAY_FIRST, r"\3-\2-\1")
    shaped = _matching(written, _ISO)
    try:
        return pc.cast(shaped, pa.date32())
    except pa.ArrowInvalid:
        return _existing_days(shaped)


def _existing_days(shaped: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dates where some do not exist, such as 30 February: each different one is tried once."""
    different = pc.unique(shaped).drop_null()
    days = pa.chunked_array([pa.array([day_of(text) for text in different.to_pylist()], pa.date32())])
    return days.take(pc.index_in(shaped, value_set=different))


def day_of(text: str) -> date | None:
    """The day written year first, if there is such a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _booleans(text: pa.ChunkedArray, words: Mapping[str, bool]) -> pa.ChunkedArray:
    place = pc.index_in(pc.utf8_lower(text), value_set=pa.array(list(words)))
    return pa.chunked_array([pa.array(list(words.values()))]).take(place)


def _matching(text: pa.ChunkedArray, pattern: str) -> pa.ChunkedArray:
    return pc.if_else(pc.match_substring_regex(text, pattern), text, pa.scalar(None, pa.string()))


_PARSERS: Mapping[Kind, Callable[[pa.ChunkedArray], pa.ChunkedArray]] = {
    Kind.CODE: lambda text: text,
    Kind.LEVEL: _numbers,
    Kind.NUMBER: _numbers,
    Kind.INTEGER: _whole_numbers,
    Kind.RUPIAH: _whole_numbers,
}

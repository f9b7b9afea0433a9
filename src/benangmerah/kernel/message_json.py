"""Sentences kept until somebody reads them: a message as JSON, and back with every value as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from benangmerah.kernel.explanation import Message, Term, Value

Json = dict[str, Any]


def write_message(sentence: Message) -> Json:
    """The sentence as JSON; it is said in a language only when it is read."""
    return {"text": sentence.text, "values": {name: _write(value) for name, value in sentence.values}}


def read_message(written: Mapping[str, Any]) -> Message:
    """The sentence that was kept."""
    return Message(written["text"], tuple((name, _read(value)) for name, value in written["values"].items()))


def _write(value: Value) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Message):
        return write_message(value)
    if isinstance(value, Term):
        return {"term": value.code}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    return [_write(item) for item in value]


def _read(written: Any) -> Value:
    if isinstance(written, list):
        return tuple(_read(item) for item in written)
    if not isinstance(written, dict):
        value: Value = written
        return value
    if "text" in written:
        return read_message(written)
    if "term" in written:
        return Term(written["term"])
    if "day" in written:
        return date.fromisoformat(written["day"])
    return Decimal(written["decimal"]) if "decimal" in written else Fraction(written["fraction"])

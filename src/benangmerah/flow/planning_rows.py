"""Rows beside the dataset's tables: written and put back under the receipt of the change they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benangmerah.flow.check_row import check_row
from benangmerah.snapshot.contract.planning import PLANNING
from benangmerah.store.mapping.tables import PLANNING_MODELS
from benangmerah.store.models import Receipt
from benangmerah.store.models.input_row import InputRow

Row = Mapping[str, Any]
Key = tuple[Any, ...]


def differs(rows: Mapping[str, Sequence[Row]], ended: Mapping[str, Sequence[Key]]) -> bool:
    """Whether writing these would change anything."""
    for name, given in rows.items():
        for row in given:
            check_row(PLANNING[name], row)
    for name, given in rows.items():
        for row in given:
            there = _current(name, _key(name, row))
            if there is None or _values(name, there) != _clean(name, row):
                return True
    return any(_current(name, key) is not None for name, keys in ended.items() for key in keys)


def write_beside(receipt: Receipt, rows: Mapping[str, Sequence[Row]], ended: Mapping[str, Sequence[Key]]) -> None:
    """Archive what ends or changes, and record what is new, under the receipt."""
    for name, keys in ended.items():
        for key in keys:
            _rows(name, key).update(archived=receipt)
    for name, given in rows.items():
        for row in given:
            there = _current(name, _key(name, row))
            if there is not None and _values(name, there) == _clean(name, row):
                continue
            _rows(name, _key(name, row)).update(archived=receipt)
            PLANNING_MODELS[name]._default_manager.create(recorded=receipt, **_clean(name, row))


def find_touched_later(receipt: Receipt) -> list[str]:
    """Rows of the receipt that stand there no more as it wrote them, or whose place is taken: by table and key."""
    return [
        " ".join(map(str, (name, *_key(name, values))))
        for name, model in PLANNING_MODELS.items()
        for is_own, values in [
            *((True, _values(name, row)) for row in model._default_manager.filter(recorded=receipt)),
            *((False, _values(name, row)) for row in model._default_manager.filter(archived=receipt)),
        ]
        if not _is_as_left(name, values, receipt, is_own=is_own)
    ]


def _is_as_left(name: str, values: Row, receipt: Receipt, *, is_own: bool) -> bool:
    """Whether what the receipt wrote still stands, or nothing but that stands in the place of what it ended."""
    there = _current(name, _key(name, values))
    if there is None:
        return not is_own
    is_of_receipt = there.recorded_id == receipt.pk or (
        there.recorded_id > receipt.pk and there.recorded.kind == Receipt.Kind.UNDO
    )
    return is_of_receipt and (not is_own or _values(name, there) == values)


def undo_beside(receipt: Receipt, undo: Receipt) -> None:
    """Put back what stood beside before the receipt."""
    for name, model in PLANNING_MODELS.items():
        for row in list(model._default_manager.filter(recorded=receipt)):
            _rows(name, _key(name, _values(name, row))).update(archived=undo)
        for row in list(model._default_manager.filter(archived=receipt)):
            model._default_manager.create(recorded=undo, **_values(name, row))


def _rows(name: str, key: Key) -> Any:
    where = dict(zip(PLANNING[name].key, key, strict=True))
    return PLANNING_MODELS[name]._default_manager.filter(archived__isnull=True, **where)


def _current(name: str, key: Key) -> InputRow | None:
    found: InputRow | None = _rows(name, key).first()
    return found


def _key(name: str, row: Row) -> Key:
    return tuple(row[column] for column in PLANNING[name].key)


def _values(name: str, row: InputRow) -> dict[str, Any]:
    return {column: getattr(row, column) for column in PLANNING[name].names}


def _clean(name: str, row: Row) -> dict[str, Any]:
    """An empty text is unknown."""
    return {column: None if row.get(column) == "" else row.get(column) for column in PLANNING[name].names}

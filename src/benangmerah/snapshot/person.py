"""One person's rows of a snapshot, for an explanation: only what concerns that person is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.parquet import find_rows, read_table

Row = Mapping[str, Any]


@dataclass(frozen=True)
class PersonRows:
    """A person with their ratings, completions, positions and what those positions ask for."""

    employee: Row
    ratings: tuple[Row, ...]
    completions: tuple[Row, ...]
    positions: Mapping[str, Row]
    requirements: tuple[Row, ...]
    position_requirements: tuple[Row, ...]


def read_rows(folder: Path, table: str, **where: str) -> tuple[Row, ...]:
    """The rows of one table of the snapshot where each named column has that value."""
    path, contract = folder / f"{table}.parquet", INPUTS[table]
    if len(where) == 1:
        return tuple(find_rows(path, contract, *next(iter(where.items()))))
    return tuple(read_table(path, contract, where=where).to_pylist())


def read_person(folder: Path, employee_id: str) -> PersonRows | None:
    """Everything a snapshot holds about a person; none where it does not know the person."""
    found = read_rows(folder, "employees", employee_id=employee_id)
    if not found:
        return None
    employee = found[0]
    held = [employee["position_id"], *([employee["target_position_id"]] if employee["target_position_id"] else [])]
    positions = [
        row for position_id in dict.fromkeys(held) for row in read_rows(folder, "positions", position_id=position_id)
    ]
    return PersonRows(
        employee=employee,
        ratings=read_rows(folder, "ratings", employee_id=employee_id),
        completions=read_rows(folder, "completions", employee_id=employee_id),
        positions={row["position_id"]: row for row in positions},
        requirements=tuple(
            row for p in positions for row in read_rows(folder, "requirements", position_id=p["position_id"])
        ),
        position_requirements=tuple(
            row for p in positions for row in read_rows(folder, "position_requirements", position_id=p["position_id"])
        ),
    )

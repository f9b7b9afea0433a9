"""A standard for positions that have none: the law's dictionary, at the general level of each grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import SourceTable

STANDARD_TABLES = ("competencies", "requirements")


def default_standard(positions: SourceTable, law: Law) -> Mapping[str, SourceTable]:
    """Competencies and requirements for those positions, marked `default`.

    So an agency that has nothing but its people sees an honest map: what each grade generally asks, nothing assessed.
    """
    competencies = [
        {"competency_id": record["code"], "name": record["name"], "kind": record["kind"]}
        for record in law.records("competency_dictionary")
    ]
    levels = law.table("default_level")
    requirements = [
        {
            "position_id": position,
            "competency_id": competency["competency_id"],
            "required_level": int(levels[grade]),
            "basis": "default",
        }
        for position, grade in zip(
            positions.data["position_id"].to_pylist(), positions.data["grade"].to_pylist(), strict=True
        )
        if position is not None and grade in levels
        for competency in competencies
    ]
    return {"competencies": _make("competencies", competencies), "requirements": _make("requirements", requirements)}


def _make(name: str, rows: Sequence[Mapping[str, object]]) -> SourceTable:
    return SourceTable(name, pa.Table.from_pylist(list(rows), schema=INPUTS[name].schema))

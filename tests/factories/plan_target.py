"""Answers to targets as they stand in the archive, without anything computed."""

from __future__ import annotations

from typing import Any

from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.store.models import (
    PlanTarget,
    PlanTargetItem,
    PlanTargetLeft,
    PlanTargetUnit,
    PlanTargetYear,
    Run,
)
from tests.factories.cast import NOW


def make_target(run: Run, unit_id: str, employee_id: str, name: str, **fields: Any) -> PlanTarget:
    """A way to a mean over two years, with one person who takes something and one who stays below the minimum."""
    found: dict[str, Any] = {
        "kind": "index_path", "value": 75.0, "until": 2027, "found_at": NOW, "is_reached": True, "aimed": 75.0,
        "reached": 75.2, "cost_rupiah": 412_500_000, "batch_rupiah": 36_000_000, "least_rupiah": 365_000_000,
        "today": 62.4, "without": 49.1, "points_missing": {"qualification": 10.75, "competency": 30.0},
        **fields,
    }  # fmt: skip
    agency_id = str(run.agency_id)
    target = PlanTarget.objects.create(agency_id=agency_id, run=run, asked_at=NOW, **found)
    years = ((2026, 49.1, 68.7, 68.7, 200_000_000), (2027, 55.3, 75.0, 75.2, 212_500_000))
    for year, before, aimed, reached, cost in years:
        PlanTargetYear.objects.create(
            target=target, year=year, before=before, aimed=aimed, reached=reached, cost_rupiah=cost, people=40, items=52
        )
    for number, unit in enumerate((unit_id, None)):
        PlanTargetUnit.objects.create(
            target=target, agency_id=agency_id, unit_id=unit, name="Dinas Kesehatan" if unit else "",
            planned_people=60 - number * 40, served_people=30, items=40, cost_rupiah=180_000_000, left_people=1 - number,
        )  # fmt: skip
    place = {"target": target, "agency_id": agency_id, "unit_id": unit_id, "employee_id": employee_id, "name": name}
    PlanTargetItem.objects.create(
        **place,
        year=2026,
        intervention_id="KEG-1",
        title="Pelatihan teknis",
        learning_hours=20.0,
        cost_rupiah=1_500_000,
    )
    detail = write_message(message("{hours} JP stay missing.", hours=4))
    PlanTargetLeft.objects.create(**place, limit="hours", detail=detail)
    return target

"""A small planning document of an agency: a target, a programme below it with an indicator, money and a link."""

from __future__ import annotations

from benangmerah.store.models import (
    IndicatorBase,
    Objective,
    ObjectiveBudget,
    ObjectiveDetail,
    ObjectiveIndicator,
    PlanningDocument,
    Receipt,
)


def make_plan(receipt: Receipt, agency_id: str) -> None:
    """The document `D-AGENCY` with the nodes `S-AGENCY` and, below it, `P-AGENCY`."""
    document_id, target, program = f"D-{agency_id}", f"S-{agency_id}", f"P-{agency_id}"
    PlanningDocument.objects.create(
        document_id=document_id, agency_id=agency_id, kind="renstra", title="Renstra Dinas Kesehatan 2025-2029",
        first_year=2025, last_year=2029, amendment=0, nomenclature="Kepmendagri 900.1.15.5-1317/2023", recorded=receipt,
    )  # fmt: skip
    for key, above, kind, code, title in (
        (target, None, "target", None, "Meningkatnya mutu layanan puskesmas"),
        (program, target, "program", "1.02.03", "Program peningkatan kapasitas tenaga kesehatan"),
    ):
        Objective.objects.create(
            objective_id=key, parent_objective_id=above, agency_id=agency_id, kind=kind, code=code, title=title,
            recorded=receipt,
        )  # fmt: skip
        ObjectiveDetail.objects.create(objective_id=key, document_id=document_id, recorded=receipt)
    name = "Kepuasan pasien"
    IndicatorBase.objects.create(objective_id=target, name=name, base_year=2024, base_value=81.2, recorded=receipt)
    for year, aim, realised in ((2025, 84, 82.5), (2026, 86, None)):
        ObjectiveIndicator.objects.create(
            objective_id=target, name=name, measure="poin", year=year, target=aim, realised=realised, recorded=receipt
        )
    ObjectiveBudget.objects.create(objective_id=program, year=2026, amount_rupiah=250_000_000, recorded=receipt)

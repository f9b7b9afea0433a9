"""The small city with a plan: Budi and Rina learn integrity in two batches, Rina owes a course, Sari learns on line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.reports.cast import BUDI, CAST, RINA, ROWS, SARI, TONO, Rows, change

BUDGET, SPENT = 25_000_000, 18_000_000
HEADS = {BUDI: 1_500_000, RINA: 2_000_000, SARI: 0}


def _offering(intervention_id: str, title: str, form: str, hours: float, head: int, **more: Any) -> dict[str, Any]:
    return {
        "intervention_id": intervention_id, "title": title, "form": form, "learning_hours": hours,
        "cost_per_participant": head, "cost_per_batch": 0, **more,
    }  # fmt: skip


def item(
    employee_id: str, intervention_id: str, batch: int, hours: float, head: int, reason: str, **more: Any
) -> dict[str, Any]:
    """A row of the plan that closes nothing where nothing else is said."""
    return {
        "employee_id": employee_id, "intervention_id": intervention_id, "batch": batch, "learning_hours": hours,
        "cost_rupiah": head, "closes": 0.0, "weighted_closure": 0.0, "reason": reason, **more,
    }  # fmt: skip


PLAN_ROWS: dict[str, Rows] = {
    "employees": [
        {**row, "learning_hours": {RINA: 20.0, SARI: 0.0}.get(row["employee_id"])} for row in ROWS["employees"]
    ],
    "interventions": [
        _offering("k1", "Pelatihan Integritas", "KL02", 24.0, 1_500_000, program_id="p1", provider="BPSDM",
                  scheme="contribution", curriculum_ref="LAN-1", curriculum_fit="fits", cost_per_batch=7_250_000,
                  batch_size=1, period=3),
        _offering("k2", "Belajar Daring", "NKL03", 6.0, 0),
        _offering("k3", "Pelatihan Dasar", "KL12", 90.0, 500_000, provider="BPSDM", scheme="sent",
                  curriculum_fit="unchecked", period=6, mandatory=True),
        _offering("k4", "Tidak Dipakai", "KL10", 8.0, 100_000),
    ],
    "effects": [
        {"intervention_id": "k1", "competency_id": "m1", "raise_by": 1.0, "raise_to": 4.0},
        {"intervention_id": "k2", "competency_id": "t1", "raise_by": 1.0, "raise_to": 3.0},
    ],
    "completions": [
        {"employee_id": BUDI, "intervention_id": "k4", "completed_on": date(2026, 1, 1), "learning_hours": 8.0},
        {"employee_id": BUDI, "intervention_id": "k4", "completed_on": date(2025, 6, 1), "learning_hours": 100.0},
        {"employee_id": BUDI, "intervention_id": "k4", "completed_on": date(2026, 2, 1), "learning_hours": 100.0},
    ],
    "budgets": [{"agency_id": "kota", "year": 2026, "amount_rupiah": BUDGET}],
    "plan": [
        item(RINA, "k1", 2, 24.0, 1_500_000, "closes_gap", period=3, closes=2.0, weighted_closure=3.0),
        item(BUDI, "k1", 1, 24.0, 1_500_000, "closes_gap", period=3, closes=1.0, weighted_closure=2.0),
        item(BUDI, "k2", 1, 6.0, 0, "minimum_jp"),
        item(SARI, "k2", 1, 6.0, 0, "minimum_jp"),
        item(RINA, "k3", 1, 90.0, 500_000, "pinned", period=6),
    ],
    "unserved": [
        {"employee_id": SARI, "limit": "budget", "detail": "14 JP kurang"},
        {"employee_id": RINA, "competency_id": "m1", "target": "aimed", "limit": "seats", "detail": "1 level kurang"},
        {"employee_id": BUDI, "competency_id": "m1", "target": "held", "limit": "seats", "detail": "0,5 level kurang"},
    ],
    "plan_agency": [
        {
            "agency_id": "kota", "budget_rupiah": BUDGET, "spent_rupiah": SPENT, "batches": 4, "weighted_gap": 7.0,
            "weighted_closure": 5.0, "missing_jp": 14.0, "objective": -9.0, "upper_bound": -8.0,
            "optimality_gap_percent": 12.5, "method": "branch and bound", "people_below_minimum_jp": 1,
            "classical_share_percent": 92.0,
        },
    ],
    "excluded": [{"employee_id": TONO, "from": "plan", "reason": "age_limit"}, *ROWS["excluded"][:1]],
}  # fmt: skip

PLANNED = replace(change(CAST, **PLAN_ROWS), summary={"year": 2026})


def _objective(objective_id: str, parent: str | None, kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {"objective_id": objective_id, "parent_objective_id": parent, "kind": kind, "title": title, **more}


def _requirement(position_id: str, competency_id: str, basis: str | None, **more: Any) -> dict[str, Any]:
    return {"position_id": position_id, "competency_id": competency_id, "required_level": 3, "basis": basis, **more}


def _indicator(name: str, year: int, target: float, realised: float | None, unit: str | None = None) -> dict[str, Any]:
    return {"objective_id": "s2", "unit_id": unit, "name": name, "measure": "persen", "year": year, "target": target,
            "realised": realised}  # fmt: skip


AKPK_ROWS: dict[str, Rows] = {
    "objectives": [
        _objective("v", None, "vision", "Kota terampil"),
        _objective("s3", "v", "target", "Arsip tertib", code="3"),
        _objective("s2", "v", "target", "Murid cerdas", code="2"),
        _objective("s1", "v", "target", "Jalan mulus", code="1"),
        _objective("p2", "s2", "program", "Guru belajar"),
    ],
    "objective_needs": [
        {"objective_id": "p2", "unit_id": "dik", "competency_id": "m1", "weight": 1.0},
        {"objective_id": "s2", "unit_id": "kes", "competency_id": "m1", "weight": 1.0},
        {"objective_id": "s3", "unit_id": "kec", "competency_id": "m1", "weight": 1.0},
    ],
    "objective_indicators": [
        _indicator("Nilai literasi", 2024, 70.0, 71.0, "dik"),
        _indicator("Nilai literasi", 2025, 72.0, 66.5, "dik"),
        _indicator("Nilai literasi", 2026, 75.0, None, "dik"),
        _indicator("Kepuasan pasien", 2025, 80.0, 80.0, "kes"),
        _indicator("Arsip rapi", 2026, 10.0, None, "kec"),
        _indicator("Angka stunting", 2025, 12.0, 15.4),
        _indicator("Angka stunting", 2026, 10.0, None),
        _indicator("Masa depan", 2027, 1.0, 0.0, "kec"),
    ],
    "requirements": [
        _requirement("p", "m1", None, valid_to=date(2026, 1, 2)),
        _requirement("p", "t1", "provisional", valid_to=date(2026, 1, 1)),
        _requirement("q", "m1", "provisional", valid_from=date(2026, 1, 1)),
        _requirement("q", "t1", "default"),
        _requirement("r", "m1", "default"),
        _requirement("s", "m1", "decreed"),
        _requirement("s", "t1", "default"),
        _requirement("t", "t1", "decreed", valid_from=date(2026, 1, 2)),
    ],
    "positions": [
        *ROWS["positions"],
        *(
            {"position_id": letter, "agency_id": "kota", "title": letter, "grade": "pelaksana"}
            for letter in ("r", "s", "t")
        ),
    ],
    "attainment": [{**row, "source": {BUDI: "superior", RINA: "assessment_center"}.get(row["employee_id"], "certificate")}
                   for row in ROWS["attainment"]],
    "qualification_gap": [
        *ROWS["qualification_gap"],
        *(
            {"employee_id": person, "target": target, "kind": kind, "required_value": value, "state": state}
            for person, target, kind, value, state in (
                (BUDI, "held", "functional_training", "Guru", "gap"),
                (BUDI, "held", "functional_training", "Guru Inti", "met"),
                (BUDI, "held", "technical_training", "40 JP", "gap"),
                (RINA, "held", "leadership_training", "PKP", "met"),
                (RINA, "held", "technical_training", "40 JP", "unknown"),
                (SARI, "held", "functional_training", "Perawat", "met"),
                (TONO, "aimed", "functional_training", "Camat", "gap"),
            )
        ),
    ],
}  # fmt: skip

ANALYSED = replace(
    change(PLANNED, **AKPK_ROWS), summary={"year": 2026, "thread": {"money_traced_percent": 19.444444, "orphans": 5}}
)

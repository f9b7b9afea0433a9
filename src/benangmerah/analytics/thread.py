"""Benang merah: which targets of the planning tree a plan serves, and which of its money serves one."""

from __future__ import annotations

from typing import Any

from benangmerah.analytics.engine import Engine

COVERED = """
SELECT COUNT(DISTINCT objectives.objective_id) AS targets, COUNT(DISTINCT served.target_id) AS covered
FROM objectives
LEFT JOIN (
    SELECT DISTINCT target_link.target_id
    FROM plan
    INNER JOIN effects ON effects.intervention_id = plan.intervention_id
    INNER JOIN attainment
        ON attainment.employee_id = plan.employee_id AND attainment.competency_id = effects.competency_id
    INNER JOIN person ON person.employee_id = plan.employee_id
    INNER JOIN unit_scope ON unit_scope.level = 'unit' AND unit_scope.unit_id = person.unit_id
    INNER JOIN target_link
        ON target_link.unit_id = unit_scope.scope_id AND target_link.competency_id = effects.competency_id
    WHERE effects.raise_by > 0 AND effects.raise_to > attainment.attained_level
) AS served ON served.target_id = objectives.objective_id
WHERE objectives.kind = 'target'
"""
"""A target is covered where a link of its own or of a node below names a unit, or one above it, and a competency that
an item really raises. With several items on one competency, one of them raises it where any alone would."""

TRACED = """
SELECT COUNT(*) AS items, SUM(cost_rupiah) AS rupiah
FROM plan
INNER JOIN (
    SELECT DISTINCT plan_closure.employee_id, plan_closure.intervention_id
    FROM plan_closure
    INNER JOIN person ON person.employee_id = plan_closure.employee_id
    INNER JOIN strategic_factor
        ON strategic_factor.unit_id = person.unit_id AND strategic_factor.competency_id = plan_closure.competency_id
    WHERE strategic_factor.numerator > strategic_factor.denominator
) AS traced ON traced.employee_id = plan.employee_id AND traced.intervention_id = plan.intervention_id
"""


def summarise_thread(engine: Engine, spent_rupiah: int) -> dict[str, Any]:
    """Targets covered and money traced in percent (empty where there is none), and the orphans on both sides."""
    targets, covered = (int(count) for count in engine.query(COVERED).to_pylist()[0].values())
    items, rupiah = engine.query(TRACED).to_pylist()[0].values()
    all_items = int(engine.query("SELECT COUNT(*) AS items FROM plan").to_pylist()[0]["items"])
    return {
        "targets_covered_percent": covered / targets * 100 if targets else None,
        "money_traced_percent": int(rupiah or 0) / spent_rupiah * 100 if spent_rupiah else None,
        "orphans": targets - covered + all_items - int(items),
    }

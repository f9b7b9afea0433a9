-- The plan by scope and offering, by sector and status. A batch belongs to no unit, sector or status: only the line of a
-- whole agency carries what its batches cost. A scope whose people are of one sector has no rows by sector.
WITH helped AS (
    SELECT employee_id, intervention_id, COUNT(*) AS need_count
    FROM plan_closure
    GROUP BY employee_id, intervention_id
),
split AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        plan.intervention_id,
        CASE WHEN GROUPING(run_person.sector) = 0 THEN run_person.sector END AS sector,
        CASE WHEN GROUPING(run_person.status) = 0 THEN run_person.status END AS status,
        COUNT(DISTINCT plan.batch) AS batches,
        COUNT(*) AS people,
        SUM(COALESCE(helped.need_count, 0)) AS need_count,
        SUM(plan.learning_hours) AS learning_hours,
        SUM(plan.cost_rupiah) AS head_rupiah,
        SUM(plan.closes) AS closes,
        SUM(plan.weighted_closure) AS weighted_closure
    FROM plan
    INNER JOIN run_person ON run_person.employee_id = plan.employee_id
    INNER JOIN unit_scope ON unit_scope.unit_id = run_person.unit_id
    LEFT JOIN helped
        ON helped.employee_id = plan.employee_id AND helped.intervention_id = plan.intervention_id
    WHERE unit_scope.level IN ('unit', 'agency')
    GROUP BY GROUPING SETS (
        (unit_scope.level, unit_scope.scope_id, plan.intervention_id),
        (unit_scope.level, unit_scope.scope_id, plan.intervention_id, run_person.sector),
        (unit_scope.level, unit_scope.scope_id, plan.intervention_id, run_person.status),
        (unit_scope.level, unit_scope.scope_id, plan.intervention_id, run_person.sector, run_person.status)
    )
)
SELECT
    split.level,
    split.scope_id,
    split.intervention_id,
    split.sector,
    split.status,
    interventions.title,
    interventions.form,
    COALESCE(interventions.mandatory, FALSE) AS is_mandatory,
    interventions.period,
    CAST(split.batches AS BIGINT) AS batches,
    CAST(split.people AS BIGINT) AS people,
    CAST(split.need_count AS BIGINT) AS need_count,
    split.learning_hours,
    CAST(split.head_rupiah + CASE
        WHEN split.level = 'agency' AND split.sector IS NULL AND split.status IS NULL
            THEN split.batches * interventions.cost_per_batch
        ELSE 0
    END AS BIGINT) AS cost_rupiah,
    ROUND(split.closes, 4) AS closes,
    ROUND(split.weighted_closure, 6) AS weighted_closure
FROM split
INNER JOIN interventions ON interventions.intervention_id = split.intervention_id
LEFT JOIN run_unit ON split.level = 'unit' AND run_unit.unit_id = split.scope_id
WHERE split.sector IS NULL OR run_unit.only_sector IS NULL

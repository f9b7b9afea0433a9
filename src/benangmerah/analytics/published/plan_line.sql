-- The plan by scope and offering. A batch belongs to no unit: only an agency's line carries what its batches cost.
SELECT
    unit_scope.level,
    unit_scope.scope_id,
    plan.intervention_id,
    interventions.title,
    interventions.form,
    COALESCE(interventions.mandatory, FALSE) AS is_mandatory,
    interventions.period,
    CAST(COUNT(DISTINCT plan.batch) AS BIGINT) AS batches,
    CAST(COUNT(*) AS BIGINT) AS people,
    SUM(plan.learning_hours) AS learning_hours,
    CAST(SUM(plan.cost_rupiah) + CASE
        WHEN unit_scope.level = 'agency' THEN COUNT(DISTINCT plan.batch) * interventions.cost_per_batch ELSE 0
    END AS BIGINT) AS cost_rupiah,
    ROUND(SUM(plan.closes), 4) AS closes,
    ROUND(SUM(plan.weighted_closure), 6) AS weighted_closure
FROM plan
INNER JOIN run_person ON run_person.employee_id = plan.employee_id
INNER JOIN interventions ON interventions.intervention_id = plan.intervention_id
INNER JOIN unit_scope ON unit_scope.unit_id = run_person.unit_id
WHERE unit_scope.level IN ('unit', 'agency')
GROUP BY unit_scope.level, unit_scope.scope_id, plan.intervention_id, interventions.title, interventions.form,
    interventions.mandatory, interventions.period, interventions.cost_per_batch

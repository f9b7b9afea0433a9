-- Offerings of the plan by scope, and what of them closes a need that a target asks for: money traced, as in the summary.
WITH traced AS (
    SELECT DISTINCT plan_closure.employee_id, plan_closure.intervention_id
    FROM plan_closure
    INNER JOIN run_person ON run_person.employee_id = plan_closure.employee_id
    INNER JOIN strategic_part
        ON strategic_part.unit_id = run_person.unit_id AND strategic_part.competency_id = plan_closure.competency_id
),
line AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        plan.intervention_id,
        COUNT(*) AS item_count,
        COUNT(DISTINCT plan.batch) AS batches,
        SUM(plan.cost_rupiah) AS head_rupiah,
        COUNT(traced.employee_id) AS traced_count,
        SUM(CASE WHEN traced.employee_id IS NULL THEN 0 ELSE plan.cost_rupiah END) AS traced_rupiah
    FROM plan
    INNER JOIN run_person ON run_person.employee_id = plan.employee_id
    INNER JOIN unit_scope ON unit_scope.unit_id = run_person.unit_id
    LEFT JOIN traced
        ON traced.employee_id = plan.employee_id AND traced.intervention_id = plan.intervention_id
    WHERE unit_scope.level IN ('unit', 'agency')
    GROUP BY unit_scope.level, unit_scope.scope_id, plan.intervention_id
),
serving AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        thread_raise.intervention_id,
        COUNT(DISTINCT thread_ask.objective_id) AS target_count
    FROM thread_raise
    INNER JOIN thread_ask
        ON thread_ask.unit_id = thread_raise.unit_id AND thread_ask.competency_id = thread_raise.competency_id
    INNER JOIN thread_node ON thread_node.objective_id = thread_ask.objective_id
    INNER JOIN unit_scope ON unit_scope.unit_id = thread_raise.unit_id
    WHERE thread_node.kind = 'target'
    GROUP BY unit_scope.level, unit_scope.scope_id, thread_raise.intervention_id
)
SELECT
    line.level,
    line.scope_id,
    line.intervention_id,
    interventions.title,
    CAST(line.item_count AS BIGINT) AS item_count,
    CAST(line.head_rupiah + CASE WHEN line.level = 'agency' THEN line.batches * interventions.cost_per_batch ELSE 0 END
        AS BIGINT) AS cost_rupiah,
    CAST(line.traced_count AS BIGINT) AS traced_count,
    CAST(line.traced_rupiah AS BIGINT) AS traced_rupiah,
    CAST(COALESCE(serving.target_count, 0) AS BIGINT) AS target_count
FROM line
INNER JOIN interventions ON interventions.intervention_id = line.intervention_id
LEFT JOIN serving
    ON serving.level = line.level AND serving.scope_id = line.scope_id
    AND serving.intervention_id = line.intervention_id

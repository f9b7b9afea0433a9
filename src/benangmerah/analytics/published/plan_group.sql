-- Whom the plan serves: closure and money by sector, status, grade and sex of the people it is for; no rows without a plan.
WITH grouped AS (
    SELECT employee_id, 'sector' AS dimension, sector AS value FROM run_person
    UNION ALL
    SELECT employee_id, 'status' AS dimension, status AS value FROM run_person
    UNION ALL
    SELECT employee_id, 'grade' AS dimension, grade AS value FROM run_person
    UNION ALL
    SELECT employee_id, 'sex' AS dimension, sex AS value FROM run_person
)
SELECT
    unit_scope.level,
    unit_scope.scope_id,
    grouped.dimension,
    grouped.value,
    CAST(COUNT(*) AS BIGINT) AS people,
    CAST(SUM(CASE WHEN run_person.item_count > 0 THEN 1 ELSE 0 END) AS BIGINT) AS served_people,
    SUM(run_person.planned_hours) AS learning_hours,
    CAST(SUM(run_person.cost_rupiah) AS BIGINT) AS cost_rupiah,
    ROUND(SUM(run_person.weighted_closure), 6) AS weighted_closure,
    ROUND(SUM(run_person.priority), 6) AS weighted_gap
FROM grouped
INNER JOIN run_person ON run_person.employee_id = grouped.employee_id
INNER JOIN unit_scope ON unit_scope.unit_id = run_person.unit_id
WHERE unit_scope.level IN ('unit', 'agency') AND run_person.is_planned
GROUP BY unit_scope.level, unit_scope.scope_id, grouped.dimension, grouped.value

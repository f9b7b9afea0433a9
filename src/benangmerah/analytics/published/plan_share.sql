-- What the plan does for each scope, by sector and status; no rows where the run made no plan.
WITH base AS (
    SELECT
        run_person.*,
        COALESCE(weighed.weighted_gap, 0) AS weighted_gap
    FROM run_person
    LEFT JOIN (
        SELECT need.employee_id, SUM(need.priority) AS weighted_gap FROM need GROUP BY need.employee_id
    ) AS weighed ON weighed.employee_id = run_person.employee_id
    WHERE run_person.is_planned IS NOT NULL
)
SELECT
    unit_scope.level,
    unit_scope.scope_id,
    CASE WHEN GROUPING(base.sector) = 0 THEN base.sector END AS sector,
    CASE WHEN GROUPING(base.status) = 0 THEN base.status END AS status,
    CAST(COUNT(*) AS BIGINT) AS people,
    CAST(SUM(CASE WHEN base.is_planned THEN 1 ELSE 0 END) AS BIGINT) AS planned_people,
    CAST(SUM(CASE WHEN base.item_count > 0 THEN 1 ELSE 0 END) AS BIGINT) AS served_people,
    CAST(SUM(base.item_count) AS BIGINT) AS item_count,
    SUM(base.planned_hours) AS learning_hours,
    CAST(SUM(base.cost_rupiah) AS BIGINT) AS cost_rupiah,
    ROUND(SUM(base.closes), 4) AS closes,
    ROUND(SUM(base.weighted_closure), 6) AS weighted_closure,
    ROUND(SUM(CASE WHEN base.is_planned THEN base.weighted_gap ELSE 0 END), 6) AS weighted_gap,
    CAST(SUM(base.need_count) AS BIGINT) AS need_count,
    CAST(SUM(base.open_count) AS BIGINT) AS open_count,
    CAST(COUNT(base.minimum_limit) AS BIGINT) AS short_count
FROM base
INNER JOIN unit_scope ON unit_scope.unit_id = base.unit_id
LEFT JOIN run_unit ON unit_scope.level = 'unit' AND run_unit.unit_id = unit_scope.scope_id
WHERE unit_scope.level IN ('unit', 'agency')
GROUP BY GROUPING SETS (
    (unit_scope.level, unit_scope.scope_id),
    (unit_scope.level, unit_scope.scope_id, base.sector),
    (unit_scope.level, unit_scope.scope_id, base.status),
    (unit_scope.level, unit_scope.scope_id, base.sector, base.status)
)
HAVING GROUPING(base.sector) = 1 OR MIN(run_unit.only_sector) IS NULL

-- What each scope has in the plan and in the plan sketched again with less money; no rows where nothing was sketched.
WITH either AS (
    SELECT
        employee_id,
        1 AS items,
        0 AS cut_items,
        cost_rupiah,
        0 AS cut_cost_rupiah,
        closes,
        CAST(0 AS DOUBLE) AS cut_closes,
        weighted_closure,
        CAST(0 AS DOUBLE) AS cut_weighted_closure
    FROM plan
    UNION ALL
    SELECT
        employee_id,
        0 AS items,
        1 AS cut_items,
        0 AS cost_rupiah,
        cost_rupiah AS cut_cost_rupiah,
        CAST(0 AS DOUBLE) AS closes,
        closes AS cut_closes,
        CAST(0 AS DOUBLE) AS weighted_closure,
        weighted_closure AS cut_weighted_closure
    FROM plan_cut_item
),
person AS (
    SELECT
        run_person.employee_id,
        run_person.unit_id,
        COALESCE(SUM(either.items), 0) AS items,
        COALESCE(SUM(either.cut_items), 0) AS cut_items,
        COALESCE(SUM(either.cost_rupiah), 0) AS cost_rupiah,
        COALESCE(SUM(either.cut_cost_rupiah), 0) AS cut_cost_rupiah,
        COALESCE(SUM(either.closes), 0) AS closes,
        COALESCE(SUM(either.cut_closes), 0) AS cut_closes,
        COALESCE(SUM(either.weighted_closure), 0) AS weighted_closure,
        COALESCE(SUM(either.cut_weighted_closure), 0) AS cut_weighted_closure
    FROM run_person
    INNER JOIN plan_cut_agency ON plan_cut_agency.agency_id = run_person.agency_id
    LEFT JOIN either ON either.employee_id = run_person.employee_id
    WHERE run_person.is_planned
    GROUP BY run_person.employee_id, run_person.unit_id
)
SELECT
    unit_scope.level,
    unit_scope.scope_id,
    CAST(COUNT(*) AS BIGINT) AS people,
    CAST(SUM(CASE WHEN person.items > 0 THEN 1 ELSE 0 END) AS BIGINT) AS served_people,
    CAST(SUM(CASE WHEN person.items > 0 AND person.cut_items = 0 THEN 1 ELSE 0 END) AS BIGINT) AS lost_people,
    CAST(SUM(CASE WHEN person.items = 0 AND person.cut_items > 0 THEN 1 ELSE 0 END) AS BIGINT) AS won_people,
    CAST(SUM(person.items) AS BIGINT) AS item_count,
    CAST(SUM(person.cut_items) AS BIGINT) AS cut_item_count,
    CAST(SUM(person.cost_rupiah) AS BIGINT) AS cost_rupiah,
    CAST(SUM(person.cut_cost_rupiah) AS BIGINT) AS cut_cost_rupiah,
    ROUND(SUM(person.closes), 4) AS closes,
    ROUND(SUM(person.cut_closes), 4) AS cut_closes,
    ROUND(SUM(person.weighted_closure), 6) AS weighted_closure,
    ROUND(SUM(person.cut_weighted_closure), 6) AS cut_weighted_closure
FROM person
INNER JOIN unit_scope ON unit_scope.unit_id = person.unit_id
WHERE unit_scope.level IN ('unit', 'agency')
GROUP BY unit_scope.level, unit_scope.scope_id

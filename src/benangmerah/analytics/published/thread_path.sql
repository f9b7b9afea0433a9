-- From a node down to the unit it asks, the competency, and the offering that raises it. Rows of a target as a whole have
-- no unit: a person asked for by several of its links is counted once there. Rows of all offerings have no offering.
WITH link AS (
    SELECT
        objective_needs.objective_id,
        objective_needs.unit_id AS asked_unit_id,
        unit_scope.unit_id,
        objective_needs.competency_id
    FROM objective_needs
    INNER JOIN unit_scope ON unit_scope.level = 'unit' AND unit_scope.scope_id = objective_needs.unit_id
    UNION ALL
    SELECT thread_ask.objective_id, NULL AS asked_unit_id, thread_ask.unit_id, thread_ask.competency_id
    FROM thread_ask
    INNER JOIN thread_node ON thread_node.objective_id = thread_ask.objective_id
    WHERE thread_node.kind = 'target'
),
standing AS (
    SELECT DISTINCT unit_scope.level, unit_scope.scope_id, link.objective_id, link.asked_unit_id, link.competency_id
    FROM link
    INNER JOIN unit_scope ON unit_scope.unit_id = link.unit_id
    WHERE unit_scope.level IN ('unit', 'agency')
),
needing AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        link.objective_id,
        link.asked_unit_id,
        link.competency_id,
        CAST(NULL AS VARCHAR) AS intervention_id,
        COUNT(DISTINCT need_line.employee_id) AS people,
        COUNT(*) AS need_count,
        SUM(need_line.gap) AS gap,
        SUM(CASE WHEN need_line.fate = 'closed' THEN 1 ELSE 0 END) AS closed_count,
        SUM(CASE WHEN need_line.fate = 'partly' THEN 1 ELSE 0 END) AS partly_count
    FROM link
    INNER JOIN need_line ON need_line.unit_id = link.unit_id AND need_line.competency_id = link.competency_id
    INNER JOIN unit_scope ON unit_scope.unit_id = link.unit_id
    GROUP BY unit_scope.level, unit_scope.scope_id, link.objective_id, link.asked_unit_id, link.competency_id
    UNION ALL
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        link.objective_id,
        link.asked_unit_id,
        link.competency_id,
        plan_closure.intervention_id,
        COUNT(DISTINCT need_line.employee_id) AS people,
        COUNT(*) AS need_count,
        SUM(need_line.gap) AS gap,
        SUM(CASE WHEN need_line.fate = 'closed' THEN 1 ELSE 0 END) AS closed_count,
        SUM(CASE WHEN need_line.fate = 'partly' THEN 1 ELSE 0 END) AS partly_count
    FROM link
    INNER JOIN need_line ON need_line.unit_id = link.unit_id AND need_line.competency_id = link.competency_id
    INNER JOIN plan_closure
        ON plan_closure.employee_id = need_line.employee_id AND plan_closure.competency_id = need_line.competency_id
    INNER JOIN unit_scope ON unit_scope.unit_id = link.unit_id
    GROUP BY
        unit_scope.level, unit_scope.scope_id, link.objective_id, link.asked_unit_id, link.competency_id,
        plan_closure.intervention_id
),
serving AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        link.objective_id,
        link.asked_unit_id,
        link.competency_id,
        CASE WHEN GROUPING(thread_raise.intervention_id) = 0 THEN thread_raise.intervention_id END AS intervention_id,
        COUNT(*) AS item_count,
        SUM(thread_raise.cost_rupiah) AS head_rupiah
    FROM link
    INNER JOIN thread_raise ON thread_raise.unit_id = link.unit_id AND thread_raise.competency_id = link.competency_id
    INNER JOIN unit_scope ON unit_scope.unit_id = link.unit_id
    GROUP BY GROUPING SETS (
        (unit_scope.level, unit_scope.scope_id, link.objective_id, link.asked_unit_id, link.competency_id),
        (unit_scope.level, unit_scope.scope_id, link.objective_id, link.asked_unit_id, link.competency_id,
         thread_raise.intervention_id)
    )
),
every_row AS (
    SELECT standing.*, CAST(NULL AS VARCHAR) AS intervention_id
    FROM standing
    UNION
    SELECT level, scope_id, objective_id, asked_unit_id, competency_id, intervention_id
    FROM serving
)
SELECT
    every_row.level,
    every_row.scope_id,
    every_row.objective_id,
    every_row.asked_unit_id AS unit_id,
    every_row.competency_id,
    every_row.intervention_id,
    run_unit.name AS unit,
    competencies.name AS competency,
    interventions.title AS intervention,
    objective_needs.level AS asked_level,
    objective_needs.weight,
    CAST(COALESCE(needing.people, 0) AS BIGINT) AS people,
    CAST(COALESCE(needing.need_count, 0) AS BIGINT) AS need_count,
    ROUND(COALESCE(needing.gap, 0), 4) AS gap,
    CAST(COALESCE(needing.closed_count, 0) AS BIGINT) AS closed_count,
    CAST(COALESCE(needing.partly_count, 0) AS BIGINT) AS partly_count,
    CAST(COALESCE(serving.item_count, 0) AS BIGINT) AS item_count,
    CAST(COALESCE(serving.head_rupiah, 0) AS BIGINT) AS head_rupiah
FROM every_row
INNER JOIN competencies ON competencies.competency_id = every_row.competency_id
LEFT JOIN run_unit ON run_unit.unit_id = every_row.asked_unit_id
LEFT JOIN interventions ON interventions.intervention_id = every_row.intervention_id
LEFT JOIN objective_needs
    ON objective_needs.objective_id = every_row.objective_id
    AND objective_needs.unit_id = every_row.asked_unit_id
    AND objective_needs.competency_id = every_row.competency_id
LEFT JOIN needing
    ON needing.level = every_row.level AND needing.scope_id = every_row.scope_id
    AND needing.objective_id = every_row.objective_id
    AND COALESCE(needing.asked_unit_id, '') = COALESCE(every_row.asked_unit_id, '')
    AND needing.competency_id = every_row.competency_id
    AND COALESCE(needing.intervention_id, '') = COALESCE(every_row.intervention_id, '')
LEFT JOIN serving
    ON serving.level = every_row.level AND serving.scope_id = every_row.scope_id
    AND serving.objective_id = every_row.objective_id
    AND COALESCE(serving.asked_unit_id, '') = COALESCE(every_row.asked_unit_id, '')
    AND serving.competency_id = every_row.competency_id
    AND COALESCE(serving.intervention_id, '') = COALESCE(every_row.intervention_id, '')

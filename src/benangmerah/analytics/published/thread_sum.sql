-- Nodes by scope. A link concerns the scopes its unit stands in, and the units below it; nodes without links stand with
-- their agency alone. People, needs and participations are counted once for a node, whatever asks for them. Finished
-- trainings are those of the year of the run's day, up to it, and of the year before, that raise a competency asked.
WITH concerned AS (
    SELECT node_link.*, unit_scope.level, unit_scope.scope_id
    FROM node_link
    INNER JOIN unit_scope ON unit_scope.unit_id = node_link.unit_id
    UNION
    SELECT node_link.*, 'unit' AS level, unit_scope.unit_id AS scope_id
    FROM node_link
    INNER JOIN unit_scope ON unit_scope.level = 'unit' AND unit_scope.scope_id = node_link.unit_id
),
asked AS (
    SELECT
        level,
        scope_id,
        objective_id,
        COUNT(DISTINCT (link_objective_id, unit_id, competency_id)) AS link_count,
        COUNT(DISTINCT unit_id) AS unit_count
    FROM concerned
    GROUP BY level, scope_id, objective_id
),
standing AS (
    SELECT level, scope_id, objective_id FROM asked
    UNION
    SELECT 'agency' AS level, agency.agency_id AS scope_id, thread_node.objective_id
    FROM thread_node
    INNER JOIN (SELECT DISTINCT agency_id FROM run_unit) AS agency
        ON thread_node.agency_id IS NULL OR thread_node.agency_id = agency.agency_id
),
needing AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        thread_need.objective_id,
        COUNT(DISTINCT thread_need.employee_id) AS people,
        COUNT(*) AS need_count,
        SUM(thread_need.gap) AS gap,
        SUM(CASE WHEN thread_need.fate = 'closed' THEN 1 ELSE 0 END) AS closed_count,
        SUM(CASE WHEN thread_need.fate = 'partly' THEN 1 ELSE 0 END) AS partly_count
    FROM thread_need
    INNER JOIN unit_scope ON unit_scope.unit_id = thread_need.unit_id
    GROUP BY unit_scope.level, unit_scope.scope_id, thread_need.objective_id
),
item AS (
    SELECT DISTINCT
        thread_ask.objective_id,
        thread_raise.unit_id,
        thread_raise.employee_id,
        thread_raise.intervention_id,
        thread_raise.cost_rupiah
    FROM thread_raise
    INNER JOIN thread_ask
        ON thread_ask.unit_id = thread_raise.unit_id AND thread_ask.competency_id = thread_raise.competency_id
),
serving AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        item.objective_id,
        COUNT(DISTINCT item.intervention_id) AS line_count,
        COUNT(*) AS item_count,
        SUM(item.cost_rupiah) AS head_rupiah
    FROM item
    INNER JOIN unit_scope ON unit_scope.unit_id = item.unit_id
    GROUP BY unit_scope.level, unit_scope.scope_id, item.objective_id
),
finished AS (
    SELECT DISTINCT
        thread_ask.objective_id,
        run_person.unit_id,
        completions.employee_id,
        completions.intervention_id,
        completions.completed_on,
        EXTRACT(YEAR FROM run_choice.as_of) - EXTRACT(YEAR FROM completions.completed_on) AS years_ago
    FROM completions
    INNER JOIN run_choice ON completions.completed_on <= run_choice.as_of
    INNER JOIN run_person ON run_person.employee_id = completions.employee_id
    INNER JOIN effects ON effects.intervention_id = completions.intervention_id AND effects.raise_by > 0
    INNER JOIN thread_ask
        ON thread_ask.unit_id = run_person.unit_id AND thread_ask.competency_id = effects.competency_id
),
done AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        finished.objective_id,
        SUM(CASE WHEN finished.years_ago = 0 THEN 1 ELSE 0 END) AS done_count,
        SUM(CASE WHEN finished.years_ago = 1 THEN 1 ELSE 0 END) AS done_before_count
    FROM finished
    INNER JOIN unit_scope ON unit_scope.unit_id = finished.unit_id
    GROUP BY unit_scope.level, unit_scope.scope_id, finished.objective_id
)
SELECT
    standing.level,
    standing.scope_id,
    standing.objective_id,
    thread_node.kind,
    CAST(COALESCE(asked.link_count, 0) AS BIGINT) AS link_count,
    CAST(COALESCE(asked.unit_count, 0) AS BIGINT) AS unit_count,
    CAST(COALESCE(needing.people, 0) AS BIGINT) AS people,
    CAST(COALESCE(needing.need_count, 0) AS BIGINT) AS need_count,
    ROUND(COALESCE(needing.gap, 0), 4) AS gap,
    CAST(COALESCE(needing.closed_count, 0) AS BIGINT) AS closed_count,
    CAST(COALESCE(needing.partly_count, 0) AS BIGINT) AS partly_count,
    CAST(COALESCE(serving.line_count, 0) AS BIGINT) AS line_count,
    CAST(COALESCE(serving.item_count, 0) AS BIGINT) AS item_count,
    CAST(COALESCE(serving.head_rupiah, 0) AS BIGINT) AS head_rupiah,
    CAST(COALESCE(done.done_count, 0) AS BIGINT) AS done_count,
    CAST(COALESCE(done.done_before_count, 0) AS BIGINT) AS done_before_count
FROM standing
INNER JOIN thread_node ON thread_node.objective_id = standing.objective_id
LEFT JOIN asked
    ON asked.level = standing.level AND asked.scope_id = standing.scope_id
    AND asked.objective_id = standing.objective_id
LEFT JOIN needing
    ON needing.level = standing.level AND needing.scope_id = standing.scope_id
    AND needing.objective_id = standing.objective_id
LEFT JOIN serving
    ON serving.level = standing.level AND serving.scope_id = standing.scope_id
    AND serving.objective_id = standing.objective_id
LEFT JOIN done
    ON done.level = standing.level AND done.scope_id = standing.scope_id
    AND done.objective_id = standing.objective_id

-- Competencies somebody needs, and how many of those people no line of spending could reach.
WITH raising AS (
    SELECT spending.spending_id, spending.competency_id
    FROM spending
    WHERE spending.competency_id IS NOT NULL
    UNION
    SELECT spending.spending_id, effects.competency_id
    FROM spending
    INNER JOIN effects ON effects.intervention_id = spending.intervention_id
    WHERE spending.competency_id IS NULL
),
bought AS (
    SELECT raising.competency_id, COUNT(*) AS lines, SUM(spending.amount_rupiah) AS amount_rupiah
    FROM raising
    INNER JOIN spending ON spending.spending_id = raising.spending_id
    GROUP BY raising.competency_id
),
reached AS (
    SELECT DISTINCT unit_scope.unit_id, raising.competency_id
    FROM raising
    INNER JOIN spending ON spending.spending_id = raising.spending_id
    INNER JOIN unit_scope
        ON (spending.unit_id IS NOT NULL AND unit_scope.level = 'unit' AND unit_scope.scope_id = spending.unit_id)
        OR (spending.unit_id IS NULL AND unit_scope.level = 'agency' AND unit_scope.scope_id = spending.agency_id)
)
SELECT
    need_line.competency_id,
    need_line.competency AS name,
    need_line.competency_kind AS kind,
    CAST(COUNT(DISTINCT need_line.employee_id) AS BIGINT) AS people,
    CAST(COUNT(DISTINCT CASE WHEN reached.unit_id IS NOT NULL THEN need_line.employee_id END) AS BIGINT)
        AS people_in_reach,
    ROUND(SUM(CASE WHEN need_line.target = 'held' THEN need_line.gap ELSE 0 END), 4) AS burden,
    CAST(COALESCE(MAX(bought.lines), 0) AS BIGINT) AS lines,
    CAST(COALESCE(MAX(bought.amount_rupiah), 0) AS BIGINT) AS amount_rupiah
FROM need_line
LEFT JOIN reached
    ON reached.unit_id = need_line.unit_id AND reached.competency_id = need_line.competency_id
LEFT JOIN bought ON bought.competency_id = need_line.competency_id
GROUP BY need_line.competency_id, need_line.competency, need_line.competency_kind

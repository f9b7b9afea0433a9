-- Rule 13. For each spending line: people of its scope with a need in one of its competencies, against its participants.
WITH line_competency AS (
    SELECT spending.spending_id, spending.competency_id
    FROM spending
    WHERE spending.competency_id IS NOT NULL
    UNION
    SELECT spending.spending_id, effects.competency_id
    FROM spending
    INNER JOIN effects ON effects.intervention_id = spending.intervention_id
    WHERE spending.competency_id IS NULL
),
line_unit AS (
    SELECT spending.spending_id, unit_scope.unit_id
    FROM spending
    INNER JOIN unit_scope
        ON (spending.unit_id IS NOT NULL AND unit_scope.level = 'unit' AND unit_scope.scope_id = spending.unit_id)
        OR (spending.unit_id IS NULL AND unit_scope.level = 'agency' AND unit_scope.scope_id = spending.agency_id)
),
needing AS (
    SELECT line_unit.spending_id, COUNT(DISTINCT need.employee_id) AS people_with_need
    FROM line_unit
    INNER JOIN line_competency ON line_competency.spending_id = line_unit.spending_id
    INNER JOIN need ON need.unit_id = line_unit.unit_id AND need.competency_id = line_competency.competency_id
    GROUP BY line_unit.spending_id
),
served AS (
    SELECT line_competency.spending_id, COUNT(DISTINCT target_link.target_id) AS objectives
    FROM line_competency
    INNER JOIN target_link ON target_link.competency_id = line_competency.competency_id
    -- the line's units and the link's unit with all below it have a unit in common
    INNER JOIN unit_scope ON unit_scope.level = 'unit' AND unit_scope.scope_id = target_link.unit_id
    INNER JOIN line_unit
        ON line_unit.spending_id = line_competency.spending_id AND line_unit.unit_id = unit_scope.unit_id
    GROUP BY line_competency.spending_id
),
known AS (
    SELECT DISTINCT spending_id
    FROM line_competency
)
SELECT
    spending.spending_id,
    spending.amount_rupiah,
    spending.participants,
    CASE WHEN known.spending_id IS NOT NULL THEN COALESCE(needing.people_with_need, 0) END AS people_with_need,
    CASE
        WHEN known.spending_id IS NOT NULL AND spending.participants > 0
            THEN CAST(LEAST(COALESCE(needing.people_with_need, 0), spending.participants) * 100 AS DOUBLE)
                / CAST(spending.participants AS DOUBLE)
    END AS fit_percent,
    COALESCE(served.objectives, 0) AS objectives
FROM spending
LEFT JOIN known ON known.spending_id = spending.spending_id
LEFT JOIN needing ON needing.spending_id = spending.spending_id
LEFT JOIN served ON served.spending_id = spending.spending_id

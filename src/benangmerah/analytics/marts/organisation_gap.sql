-- Rule 11. People of the unit and below, standing active, whose attained level reaches the one that is needed.
WITH present AS (
    SELECT
        unit_needs.unit_id,
        unit_needs.competency_id,
        unit_needs.level,
        COUNT(*) AS people_at_level
    FROM unit_needs
    INNER JOIN unit_scope ON unit_scope.level = 'unit' AND unit_scope.scope_id = unit_needs.unit_id
    INNER JOIN person ON person.unit_id = unit_scope.unit_id AND person.standing = 'active'
    INNER JOIN attainment
        ON attainment.employee_id = person.employee_id
        AND attainment.competency_id = unit_needs.competency_id
        AND attainment.attained_units >= unit_needs.level * 10000
    GROUP BY unit_needs.unit_id, unit_needs.competency_id, unit_needs.level
)
SELECT
    unit_needs.unit_id,
    unit_needs.competency_id,
    unit_needs.level,
    unit_needs.people_needed,
    COALESCE(present.people_at_level, 0) AS people_at_level,
    GREATEST(unit_needs.people_needed - COALESCE(present.people_at_level, 0), 0) AS missing
FROM unit_needs
LEFT JOIN present
    ON present.unit_id = unit_needs.unit_id
    AND present.competency_id = unit_needs.competency_id
    AND present.level = unit_needs.level

-- What stands in the way of the needs of every scope, and of the minimum of learning hours.
SELECT
    unit_scope.level,
    unit_scope.scope_id,
    unserved."limit",
    CAST(COUNT(unserved.competency_id) AS BIGINT) AS need_count,
    CAST(COUNT(*) - COUNT(unserved.competency_id) AS BIGINT) AS minimum_count
FROM unserved
INNER JOIN run_person ON run_person.employee_id = unserved.employee_id
INNER JOIN unit_scope ON unit_scope.unit_id = run_person.unit_id
WHERE unit_scope.level IN ('unit', 'agency')
GROUP BY unit_scope.level, unit_scope.scope_id, unserved."limit"

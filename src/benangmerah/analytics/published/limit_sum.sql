-- What stands in the way of the needs of every scope, and of the minimum of learning hours, by sector and status.
WITH split AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        unserved."limit",
        CASE WHEN GROUPING(run_person.sector) = 0 THEN run_person.sector END AS sector,
        CASE WHEN GROUPING(run_person.status) = 0 THEN run_person.status END AS status,
        COUNT(unserved.competency_id) AS need_count,
        COUNT(*) - COUNT(unserved.competency_id) AS minimum_count
    FROM unserved
    INNER JOIN run_person ON run_person.employee_id = unserved.employee_id
    INNER JOIN unit_scope ON unit_scope.unit_id = run_person.unit_id
    WHERE unit_scope.level IN ('unit', 'agency')
    GROUP BY GROUPING SETS (
        (unit_scope.level, unit_scope.scope_id, unserved."limit"),
        (unit_scope.level, unit_scope.scope_id, unserved."limit", run_person.sector),
        (unit_scope.level, unit_scope.scope_id, unserved."limit", run_person.status),
        (unit_scope.level, unit_scope.scope_id, unserved."limit", run_person.sector, run_person.status)
    )
)
SELECT
    split.level,
    split.scope_id,
    split."limit",
    split.sector,
    split.status,
    CAST(split.need_count AS BIGINT) AS need_count,
    CAST(split.minimum_count AS BIGINT) AS minimum_count
FROM split
LEFT JOIN run_unit ON split.level = 'unit' AND run_unit.unit_id = split.scope_id
WHERE split.sector IS NULL OR run_unit.only_sector IS NULL

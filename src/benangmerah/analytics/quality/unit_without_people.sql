-- A unit with nobody in it and below it.
SELECT
    units.unit_id AS subject_id,
    units.unit_id,
    0 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM units
LEFT JOIN (
    SELECT DISTINCT unit_scope.scope_id
    FROM unit_scope
    INNER JOIN employees ON employees.unit_id = unit_scope.unit_id
    WHERE unit_scope.level = 'unit'
) AS peopled ON peopled.scope_id = units.unit_id
WHERE peopled.scope_id IS NULL

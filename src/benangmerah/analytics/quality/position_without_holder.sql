-- A position that nobody holds or aims at.
SELECT
    positions.position_id AS subject_id,
    CAST(NULL AS VARCHAR) AS unit_id,
    0 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM positions
LEFT JOIN (
    SELECT position_id FROM employees
    UNION
    SELECT target_position_id AS position_id FROM employees WHERE target_position_id IS NOT NULL
) AS taken ON taken.position_id = positions.position_id
WHERE taken.position_id IS NULL

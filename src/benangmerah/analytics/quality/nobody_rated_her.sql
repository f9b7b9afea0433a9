-- Somebody of whom the position asks something, and of whom nothing is known.
SELECT
    gap.employee_id AS subject_id,
    gap.unit_id,
    1 AS people,
    CAST(COUNT(*) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM gap
WHERE gap.target = 'held'
GROUP BY gap.employee_id, gap.unit_id
HAVING SUM(CASE WHEN gap.state = 'not_assessed' THEN 0 ELSE 1 END) = 0

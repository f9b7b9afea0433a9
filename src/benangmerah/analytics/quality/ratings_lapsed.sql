-- Competencies of the position held that were rated once, and whose ratings no longer count.
SELECT
    assess_first.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    CAST(COUNT(*) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM assess_first
INNER JOIN person ON person.employee_id = assess_first.employee_id
WHERE assess_first.target = 'held' AND assess_first.reason = 'expired'
GROUP BY assess_first.employee_id, person.unit_id

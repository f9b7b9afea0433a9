-- Education below what the position held asks.
SELECT
    qualification_gap.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    MIN(qualification_gap.held_value) AS words
FROM qualification_gap
INNER JOIN person ON person.employee_id = qualification_gap.employee_id
WHERE qualification_gap.target = 'held'
    AND qualification_gap.kind = 'education_level'
    AND qualification_gap.state = 'gap'
GROUP BY qualification_gap.employee_id, person.unit_id

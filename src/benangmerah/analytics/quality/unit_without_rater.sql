-- A unit with people, none of them on a leading post or standing in for one, and no superior's rating that counts.
WITH leader AS (
    SELECT DISTINCT person.unit_id
    FROM person
    LEFT JOIN leading_grade ON leading_grade.grade = person.grade
    LEFT JOIN assignments
        ON assignments.employee_id = person.employee_id
        AND assignments.kind IN ('plt', 'plh', 'pj')
    CROSS JOIN run_day
    WHERE leading_grade.grade IS NOT NULL
        OR (
            assignments.from_date <= run_day.as_of
            AND (assignments.to_date IS NULL OR run_day.as_of < assignments.to_date)
        )
),
rated AS (
    SELECT DISTINCT unit_id FROM evidence WHERE source = 'superior' AND rating_count > 0
)
SELECT
    person.unit_id AS subject_id,
    person.unit_id,
    COUNT(*) AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM person
LEFT JOIN leader ON leader.unit_id = person.unit_id
LEFT JOIN rated ON rated.unit_id = person.unit_id
WHERE leader.unit_id IS NULL AND rated.unit_id IS NULL
GROUP BY person.unit_id

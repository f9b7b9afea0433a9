-- Named in the newest files of two offices.
SELECT
    person.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    CAST(COUNT(DISTINCT file_mention.place) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM person
INNER JOIN file_mention ON file_mention.employee_id = person.employee_id
GROUP BY person.employee_id, person.unit_id
HAVING COUNT(DISTINCT file_mention.place) > 1

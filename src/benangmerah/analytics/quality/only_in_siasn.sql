-- Active in the newest export of SIASN, and missing in the file of the office that has sent one.
SELECT
    person.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM person
INNER JOIN siasn_mention ON siasn_mention.employee_id = person.employee_id
INNER JOIN file_cover ON file_cover.unit_id = person.unit_id
LEFT JOIN (SELECT DISTINCT employee_id FROM file_mention) AS named ON named.employee_id = person.employee_id
WHERE person.standing = 'active' AND named.employee_id IS NULL

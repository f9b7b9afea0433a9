-- In the data as active, and missing in the newest export of SIASN; nothing where none was brought in.
SELECT
    person.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM person
LEFT JOIN siasn_mention ON siasn_mention.employee_id = person.employee_id
WHERE person.standing = 'active'
    AND siasn_mention.employee_id IS NULL
    AND EXISTS (SELECT siasn_mention.employee_id FROM siasn_mention)

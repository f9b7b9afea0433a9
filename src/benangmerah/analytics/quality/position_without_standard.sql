-- A position with holders and no requirement in force: nobody on it can have a gap.
SELECT
    person.position_id AS subject_id,
    person.unit_id,
    COUNT(*) AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM person
LEFT JOIN (SELECT DISTINCT position_id FROM gap WHERE target = 'held') AS asked
    ON asked.position_id = person.position_id
WHERE asked.position_id IS NULL
GROUP BY person.position_id, person.unit_id

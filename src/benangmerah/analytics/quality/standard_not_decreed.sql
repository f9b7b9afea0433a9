-- A position with holders whose standard is provisional, or only the default of the law.
SELECT
    gap.position_id AS subject_id,
    gap.unit_id,
    COUNT(DISTINCT gap.employee_id) AS people,
    CAST(COUNT(DISTINCT gap.competency_id) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM gap
WHERE gap.target = 'held' AND gap.basis_of_standard <> 'decreed'
GROUP BY gap.position_id, gap.unit_id

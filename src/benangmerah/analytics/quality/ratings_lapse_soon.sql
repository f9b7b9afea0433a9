-- Competencies of the position held that are known today, and will not be in a few months if nobody is rated again.
WITH deciding AS (
    SELECT
        ratings.employee_id,
        ratings.competency_id,
        MAX(
            CASE
                WHEN ratings.valid_until IS NULL AND ratings.assessed_on > later_validity.lapsed_on THEN 1
                WHEN later_validity.later_on < ratings.valid_until THEN 1
                ELSE 0
            END
        ) AS counts_later
    FROM ratings
    INNER JOIN competencies ON competencies.competency_id = ratings.competency_id
    INNER JOIN source_place ON source_place.kind = competencies.kind AND source_place.source = ratings.source
    INNER JOIN later_validity ON later_validity.source = ratings.source
    CROSS JOIN run_day
    WHERE ratings.assessed_on <= run_day.as_of
    GROUP BY ratings.employee_id, ratings.competency_id
)
SELECT
    gap.employee_id AS subject_id,
    gap.unit_id,
    1 AS people,
    CAST(COUNT(*) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM gap
INNER JOIN deciding ON deciding.employee_id = gap.employee_id AND deciding.competency_id = gap.competency_id
WHERE gap.target = 'held' AND gap.state <> 'not_assessed' AND deciding.counts_later = 0
GROUP BY gap.employee_id, gap.unit_id

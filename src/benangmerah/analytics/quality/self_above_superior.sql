-- Somebody sees themselves a level or more above what the superior sees; `amount` counts the competencies.
SELECT
    own.employee_id AS subject_id,
    own.unit_id,
    1 AS people,
    CAST(COUNT(*) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM evidence AS own
INNER JOIN evidence AS above
    ON above.employee_id = own.employee_id
    AND above.competency_id = own.competency_id
    AND above.source = 'superior'
    AND above.rating_count > 0
CROSS JOIN quality_limit
WHERE own.source = 'self'
    AND own.rating_count > 0
    AND own.level_sum * above.rater_count - above.level_sum * own.rater_count
    >= quality_limit.self_above_hundredths * own.rater_count * above.rater_count
GROUP BY own.employee_id, own.unit_id

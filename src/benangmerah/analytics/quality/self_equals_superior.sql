-- Everybody of a unit, wherever both are known, rated themselves just as the superior did: one was copied.
WITH pair AS (
    SELECT
        own.unit_id,
        own.employee_id,
        CASE
            WHEN own.level_sum * above.rater_count = above.level_sum * own.rater_count THEN 1
            ELSE 0
        END AS is_equal
    FROM evidence AS own
    INNER JOIN evidence AS above
        ON above.employee_id = own.employee_id
        AND above.competency_id = own.competency_id
        AND above.source = 'superior'
        AND above.rating_count > 0
    WHERE own.source = 'self' AND own.rating_count > 0
)
SELECT
    pair.unit_id AS subject_id,
    pair.unit_id,
    COUNT(DISTINCT pair.employee_id) AS people,
    CAST(COUNT(*) AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM pair
CROSS JOIN quality_limit
GROUP BY pair.unit_id, quality_limit.self_equal_pairs
HAVING COUNT(*) >= quality_limit.self_equal_pairs AND MIN(pair.is_equal) = 1

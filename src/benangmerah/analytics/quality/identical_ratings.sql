-- The superiors of a unit gave nearly everybody the same level.
WITH given AS (
    SELECT
        unit_id,
        employee_id,
        CAST(level_sum AS DOUBLE) / (100 * rater_count) AS level
    FROM evidence
    WHERE source = 'superior' AND rating_count > 0
),
counted AS (
    SELECT unit_id, level, COUNT(*) AS times FROM given GROUP BY unit_id, level
),
per_unit AS (
    SELECT
        unit_id,
        SUM(times) AS given_count,
        MAX(times) AS most,
        MAX_BY(level, times) AS level
    FROM counted
    GROUP BY unit_id
),
rated_people AS (
    SELECT unit_id, COUNT(DISTINCT employee_id) AS people FROM given GROUP BY unit_id
)
SELECT
    per_unit.unit_id AS subject_id,
    per_unit.unit_id,
    rated_people.people,
    CAST(per_unit.most * 100 AS DOUBLE) / per_unit.given_count AS amount,
    CAST(per_unit.level AS VARCHAR) AS words
FROM per_unit
INNER JOIN rated_people ON rated_people.unit_id = per_unit.unit_id
CROSS JOIN quality_limit
WHERE per_unit.given_count >= quality_limit.identical_ratings
    AND per_unit.most * 100 >= quality_limit.identical_percent * per_unit.given_count

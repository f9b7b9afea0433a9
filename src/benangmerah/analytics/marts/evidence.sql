-- Rules 1 and 2. One row per person, competency and source with a rating given by the day: how many ratings count,
-- and the raters' newest ones added up (hundredths of a level), so that no division comes before the last step.
WITH given AS (
    SELECT
        ratings.employee_id,
        ratings.competency_id,
        ratings.source,
        COALESCE(ratings.rater_id, '') AS rater_id,
        ratings.rating_id,
        ratings.assessed_on,
        CAST(ROUND(ratings.level * 100) AS BIGINT) AS level_hundredths,
        CASE
            WHEN ratings.valid_until IS NULL THEN ratings.assessed_on > source_validity.lapsed_on
            ELSE run_day.as_of < ratings.valid_until
        END AS is_counting
    FROM ratings
    INNER JOIN source_validity ON source_validity.source = ratings.source
    CROSS JOIN run_day
    WHERE ratings.assessed_on <= run_day.as_of
),
per_rater AS (
    SELECT
        employee_id,
        competency_id,
        source,
        rater_id,
        COUNT(*) AS given_count,
        CAST(SUM(CASE WHEN is_counting THEN 1 ELSE 0 END) AS BIGINT) AS rating_count,
        MAX(CASE WHEN is_counting THEN assessed_on END) AS newest_on,
        -- the greatest of (date, rating_id as text) is the rater's newest
        MAX_BY(
            CASE WHEN is_counting THEN level_hundredths END,
            CASE WHEN is_counting THEN CONCAT(CAST(assessed_on AS VARCHAR), rating_id) ELSE '' END
        ) AS level_hundredths
    FROM given
    GROUP BY employee_id, competency_id, source, rater_id
)
SELECT
    person.agency_id,
    person.unit_id,
    per_rater.employee_id,
    per_rater.competency_id,
    per_rater.source,
    CAST(SUM(given_count) AS BIGINT) AS given_count,
    CAST(SUM(rating_count) AS BIGINT) AS rating_count,
    CAST(SUM(CASE WHEN rating_count > 0 THEN 1 ELSE 0 END) AS BIGINT) AS rater_count,
    CAST(COALESCE(SUM(CASE WHEN rating_count > 0 THEN level_hundredths END), 0) AS BIGINT) AS level_sum,
    MAX(newest_on) AS newest_on
FROM per_rater
INNER JOIN person ON person.employee_id = per_rater.employee_id
GROUP BY person.agency_id, person.unit_id, per_rater.employee_id, per_rater.competency_id, per_rater.source

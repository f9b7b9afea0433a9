-- Rule 6. Attained against required over the assessed requirements; the category from the capped figure before rounding.
-- Percents are compared in millionths: band and coverage bounds are whole numbers of them.
WITH target AS (
    SELECT employee_id, 'held' AS target, position_id
    FROM person
    UNION ALL
    SELECT employee_id, 'aimed' AS target, target_position_id AS position_id
    FROM person
    WHERE target_position_id IS NOT NULL
),
summed AS (
    SELECT
        gap.employee_id,
        gap.target,
        COUNT(*) AS required_count,
        COUNT(gap.attained_units) AS assessed_count,
        -- LEAST passes over an unknown, so what was not assessed is left out by CASE
        CAST(SUM(
            CASE WHEN gap.attained_units IS NOT NULL THEN LEAST(gap.attained_units, gap.required_level * 10000) END
        ) AS BIGINT) AS capped_units,
        CAST(SUM(gap.attained_units) AS BIGINT) AS uncapped_units,
        CAST(SUM(CASE WHEN gap.attained_units IS NOT NULL THEN gap.required_level * 10000 END) AS BIGINT) AS required_units
    FROM gap
    GROUP BY gap.employee_id, gap.target
),
matched AS (
    SELECT
        target.employee_id,
        target.target,
        target.position_id,
        CAST(summed.capped_units * 100 AS DOUBLE) / summed.required_units AS job_match_percent,
        CAST(summed.uncapped_units * 100 AS DOUBLE) / summed.required_units AS job_match_uncapped_percent,
        COALESCE(summed.assessed_count, 0) AS assessed_count,
        COALESCE(summed.required_count, 0) AS required_count,
        summed.capped_units,
        summed.required_units
    FROM target
    LEFT JOIN summed ON summed.employee_id = target.employee_id AND summed.target = target.target
)
SELECT
    matched.employee_id,
    matched.target,
    matched.position_id,
    matched.job_match_percent,
    matched.job_match_uncapped_percent,
    matched.assessed_count,
    matched.required_count,
    job_match_band.code AS category
FROM matched
CROSS JOIN match_coverage
LEFT JOIN job_match_band
    ON matched.assessed_count * 100000000 >= match_coverage.minimum_millionths * matched.required_count
    AND (
        job_match_band.lower_millionths IS NULL
        OR matched.capped_units * 100000000 > job_match_band.lower_millionths * matched.required_units
        OR (
            job_match_band.is_lower_inclusive
            AND matched.capped_units * 100000000 = job_match_band.lower_millionths * matched.required_units
        )
    )
    AND (
        job_match_band.upper_millionths IS NULL
        OR matched.capped_units * 100000000 < job_match_band.upper_millionths * matched.required_units
        OR (
            job_match_band.is_upper_inclusive
            AND matched.capped_units * 100000000 = job_match_band.upper_millionths * matched.required_units
        )
    )
    AND matched.required_units IS NOT NULL

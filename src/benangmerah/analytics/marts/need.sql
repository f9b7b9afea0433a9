-- Rules 7 and 12. Gaps that count, ranked over descending priority in whole millionths; ties share the smallest rank.
WITH counted AS (
    SELECT
        agency_id,
        unit_id,
        employee_id,
        competency_id,
        target,
        gap,
        weight,
        gap * weight AS priority,
        -- gap_units ÷ 10,000 × weight × 1,000,000, rounded half up
        CAST(
            (CAST(gap_units * 200 AS HUGEINT) * weight_numerator + weight_denominator) // (2 * weight_denominator)
            AS BIGINT
        ) AS priority_millionths
    FROM gap
    WHERE state = 'gap' AND (target = 'held' OR is_target_approved)
)
SELECT
    counted.*,
    RANK() OVER (PARTITION BY agency_id ORDER BY priority_millionths DESC) AS rank_in_agency
FROM counted

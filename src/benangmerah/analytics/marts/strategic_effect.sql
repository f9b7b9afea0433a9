-- Rules 7 and 12 without the factor of strategic weight: the weight divided by it, whole millionths, ties as in need.
WITH counted AS (
    SELECT
        gap.agency_id,
        gap.unit_id,
        gap.employee_id,
        gap.competency_id,
        gap.target,
        CAST(COALESCE(strategic_factor.numerator, 1) - COALESCE(strategic_factor.denominator, 1) AS DOUBLE)
        / CAST(COALESCE(strategic_factor.denominator, 1) AS DOUBLE) AS strategic_weight,
        CAST(gap.gap_units * 200 AS HUGEINT) * gap.weight_numerator * COALESCE(strategic_factor.denominator, 1)
            AS numerator,
        CAST(gap.weight_denominator AS HUGEINT) * COALESCE(strategic_factor.numerator, 1) AS denominator
    FROM gap
    LEFT JOIN strategic_factor
        ON strategic_factor.unit_id = gap.unit_id AND strategic_factor.competency_id = gap.competency_id
    WHERE gap.state = 'gap' AND (gap.target = 'held' OR gap.is_target_approved)
)
SELECT
    counted.*,
    RANK() OVER (
        PARTITION BY counted.agency_id
        ORDER BY (counted.numerator + counted.denominator) // (2 * counted.denominator) DESC
    ) AS rank_without
FROM counted

-- Rules 4, 5 and 7. One row per person, target and requirement in force; ten-thousandths of a level until shown.
WITH in_force AS (
    SELECT requirements.*
    FROM requirements
    CROSS JOIN run_day
    WHERE (requirements.valid_from IS NULL OR requirements.valid_from <= run_day.as_of)
    AND (requirements.valid_to IS NULL OR run_day.as_of < requirements.valid_to)
),
target AS (
    SELECT agency_id, unit_id, employee_id, is_target_approved, 'held' AS target, position_id
    FROM person
    UNION ALL
    SELECT agency_id, unit_id, employee_id, is_target_approved, 'aimed' AS target, target_position_id AS position_id
    FROM person
    WHERE target_position_id IS NOT NULL
),
measured AS (
    SELECT
        target.agency_id,
        target.unit_id,
        target.employee_id,
        target.is_target_approved,
        target.target,
        target.position_id,
        in_force.competency_id,
        in_force.required_level,
        COALESCE(in_force.basis, 'decreed') AS basis_of_standard,
        attainment.attained_units,
        attainment.attained_level,
        in_force.required_level * 10000 - attainment.attained_units AS short_units,
        duty_weight.numerator * COALESCE(strategic_factor.numerator, 1) AS weight_numerator,
        duty_weight.denominator * COALESCE(strategic_factor.denominator, 1) AS weight_denominator
    FROM target
    INNER JOIN in_force ON in_force.position_id = target.position_id
    INNER JOIN duty_weight
        ON duty_weight.position_id = target.position_id
        AND duty_weight.importance = COALESCE(in_force.importance, 'empty')
        AND duty_weight.target = target.target
    LEFT JOIN strategic_factor
        ON strategic_factor.unit_id = target.unit_id AND strategic_factor.competency_id = in_force.competency_id
    LEFT JOIN attainment
        ON attainment.employee_id = target.employee_id AND attainment.competency_id = in_force.competency_id
)
SELECT
    measured.agency_id,
    measured.unit_id,
    measured.employee_id,
    measured.competency_id,
    measured.target,
    measured.is_target_approved,
    measured.position_id,
    measured.required_level,
    measured.attained_units,
    measured.attained_level,
    -- GREATEST passes over an unknown, so unknown is kept by CASE
    CASE WHEN measured.short_units < 0 THEN 0 ELSE measured.short_units END AS gap_units,
    CAST(CASE WHEN measured.short_units < 0 THEN 0 ELSE measured.short_units END AS DOUBLE) / 10000 AS gap,
    CAST(CASE WHEN measured.short_units > 0 THEN 0 ELSE -measured.short_units END AS DOUBLE) / 10000 AS surplus,
    CASE
        WHEN measured.attained_units IS NULL THEN 'not_assessed'
        WHEN measured.short_units >= gap_threshold.units THEN 'gap'
        ELSE 'met'
    END AS state,
    measured.basis_of_standard,
    measured.weight_numerator,
    measured.weight_denominator,
    CAST(measured.weight_numerator AS DOUBLE) / CAST(measured.weight_denominator AS DOUBLE) AS weight
FROM measured
CROSS JOIN gap_threshold

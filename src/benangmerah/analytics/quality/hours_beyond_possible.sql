-- More JP claimed than fit into the days of the offering, or into the days of the month they were finished in. What is
-- known to last longer than a month, such as leadership training, is no claim on one month.
WITH claimed AS (
    SELECT
        completions.employee_id,
        CASE
            WHEN completions.learning_hours > interventions.duration_days * quality_limit.hours_a_day
                THEN completions.learning_hours
        END AS beyond_days,
        completions.learning_hours,
        DATE_TRUNC('month', completions.completed_on) AS month_of,
        DAY(LAST_DAY(completions.completed_on)) AS month_days,
        interventions.duration_days,
        quality_limit.hours_a_day
    FROM completions
    INNER JOIN interventions ON interventions.intervention_id = completions.intervention_id
    CROSS JOIN quality_limit
    CROSS JOIN run_day
    WHERE completions.completed_on <= run_day.as_of
),
found AS (
    SELECT employee_id, beyond_days AS hours FROM claimed WHERE beyond_days IS NOT NULL
    UNION ALL
    SELECT employee_id, SUM(learning_hours) AS hours
    FROM claimed
    WHERE duration_days IS NULL OR duration_days <= month_days
    GROUP BY employee_id, month_of, month_days, hours_a_day
    HAVING SUM(learning_hours) > month_days * hours_a_day
)
SELECT
    found.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    MAX(found.hours) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM found
INNER JOIN person ON person.employee_id = found.employee_id
GROUP BY found.employee_id, person.unit_id

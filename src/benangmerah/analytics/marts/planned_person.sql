-- Rules 14, 16 and 17. Everybody the plan is for, with the hours they have: a filled learning_hours counts in full,
-- else the completions of the plan year up to the day (for the ceiling of PNS and CPNS the elective ones only).
WITH finished AS (
    SELECT
        completions.employee_id,
        SUM(completions.learning_hours) AS all_hours,
        SUM(CASE WHEN not_elective.form IS NULL THEN completions.learning_hours ELSE 0 END) AS elective_hours
    FROM completions
    INNER JOIN interventions ON interventions.intervention_id = completions.intervention_id
    LEFT JOIN not_elective ON not_elective.form = interventions.form
    CROSS JOIN plan_day
    WHERE completions.completed_on >= plan_day.year_start
    AND completions.completed_on < plan_day.year_end
    AND completions.completed_on <= plan_day.as_of
    GROUP BY completions.employee_id
)
SELECT
    person.agency_id,
    person.unit_id,
    person.employee_id,
    person.status,
    person.grade,
    positions.job_family,
    plan_status.owes_minimum,
    plan_status.counts_every_form,
    COALESCE(employees.learning_hours, finished.all_hours, 0) AS hours_so_far,
    CASE
        WHEN plan_status.counts_every_form THEN COALESCE(employees.learning_hours, finished.all_hours, 0)
        ELSE COALESCE(employees.learning_hours, finished.elective_hours, 0)
    END AS hours_under_ceiling
FROM person
INNER JOIN employees ON employees.employee_id = person.employee_id
INNER JOIN positions ON positions.position_id = person.position_id
INNER JOIN plan_status ON plan_status.status = person.status
LEFT JOIN excluded ON excluded.employee_id = person.employee_id AND excluded."from" = 'plan'
LEFT JOIN finished ON finished.employee_id = person.employee_id
WHERE excluded.employee_id IS NULL

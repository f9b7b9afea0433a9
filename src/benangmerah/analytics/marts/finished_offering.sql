-- Rule 17. The latest day up to the day of the run on which each person the plan is for finished an offering.
SELECT
    planned_person.agency_id,
    completions.employee_id,
    completions.intervention_id,
    MAX(completions.completed_on) AS latest_on
FROM completions
INNER JOIN planned_person ON planned_person.employee_id = completions.employee_id
CROSS JOIN run_day
WHERE completions.completed_on <= run_day.as_of
GROUP BY planned_person.agency_id, completions.employee_id, completions.intervention_id

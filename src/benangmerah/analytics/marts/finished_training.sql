-- What each person has finished by the day, by every name it goes under (id, programme, title), normalised.
SELECT DISTINCT completions.employee_id, intervention_name.normalised
FROM completions
INNER JOIN intervention_name ON intervention_name.intervention_id = completions.intervention_id
CROSS JOIN run_day
WHERE completions.completed_on <= run_day.as_of

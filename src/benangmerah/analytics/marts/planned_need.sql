-- Rules 14 and 15. The needs of everybody the plan is for, with the levels between which an offering can help.
SELECT
    gap.agency_id,
    gap.employee_id,
    gap.competency_id,
    gap.target,
    gap.required_level * 10000 AS required_units,
    gap.attained_units,
    gap.weight
FROM gap
INNER JOIN planned_person ON planned_person.employee_id = gap.employee_id
WHERE gap.state = 'gap' AND (gap.target = 'held' OR gap.is_target_approved)

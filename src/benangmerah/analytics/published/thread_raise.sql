-- Every participation with each competency that it alone would raise in its person, as the summary counts what is covered.
SELECT
    plan.employee_id,
    plan.intervention_id,
    plan.cost_rupiah,
    run_person.unit_id,
    effects.competency_id
FROM plan
INNER JOIN run_person ON run_person.employee_id = plan.employee_id
INNER JOIN effects ON effects.intervention_id = plan.intervention_id
INNER JOIN attainment
    ON attainment.employee_id = plan.employee_id AND attainment.competency_id = effects.competency_id
WHERE effects.raise_by > 0 AND effects.raise_to > attainment.attained_level

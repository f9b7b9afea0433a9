-- Every need with its person and its fate, so that the list of needs reads one table.
WITH helped AS (
    SELECT
        plan_closure.employee_id,
        plan_closure.competency_id,
        STRING_AGG(interventions.title, '; ' ORDER BY interventions.title, interventions.intervention_id) AS titles
    FROM plan_closure
    INNER JOIN interventions ON interventions.intervention_id = plan_closure.intervention_id
    GROUP BY plan_closure.employee_id, plan_closure.competency_id
)
SELECT
    need.employee_id,
    need.competency_id,
    need.target,
    run_person.agency_id,
    run_person.unit_id,
    run_person.opd_id,
    run_person.name,
    run_person.position_title,
    run_person.sector,
    run_person.status,
    competencies.name AS competency,
    competencies.kind AS competency_kind,
    need.gap,
    need.weight,
    need.priority,
    need.rank_in_agency,
    strategic_effect.rank_without,
    strategic_part.title AS because_of,
    CASE
        WHEN run_person.is_planned IS NULL THEN NULL
        WHEN NOT run_person.is_planned THEN 'left_out'
        WHEN unserved.employee_id IS NULL THEN 'closed'
        WHEN helped.employee_id IS NOT NULL THEN 'partly'
        ELSE 'open'
    END AS fate,
    unserved."limit",
    unserved.detail,
    helped.titles AS helped_by
FROM need
INNER JOIN run_person ON run_person.employee_id = need.employee_id
INNER JOIN competencies ON competencies.competency_id = need.competency_id
LEFT JOIN unserved
    ON unserved.employee_id = need.employee_id
    AND unserved.competency_id = need.competency_id
    AND unserved.target = need.target
LEFT JOIN helped ON helped.employee_id = need.employee_id AND helped.competency_id = need.competency_id
LEFT JOIN strategic_effect
    ON strategic_effect.employee_id = need.employee_id
    AND strategic_effect.competency_id = need.competency_id
    AND strategic_effect.target = need.target
LEFT JOIN strategic_part
    ON strategic_part.unit_id = run_person.unit_id AND strategic_part.competency_id = need.competency_id

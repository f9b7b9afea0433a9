-- A wish is weighed only where it names a person: against her plan, then against her needs in what it asks for.
WITH asked_competency AS (
    SELECT wish_id, employee_id, competency_id
    FROM wishes
    WHERE employee_id IS NOT NULL AND competency_id IS NOT NULL
    UNION
    SELECT wishes.wish_id, wishes.employee_id, effects.competency_id
    FROM wishes
    INNER JOIN effects ON effects.intervention_id = wishes.intervention_id
    WHERE wishes.employee_id IS NOT NULL AND wishes.competency_id IS NULL
),
-- Of several needs the one that fares best tells what became of the wish, and of equals the most urgent.
ranked AS (
    SELECT
        asked_competency.wish_id,
        need_line.fate,
        need_line."limit",
        ROW_NUMBER() OVER (
            PARTITION BY asked_competency.wish_id
            ORDER BY
                LIST_POSITION(['closed', 'partly', 'open', 'left_out'], need_line.fate),
                need_line.rank_in_agency, need_line.competency_id, need_line.target
        ) AS place
    FROM asked_competency
    INNER JOIN need_line
        ON need_line.employee_id = asked_competency.employee_id
        AND need_line.competency_id = asked_competency.competency_id
),
planned AS (
    SELECT DISTINCT wishes.wish_id
    FROM wishes
    INNER JOIN plan ON plan.employee_id = wishes.employee_id AND plan.intervention_id = wishes.intervention_id
),
met AS (
    SELECT asked_competency.wish_id, MIN(CASE WHEN gap.state = 'met' THEN 1 ELSE 0 END) AS is_met
    FROM asked_competency
    INNER JOIN gap
        ON gap.employee_id = asked_competency.employee_id AND gap.competency_id = asked_competency.competency_id
    GROUP BY asked_competency.wish_id
)
SELECT
    wishes.wish_id,
    wishes.employee_id,
    COALESCE(run_person.agency_id, run_unit.agency_id) AS agency_id,
    COALESCE(wishes.unit_id, run_person.unit_id) AS unit_id,
    run_person.name,
    run_person.sector,
    run_person.status,
    wishes.intervention_id,
    interventions.title AS intervention,
    wishes.competency_id,
    competencies.name AS competency,
    wishes.note,
    CASE
        WHEN planned.wish_id IS NOT NULL THEN 'planned'
        WHEN ranked.fate IS NOT NULL THEN ranked.fate
        WHEN ranked.wish_id IS NOT NULL OR wishes.employee_id IS NULL THEN 'unknown'
        WHEN wishes.competency_id IS NULL AND wishes.intervention_id IS NULL THEN 'unknown'
        WHEN met.is_met = 1 THEN 'met'
        ELSE 'no_need'
    END AS fate,
    CASE WHEN planned.wish_id IS NULL THEN ranked."limit" END AS "limit"
FROM wishes
LEFT JOIN run_person ON run_person.employee_id = wishes.employee_id
LEFT JOIN run_unit ON run_unit.unit_id = wishes.unit_id
LEFT JOIN interventions ON interventions.intervention_id = wishes.intervention_id
LEFT JOIN competencies ON competencies.competency_id = wishes.competency_id
LEFT JOIN ranked ON ranked.wish_id = wishes.wish_id AND ranked.place = 1
LEFT JOIN planned ON planned.wish_id = wishes.wish_id
LEFT JOIN met ON met.wish_id = wishes.wish_id
WHERE COALESCE(run_person.agency_id, run_unit.agency_id) IS NOT NULL OR wishes.employee_id IS NULL

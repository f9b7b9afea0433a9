-- Trainings owed: those that the position held asks for (rule 10 of qualifications), and obligations of the catalogue
-- whose programme somebody may take and has not finished, or finished too long ago.
WITH offering AS (
    SELECT
        interventions.intervention_id,
        interventions.agency_id,
        interventions.title,
        COALESCE(interventions.program_id, interventions.intervention_id) AS program_id,
        COALESCE(interventions.mandatory, FALSE) AS is_mandatory,
        interventions.repeat_after_months
    FROM interventions
),
offered AS (
    SELECT run_person.employee_id, run_person.agency_id, offering.intervention_id
    FROM run_person
    INNER JOIN offering ON offering.agency_id IS NULL OR offering.agency_id = run_person.agency_id
),
wanted AS (
    -- a technical training asked for by hours has no name: nothing of the catalogue is called 20 JP
    SELECT
        qualification_gap.employee_id,
        qualification_gap.kind,
        qualification_gap.required_value AS asked,
        qualification_gap.state,
        training_name.intervention_id
    FROM qualification_gap
    INNER JOIN training_key ON training_key.written = qualification_gap.required_value
    LEFT JOIN training_name ON training_name.normalised = training_key.normalised
    WHERE qualification_gap.target = 'held' AND qualification_gap.state <> 'met'
        AND qualification_gap.kind IN ('leadership_training', 'functional_training', 'technical_training')
),
fitting AS (
    SELECT DISTINCT run_person.employee_id, eligibility.intervention_id
    FROM run_person
    INNER JOIN positions ON positions.position_id = run_person.position_id
    INNER JOIN eligibility
        ON (eligibility.grade IS NULL OR eligibility.grade = run_person.grade)
        AND (eligibility.job_family IS NULL OR eligibility.job_family = positions.job_family)
        AND (eligibility.status IS NULL OR eligibility.status = run_person.status)
    LEFT JOIN unit_scope
        ON unit_scope.level = 'unit' AND unit_scope.scope_id = eligibility.unit_id
        AND unit_scope.unit_id = run_person.unit_id
    WHERE eligibility.unit_id IS NULL OR unit_scope.unit_id IS NOT NULL
),
open_to_all AS (
    SELECT offering.intervention_id
    FROM offering
    LEFT JOIN eligibility ON eligibility.intervention_id = offering.intervention_id
    WHERE eligibility.intervention_id IS NULL
),
finished AS (
    SELECT
        completions.employee_id,
        COALESCE(interventions.program_id, interventions.intervention_id) AS program_id,
        MAX(completions.completed_on) AS completed_on
    FROM completions
    INNER JOIN interventions ON interventions.intervention_id = completions.intervention_id
    CROSS JOIN run_choice
    WHERE completions.completed_on <= run_choice.as_of
    GROUP BY completions.employee_id, COALESCE(interventions.program_id, interventions.intervention_id)
),
obliged AS (
    SELECT
        offered.employee_id,
        'obligation' AS kind,
        first_title.title AS asked,
        'gap' AS state,
        offering.intervention_id
    FROM offering
    INNER JOIN offered ON offered.intervention_id = offering.intervention_id
    INNER JOIN (SELECT program_id, MIN(title) AS title FROM offering GROUP BY program_id) AS first_title
        ON first_title.program_id = offering.program_id
    LEFT JOIN fitting
        ON fitting.employee_id = offered.employee_id AND fitting.intervention_id = offering.intervention_id
    LEFT JOIN open_to_all ON open_to_all.intervention_id = offering.intervention_id
    LEFT JOIN finished ON finished.employee_id = offered.employee_id AND finished.program_id = offering.program_id
    CROSS JOIN run_choice
    WHERE offering.is_mandatory
        AND (fitting.employee_id IS NOT NULL OR open_to_all.intervention_id IS NOT NULL)
        AND (
            finished.employee_id IS NULL
            OR (
                offering.repeat_after_months IS NOT NULL
                AND finished.completed_on + TO_MONTHS(CAST(offering.repeat_after_months AS INTEGER)) <= run_choice.as_of
            )
        )
),
every_one AS (
    SELECT wanted.employee_id, wanted.kind, wanted.asked, wanted.state, wanted.intervention_id FROM wanted
    UNION ALL
    SELECT obliged.employee_id, obliged.kind, obliged.asked, obliged.state, obliged.intervention_id FROM obliged
),
weighed AS (
    SELECT
        every_one.employee_id,
        every_one.kind,
        every_one.asked,
        MIN(every_one.state) AS state,
        COUNT(offered.intervention_id) > 0 AS is_offered,
        COALESCE(
            BOOL_OR(
                offered.intervention_id IS NOT NULL
                AND (fitting.employee_id IS NOT NULL OR open_to_all.intervention_id IS NOT NULL)
            ),
            FALSE
        ) AS is_eligible,
        MIN(plan.intervention_id) AS intervention_id
    FROM every_one
    LEFT JOIN offered
        ON offered.employee_id = every_one.employee_id AND offered.intervention_id = every_one.intervention_id
    LEFT JOIN fitting
        ON fitting.employee_id = every_one.employee_id AND fitting.intervention_id = every_one.intervention_id
    LEFT JOIN open_to_all ON open_to_all.intervention_id = every_one.intervention_id
    LEFT JOIN plan
        ON plan.employee_id = every_one.employee_id AND plan.intervention_id = every_one.intervention_id
    GROUP BY every_one.employee_id, every_one.kind, every_one.asked
)
SELECT
    weighed.employee_id,
    run_person.agency_id,
    run_person.unit_id,
    run_person.opd_id,
    run_person.name,
    run_person.position_title,
    run_person.sector,
    run_person.status,
    run_person.grade,
    weighed.kind,
    weighed.asked,
    weighed.state,
    weighed.is_offered,
    weighed.is_eligible,
    weighed.intervention_id,
    plan.batch,
    plan.period
FROM weighed
INNER JOIN run_person ON run_person.employee_id = weighed.employee_id
LEFT JOIN plan ON plan.employee_id = weighed.employee_id AND plan.intervention_id = weighed.intervention_id
-- whom the position asks for a programme owes it once, not once more as an obligation
WHERE weighed.kind <> 'obligation' OR NOT EXISTS (
    SELECT 1
    FROM wanted
    INNER JOIN training_key ON training_key.written = weighed.asked
    INNER JOIN training_key AS asked_key ON asked_key.written = wanted.asked
    WHERE wanted.employee_id = weighed.employee_id AND asked_key.normalised = training_key.normalised
)

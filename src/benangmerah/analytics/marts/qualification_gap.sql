-- PP 11/2017 article 206. One row per person, target and qualification asked for; unknown where nothing is reported.
-- `qualification_value` holds, for each distinct value asked for, how it is compared (normalised, place, hours).
WITH target AS (
    SELECT employee_id, 'held' AS target, position_id
    FROM person
    UNION ALL
    SELECT employee_id, 'aimed' AS target, target_position_id AS position_id
    FROM person
    WHERE target_position_id IS NOT NULL
),
asked AS (
    SELECT
        target.employee_id,
        target.target,
        position_requirements.kind,
        position_requirements.value AS required_value,
        qualification_value.normalised,
        qualification_value.place AS required_place,
        qualification_value.scale AS required_scale,
        qualification_value.hours AS required_hours,
        employees.education_level,
        employees.field_of_study,
        employees.rank,
        employees.technical_training_jp,
        CASE WHEN target.target = 'held' THEN employees.leadership_training END AS leadership_training,
        CASE WHEN target.target = 'held' THEN employees.functional_training END AS functional_training
    FROM target
    INNER JOIN position_requirements ON position_requirements.position_id = target.position_id
    INNER JOIN employees ON employees.employee_id = target.employee_id
    LEFT JOIN qualification_value
        ON qualification_value.kind = position_requirements.kind
        AND qualification_value.value = position_requirements.value
),
judged AS (
    SELECT
        asked.*,
        CASE
            WHEN asked.kind IN ('education_level', 'rank') THEN
                CASE
                    WHEN asked.required_place IS NULL THEN 'unknown'
                    WHEN asked.kind = 'education_level' AND education_place.place IS NULL THEN 'unknown'
                    WHEN asked.kind = 'education_level' AND education_place.place >= asked.required_place THEN 'met'
                    WHEN asked.kind = 'education_level' THEN 'gap'
                    WHEN rank_place.place IS NULL OR rank_place.scale <> asked.required_scale THEN 'unknown'
                    WHEN rank_place.place >= asked.required_place THEN 'met'
                    ELSE 'gap'
                END
            WHEN asked.kind = 'education_field' THEN
                CASE
                    WHEN asked.field_of_study IS NULL THEN 'unknown'
                    WHEN field_key.normalised = asked.normalised THEN 'met'
                    ELSE 'gap'
                END
            WHEN finished_training.employee_id IS NOT NULL THEN 'met'
            WHEN asked.kind = 'technical_training' THEN
                CASE
                    WHEN asked.required_hours IS NULL OR asked.technical_training_jp IS NULL THEN 'unknown'
                    WHEN asked.technical_training_jp >= asked.required_hours THEN 'met'
                    ELSE 'gap'
                END
            WHEN asked.kind = 'leadership_training' THEN
                CASE WHEN asked.leadership_training IS NULL THEN 'unknown' WHEN asked.leadership_training THEN 'met' ELSE 'gap' END
            WHEN asked.kind = 'functional_training' THEN
                CASE WHEN asked.functional_training IS NULL THEN 'unknown' WHEN asked.functional_training THEN 'met' ELSE 'gap' END
            ELSE 'unknown'
        END AS state
    FROM asked
    LEFT JOIN education_place ON education_place.education_level = asked.education_level
    LEFT JOIN rank_place ON rank_place.written = asked.rank
    LEFT JOIN field_key ON field_key.written = asked.field_of_study
    LEFT JOIN finished_training
        ON finished_training.employee_id = asked.employee_id AND finished_training.normalised = asked.normalised
),
fitting AS (
    SELECT employee_id, target, kind, MAX(CASE WHEN state = 'met' THEN 1 ELSE 0 END) AS has_met
    FROM judged
    GROUP BY employee_id, target, kind
)
SELECT
    judged.employee_id,
    judged.target,
    judged.kind,
    judged.required_value,
    CASE judged.kind
        WHEN 'education_level' THEN judged.education_level
        WHEN 'education_field' THEN judged.field_of_study
        WHEN 'rank' THEN judged.rank
        WHEN 'technical_training' THEN hours_text.written
        WHEN 'leadership_training'
            THEN CASE WHEN judged.leadership_training THEN 'true' WHEN NOT judged.leadership_training THEN 'false' END
        WHEN 'functional_training'
            THEN CASE WHEN judged.functional_training THEN 'true' WHEN NOT judged.functional_training THEN 'false' END
    END AS held_value,
    -- values of education are alternatives: one that fits is enough
    CASE
        WHEN judged.kind IN ('education_level', 'education_field') AND fitting.has_met = 1 THEN 'met'
        ELSE judged.state
    END AS state
FROM judged
INNER JOIN fitting
    ON fitting.employee_id = judged.employee_id AND fitting.target = judged.target AND fitting.kind = judged.kind
LEFT JOIN hours_text ON hours_text.hours = judged.technical_training_jp

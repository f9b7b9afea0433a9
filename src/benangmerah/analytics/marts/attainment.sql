-- Rule 3. The first source in the competency kind's order that counts decides; a panel may stand in the superior's place;
-- post-training that is newer and higher replaces it, provisionally. Levels are ratios of integers until the last step.
WITH counting AS (
    SELECT evidence.*, source_place.place
    FROM evidence
    INNER JOIN competencies ON competencies.competency_id = evidence.competency_id
    LEFT JOIN source_place ON source_place.kind = competencies.kind AND source_place.source = evidence.source
    WHERE evidence.rating_count > 0
),
per_person AS (
    SELECT
        agency_id,
        employee_id,
        competency_id,
        CAST(SUM(rating_count) AS BIGINT) AS rating_count,
        MIN(place) AS place,
        MAX(CASE WHEN source = 'post_training' THEN level_sum END) AS learned_sum,
        MAX(CASE WHEN source = 'post_training' THEN rater_count END) AS learned_count,
        MAX(CASE WHEN source = 'post_training' THEN newest_on END) AS learned_on,
        MAX(CASE WHEN source = 'superior' THEN level_sum END) AS superior_sum,
        MAX(CASE WHEN source = 'superior' THEN rater_count END) AS superior_count,
        MAX(CASE WHEN source = 'peer' THEN level_sum END) AS peer_sum,
        MAX(CASE WHEN source = 'peer' THEN rater_count END) AS peer_count,
        MAX(CASE WHEN source = 'subordinate' THEN level_sum END) AS subordinate_sum,
        MAX(CASE WHEN source = 'subordinate' THEN rater_count END) AS subordinate_count,
        MAX(CASE WHEN source = 'self' THEN level_sum END) AS self_sum,
        MAX(CASE WHEN source = 'self' THEN rater_count END) AS self_count
    FROM counting
    GROUP BY agency_id, employee_id, competency_id
),
weighed AS (
    SELECT
        per_person.*,
        panel_weight.superior AS superior_weight,
        CASE WHEN peer_count IS NULL THEN 0 ELSE panel_weight.peer END AS peer_weight,
        CASE WHEN subordinate_count IS NULL THEN 0 ELSE panel_weight.subordinate END AS subordinate_weight,
        CASE WHEN self_count IS NULL THEN 0 ELSE panel_weight.self END AS self_weight,
        COALESCE(peer_count, 1) AS peers,
        COALESCE(subordinate_count, 1) AS subordinates,
        COALESCE(self_count, 1) AS selves
    FROM per_person
    CROSS JOIN panel_weight
),
panel AS (
    SELECT
        employee_id,
        competency_id,
        -- four products of counts can pass 64 bits where weights have many decimals
        CAST(superior_weight AS HUGEINT) * superior_sum * peers * subordinates * selves
        + CAST(peer_weight AS HUGEINT) * COALESCE(peer_sum, 0) * superior_count * subordinates * selves
        + CAST(subordinate_weight AS HUGEINT) * COALESCE(subordinate_sum, 0) * superior_count * peers * selves
        + CAST(self_weight AS HUGEINT) * COALESCE(self_sum, 0) * superior_count * peers * subordinates AS numerator,
        CAST(superior_weight + peer_weight + subordinate_weight + self_weight AS HUGEINT)
        * superior_count * peers * subordinates * selves AS denominator
    FROM weighed
    WHERE superior_count IS NOT NULL
),
decided AS (
    SELECT
        counting.employee_id,
        counting.competency_id,
        counting.source,
        counting.newest_on,
        CASE WHEN counting.source = 'superior' THEN panel.numerator ELSE counting.level_sum END AS numerator,
        CASE WHEN counting.source = 'superior' THEN panel.denominator ELSE counting.rater_count END AS denominator
    FROM counting
    INNER JOIN per_person
        ON per_person.employee_id = counting.employee_id
        AND per_person.competency_id = counting.competency_id
        AND per_person.place = counting.place
    LEFT JOIN panel
        ON panel.employee_id = counting.employee_id AND panel.competency_id = counting.competency_id
),
chosen AS (
    SELECT
        per_person.agency_id,
        per_person.employee_id,
        per_person.competency_id,
        per_person.rating_count,
        per_person.learned_sum,
        per_person.learned_count,
        decided.source,
        decided.numerator,
        decided.denominator,
        per_person.learned_on IS NOT NULL AND (
            decided.source IS NULL
            OR (
                per_person.learned_on > decided.newest_on
                AND per_person.learned_sum * decided.denominator > decided.numerator * per_person.learned_count
            )
        ) AS is_learned
    FROM per_person
    LEFT JOIN decided
        ON decided.employee_id = per_person.employee_id AND decided.competency_id = per_person.competency_id
),
resolved AS (
    SELECT
        agency_id,
        employee_id,
        competency_id,
        rating_count,
        CASE
            WHEN is_learned THEN 'provisional'
            WHEN source IN ('superior', 'peer', 'subordinate', 'self') THEN 'judged'
            ELSE 'measured'
        END AS basis,
        CASE WHEN is_learned THEN 'post_training' ELSE source END AS source,
        CASE WHEN is_learned THEN learned_sum ELSE numerator END AS numerator,
        CASE WHEN is_learned THEN learned_count ELSE denominator END AS denominator
    FROM chosen
    WHERE is_learned OR source IS NOT NULL
)
SELECT
    agency_id,
    employee_id,
    competency_id,
    -- hundredths to ten-thousandths, rounded half up: (2 × 100 × numerator + denominator) ÷ (2 × denominator)
    CAST((200 * numerator + denominator) // (2 * denominator) AS BIGINT) AS attained_units,
    CAST((200 * numerator + denominator) // (2 * denominator) AS DOUBLE) / 10000 AS attained_level,
    basis,
    source,
    rating_count
FROM resolved

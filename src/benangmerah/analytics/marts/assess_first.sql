-- Rule 3. Requirements without an attained level, and why: only the self rating counts, ratings have lapsed, or none was given.
WITH known AS (
    SELECT
        employee_id,
        competency_id,
        SUM(given_count) AS given_count,
        SUM(rating_count) AS rating_count,
        SUM(CASE WHEN source <> 'self' THEN rating_count ELSE 0 END) AS others_count
    FROM evidence
    GROUP BY employee_id, competency_id
)
SELECT
    gap.employee_id,
    gap.competency_id,
    gap.target,
    CASE
        WHEN known.rating_count > 0 AND known.others_count = 0 THEN 'self_only'
        WHEN known.given_count > known.rating_count THEN 'expired'
        ELSE 'no_rating'
    END AS reason
FROM gap
LEFT JOIN known ON known.employee_id = gap.employee_id AND known.competency_id = gap.competency_id
WHERE gap.state = 'not_assessed'

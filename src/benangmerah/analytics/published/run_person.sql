-- Everybody of the run with the figures of the position held and of the plan, so that a list needs one table.
WITH held AS (
    SELECT
        employee_id,
        COUNT(*) AS required_count,
        SUM(CASE WHEN state = 'not_assessed' THEN 0 ELSE 1 END) AS assessed_count,
        SUM(CASE WHEN state = 'gap' THEN 1 ELSE 0 END) AS below_count,
        SUM(CASE WHEN state = 'gap' THEN gap ELSE 0 END) AS burden
    FROM gap
    WHERE target = 'held'
    GROUP BY employee_id
),
unqualified AS (
    SELECT employee_id, COUNT(DISTINCT kind) AS unmet_count
    FROM qualification_gap
    WHERE target = 'held' AND state = 'gap'
    GROUP BY employee_id
),
needed AS (
    SELECT employee_id, COUNT(*) AS need_count, SUM(priority) AS priority
    FROM need
    GROUP BY employee_id
),
planned AS (
    SELECT
        employee_id,
        COUNT(*) AS item_count,
        SUM(learning_hours) AS planned_hours,
        SUM(cost_rupiah) AS cost_rupiah,
        SUM(closes) AS closes,
        SUM(weighted_closure) AS weighted_closure
    FROM plan
    GROUP BY employee_id
),
open_need AS (
    SELECT employee_id, COUNT(*) AS open_count
    FROM unserved
    WHERE competency_id IS NOT NULL
    GROUP BY employee_id
),
left_out AS (
    SELECT employee_id, MIN(reason) AS reason FROM excluded WHERE "from" = 'plan' GROUP BY employee_id
),
short_of_minimum AS (
    SELECT employee_id, MIN("limit") AS "limit" FROM unserved WHERE competency_id IS NULL GROUP BY employee_id
)
SELECT
    person.employee_id,
    person.agency_id,
    person.unit_id,
    run_unit.opd_id,
    person.position_id,
    person.target_position_id,
    employees.name,
    positions.title AS position_title,
    person.status,
    person.standing,
    person.grade,
    person.sector,
    employees.sex,
    CAST(COALESCE(held.required_count, 0) AS BIGINT) AS required_count,
    CAST(COALESCE(held.assessed_count, 0) AS BIGINT) AS assessed_count,
    CAST(COALESCE(held.below_count, 0) AS BIGINT) AS below_count,
    ROUND(COALESCE(held.burden, 0), 4) AS burden,
    CAST(COALESCE(unqualified.unmet_count, 0) AS BIGINT) AS unmet_qualification_count,
    CASE performance_gap.state WHEN 'below' THEN TRUE WHEN 'met' THEN FALSE END AS is_below_performance,
    CAST(COALESCE(needed.need_count, 0) AS BIGINT) AS need_count,
    ROUND(COALESCE(needed.priority, 0), 6) AS priority,
    professionalism_index.total AS index_total,
    employees.learning_hours,
    CASE WHEN run_choice.has_plan THEN left_out.employee_id IS NULL END AS is_planned,
    CAST(COALESCE(planned.item_count, 0) AS BIGINT) AS item_count,
    COALESCE(planned.planned_hours, 0) AS planned_hours,
    CAST(COALESCE(planned.cost_rupiah, 0) AS BIGINT) AS cost_rupiah,
    ROUND(COALESCE(planned.closes, 0), 4) AS closes,
    ROUND(COALESCE(planned.weighted_closure, 0), 6) AS weighted_closure,
    CAST(COALESCE(open_need.open_count, 0) AS BIGINT) AS open_count,
    aimed.title AS target_title,
    job_match.job_match_percent AS match_percent,
    job_match.category AS match_category,
    performance_gap.performance_score,
    performance_gap.performance_predicate,
    professionalism_index.category AS index_category,
    left_out.reason AS left_out,
    short_of_minimum."limit" AS minimum_limit
FROM person
CROSS JOIN run_choice
INNER JOIN employees ON employees.employee_id = person.employee_id
INNER JOIN positions ON positions.position_id = person.position_id
INNER JOIN run_unit ON run_unit.unit_id = person.unit_id
LEFT JOIN held ON held.employee_id = person.employee_id
LEFT JOIN unqualified ON unqualified.employee_id = person.employee_id
LEFT JOIN performance_gap ON performance_gap.employee_id = person.employee_id
LEFT JOIN needed ON needed.employee_id = person.employee_id
LEFT JOIN professionalism_index ON professionalism_index.employee_id = person.employee_id
LEFT JOIN planned ON planned.employee_id = person.employee_id
LEFT JOIN open_need ON open_need.employee_id = person.employee_id
LEFT JOIN left_out ON left_out.employee_id = person.employee_id
LEFT JOIN positions AS aimed ON aimed.position_id = person.target_position_id
LEFT JOIN job_match ON job_match.employee_id = person.employee_id AND job_match.target = 'held'
LEFT JOIN short_of_minimum ON short_of_minimum.employee_id = person.employee_id

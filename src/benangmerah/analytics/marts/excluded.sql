-- Rules 8 and 14. People whom the index does not cover, by their status; and, where a plan is made, whom it leaves out,
-- by the first reason that holds: status, standing, age limit of the grade, end of the contract.
WITH judged AS (
    SELECT
        employees.employee_id,
        CASE
            WHEN plan_status.status IS NULL THEN CONCAT('status_', employees.status)
            WHEN plan_standing.standing IS NULL THEN CONCAT('standing_', COALESCE(employees.standing, 'active'))
            WHEN employees.birth_date < plan_age_limit.born_before THEN 'age_limit'
            WHEN employees.contract_end < plan_day.contract_bound THEN 'contract_end'
        END AS reason
    FROM employees
    INNER JOIN positions ON positions.position_id = employees.position_id
    CROSS JOIN plan_day
    LEFT JOIN plan_status ON plan_status.status = employees.status
    LEFT JOIN plan_standing ON plan_standing.standing = COALESCE(employees.standing, 'active')
    LEFT JOIN plan_age_limit ON plan_age_limit.grade = positions.grade
    WHERE plan_day.is_planned
),
found AS (
    SELECT employees.employee_id, 'index' AS "from", CONCAT('status_', employees.status) AS reason
    FROM employees
    LEFT JOIN index_status ON index_status.status = employees.status
    WHERE index_status.status IS NULL
    UNION ALL
    SELECT judged.employee_id, 'plan' AS "from", judged.reason
    FROM judged
    WHERE judged.reason IS NOT NULL
)
SELECT found.employee_id, found."from", found.reason
FROM found

-- Nobody knows when somebody retires whose birth date is unknown.
SELECT
    employees.employee_id AS subject_id,
    employees.unit_id,
    1 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(NULL AS VARCHAR) AS words
FROM employees
WHERE employees.birth_date IS NULL

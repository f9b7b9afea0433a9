-- One name and birth date on two posts: two definitive posts of one person, or one of two who were mixed up.
SELECT
    employees.employee_id AS subject_id,
    employees.unit_id,
    1 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    other.employee_id AS words
FROM employees
INNER JOIN employees AS other
    ON LOWER(TRIM(other.name)) = LOWER(TRIM(employees.name))
    AND other.birth_date = employees.birth_date
    AND other.employee_id <> employees.employee_id
QUALIFY ROW_NUMBER() OVER (PARTITION BY employees.employee_id ORDER BY other.employee_id) = 1

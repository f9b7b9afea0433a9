-- Past the age limit of the grade and still active.
SELECT
    person.employee_id AS subject_id,
    person.unit_id,
    1 AS people,
    CAST(NULL AS DOUBLE) AS amount,
    CAST(employees.birth_date AS VARCHAR) AS words
FROM person
INNER JOIN employees ON employees.employee_id = person.employee_id
INNER JOIN retired_grade ON retired_grade.grade = person.grade
WHERE person.standing = 'active' AND employees.birth_date <= retired_grade.born_until

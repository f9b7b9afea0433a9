-- Rule 8. People whom the index does not cover, by their status.
SELECT employees.employee_id, 'index' AS "from", CONCAT('status_', employees.status) AS reason
FROM employees
LEFT JOIN index_status ON index_status.status = employees.status
WHERE index_status.status IS NULL

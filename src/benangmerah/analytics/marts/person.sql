-- Everybody with the sector of the unit (inherited) and the targets: the position held and the one aimed at.
SELECT
    employees.employee_id,
    employees.agency_id,
    employees.unit_id,
    unit_sector.sector,
    employees.position_id,
    employees.target_position_id,
    COALESCE(employees.target_approved, FALSE) AS is_target_approved,
    employees.status,
    COALESCE(employees.standing, 'active') AS standing,
    positions.grade
FROM employees
INNER JOIN unit_sector ON unit_sector.unit_id = employees.unit_id
INNER JOIN positions ON positions.position_id = employees.position_id

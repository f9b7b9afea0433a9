-- Which node, itself or by what stands below it, asks which competency of the people of which unit.
SELECT DISTINCT node_link.objective_id, unit_scope.unit_id, node_link.competency_id
FROM node_link
INNER JOIN unit_scope ON unit_scope.level = 'unit' AND unit_scope.scope_id = node_link.unit_id

-- Every need that a node asks to be met.
SELECT
    thread_ask.objective_id,
    need_line.unit_id,
    need_line.employee_id,
    need_line.competency_id,
    need_line.gap,
    need_line.fate
FROM need_line
INNER JOIN thread_ask
    ON thread_ask.unit_id = need_line.unit_id AND thread_ask.competency_id = need_line.competency_id

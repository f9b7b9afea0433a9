-- Needs of every scope by competency, sector and status; a scope whose people are of one sector has no rows by sector.
WITH one_line AS (
    SELECT
        need_line.unit_id,
        need_line.employee_id,
        need_line.competency_id,
        need_line.sector,
        need_line.status,
        need_line.gap,
        need_line.priority,
        need_line.priority / (1 + strategic_effect.strategic_weight) AS priority_without,
        need_line.fate
    FROM need_line
    LEFT JOIN strategic_effect
        ON strategic_effect.employee_id = need_line.employee_id
        AND strategic_effect.competency_id = need_line.competency_id
        AND strategic_effect.target = need_line.target
),
split AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        CASE WHEN GROUPING(one_line.competency_id) = 0 THEN one_line.competency_id END AS competency_id,
        CASE WHEN GROUPING(one_line.sector) = 0 THEN one_line.sector END AS sector,
        CASE WHEN GROUPING(one_line.status) = 0 THEN one_line.status END AS status,
        COUNT(DISTINCT one_line.employee_id) AS people,
        COUNT(*) AS need_count,
        SUM(one_line.gap) AS gap,
        SUM(one_line.priority) AS priority,
        CASE WHEN COUNT(one_line.priority_without) = COUNT(*) THEN SUM(one_line.priority_without) END
            AS priority_without,
        SUM(CASE WHEN one_line.fate = 'closed' THEN 1 ELSE 0 END) AS closed_count,
        SUM(CASE WHEN one_line.fate = 'partly' THEN 1 ELSE 0 END) AS partly_count,
        SUM(CASE WHEN one_line.fate = 'open' THEN 1 ELSE 0 END) AS open_count,
        SUM(CASE WHEN one_line.fate = 'left_out' THEN 1 ELSE 0 END) AS left_out_count
    FROM one_line
    INNER JOIN unit_scope ON unit_scope.unit_id = one_line.unit_id
    WHERE unit_scope.level IN ('unit', 'agency')
    GROUP BY GROUPING SETS (
        (unit_scope.level, unit_scope.scope_id),
        (unit_scope.level, unit_scope.scope_id, one_line.sector),
        (unit_scope.level, unit_scope.scope_id, one_line.status),
        (unit_scope.level, unit_scope.scope_id, one_line.sector, one_line.status),
        (unit_scope.level, unit_scope.scope_id, one_line.competency_id),
        (unit_scope.level, unit_scope.scope_id, one_line.competency_id, one_line.sector),
        (unit_scope.level, unit_scope.scope_id, one_line.competency_id, one_line.status),
        (unit_scope.level, unit_scope.scope_id, one_line.competency_id, one_line.sector, one_line.status)
    )
)
SELECT
    split.level,
    split.scope_id,
    split.competency_id,
    competencies.name AS competency,
    competencies.kind AS competency_kind,
    split.sector,
    split.status,
    CAST(split.people AS BIGINT) AS people,
    CAST(split.need_count AS BIGINT) AS need_count,
    ROUND(split.gap, 4) AS gap,
    ROUND(split.priority, 6) AS priority,
    ROUND(split.priority_without, 6) AS priority_without,
    CAST(split.closed_count AS BIGINT) AS closed_count,
    CAST(split.partly_count AS BIGINT) AS partly_count,
    CAST(split.open_count AS BIGINT) AS open_count,
    CAST(split.left_out_count AS BIGINT) AS left_out_count
FROM split
LEFT JOIN run_unit ON split.level = 'unit' AND run_unit.unit_id = split.scope_id
LEFT JOIN competencies ON competencies.competency_id = split.competency_id
WHERE split.sector IS NULL OR run_unit.only_sector IS NULL

-- Rule 9 once more, for both targets, qualifications too, and by status. A scope whose people are of one sector has no
-- rows by sector: its rows for all are those of the sector, and run_unit.only_sector says which.
WITH one_row AS (
    SELECT
        gap.employee_id,
        'competency' AS kind,
        gap.competency_id AS subject_id,
        gap.target,
        CASE WHEN gap.state = 'not_assessed' THEN 0 ELSE 1 END AS assessed,
        CASE WHEN gap.state = 'gap' THEN 1 ELSE 0 END AS below,
        CASE WHEN gap.state = 'gap' THEN CAST(ROUND(gap.gap * 10000) AS BIGINT) ELSE 0 END AS burden_units
    FROM gap
    UNION ALL
    -- Several values of a kind are alternatives, and all have the state of the best.
    SELECT
        employee_id,
        'qualification' AS kind,
        kind AS subject_id,
        target,
        MAX(CASE WHEN state = 'unknown' THEN 0 ELSE 1 END) AS assessed,
        MIN(CASE WHEN state = 'gap' THEN 1 ELSE 0 END) AS below,
        CAST(NULL AS BIGINT) AS burden_units
    FROM qualification_gap
    GROUP BY employee_id, kind, target
),
who AS (
    SELECT employee_id, unit_id, sector, status, 'held' AS target, index_total FROM run_person
    UNION ALL
    SELECT employee_id, unit_id, sector, status, 'aimed' AS target, index_total
    FROM run_person
    WHERE target_position_id IS NOT NULL
),
per_person AS (
    SELECT
        who.employee_id,
        gap_kind.kind,
        CAST(NULL AS VARCHAR) AS subject_id,
        who.target,
        COUNT(one_row.employee_id) AS required_count,
        COALESCE(SUM(one_row.assessed), 0) AS assessed,
        COALESCE(SUM(one_row.below), 0) AS below,
        COALESCE(MAX(one_row.below), 0) AS below_people,
        CASE WHEN gap_kind.kind = 'competency' THEN COALESCE(SUM(one_row.burden_units), 0) END AS burden_units
    FROM who
    CROSS JOIN gap_kind
    LEFT JOIN one_row
        ON one_row.employee_id = who.employee_id AND one_row.target = who.target AND one_row.kind = gap_kind.kind
    GROUP BY who.employee_id, gap_kind.kind, who.target
),
every_row AS (
    SELECT * FROM per_person
    UNION ALL
    SELECT employee_id, kind, subject_id, target, 1 AS required_count, assessed, below, below AS below_people,
        burden_units
    FROM one_row
),
base AS (
    SELECT
        who.unit_id,
        every_row.kind,
        every_row.subject_id,
        every_row.target,
        who.sector,
        who.status,
        COUNT(*) AS people,
        SUM(every_row.required_count) AS required_count,
        SUM(every_row.assessed) AS assessed_count,
        SUM(every_row.below) AS below_count,
        SUM(every_row.below_people) AS below_people,
        SUM(every_row.burden_units) AS burden_units,
        COUNT(who.index_total) AS index_people,
        SUM(CAST(ROUND(who.index_total * 1000) AS BIGINT)) AS index_thousandths
    FROM every_row
    INNER JOIN who ON who.employee_id = every_row.employee_id AND who.target = every_row.target
    GROUP BY who.unit_id, every_row.kind, every_row.subject_id, every_row.target, who.sector, who.status
),
split AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        base.kind,
        base.subject_id,
        base.target,
        CASE WHEN GROUPING(base.sector) = 0 THEN base.sector END AS sector,
        CASE WHEN GROUPING(base.status) = 0 THEN base.status END AS status,
        SUM(base.people) AS people,
        SUM(base.required_count) AS required_count,
        SUM(base.assessed_count) AS assessed_count,
        SUM(base.below_count) AS below_count,
        SUM(base.below_people) AS below_people,
        SUM(base.burden_units) AS burden_units,
        SUM(base.index_people) AS index_people,
        SUM(base.index_thousandths) AS index_thousandths
    FROM base
    INNER JOIN unit_scope ON unit_scope.unit_id = base.unit_id
    WHERE unit_scope.level IN ('unit', 'agency')
    GROUP BY GROUPING SETS (
        (unit_scope.level, unit_scope.scope_id, base.kind, base.subject_id, base.target),
        (unit_scope.level, unit_scope.scope_id, base.kind, base.subject_id, base.target, base.sector),
        (unit_scope.level, unit_scope.scope_id, base.kind, base.subject_id, base.target, base.status),
        (unit_scope.level, unit_scope.scope_id, base.kind, base.subject_id, base.target, base.sector, base.status)
    )
)
SELECT
    split.level,
    split.scope_id,
    split.kind,
    split.subject_id,
    split.target,
    split.sector,
    split.status,
    CAST(split.people AS BIGINT) AS people,
    CAST(split.required_count AS BIGINT) AS required_count,
    CAST(split.assessed_count AS BIGINT) AS assessed_count,
    CAST(split.below_count AS BIGINT) AS below_count,
    CAST(split.below_people AS BIGINT) AS below_people,
    CAST(split.burden_units AS DOUBLE) / 10000 AS burden,
    CASE
        WHEN split.index_people > 0
            THEN CAST(split.index_thousandths AS DOUBLE) / CAST(split.index_people * 1000 AS DOUBLE)
    END AS index_mean,
    CAST(split.index_people AS BIGINT) AS index_people
FROM split
LEFT JOIN run_unit ON split.level = 'unit' AND run_unit.unit_id = split.scope_id
WHERE split.sector IS NULL OR run_unit.only_sector IS NULL

-- Rule 9. The position held, people of every status. Base sums per unit and competency, lifted to every scope above;
-- `unit_scope` names the unit itself, each unit above, the agency and the nation.
WITH person_base AS (
    SELECT
        person.employee_id,
        person.unit_id,
        CASE WHEN professionalism_index.employee_id IS NULL THEN 0 ELSE 1 END AS index_people,
        COALESCE(professionalism_index.total_thousandths, 0) AS index_thousandths
    FROM person
    LEFT JOIN professionalism_index ON professionalism_index.employee_id = person.employee_id
),
held AS (
    SELECT
        gap.employee_id,
        gap.unit_id,
        gap.competency_id,
        CASE WHEN gap.state = 'not_assessed' THEN 0 ELSE 1 END AS assessed,
        CASE WHEN gap.state = 'gap' THEN 1 ELSE 0 END AS below,
        CASE WHEN gap.state = 'gap' THEN gap.gap_units ELSE 0 END AS burden_units,
        COALESCE(gap.gap_units, 0) AS gap_units
    FROM gap
    WHERE gap.target = 'held'
),
per_person AS (
    SELECT
        employee_id,
        COUNT(*) AS required_count,
        SUM(assessed) AS assessed_count,
        SUM(below) AS below_count,
        MAX(below) AS below_people,
        SUM(burden_units) AS burden_units,
        SUM(gap_units) AS gap_units
    FROM held
    GROUP BY employee_id
),
unit_all AS (
    SELECT
        person_base.unit_id,
        CAST(NULL AS VARCHAR) AS competency_id,
        COUNT(*) AS people,
        SUM(COALESCE(per_person.required_count, 0)) AS required_count,
        SUM(COALESCE(per_person.assessed_count, 0)) AS assessed_count,
        SUM(COALESCE(per_person.below_count, 0)) AS below_count,
        SUM(COALESCE(per_person.below_people, 0)) AS below_people,
        SUM(COALESCE(per_person.burden_units, 0)) AS burden_units,
        SUM(COALESCE(per_person.gap_units, 0)) AS gap_units,
        SUM(person_base.index_thousandths) AS index_thousandths,
        SUM(person_base.index_people) AS index_people
    FROM person_base
    LEFT JOIN per_person ON per_person.employee_id = person_base.employee_id
    GROUP BY person_base.unit_id
),
unit_competency AS (
    SELECT
        held.unit_id,
        held.competency_id,
        COUNT(*) AS people,
        COUNT(*) AS required_count,
        SUM(held.assessed) AS assessed_count,
        SUM(held.below) AS below_count,
        SUM(held.below) AS below_people,
        SUM(held.burden_units) AS burden_units,
        SUM(held.gap_units) AS gap_units,
        SUM(person_base.index_thousandths) AS index_thousandths,
        SUM(person_base.index_people) AS index_people
    FROM held
    INNER JOIN person_base ON person_base.employee_id = held.employee_id
    GROUP BY held.unit_id, held.competency_id
),
base AS (
    SELECT * FROM unit_all
    UNION ALL
    SELECT * FROM unit_competency
),
per_sector AS (
    SELECT
        unit_scope.level,
        unit_scope.scope_id,
        base.competency_id,
        unit_sector.sector,
        SUM(base.people) AS people,
        SUM(base.required_count) AS required_count,
        SUM(base.assessed_count) AS assessed_count,
        SUM(base.below_count) AS below_count,
        SUM(base.below_people) AS below_people,
        SUM(base.burden_units) AS burden_units,
        SUM(base.gap_units) AS gap_units,
        SUM(base.index_thousandths) AS index_thousandths,
        SUM(base.index_people) AS index_people
    FROM base
    INNER JOIN unit_scope ON unit_scope.unit_id = base.unit_id
    INNER JOIN unit_sector ON unit_sector.unit_id = base.unit_id
    GROUP BY unit_scope.level, unit_scope.scope_id, base.competency_id, unit_sector.sector
),
whole AS (
    SELECT
        level,
        scope_id,
        competency_id,
        CAST(NULL AS VARCHAR) AS sector,
        SUM(people) AS people,
        SUM(required_count) AS required_count,
        SUM(assessed_count) AS assessed_count,
        SUM(below_count) AS below_count,
        SUM(below_people) AS below_people,
        SUM(burden_units) AS burden_units,
        SUM(gap_units) AS gap_units,
        SUM(index_thousandths) AS index_thousandths,
        SUM(index_people) AS index_people
    FROM per_sector
    GROUP BY level, scope_id, competency_id
),
every_row AS (
    SELECT * FROM whole
    UNION ALL
    SELECT * FROM per_sector
)
SELECT
    level,
    scope_id,
    competency_id,
    sector,
    CAST(people AS BIGINT) AS people,
    CAST(required_count AS BIGINT) AS required_count,
    CAST(assessed_count AS BIGINT) AS assessed_count,
    CAST(below_count AS BIGINT) AS below_count,
    CAST(below_people AS BIGINT) AS below_people,
    CAST(burden_units AS DOUBLE) / 10000 AS burden,
    CASE
        WHEN assessed_count > 0 THEN CAST(gap_units AS DOUBLE) / CAST(assessed_count * 10000 AS DOUBLE)
    END AS mean_gap,
    CASE
        WHEN required_count > 0 THEN CAST(assessed_count * 100 AS DOUBLE) / CAST(required_count AS DOUBLE)
    END AS coverage_percent,
    CASE
        WHEN index_people > 0 THEN CAST(index_thousandths AS DOUBLE) / CAST(index_people * 1000 AS DOUBLE)
    END AS index_mean,
    CAST(index_people AS BIGINT) AS index_people
FROM every_row

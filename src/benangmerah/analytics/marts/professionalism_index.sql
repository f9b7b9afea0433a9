-- Rule 8. Scores of the law in thousandths of a point; they are already weighted, so they are added.
-- What is not reported counts as none (training, discipline) or as nothing (performance).
WITH scored AS (
    SELECT
        employees.employee_id,
        person.agency_id,
        index_qualification.thousandths AS qualification,
        CASE WHEN employees.leadership_training THEN index_group.leadership_training ELSE 0 END
        + CASE WHEN employees.functional_training THEN index_group.functional_training ELSE 0 END
        + CASE
            WHEN COALESCE(employees.technical_training_jp, 0) >= index_constant.technical_training_minimum_jp
                THEN index_group.technical_training
            ELSE 0
        END
        + CASE WHEN employees.seminar THEN index_group.seminar ELSE 0 END AS competency,
        CASE
            WHEN employees.performance_predicate IS NOT NULL THEN index_predicate.thousandths
            ELSE COALESCE(index_performance_band.thousandths, index_constant.unrated_performance)
        END AS performance,
        index_discipline.thousandths AS discipline
    FROM employees
    INNER JOIN person ON person.employee_id = employees.employee_id
    INNER JOIN index_status ON index_status.status = employees.status
    INNER JOIN index_group ON index_group.grade = person.grade
    INNER JOIN index_qualification ON index_qualification.education_level = employees.education_level
    INNER JOIN index_discipline ON index_discipline.discipline = COALESCE(employees.discipline, 'none')
    CROSS JOIN index_constant
    LEFT JOIN index_predicate ON index_predicate.predicate = employees.performance_predicate
    LEFT JOIN index_performance_band
        ON employees.performance_score IS NOT NULL
        AND index_performance_band.scheme = COALESCE(employees.performance_scheme, 'pp46')
        AND (
            index_performance_band.lower_bound IS NULL
            OR employees.performance_score > index_performance_band.lower_bound
            OR (
                index_performance_band.is_lower_inclusive
                AND employees.performance_score = index_performance_band.lower_bound
            )
        )
        AND (
            index_performance_band.upper_bound IS NULL
            OR employees.performance_score < index_performance_band.upper_bound
            OR (
                index_performance_band.is_upper_inclusive
                AND employees.performance_score = index_performance_band.upper_bound
            )
        )
),
added AS (
    SELECT scored.*, qualification + competency + performance + discipline AS total_thousandths
    FROM scored
)
SELECT
    added.employee_id,
    added.agency_id,
    added.total_thousandths,
    CAST(added.qualification AS DOUBLE) / 1000 AS qualification,
    CAST(added.competency AS DOUBLE) / 1000 AS competency,
    CAST(added.performance AS DOUBLE) / 1000 AS performance,
    CAST(added.discipline AS DOUBLE) / 1000 AS discipline,
    CAST(added.total_thousandths AS DOUBLE) / 1000 AS total,
    index_category.code AS category
FROM added
LEFT JOIN index_category
    ON (
        index_category.lower_thousandths IS NULL
        OR added.total_thousandths > index_category.lower_thousandths
        OR (index_category.is_lower_inclusive AND added.total_thousandths = index_category.lower_thousandths)
    )
    AND (
        index_category.upper_thousandths IS NULL
        OR added.total_thousandths < index_category.upper_thousandths
        OR (index_category.is_upper_inclusive AND added.total_thousandths = index_category.upper_thousandths)
    )

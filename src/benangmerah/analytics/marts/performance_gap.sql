-- Rule 10. The predicate decides; else the score by the bands of its scheme (pp46 where the scheme is empty).
SELECT
    employees.employee_id,
    employees.performance_score,
    employees.performance_predicate,
    CASE
        WHEN employees.performance_predicate IS NOT NULL THEN performance_met.state
        ELSE COALESCE(performance_met_band.code, 'not_rated')
    END AS state
FROM employees
LEFT JOIN performance_met ON performance_met.predicate = employees.performance_predicate
LEFT JOIN performance_met_band
    ON employees.performance_score IS NOT NULL
    AND performance_met_band.scheme = COALESCE(employees.performance_scheme, 'pp46')
    AND (
        performance_met_band.lower_bound IS NULL
        OR employees.performance_score > performance_met_band.lower_bound
        OR (performance_met_band.is_lower_inclusive AND employees.performance_score = performance_met_band.lower_bound)
    )
    AND (
        performance_met_band.upper_bound IS NULL
        OR employees.performance_score < performance_met_band.upper_bound
        OR (performance_met_band.is_upper_inclusive AND employees.performance_score = performance_met_band.upper_bound)
    )

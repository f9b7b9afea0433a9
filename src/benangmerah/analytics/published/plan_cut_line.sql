-- Each offering in the plan and in the plan sketched again with less money, with its batches.
WITH either AS (
    SELECT
        employee_id,
        intervention_id,
        TRUE AS is_plan,
        batch,
        cost_rupiah,
        closes,
        weighted_closure
    FROM plan
    UNION ALL
    SELECT
        employee_id,
        intervention_id,
        FALSE AS is_plan,
        batch,
        cost_rupiah,
        closes,
        weighted_closure
    FROM plan_cut_item
),
summed AS (
    SELECT
        run_person.agency_id,
        either.intervention_id,
        SUM(CASE WHEN either.is_plan THEN 1 ELSE 0 END) AS people,
        SUM(CASE WHEN either.is_plan THEN 0 ELSE 1 END) AS cut_people,
        COUNT(DISTINCT CASE WHEN either.is_plan THEN either.batch END) AS batches,
        COUNT(DISTINCT CASE WHEN NOT either.is_plan THEN either.batch END) AS cut_batches,
        SUM(CASE WHEN either.is_plan THEN either.cost_rupiah ELSE 0 END) AS head_rupiah,
        SUM(CASE WHEN either.is_plan THEN 0 ELSE either.cost_rupiah END) AS cut_head_rupiah,
        SUM(CASE WHEN either.is_plan THEN either.closes ELSE 0 END) AS closes,
        SUM(CASE WHEN either.is_plan THEN 0 ELSE either.closes END) AS cut_closes,
        SUM(CASE WHEN either.is_plan THEN either.weighted_closure ELSE 0 END) AS weighted_closure,
        SUM(CASE WHEN either.is_plan THEN 0 ELSE either.weighted_closure END) AS cut_weighted_closure
    FROM either
    INNER JOIN run_person ON run_person.employee_id = either.employee_id
    INNER JOIN plan_cut_agency ON plan_cut_agency.agency_id = run_person.agency_id
    GROUP BY run_person.agency_id, either.intervention_id
)
SELECT
    summed.agency_id,
    summed.intervention_id,
    interventions.title,
    CAST(summed.people AS BIGINT) AS people,
    CAST(summed.cut_people AS BIGINT) AS cut_people,
    CAST(summed.batches AS BIGINT) AS batches,
    CAST(summed.cut_batches AS BIGINT) AS cut_batches,
    CAST(summed.head_rupiah + summed.batches * interventions.cost_per_batch AS BIGINT) AS cost_rupiah,
    CAST(summed.cut_head_rupiah + summed.cut_batches * interventions.cost_per_batch AS BIGINT) AS cut_cost_rupiah,
    ROUND(summed.closes, 4) AS closes,
    ROUND(summed.cut_closes, 4) AS cut_closes,
    ROUND(summed.weighted_closure, 6) AS weighted_closure,
    ROUND(summed.cut_weighted_closure, 6) AS cut_weighted_closure
FROM summed
INNER JOIN interventions ON interventions.intervention_id = summed.intervention_id

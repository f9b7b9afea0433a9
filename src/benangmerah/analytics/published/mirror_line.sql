-- Rule 13 as the page shows it. Money of a line is met in the share of its seats that somebody with a need can have had.
SELECT
    spending.spending_id,
    spending.agency_id,
    spending.unit_id,
    run_unit.name AS unit,
    run_unit.sector,
    spending."year",
    spending.title,
    policy_mirror.amount_rupiah,
    policy_mirror.participants,
    policy_mirror.people_with_need,
    policy_mirror.fit_percent,
    CASE
        WHEN policy_mirror.fit_percent IS NOT NULL
            THEN CAST(ROUND(
                CAST(policy_mirror.amount_rupiah AS DOUBLE)
                * LEAST(policy_mirror.people_with_need, policy_mirror.participants) / policy_mirror.participants
            ) AS BIGINT)
    END AS met_rupiah,
    CASE WHEN policy_mirror.people_with_need IS NOT NULL THEN policy_mirror.objectives END AS objectives
FROM policy_mirror
INNER JOIN spending ON spending.spending_id = policy_mirror.spending_id
LEFT JOIN run_unit ON run_unit.unit_id = spending.unit_id

"""Money of units below that of other units, and too little of it."""

from __future__ import annotations

from tests.synthesis.hard_city import Database, one


def test_units_with_money_of_their_own_lie_below_others_that_have_some(hard: Database) -> None:
    nested = """
        SELECT count(*) FROM budgets lower JOIN above USING (unit_id)
        JOIN budgets upper ON upper.unit_id = upper_id AND upper.year = lower.year WHERE upper_id <> lower.unit_id
    """
    assert one(hard, nested)[0] >= 2


def test_some_units_have_far_less_money_for_each_of_their_people_than_the_agency(hard: Database) -> None:
    tight = """
        WITH staff AS (SELECT upper_id AS unit_id, count(*) AS people FROM employees JOIN above USING (unit_id) GROUP BY 1)
        SELECT count(*) FROM budgets JOIN staff USING (unit_id) WHERE amount_rupiah / people <
          (SELECT amount_rupiah / 4 / (SELECT count(*) FROM employees) FROM budgets WHERE unit_id IS NULL AND year = 2026)
    """
    assert one(hard, tight)[0] >= 1

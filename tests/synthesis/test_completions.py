"""What people have finished, and when they may take it again."""

from __future__ import annotations

from tests.synthesis.hard_city import Database, one


def test_the_year_has_brought_hours_by_midsummer(midsummer: Database) -> None:
    enough, some = one(
        midsummer,
        """WITH learnt AS (SELECT employee_id, sum(learning_hours) AS jp FROM completions
                           WHERE completed_on BETWEEN DATE '2026-01-01' AND DATE '2026-07-01' GROUP BY 1)
           SELECT count(*) FILTER (jp >= 20), count(*) FILTER (jp < 20) FROM learnt JOIN employees USING (employee_id)
           WHERE status = 'pns'""",
    )
    assert min(enough, some) > 50


def test_refreshers_are_due_not_due_due_to_the_day_and_a_day_too_soon(hard: Database) -> None:
    days = hard.sql("""
        WITH last AS (
            SELECT employee_id, coalesce(program_id, intervention_id) AS programme, max(completed_on) AS finished
            FROM completions JOIN interventions USING (intervention_id) WHERE completed_on <= DATE '2026-01-01' GROUP BY ALL),
        again AS (
            SELECT coalesce(program_id, intervention_id) AS programme, coalesce(make_date(2026, period, 1), DATE '2026-01-01') AS starts,
                   to_months(repeat_after_months::int) AS pause
            FROM interventions WHERE repeat_after_months IS NOT NULL)
        SELECT date_diff('day', (finished + pause)::date, starts) FROM last JOIN again USING (programme)
    """).fetchall()
    early = [days for (days,) in days]
    assert {0, -1} <= set(early)
    assert sum(day > 0 for day in early) > 50
    assert sum(day < -1 for day in early) > 50


def test_people_have_finished_what_would_close_their_gap_and_cannot_be_repeated(hard: Database) -> None:
    finished = """
        SELECT count(DISTINCT employee_id) FROM helps JOIN completions USING (employee_id, intervention_id)
        JOIN interventions USING (intervention_id) WHERE repeat_after_months IS NULL AND completed_on <= DATE '2026-01-01'
    """
    assert one(hard, finished)[0] > 50

"""The example city is hard to plan for: what it lacks, what it limits, and what it knows nothing of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.regulations.library import Law
from benangmerah.synthesis.city import make_city
from benangmerah.synthesis.nation import make_nation
from tests.synthesis.conftest import AS_OF, open_tables
from tests.synthesis.hard_city import open_run, run_city

MIDSUMMER = date(2026, 7, 1)
SIZES = [(500, 1), (500, 2), (2000, 3), (5000, 4), (15_000, 1), (15_000, 2)]
Database = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp("hard")
    return open_run(run_city(folder, people=2000, seed=1, as_of=AS_OF, until=Stage.NEED))


@pytest.fixture(scope="module")
def midsummer() -> Database:
    return open_tables(make_city(people=2000, seed=1, as_of=MIDSUMMER))


@pytest.fixture(scope="module")
def forms(law: Law) -> dict[str, dict[str, object]]:
    return {str(form["code"]): dict(form) for form in law.records("development_form")}


def one(database: Database, sql: str) -> tuple[float, ...]:
    rows: list[tuple[float, ...]] = database.sql(sql).fetchall()
    return rows[0]


def share_not_assessed(database: Database) -> float:
    share = one(database, "SELECT avg((state = 'not_assessed')::int) FROM gap WHERE target = 'held'")
    return share[0]


def share_short_of_seats(database: Database) -> float:
    share = one(
        database,
        """WITH wanted AS (SELECT intervention_id, count(DISTINCT employee_id) AS people
                           FROM helps JOIN qualified USING (employee_id, intervention_id) GROUP BY 1)
           SELECT avg(coalesce(batch_size * max_batches < people, false)::int)
           FROM interventions LEFT JOIN wanted USING (intervention_id)""",
    )
    return share[0]


# The catalogue


@pytest.mark.parametrize("people", [1, 40, 500])
def test_every_form_of_development_is_on_offer_in_every_city(people: int, forms: dict[str, dict[str, object]]) -> None:
    offered = make_city(people=people, seed=4).table("interventions")["form"].to_pylist()
    assert set(offered) == set(forms)
    assert len(forms) == 27


def test_every_form_of_development_is_open_to_every_agency_of_a_nation(forms: dict[str, dict[str, object]]) -> None:
    nation = make_nation(people=600, agencies=8, seed=4)
    offered = nation.table("interventions").to_pylist()
    for agency in nation.table("agencies")["agency_id"].to_pylist():
        assert {row["form"] for row in offered if row["agency_id"] in {None, agency}} == set(forms)


def test_hours_are_those_that_the_form_converts_to(hard: Database, forms: dict[str, dict[str, object]]) -> None:
    for form, hours, days in hard.sql("SELECT form, learning_hours, duration_days FROM interventions").fetchall():
        jp = Fraction(str(forms[form].get("jp", 0)))
        match forms[form]["how"]:
            case "per_day":
                assert Fraction(hours) == jp * days, form
            case "at_most_per_day":
                assert Fraction(hours) <= jp * days, form
            case "per_event" | "per_semester":
                assert Fraction(hours) % jp == 0, form


def test_coaching_and_mentoring_take_the_months_that_two_talks_a_month_ask_for(
    hard: Database, forms: dict[str, dict[str, object]]
) -> None:
    talks = hard.sql("SELECT form, learning_hours, duration_days FROM interventions WHERE form IN ('NKL01', 'NKL02')")
    for form, hours, days in talks.fetchall():
        a_month = Fraction(str(forms[form]["jp"])) * Fraction(str(forms[form]["max_per_month"]))
        assert days >= 30 * Fraction(hours) / a_month


def test_some_programmes_are_offered_more_than_once_a_year(hard: Database) -> None:
    assert one(hard, "SELECT count(DISTINCT program_id) FROM interventions")[0] >= 5


def test_offerings_ask_for_a_grade_a_family_a_unit_and_a_status_alone_and_together(hard: Database) -> None:
    asked = hard.sql(
        "SELECT DISTINCT grade IS NOT NULL, job_family IS NOT NULL, unit_id IS NOT NULL, status IS NOT NULL FROM eligibility"
    ).fetchall()
    alone = {
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
        (False, False, False, True),
    }
    assert alone < set(asked)
    assert any(sum(columns) == 2 for columns in asked)


def test_offerings_require_others_with_and_without_a_month(hard: Database) -> None:
    months = hard.sql("""
        SELECT DISTINCT first.period IS NOT NULL, later.period IS NOT NULL FROM prerequisites p
        JOIN interventions later USING (intervention_id) JOIN interventions first ON first.intervention_id = requires_intervention_id
    """)
    assert set(months.fetchall()) == {(False, False), (False, True), (True, False), (True, True)}


def test_some_offerings_end_a_chain_of_two(hard: Database) -> None:
    chains = (
        "SELECT count(*) FROM prerequisites a JOIN prerequisites b ON b.intervention_id = a.requires_intervention_id"
    )
    assert one(hard, chains)[0] >= 1


def test_an_offering_lies_before_anything_it_requires_could_be_finished_this_year(hard: Database) -> None:
    impossible = """
        SELECT count(*) FROM prerequisites p JOIN interventions later USING (intervention_id)
        JOIN interventions first ON first.intervention_id = requires_intervention_id WHERE first.period >= later.period
    """
    assert one(hard, impossible)[0] >= 1


def test_some_offerings_without_an_end_of_seats_cost_by_the_batch(hard: Database) -> None:
    priced = "SELECT count(*) FROM interventions WHERE batch_size IS NULL AND cost_per_batch > 0"
    assert one(hard, priced)[0] >= 1
    assert one(hard, "SELECT count(*) FROM interventions WHERE batch_size IS NOT NULL AND max_batches IS NULL")[0] >= 1


def test_leadership_and_entry_training_is_mandatory(hard: Database) -> None:
    mandatory = hard.sql("SELECT DISTINCT form FROM interventions WHERE mandatory").fetchall()
    assert set(mandatory) == {("KL01",), ("KL12",)}


@pytest.mark.parametrize("people", [500, 2000])
def test_nobody_can_fill_some_batches(people: int, tmp_path: Path) -> None:
    database = open_run(run_city(tmp_path, people=people, seed=2, as_of=AS_OF, until=Stage.NEED))
    empty = """
        SELECT count(*) FROM interventions i WHERE min_batch_size >
        (SELECT count(*) FROM qualified q WHERE q.intervention_id = i.intervention_id)
          AND intervention_id IN (SELECT intervention_id FROM helps)
    """
    assert one(database, empty)[0] >= 1


def test_at_least_a_fifth_of_offerings_is_short_of_seats(hard: Database) -> None:
    assert 0.2 <= share_short_of_seats(hard) <= 0.6


def test_months_of_offerings_have_passed_by_midsummer_and_others_lie_ahead(midsummer: Database) -> None:
    passed, ahead = one(
        midsummer, "SELECT count(*) FILTER (period < 7), count(*) FILTER (period >= 7) FROM interventions"
    )
    assert min(passed, ahead) > 20


# What people bring along


def test_eight_to_twelve_percent_of_requirements_are_not_assessed(hard: Database) -> None:
    assert 0.08 <= share_not_assessed(hard) <= 0.12


@pytest.mark.slow
@pytest.mark.parametrize(("people", "seed"), SIZES)
def test_cities_of_every_size_are_as_little_assessed_and_as_short_of_seats(
    people: int, seed: int, tmp_path: Path
) -> None:
    database = open_run(run_city(tmp_path, people=people, seed=seed, as_of=AS_OF, until=Stage.NEED))
    assert 0.08 <= share_not_assessed(database) <= 0.12
    assert 0.2 <= share_short_of_seats(database) <= 0.6


@pytest.mark.slow
def test_a_city_at_midsummer_is_as_little_assessed_and_as_short_of_seats(tmp_path: Path) -> None:
    database = open_run(run_city(tmp_path, people=2000, seed=1, as_of=MIDSUMMER, until=Stage.NEED))
    assert 0.08 <= share_not_assessed(database) <= 0.12
    assert 0.2 <= share_short_of_seats(database) <= 0.6


def test_some_needs_no_offering_helps_with_and_some_only_offerings_for_others(hard: Database) -> None:
    nothing, only_others = one(
        hard,
        """WITH found AS (SELECT employee_id, competency_id, target, count(intervention_id) AS offered,
                                 count(q.employee_id) AS open
               FROM need JOIN planned USING (employee_id) LEFT JOIN helps USING (employee_id, competency_id, target)
               LEFT JOIN qualified q USING (employee_id, intervention_id) GROUP BY ALL)
           SELECT avg((offered = 0)::int), avg((offered > 0 AND open = 0)::int) FROM found""",
    )
    assert 0.01 <= nothing <= 0.15
    assert 0.005 <= only_others <= 0.15


def test_many_people_could_use_more_than_five_offerings(hard: Database) -> None:
    eager = """
        SELECT avg((programmes > 5)::int) FROM (SELECT employee_id, count(DISTINCT coalesce(program_id, intervention_id)) AS programmes
        FROM helps JOIN qualified USING (employee_id, intervention_id) JOIN interventions USING (intervention_id) GROUP BY 1)
    """
    assert one(hard, eager)[0] > 0.2


def test_hours_of_the_year_are_known_for_some_and_not_for_others(hard: Database) -> None:
    known = hard.sql("SELECT status, avg((learning_hours IS NULL)::int) FROM employees GROUP BY 1").fetchall()
    assert all(0.1 < unknown < 0.6 for _, unknown in known)


def test_some_pns_have_their_twenty_hours_and_some_have_none(hard: Database) -> None:
    done, none = one(
        hard,
        "SELECT avg((learning_hours >= 20)::int), avg((learning_hours = 0)::int) FROM employees WHERE status = 'pns' AND learning_hours IS NOT NULL",
    )
    assert 0.02 < done < 0.3
    assert 0.3 < none < 0.9


@pytest.mark.parametrize(("status", "ceiling"), [("pns", 120), ("pppk", 24)])
def test_some_people_stand_just_below_a_ceiling_at_it_and_above_it(hard: Database, status: str, ceiling: int) -> None:
    below, at_it, above = one(
        hard,
        f"""SELECT count(*) FILTER (learning_hours BETWEEN {ceiling} - 12 AND {ceiling} - 1),
                   count(*) FILTER (learning_hours = {ceiling}), count(*) FILTER (learning_hours > {ceiling})
            FROM planned WHERE status = '{status}'""",
    )
    assert min(below, at_it, above) >= 1


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


# Money


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

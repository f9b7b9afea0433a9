"""The catalogue: every form, every kind of condition, and fewer seats than people who could use them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.synthesis.city import make_city
from benangmerah.synthesis.nation import make_nation
from tests.synthesis.conftest import AS_OF
from tests.synthesis.hard_city import Database, one, open_run, run_city, share_short_of_seats


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

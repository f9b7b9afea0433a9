"""Even the best plan leaves much of the example city undone, and every limit stops somebody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benangmerah.snapshot.contract.outputs import LIMITS
from tests.synthesis.conftest import AS_OF, MIDSUMMER
from tests.synthesis.hard_city import Database, one, open_run, run_city

NO_PENALTY = "plan: {jp_penalty: 0}\n"
"""Then the objective is the closure alone, and its upper bound a bound on what money can close."""


@pytest.fixture(scope="module")
def in_january(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp("january")
    return open_run(run_city(folder, people=2000, seed=1, as_of=AS_OF, until=None))


@pytest.fixture(scope="module")
def in_july(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp("midsummer")
    return open_run(run_city(folder, people=2000, seed=1, as_of=MIDSUMMER, until=None))


@pytest.mark.slow
@pytest.mark.parametrize(("people", "seed", "as_of"), [(500, 1, AS_OF), (2000, 1, AS_OF), (2000, 2, MIDSUMMER)])
def test_at_most_sixty_percent_of_the_weighted_gap_can_be_closed(
    people: int, seed: int, as_of: date, tmp_path: Path
) -> None:
    run = open_run(run_city(tmp_path, people=people, seed=seed, as_of=as_of, until=None, policy=NO_PENALTY))
    closed, closable = one(run, "SELECT weighted_closure / weighted_gap, upper_bound / weighted_gap FROM plan_agency")
    assert 0.2 <= closed <= closable <= 0.6


@pytest.mark.slow
def test_no_money_is_left_that_could_pay_for_much(in_january: Database) -> None:
    spent, budget = one(in_january, "SELECT spent_rupiah, budget_rupiah FROM plan_agency")
    assert 0.95 * budget <= spent <= budget


@pytest.mark.slow
def test_most_pns_can_reach_their_twenty_hours_and_some_cannot(in_january: Database) -> None:
    below, everybody = one(
        in_january,
        "SELECT people_below_minimum_jp, (SELECT count(*) FROM planned WHERE status = 'pns') FROM plan_agency",
    )
    assert 0 < below < everybody * 0.3


@pytest.mark.slow
def test_every_limit_stops_somebody_by_midsummer(in_july: Database) -> None:
    found = {limit for (limit,) in in_july.sql('SELECT DISTINCT "limit" FROM unserved').fetchall()}
    assert found == set(LIMITS)


@pytest.mark.slow
def test_every_limit_but_a_month_that_has_passed_stops_somebody_in_january(in_january: Database) -> None:
    found = {limit for (limit,) in in_january.sql('SELECT DISTINCT "limit" FROM unserved').fetchall()}
    assert found == set(LIMITS) - {"period_passed"}

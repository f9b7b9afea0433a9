"""Ratings of every source and age, counted without the product's rules."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.snapshot.contract.inputs import SOURCES
from tests.synthesis.conftest import AS_OF, MIDSUMMER
from tests.synthesis.hard_city import Database, open_run, run_city, share_not_assessed, share_short_of_seats

SIZES = [(500, 1), (500, 2), (2000, 3), (5000, 4), (15_000, 1), (15_000, 2)]


@pytest.fixture(scope="module")
def required(tables: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """For every required competency of a position held: how many ratings count, and how many of them can decide."""
    return tables.sql("""
        WITH counting AS (
            SELECT employee_id, competency_id, count(*) AS counting, count(*) FILTER (
                     source IN ('superior', 'post_training', 'competency_test')
                     OR (source = 'assessment_center' AND kind IN ('managerial', 'sociocultural'))
                     OR (source = 'certificate' AND kind IN ('technical', 'governmental'))) AS deciding,
                   bool_and(source = 'self') AS self_only
            FROM aged JOIN competencies USING (competency_id) WHERE age = 'counts' GROUP BY 1, 2),
        rated AS (SELECT DISTINCT employee_id, competency_id FROM ratings)
        SELECT employee_id, q.competency_id, coalesce(counting, 0) AS counting, coalesce(deciding, 0) AS deciding,
               coalesce(self_only, false) AS self_only, rated.employee_id IS NOT NULL AS is_rated
        FROM employees JOIN in_force q USING (position_id)
        LEFT JOIN counting USING (employee_id, competency_id) LEFT JOIN rated USING (employee_id, competency_id)
    """)


def one(relation: duckdb.DuckDBPyRelation) -> tuple[float, ...]:
    rows: list[tuple[float, ...]] = relation.fetchall()
    return rows[0]


def test_about_a_tenth_of_required_competencies_is_not_assessed(required: duckdb.DuckDBPyRelation) -> None:
    no_rating_counts, none_decides = one(
        required.aggregate("100 * avg((counting = 0)::int), 100 * avg((deciding = 0)::int)")
    )
    assert 8 <= no_rating_counts <= 12
    assert 8 <= none_decides <= 12


def test_competencies_are_not_assessed_for_every_reason(required: duckdb.DuckDBPyRelation) -> None:
    reasons = required.filter("deciding = 0").aggregate(
        "sum((NOT is_rated)::int), sum((is_rated AND counting = 0)::int), sum(self_only::int)"
    )
    assert all(count > 50 for count in one(reasons))


def test_some_people_were_rated_by_nobody_but_themselves(tables: duckdb.DuckDBPyConnection) -> None:
    alone = tables.sql("""
        SELECT count(*) FROM (SELECT employee_id FROM ratings WHERE competency_id LIKE 'M%'
        GROUP BY 1 HAVING bool_and(source = 'self') AND count(*) > 5)
    """)
    assert one(alone)[0] > 5


def test_every_source_has_ratings_that_count_that_expired_and_that_lie_ahead(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    ages = set(tables.sql("SELECT DISTINCT source, age FROM aged").fetchall())
    deciding = ("assessment_center", "competency_test", "certificate", "superior", "post_training")
    assert {source for source, age in ages if age == "counts"} == set(SOURCES)
    assert {source for source, age in ages if age == "expired"} == set(deciding)
    assert {source for source, age in ages if age == "ahead"} == set(deciding)


def test_an_end_of_validity_can_lengthen_and_shorten_the_life_of_a_rating(tables: duckdb.DuckDBPyConnection) -> None:
    lives = tables.sql("""
        SELECT count(*) FILTER (age = 'counts' AND assessed_on <= DATE '2026-01-01' - INTERVAL 36 MONTH),
               count(*) FILTER (age = 'expired' AND assessed_on > DATE '2026-01-01' - INTERVAL 6 MONTH)
        FROM aged
    """)
    assert min(one(lives)) > 20


def test_raters_give_newer_ratings_and_sometimes_two_on_one_day(tables: duckdb.DuckDBPyConnection) -> None:
    superseded, same_day, apart = one(
        tables.sql("""
        WITH pairs AS (
            SELECT a.assessed_on = b.assessed_on AS same_day, a.level <> b.level AS apart,
                   a.rating_id < b.rating_id AND a.level > b.level AS lower_decides
            FROM ratings a JOIN ratings b USING (employee_id, competency_id, source)
            WHERE a.rating_id <> b.rating_id AND a.rater_id IS NOT DISTINCT FROM b.rater_id
              AND a.assessed_on <= b.assessed_on AND b.assessed_on <= DATE '2026-01-01')
        SELECT count(*) FILTER (NOT same_day), count(*) FILTER (same_day AND apart), count(*) FILTER (lower_decides)
        FROM pairs
    """)
    )
    assert superseded > 1000
    assert same_day > 100
    assert apart > 20


def test_several_raters_of_one_source_rate_the_same_competency(tables: duckdb.DuckDBPyConnection) -> None:
    several = tables.sql("""
        SELECT DISTINCT source FROM (SELECT source FROM aged WHERE age = 'counts' AND rater_id IS NOT NULL
        GROUP BY employee_id, competency_id, source HAVING count(DISTINCT rater_id) > 1)
    """).fetchall()
    assert {source for (source,) in several} >= {"assessment_center", "superior", "peer"}


def test_levels_have_at_most_two_decimals_and_some_have_two(tables: duckdb.DuckDBPyConnection) -> None:
    finer, two = one(
        tables.sql("""
        SELECT count(*) FILTER (level <> round(level, 2)), count(*) FILTER (level <> round(level, 1)) FROM ratings
    """)
    )
    assert finer == 0
    assert two > 500


def test_people_rate_themselves_more_kindly_than_superiors_do(tables: duckdb.DuckDBPyConnection) -> None:
    kinder = tables.sql("""
        SELECT avg(own.level - superior.level) FROM ratings own JOIN ratings superior USING (employee_id, competency_id)
        WHERE own.source = 'self' AND superior.source = 'superior'
    """)
    assert 0.3 < one(kinder)[0] < 1


def test_superiors_lead_the_unit_or_one_above_it(tables: duckdb.DuckDBPyConnection) -> None:
    inside, outside, unnamed = one(
        tables.sql("""
        SELECT count(*) FILTER (rater_id IN (SELECT employee_id FROM employees)), count(*) FILTER (rater_id = 'PIMPINAN'),
               count(*) FILTER (rater_id IS NULL)
        FROM ratings WHERE source = 'superior'
    """)
    )
    assert inside > outside > 0
    assert unnamed > 0
    own = tables.sql(
        "SELECT count(*) FROM ratings WHERE source IN ('superior', 'peer', 'subordinate') AND rater_id = employee_id"
    )
    assert one(own) == (0,)


def test_some_ratings_speak_of_what_the_position_does_not_ask(tables: duckdb.DuckDBPyConnection) -> None:
    beside = tables.sql("""
        SELECT count(*) FROM ratings JOIN employees e USING (employee_id)
        WHERE NOT EXISTS (SELECT 1 FROM requirements q
                          WHERE q.position_id = e.position_id AND q.competency_id = ratings.competency_id)
    """)
    assert one(beside)[0] > 200


def test_people_have_about_twenty_ratings_at_most_on_average(tables: duckdb.DuckDBPyConnection) -> None:
    mean = tables.sql("SELECT (SELECT count(*) FROM ratings) / (SELECT count(*) FROM employees)")
    assert 17 <= one(mean)[0] <= 21


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

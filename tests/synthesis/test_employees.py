from __future__ import annotations

import duckdb
import numpy as np
import pytest

from benangmerah.domain.civil_servant_number import CivilServantNumber, read_civil_servant_number
from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.inputs import DISCIPLINES, PREDICATES, SCHEMES, STANDINGS, STATUSES
from benangmerah.snapshot.dataset import Dataset
from benangmerah.synthesis.names import second_names
from benangmerah.synthesis.person_numbers import serials
from benangmerah.synthesis.read_data import read_data
from tests.synthesis.hard_city import Database, one

PPPK = ("pppk", "pppk_part_time")


def test_every_number_is_valid_and_says_the_birth_date_and_sex_of_its_owner(city: Dataset, law: Law) -> None:
    for person in city.table("employees").to_pylist():
        kind = "pppk" if person["status"] in PPPK else "pns"
        number = read_civil_servant_number(person["employee_id"], law, kind)
        assert isinstance(number, CivilServantNumber), number
        assert (number.kind, number.birth_date, number.sex) == (kind, person["birth_date"], person["sex"])
        assert (number.appointed_month is None) == (kind == "pppk")
        assert person["birth_date"].year + 18 <= number.appointed_year <= 2025


def test_pppk_have_the_usual_code_and_everybody_another_number(tables: duckdb.DuckDBPyConnection) -> None:
    codes = tables.sql("""
        SELECT status LIKE 'pppk%' AS is_pppk, min(substr(employee_id, 13, 2)), max(substr(employee_id, 13, 2))
        FROM employees GROUP BY 1 ORDER BY 1
    """)
    assert codes.fetchall() == [(False, "01", "12"), (True, "21", "21")]
    assert tables.sql("SELECT count(*) - count(DISTINCT employee_id) FROM employees").fetchall() == [(0,)]


def test_serials_count_up_among_those_who_share_a_beginning() -> None:
    assert serials(np.array([7, 3, 7, 7, 3, 9])).tolist() == [1, 1, 2, 3, 2, 1]


def test_serials_run_out_loudly() -> None:
    with pytest.raises(OverflowError):
        serials(np.ones(1000, dtype=np.int64))


def test_nobody_is_past_the_age_limit_and_some_are_close_to_it(city: Dataset, law: Law) -> None:
    limits = law.table("career/retirement_age")
    grades = dict(zip(*(city.table("positions")[name].to_pylist() for name in ("position_id", "grade")), strict=True))
    months_left = []
    for person in city.table("employees").to_pylist():
        born = person["birth_date"]
        age = (2026 - born.year) * 12 - (born.month - 1) - (born.day > 1)
        months_left.append(int(limits[grades[person["position_id"]]]) * 12 - age)
    assert min(months_left) > 0
    assert 20 <= sum(months <= 12 for months in months_left) <= 100


def test_people_near_the_age_limit_retire_and_others_do_not(tables: duckdb.DuckDBPyConnection) -> None:
    born = tables.sql("SELECT count(*), max(birth_date) FROM employees WHERE standing = 'retiring'").fetchall()
    assert born[0][0] > 0
    assert born[0][1].year <= 1969


def test_every_status_standing_scheme_predicate_and_discipline_occurs(city: Dataset) -> None:
    people = city.table("employees")
    assert set(people["status"].to_pylist()) == set(STATUSES)
    assert set(people["standing"].to_pylist()) == {*STANDINGS, None}
    assert set(people["performance_scheme"].to_pylist()) == {*SCHEMES, None}
    assert set(people["performance_predicate"].to_pylist()) == {*PREDICATES, None}
    assert set(people["discipline"].to_pylist()) == {*DISCIPLINES, None}


def test_appraisals_are_known_by_score_predicate_both_or_neither(tables: duckdb.DuckDBPyConnection) -> None:
    known = tables.sql("""
        SELECT DISTINCT performance_score IS NOT NULL, performance_predicate IS NOT NULL, performance_year IS NOT NULL
        FROM employees ORDER BY 1, 2
    """)
    assert known.fetchall() == [
        (False, False, False), (False, True, True), (True, False, True), (True, True, True),
    ]  # fmt: skip


def test_scores_and_predicates_of_the_newer_scheme_agree(tables: duckdb.DuckDBPyConnection) -> None:
    apart = tables.sql("""
        SELECT count(*) FROM employees WHERE performance_scheme = 'pp30' AND performance_predicate <>
        CASE WHEN performance_score >= 110 THEN 'sangat_baik' WHEN performance_score >= 90 THEN 'baik'
             WHEN performance_score >= 70 THEN 'butuh_perbaikan' WHEN performance_score >= 50 THEN 'kurang'
             ELSE 'sangat_kurang' END
    """)
    assert apart.fetchall() == [(0,)]


def test_only_pns_hold_posts_and_only_pppk_have_contracts(tables: duckdb.DuckDBPyConnection) -> None:
    holders = tables.sql("""
        SELECT DISTINCT status FROM employees JOIN positions USING (position_id)
        WHERE grade IN ('jpt_utama', 'jpt_madya', 'jpt_pratama', 'administrator', 'pengawas')
    """)
    assert holders.fetchall() == [("pns",)]
    contracts = tables.sql("SELECT DISTINCT status FROM employees WHERE contract_end IS NOT NULL ORDER BY 1")
    assert contracts.fetchall() == [("pppk",), ("pppk_part_time",)]
    soon = tables.sql("SELECT count(*) FROM employees WHERE contract_end BETWEEN '2026-01-01' AND '2026-06-30'")
    assert soon.fetchall()[0][0] > 5


def test_ranks_fit_the_status_and_the_grade(tables: duckdb.DuckDBPyConnection, law: Law) -> None:
    ranks = tables.sql("""
        SELECT DISTINCT grade, status LIKE 'pppk%', rank FROM employees JOIN positions USING (position_id)
        WHERE rank IS NOT NULL
    """).fetchall()
    for grade, is_pppk, rank in ranks:
        assert rank in law.table("rank/pppk" if is_pppk else "rank/pns"), (grade, rank)
        usual = read_data("people")["grades"][grade]["ranks"]
        assert is_pppk or not usual or rank in usual, (grade, rank)


def test_a_tenth_aims_at_a_position_some_of_another_family_and_most_approved(tables: duckdb.DuckDBPyConnection) -> None:
    row = tables.sql("""
        SELECT count(*), sum((held.job_family <> aimed.job_family)::int), sum(target_approved::int),
               sum((target_position_id = e.position_id)::int), count(*) FILTER (target_approved IS NULL)
        FROM employees e JOIN positions held USING (position_id)
        JOIN positions aimed ON aimed.position_id = e.target_position_id
    """).fetchall()[0]
    assert 140 <= row[0] <= 240
    assert row[1] > row[0] // 10
    assert row[2] > row[0] * 6 // 10
    assert row[3] > 0
    assert row[4] > 0
    nobody = tables.sql(
        "SELECT count(*) FROM employees WHERE target_position_id IS NULL AND target_approved IS NOT NULL"
    )
    assert nobody.fetchall() == [(0,)]


def test_names_are_put_together_from_our_own_parts_only(city: Dataset) -> None:
    data = read_data("names")
    given = {"male": set(data["male"]), "female": set(data["female"])}
    seconds = set(second_names())
    for sex, name in zip(*(city.table("employees")[column].to_pylist() for column in ("sex", "name")), strict=True):
        parts = name.split()
        assert parts[0] in given[sex]
        assert all(part in given[sex] | seconds for part in parts[1:])
        assert len(parts) <= 3


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

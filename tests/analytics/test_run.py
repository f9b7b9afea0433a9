"""Every mart: named after its table, after those it reads, in a dialect that Spark understands, without a number of the law."""

from __future__ import annotations

import re
from datetime import date

import pytest
import sqlglot
from sqlglot import exp

from benangmerah.analytics.engine import transpile_to_spark
from benangmerah.analytics.mart import Mart, Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import MARTS, marts_until
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import INDEX_STAGE, OUTPUTS
from benangmerah.snapshot.dataset import Dataset
from tests.factories.policy import make_policy

DAY = date(2026, 1, 1)
UNIT_NUMBERS = {"0", "1", "2", "100", "200", "1000", "10000", "100000000"}
"""Scales and counts; every number of the law or the policy comes by a parameter table."""

each_mart = pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)


def select(sql: str, dialect: str) -> exp.Select:
    tree = sqlglot.parse_one(sql, read=dialect)
    assert isinstance(tree, exp.Select)
    return tree


def tables_read(mart: Mart) -> set[str]:
    tree = sqlglot.parse_one(mart.sql, read="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return {table.name for table in tree.find_all(exp.Table)} - own


@each_mart
def test_mart_reads_only_what_stands_before_it(mart: Mart) -> None:
    parameters = parameter_tables(Dataset(), load_library().on(DAY), make_policy(), DAY)
    before = {earlier.name for earlier in MARTS[: MARTS.index(mart)]}
    assert tables_read(mart) - before - set(INPUTS) - set(parameters) == set()


@each_mart
def test_mart_gives_the_columns_of_its_contract(mart: Mart) -> None:
    given = set(select(mart.sql, "duckdb").named_selects)
    assert "*" in given or set(mart.table.names) <= given


@each_mart
def test_mart_speaks_spark_too(mart: Mart) -> None:
    spark = transpile_to_spark(mart.sql)
    assert (select(spark, "spark").named_selects, "//" in spark) == (select(mart.sql, "duckdb").named_selects, False)


@each_mart
def test_mart_holds_no_number_of_the_law(mart: Mart) -> None:
    code = re.sub(r"--.*", "", mart.sql)
    assert set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?", code)) <= UNIT_NUMBERS


@each_mart
def test_mart_renders_rules_of_the_domain(mart: Mart) -> None:
    assert {rule.__module__.startswith("benangmerah.domain.") for rule in mart.rules} == {True}


def test_index_stage_stops_before_the_needs() -> None:
    written = {mart.name for mart in marts_until(Stage.INDEX) if mart.name in OUTPUTS}
    assert written == {table.name for table in INDEX_STAGE}

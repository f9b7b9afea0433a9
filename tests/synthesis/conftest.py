from __future__ import annotations

from datetime import date

import duckdb
import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.dataset import Dataset
from benangmerah.synthesis.city import make_city
from benangmerah.synthesis.nation import make_nation
from tests.synthesis.hard_city import open_run, run_city

AS_OF = date(2026, 1, 1)
MIDSUMMER = date(2026, 7, 1)
VIEWS = (
    """CREATE VIEW in_force AS SELECT * FROM requirements
       WHERE (valid_from IS NULL OR valid_from <= DATE '2026-01-01')
         AND (valid_to IS NULL OR DATE '2026-01-01' < valid_to)""",
    """CREATE VIEW aged AS SELECT *, CASE
         WHEN assessed_on > DATE '2026-01-01' THEN 'ahead'
         WHEN valid_until IS NOT NULL THEN CASE WHEN DATE '2026-01-01' < valid_until THEN 'counts' ELSE 'expired' END
         WHEN assessed_on > DATE '2026-01-01' - CASE
           WHEN source = 'post_training' THEN INTERVAL 6 MONTH
           WHEN source IN ('superior', 'peer', 'subordinate', 'self') THEN INTERVAL 12 MONTH
           ELSE INTERVAL 36 MONTH END THEN 'counts' ELSE 'expired' END AS age
       FROM ratings""",
    """CREATE VIEW staff AS SELECT e.*, p.grade, p.job_family, p.title,
         CASE WHEN p.grade LIKE 'jf_%' THEN 'functional' WHEN p.grade = 'pelaksana' THEN 'pelaksana'
           ELSE 'structural' END AS position_type,
         CASE WHEN p.grade LIKE 'jpt%' THEN 'jpt' ELSE p.grade END AS post,
         CASE WHEN e.status = 'cpns' THEN 'pns' ELSE e.status END AS pns_or_pppk,
         CASE WHEN education_level IN ('s1', 'd4', 'profession') THEN 's1_d4'
           WHEN education_level IN ('s2', 'specialist', 'subspecialist') THEN 's2'
           WHEN education_level IN ('d1', 'd2', 'd3') THEN 'diploma'
           WHEN education_level = 's3' THEN 's3' ELSE 'slta_or_less' END AS education,
         CASE WHEN p.grade LIKE 'jf_%' AND p.job_family IN ('Pendidikan', 'Kesehatan')
           THEN 'teachers_and_health_workers' ELSE 'others' END AS sector
       FROM employees e JOIN positions p USING (position_id)""",
)


def open_tables(dataset: Dataset) -> duckdb.DuckDBPyConnection:
    """The tables in a database of their own, so that a test can count without the product's rules."""
    connection = duckdb.connect()
    for name in dataset.tables:
        connection.register(name, dataset.table(name))
    for view in VIEWS:
        connection.execute(view)
    return connection


@pytest.fixture(scope="session")
def city() -> Dataset:
    return make_city(people=2000, seed=7)


@pytest.fixture(scope="session")
def tables(city: Dataset) -> duckdb.DuckDBPyConnection:
    return open_tables(city)


@pytest.fixture(scope="session")
def whole_city() -> Dataset:
    return make_city(people=15_000, seed=1)


@pytest.fixture(scope="session")
def whole_tables(whole_city: Dataset) -> duckdb.DuckDBPyConnection:
    return open_tables(whole_city)


@pytest.fixture(scope="session")
def nation_tables() -> duckdb.DuckDBPyConnection:
    return open_tables(make_nation(people=800, agencies=6, seed=2))


@pytest.fixture(scope="session")
def law() -> Law:
    return load_library().on(AS_OF)


@pytest.fixture(scope="session")
def forms(law: Law) -> dict[str, dict[str, object]]:
    return {str(form["code"]): dict(form) for form in law.records("development_form")}


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A city of two thousand with its gaps and needs."""
    folder = tmp_path_factory.mktemp("hard")
    return open_run(run_city(folder, people=2000, seed=1, as_of=AS_OF, until=Stage.NEED))


@pytest.fixture(scope="session")
def midsummer() -> duckdb.DuckDBPyConnection:
    return open_tables(make_city(people=2000, seed=1, as_of=MIDSUMMER))

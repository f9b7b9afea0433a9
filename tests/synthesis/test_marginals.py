"""The invented people are spread as the published figures say (marginals.yaml)."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from benangmerah.synthesis.city import make_city
from benangmerah.synthesis.read_data import read_data

POSITION_TYPE = """CASE WHEN p.grade LIKE 'jf_%' THEN 'functional' WHEN p.grade = 'pelaksana' THEN 'pelaksana'
    ELSE 'structural' END"""
EDUCATION = """CASE WHEN education_level IN ('s1', 'd4', 'profession') THEN 's1_d4'
    WHEN education_level IN ('s2', 'specialist', 'subspecialist') THEN 's2'
    WHEN education_level IN ('d1', 'd2', 'd3') THEN 'diploma'
    WHEN education_level = 's3' THEN 's3' ELSE 'slta_or_less' END"""
POSTS = "CASE WHEN p.grade LIKE 'jpt%' THEN 'jpt' ELSE p.grade END"


def shares(tables: duckdb.DuckDBPyConnection, what: str, where: str = "true") -> dict[str, float]:
    """Permille of the people for whom the condition holds, by a code."""
    rows = tables.sql(
        f"SELECT {what} AS code, 1000 * count(*) / sum(count(*)) OVER () FROM employees e "
        f"JOIN positions p USING (position_id) WHERE {where} GROUP BY code"
    ).fetchall()
    return dict(rows)


def strays(tables: duckdb.DuckDBPyConnection, marginal: str, what: str, where: str = "true") -> dict[str, int]:
    """The codes whose share lies further from the published one than it may."""
    published: dict[str, Any] = dict(read_data("marginals")[marginal])
    within = published.pop("within")
    found = shares(tables, what, where)
    return {code: round(found.get(code, 0)) for code in published if abs(found.get(code, 0) - published[code]) > within}


@pytest.mark.parametrize(
    ("marginal", "what", "where"),
    [
        ("sex", "sex", "true"),
        ("position_type", POSITION_TYPE, "true"),
        ("education", EDUCATION, "true"),
        ("status", "CASE WHEN status = 'cpns' THEN 'pns' ELSE status END", "status <> 'pppk_part_time'"),
        (
            "sector",
            "CASE WHEN p.grade LIKE 'jf_%' AND p.job_family IN ('Pendidikan', 'Kesehatan') "
            "THEN 'teachers_and_health_workers' ELSE 'others' END",
            "true",
        ),
    ],
)
def test_shares_are_near_the_published_ones(
    tables: duckdb.DuckDBPyConnection, marginal: str, what: str, where: str
) -> None:
    assert strays(tables, marginal, what, where) == {}


@pytest.mark.slow
def test_posts_of_a_whole_city_are_spread_over_grades_as_published() -> None:
    city = make_city(people=15_000, seed=1)
    connection = duckdb.connect()
    for name in ("employees", "positions"):
        connection.register(name, city.table(name))
    assert strays(connection, "structural", POSTS, f"{POSITION_TYPE} = 'structural'") == {}

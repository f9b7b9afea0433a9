"""The invented people are spread as the published figures say (marginals.yaml)."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from benangmerah.synthesis.read_data import read_data


def strays(staff: duckdb.DuckDBPyRelation, marginal: str, column: str) -> dict[str, int]:
    """The codes whose permille of the staff lies further from the published one than it may."""
    published: dict[str, Any] = dict(read_data("marginals")[marginal])
    within = published.pop("within")
    counts = dict(staff.aggregate(f"{column}, count(*)").fetchall())
    found = {code: 1000 * counts.get(code, 0) / sum(counts.values()) for code in published}
    return {code: round(share) for code, share in found.items() if abs(share - published[code]) > within}


@pytest.mark.parametrize(
    ("marginal", "column", "who"),
    [
        ("sex", "sex", "true"),
        ("position_type", "position_type", "true"),
        ("education", "education", "true"),
        ("status", "pns_or_pppk", "status <> 'pppk_part_time'"),
        ("sector", "sector", "true"),
    ],
)
def test_shares_are_near_the_published_ones(
    tables: duckdb.DuckDBPyConnection, marginal: str, column: str, who: str
) -> None:
    assert strays(tables.table("staff").filter(who), marginal, column) == {}


def test_a_share_that_strays_is_found(tables: duckdb.DuckDBPyConnection) -> None:
    assert strays(tables.table("staff").filter("sex = 'female'"), "sex", "sex") == {"female": 1000}


@pytest.mark.slow
def test_posts_of_a_whole_city_are_spread_over_grades_as_published(whole_tables: duckdb.DuckDBPyConnection) -> None:
    posts = whole_tables.table("staff").filter("position_type = 'structural'")
    assert strays(posts, "structural", "post") == {}

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.dataset import Dataset
from benangmerah.synthesis.city import make_city

AS_OF = date(2026, 1, 1)


@pytest.fixture(scope="session")
def city() -> Dataset:
    return make_city(people=2000, seed=7)


@pytest.fixture(scope="session")
def tables(city: Dataset) -> duckdb.DuckDBPyConnection:
    """The city's tables in a database of their own, so that a test can count without the product's rules."""
    connection = duckdb.connect()
    for name in city.tables:
        connection.register(name, city.table(name))
    return connection


@pytest.fixture(scope="session")
def law() -> Law:
    return load_library().on(AS_OF)

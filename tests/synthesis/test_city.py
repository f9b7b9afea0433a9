from __future__ import annotations

from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message
from benangmerah.snapshot.contract.column import Column
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.validate import check_dataset
from benangmerah.synthesis.city import make_city


def written(dataset: Dataset) -> dict[str, bytes]:
    """Every table as bytes."""
    found = {}
    for name in dataset.tables:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, dataset.table(name).schema) as writer:
            writer.write_table(dataset.table(name))
        found[name] = sink.getvalue().to_pybytes()
    return found


@pytest.mark.parametrize("people", [1, 2, 3, 17, 50, 500])
def test_city_of_any_size_has_exactly_so_many_people_and_no_fault(people: int) -> None:
    city = make_city(people=people, seed=3)
    assert city.table("employees").num_rows == people
    assert check_dataset(city) == ()


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2025, 6, 30), date(2027, 12, 31)])
def test_city_of_another_day_has_no_fault(as_of: date) -> None:
    city = make_city(people=400, seed=3, as_of=as_of)
    assert check_dataset(city) == ()
    assert set(city.table("budgets")["year"].to_pylist()) == {as_of.year - 1, as_of.year}


def test_city_has_no_fault(city: Dataset) -> None:
    assert check_dataset(city) == ()


def test_city_has_every_table_in_the_contract_s_types_and_some_rows(city: Dataset) -> None:
    assert {name: city.table(name).schema for name in city.tables} == {
        name: table.schema for name, table in INPUTS.items()
    }
    assert [name for name in INPUTS if city.table(name).num_rows == 0] == []


def test_city_keeps_to_the_lists_and_bounds_of_the_contract(city: Dataset) -> None:
    strangers = [
        f"{name}.{column.name}"
        for name, table in INPUTS.items()
        for column in table.columns
        if not keeps_to(city.table(name)[column.name], column)
    ]
    assert strangers == []


def keeps_to(values: pa.ChunkedArray, column: Column) -> bool:
    """Whether all values may stand in the column."""
    known = values.drop_null()
    if values.null_count and not column.optional:
        return False
    if column.values and not set(pc.unique(known).to_pylist()) <= set(column.values):
        return False
    lowest, highest = pc.min_max(known).as_py().values() if len(known) else (None, None)
    too_low = column.minimum is not None and lowest is not None and lowest < column.minimum
    too_high = column.maximum is not None and highest is not None and highest > column.maximum
    return not (too_low or too_high or (column.above is not None and lowest is not None and lowest <= column.above))


def test_every_optional_column_is_filled_for_somebody(city: Dataset) -> None:
    empty = [
        f"{name}.{column.name}"
        for name, table in INPUTS.items()
        for column in table.columns
        if city.table(name)[column.name].null_count == city.table(name).num_rows
    ]
    assert empty == []


def test_city_is_the_same_byte_for_byte_for_the_same_seed() -> None:
    first, second = (written(make_city(people=300, seed=11)) for _ in range(2))
    assert first == second


def test_city_differs_for_another_seed() -> None:
    first, second = (written(make_city(people=300, seed=seed)) for seed in (11, 12))
    same = {name for name in first if first[name] == second[name]}
    assert same & {"employees", "requirements", "ratings", "completions", "interventions", "spending"} == set()


def test_city_without_people_is_refused() -> None:
    with pytest.raises(BenangMerahError) as refused:
        make_city(people=0, seed=1)
    assert refused.value.reason == Message("An example needs at least one person, not {people}.", (("people", 0),))
    assert refused.value.say("en") == "An example needs at least one person, not 0."


def test_progress_tells_what_is_being_done() -> None:
    told = []

    def listen(stage: Message, done: int = 0, total: int = 0) -> None:
        told.append((stage.text, done <= total))

    make_city(people=2, seed=1, progress=listen)
    assert set(told) == {("Placing people", True), ("Making tables", True), ("Making ratings", True)}


def test_units_inherit_their_sector_from_the_office_above(tables: duckdb.DuckDBPyConnection) -> None:
    named = tables.sql("SELECT DISTINCT sector FROM units WHERE sector IS NOT NULL ORDER BY 1").fetchall()
    assert named == [("education",), ("health",), ("other",)]
    assert tables.sql(
        "SELECT count(*) FROM units WHERE sector IS NOT NULL AND parent_unit_id IS NOT NULL"
    ).fetchall() == [(0,)]
    schools = tables.sql(
        "SELECT DISTINCT above.sector FROM units JOIN units above ON above.unit_id = units.parent_unit_id "
        "WHERE units.name LIKE 'S% Negeri%'"
    ).fetchall()
    assert schools == [("education",)]


@pytest.mark.slow
def test_city_of_fifteen_thousand_has_the_size_of_a_real_one(whole_city: Dataset) -> None:
    units = whole_city.table("units")
    assert check_dataset(whole_city) == ()
    assert whole_city.table("employees").num_rows == 15_000
    assert sum(units["is_opd"].to_pylist()) == 124
    names = units["name"].to_pylist()
    assert sum(name.startswith("Kecamatan") for name in names) == 21
    assert sum(name.startswith("UPTD Puskesmas") for name in names) == 41
    assert 290_000 <= whole_city.table("ratings").num_rows <= 310_000
    assert 60 <= whole_city.table("interventions").num_rows <= 130


@pytest.mark.slow
def test_city_of_eighty_thousand_has_no_fault() -> None:
    city = make_city(people=80_000, seed=1)
    assert city.table("employees").num_rows == 80_000
    assert check_dataset(city) == ()

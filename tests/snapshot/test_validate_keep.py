from __future__ import annotations

import pyarrow as pa
import pytest

from benangmerah.kernel.errors import Refusal, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.validate import check_dataset
from benangmerah.snapshot.validate_keep import keep_valid
from tests.factories.dataset import make_dataset
from tests.snapshot.facts import NEW_YEAR, Row, right_rows, tell


def refuse(table: str, row: int | None = None, column: str | None = None) -> Refusal:
    return Refusal(table, row, column, None, message("Correct the number."), message("Fill it in."))


def keep(rows: dict[str, list[Row]], *refusals: Refusal) -> tuple[dict[str, list[str]], list[tuple[str, int | None]]]:
    """The first column of every table that stays, and the rows that leave beside those refused already."""
    dataset = make_dataset(rows)
    kept, further = keep_valid(dataset, (*refusals, *check_dataset(dataset)))
    assert check_dataset(kept) == ()
    names = {name: [str(cell) for cell in source.data[0].to_pylist()] for name, source in kept.tables.items()}
    return names, [(refusal.table, refusal.row) for refusal in further]


def test_right_dataset_is_kept_whole() -> None:
    dataset = make_dataset(right_rows())
    kept, further = keep_valid(dataset, ())
    assert further == ()
    assert {name: kept.table(name) for name in right_rows()} == {name: dataset.table(name) for name in right_rows()}


def test_rows_that_point_to_a_refused_row_leave_too_and_so_on_naming_it() -> None:
    dataset = make_dataset(right_rows())
    kept, further = keep_valid(dataset, (refuse("units", 2, "name"),))
    assert tell(further) == [
        (table, row, column, value,
         f"It points to {value}, row {there} of {other}, which was refused. Mend that row, and this one is taken too.",
         (f"Baris ini merujuk {value}, baris {there} pada {other}, yang ditolak."
         " Perbaiki baris itu, maka baris ini ikut diterima."))
        for table, row, column, value, other, there in (
            ("units", 3, "parent_unit_id", "dinas", "units", 2),
            ("employees", 2, "unit_id", "dinas", "units", 2),
            ("objective_needs", 2, "unit_id", "dinas", "units", 2),
            ("employees", 3, "unit_id", "bidang", "units", 3),
            ("ratings", 2, "employee_id", "ratna", "employees", 2),
            ("ratings", 3, "employee_id", "budi", "employees", 3),
        )
    ]  # fmt: skip
    assert check_dataset(kept) == ()
    assert [kept.table(name).num_rows for name in ("units", "employees", "ratings", "positions")] == [0, 0, 0, 2]


def test_rows_that_stay_keep_the_number_a_person_sees() -> None:
    kept, _ = keep_valid(make_dataset(right_rows()), (refuse("ratings", 2, "level"),))
    assert [kept.tables["ratings"].row_number(0), kept.tables["units"].row_number(1)] == [3, 3]


def test_row_numbers_of_the_source_say_what_leaves() -> None:
    rows = right_rows()
    dataset = make_dataset(rows)
    data = dataset.table("ratings")
    source = SourceTable("ratings", data, pa.array([4, 7], pa.int64()), "ratings.csv")
    kept, _ = keep_valid(Dataset({**dataset.tables, "ratings": source}), (refuse("ratings", 7, "level"),))
    assert kept.table("ratings")["rating_id"].to_pylist() == ["N1"]


def test_of_duplicates_the_first_stays() -> None:
    rows = right_rows()
    rows["employees"].append({**rows["employees"][0], "name": "Ratna lagi"})
    names, further = keep(rows)
    assert (names["employees"], names["ratings"], further) == (["ratna", "budi"], ["N1", "N2"], [])


def test_members_of_a_circle_leave_with_all_below() -> None:
    rows = right_rows()
    rows["units"] += [
        {"unit_id": "a", "agency_id": "kota", "parent_unit_id": "b"},
        {"unit_id": "b", "agency_id": "kota", "parent_unit_id": "a"},
        {"unit_id": "c", "agency_id": "kota", "parent_unit_id": "a"},
    ]
    names, further = keep(rows)
    assert (names["units"], further) == (["dinas", "bidang"], [("units", 6)])


def test_both_of_two_standards_on_one_day_leave() -> None:
    rows = right_rows()
    rows["requirements"].append(
        {"position_id": "kepala", "competency_id": "M.1", "required_level": 4, "valid_from": NEW_YEAR}
    )
    names, further = keep(rows)
    assert (names["requirements"], further) == (["analis"], [])


def test_siblings_whose_shares_do_not_add_up_leave_with_all_below() -> None:
    rows = right_rows()
    rows["objectives"][1]["weight"] = 0.7
    names, further = keep(rows)
    assert (names["objectives"], further) == (["visi"], [("objective_needs", 2)])


def test_siblings_leave_where_one_that_was_refused_is_missing_from_their_sum() -> None:
    names, further = keep(right_rows(), refuse("objectives", 4, "title"))
    assert (names["objectives"], further) == (["visi"], [("objectives", 3), ("objective_needs", 2)])


def test_unknown_tables_and_columns_are_left_out() -> None:
    names, further = keep(right_rows(), refuse("rating"), refuse("units", 1, "warna"))
    assert (len(names["units"]), further) == (2, [])


def test_optional_table_that_cannot_be_read_leaves_whole_with_what_points_to_it() -> None:
    names, further = keep(right_rows(), refuse("interventions"))
    assert ("interventions" in names, names["prerequisites"]) == (False, [])
    assert further == [("prerequisites", 2), ("prerequisites", 2)]


def test_optional_column_that_cannot_be_read_takes_no_row_with_it() -> None:
    names, further = keep(right_rows(), refuse("units", 1, "sector"), refuse("interventions", 1, "provider"))
    assert (len(names["units"]), len(names["interventions"]), further) == (2, 2, [])


@pytest.mark.parametrize(
    "refusal",
    [
        refuse(""), refuse("units"), refuse("units", 1), refuse("units", 1, "agency_id"), refuse("employees", 1, None),
        refuse("requirements", None, "required_level"),
    ],
)  # fmt: skip
def test_nothing_is_kept_where_a_required_table_or_column_is_missing(refusal: Refusal) -> None:
    other = refuse("ratings", 2, "level")
    with pytest.raises(RefusedInputError) as caught:
        keep_valid(make_dataset(right_rows()), (other, refusal))
    assert caught.value.refusals == (refusal,)
    assert caught.value.say("id") == "Masukan tidak dapat dipakai walaupun baris yang ditolak dikeluarkan."


def test_required_and_optional_columns_that_decide_this_are_those_of_the_contract() -> None:
    required = [(name, column.name) for name, table in INPUTS.items() for column in table.columns if table.required
                and not column.optional]  # fmt: skip
    for table, column in required:
        with pytest.raises(RefusedInputError):
            keep_valid(make_dataset(right_rows()), (refuse(table, 1, column),))

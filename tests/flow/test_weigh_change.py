from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from benangmerah.flow.weigh_change import Proposal, Weighing, weigh_change
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message, render
from benangmerah.snapshot.belonging import Area
from benangmerah.snapshot.contract.inputs import INPUTS
from tests.factories.dataset import Rows, make_dataset
from tests.factories.office import office_rows

WATI = {
    "employee_id": "orang lain",
    "agency_id": "kota",
    "unit_id": "arsip",
    "position_id": "arsiparis",
    "name": "Wati",
    "status": "cpns",
    "education_level": "d3",
}
BARU = {**WATI, "employee_id": "baru", "name": "Tono"}
DINKES = Area(unit_ids={"dinkes", "bidang"})


def office() -> dict[str, pa.Table]:
    return {name: make_dataset(office_rows()).table(name) for name in INPUTS}


def weigh(rows: Rows, **options: Any) -> Weighing:
    return weigh_change(Proposal(make_dataset(rows), **options), office())


def counts(weighing: Weighing, table: str) -> tuple[int, int, int]:
    compared = weighing.compared[table]
    return len(compared.new), len(compared.changed), len(weighing.gone[table])


def told(weighing: Weighing) -> list[tuple[str, int | None, str | None, str | None, str]]:
    return [
        (refusal.table, refusal.row, refusal.column, refusal.value, render(refusal.reason, "en"))
        for refusal in weighing.refusals
    ]


def test_ids_may_point_to_what_stands_in_the_archive() -> None:
    weighing = weigh({"employees": [BARU, {**WATI, "name": "Wati Sari"}, office_rows()["employees"][1]]})
    assert (counts(weighing, "employees"), told(weighing), weighing.is_sound) == ((1, 1, 0), [], True)


def test_what_is_not_given_goes_only_from_a_table_given_in_full() -> None:
    rows = {"ratings": office_rows()["ratings"][:2]}
    assert counts(weigh(rows), "ratings") == (0, 0, 0)
    assert counts(weigh(rows, complete={"ratings"}), "ratings") == (0, 0, 3)


def test_what_is_not_given_goes_only_within_the_area() -> None:
    weighing = weigh({"ratings": office_rows()["ratings"][:2]}, complete={"ratings"}, area=DINKES)
    assert (counts(weighing, "ratings"), told(weighing)) == ((0, 0, 2), [])


def test_table_of_which_a_row_was_refused_is_not_given_in_full() -> None:
    refusal = Refusal("ratings", 3, "level", "enam", message("x"), message("y"))
    weighing = weigh(
        {"ratings": office_rows()["ratings"][:2]}, complete={"ratings"}, refusals=(refusal,), accept_valid=True
    )
    assert counts(weighing, "ratings") == (0, 0, 0)
    assert weighing.given["ratings"].data["rating_id"].to_pylist() == ["1"]


def test_row_that_points_to_a_refused_one_names_it() -> None:
    refusal = Refusal("employees", 2, "status", "?", message("x"), message("y"))
    rating = {**office_rows()["ratings"][0], "rating_id": "9", "employee_id": "baru"}
    weighing = weigh({"employees": [BARU], "ratings": [rating]}, refusals=(refusal,))
    assert told(weighing) == [
        ("employees", 2, "status", "?", "x"),
        ("ratings", 2, "employee_id", "baru", "It points to baru, row 2 of employees, which was refused."),
    ]


def test_row_of_the_archive_that_would_point_nowhere_is_told_without_a_number() -> None:
    weighing = weigh({"units": office_rows()["units"][:2]}, complete={"units"})
    assert told(weighing) == [("employees", None, "unit_id", "arsip", "arsip does not stand in the table units.")]
    assert not weighing.is_sound


def test_standard_that_clashes_with_the_archive_says_so() -> None:
    row = {**office_rows()["requirements"][0], "valid_from": date(2026, 1, 1)}
    weighing = weigh({"requirements": [row]})
    reason = "Row in the archive holds for the same position and competency on some of the same days."
    assert ("requirements", 2, "valid_from", "2026-01-01", reason) in told(weighing)


def test_accepting_the_valid_rows_leaves_out_refused_ones_and_keeps_what_is_needed() -> None:
    rows = {
        "units": office_rows()["units"][:2],
        "employees": [BARU, {**BARU, "employee_id": "salah", "unit_id": "tidak ada"}],
    }
    weighing = weigh(rows, complete={"units"}, accept_valid=True)
    assert (counts(weighing, "units"), counts(weighing, "employees"), weighing.is_sound) == ((0, 0, 0), (1, 0, 0), True)
    assert [refusal[:4] for refusal in told(weighing)] == [
        ("employees", None, "unit_id", "arsip"),
        ("employees", 3, "unit_id", "tidak ada"),
    ]


def test_row_that_was_refused_does_not_go_from_a_table_given_in_full() -> None:
    employees = [
        {**row, "unit_id": "tidak ada"} if row["employee_id"] == "sari" else row for row in office_rows()["employees"]
    ]
    weighing = weigh({"employees": employees}, complete={"employees"}, accept_valid=True)
    assert (counts(weighing, "employees"), weighing.is_sound) == ((0, 0, 0), True)
    assert [refusal[:4] for refusal in told(weighing)] == [("employees", 4, "unit_id", "tidak ada")]


def test_change_that_would_contradict_the_archive_is_left_out() -> None:
    units = [{**row, "agency_id": "lain"} if row["unit_id"] == "arsip" else row for row in office_rows()["units"]]
    agencies = [{"agency_id": "lain", "name": "Kota Lain", "kind": "city"}]
    weighing = weigh({"agencies": agencies, "units": units}, accept_valid=True)
    assert (counts(weighing, "agencies"), counts(weighing, "units"), weighing.is_sound) == ((1, 0, 0), (0, 0, 0), True)
    assert [refusal[:4] for refusal in told(weighing)] == [("employees", None, "unit_id", "arsip")]


FOREIGN = "This row belongs to a unit or agency that you may not change."


@pytest.mark.parametrize(
    ("table", "row", "is_refused"),
    [
        ("employees", {**BARU, "unit_id": "bidang"}, False),
        ("employees", BARU, True),
        ("employees", {**WATI, "unit_id": "bidang"}, True),
        ("employees", {**office_rows()["employees"][1], "unit_id": "arsip"}, True),
        ("employees", {**WATI}, False),
        ("ratings", {**office_rows()["ratings"][4], "level": 5.0}, True),
        ("ratings", {**office_rows()["ratings"][0], "level": 5.0}, False),
        ("ratings", {**office_rows()["ratings"][0], "employee_id": "orang lain"}, True),
        ("positions", {**office_rows()["positions"][0], "title": "Kepala"}, True),
        ("competencies", {**office_rows()["competencies"][0], "name": "Jujur"}, True),
        ("competencies", {**office_rows()["competencies"][0]}, False),
    ],
)
def test_rows_of_others_may_stand_in_a_file_but_not_change(table: str, row: dict[str, Any], is_refused: bool) -> None:
    weighing = weigh({table: [row]}, area=DINKES)
    assert [refusal[4] for refusal in told(weighing)] == [FOREIGN] * is_refused

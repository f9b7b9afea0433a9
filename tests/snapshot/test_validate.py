from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from benangmerah.kernel.explanation import render
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.validate import check_dataset
from tests.factories.dataset import make_dataset
from tests.snapshot.facts import NEW_YEAR, Row, Told, right_rows, tell

JULY = date(2026, 7, 1)


def check(**more: list[Row]) -> list[Told]:
    """What is refused in the right tables with these rows appended."""
    rows = right_rows()
    for table, added in more.items():
        rows[table] = rows.get(table, []) + added
    return tell(check_dataset(make_dataset(rows)))


def test_right_tables_have_no_fault() -> None:
    assert check() == []


def test_no_tables_have_no_fault() -> None:
    assert check_dataset(Dataset()) == ()


@pytest.mark.parametrize(
    ("table", "row", "line", "column", "value", "first", "key"),
    [
        ("agencies", {"agency_id": "kota"}, 4, "agency_id", "kota", 2, "agency_id"),
        ("ratings", {"rating_id": "N2", "employee_id": "budi", "competency_id": "M.3"}, 4, "rating_id", "N2", 3,
         "rating_id"),
        ("budgets", {"agency_id": "kota", "unit_id": None, "year": 2026, "amount_rupiah": 9}, 3, "agency_id", "kota", 2,
         "agency_id, unit_id, year"),
        ("prerequisites", {"intervention_id": "lanjut", "requires_intervention_id": "dasar"}, 3, "intervention_id",
         "lanjut", 2, "intervention_id, requires_intervention_id"),
    ],
)  # fmt: skip
def test_later_row_of_a_key_is_refused_naming_the_first(
    table: str, row: Row, line: int, column: str, value: str, first: int, key: str
) -> None:
    assert check(**{table: [row]}) == [
        (table, line, column, value,
         f"Row {first} already has the same {key}. Keep one of the two rows, or correct the key.",
         f"Baris {first} sudah memiliki {key} yang sama. Pertahankan salah satu dari kedua baris, atau perbaiki kuncinya."),
    ]  # fmt: skip


def test_every_later_row_of_a_key_is_refused() -> None:
    told = check(agencies=[{"agency_id": "lain"}, {"agency_id": "kota"}, {"agency_id": "kota"}])
    assert [(row, value, reason.split(" already")[0]) for _, row, _, value, reason, _ in told] == [
        (4, "lain", "Row 3"), (5, "kota", "Row 2"), (6, "kota", "Row 2"),
    ]  # fmt: skip


def test_rows_without_a_key_are_no_duplicates() -> None:
    assert check(agencies=[{"agency_id": None}, {"agency_id": None}]) == []


def test_budgets_of_another_unit_or_year_are_no_duplicates() -> None:
    units = [{"agency_id": "kota", "unit_id": unit, "year": 2026, "amount_rupiah": 1} for unit in ("dinas", "bidang")]
    assert check(budgets=[*units, {"agency_id": "kota", "unit_id": None, "year": 2027, "amount_rupiah": 1}]) == []


REFERENCES = [
    (name, column.name, column.references)
    for name, table in INPUTS.items()
    for column in table.columns
    if column.references
]


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_id_that_points_nowhere_is_refused(table: str, column: str, target: str) -> None:
    rows = right_rows()
    rows[table] = [{INPUTS[table].columns[0].name: "baru", column: "tiada"}]
    other, key = target.split(".")
    told = [line for line in tell(check_dataset(make_dataset(rows))) if line[:3] == (table, 2, column)]
    assert told == [
        (table, 2, column, "tiada",
         f"tiada does not stand in the table {other}. Add it to {other} as {key}, or correct it here.",
         f"tiada tidak ada pada tabel {other}. Tambahkan pada {other} sebagai {key}, atau perbaiki di sini."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("ratings", {"rating_id": "N9", "employee_id": "budi", "competency_id": "M.1", "rater_id": "orang luar"}),
        ("ratings", {"rating_id": "N9", "employee_id": "budi", "competency_id": "M.1", "source": "self",
                     "rater_id": "ratna"}),
        ("ratings", {"rating_id": "N9", "employee_id": "budi", "competency_id": "M.1", "assessed_on": date(2999, 1, 1)}),
        ("completions", {"employee_id": "budi", "intervention_id": "dasar", "completed_on": date(2999, 1, 1)}),
        ("employees", {"employee_id": "sari", "agency_id": "kota", "unit_id": "dinas", "position_id": "analis",
                       "target_position_id": "analis"}),
    ],
)  # fmt: skip
def test_what_is_odd_but_allowed_is_not_refused(table: str, row: Row) -> None:
    assert check(**{table: [row]}) == []


def test_target_position_may_be_another_agencys() -> None:
    position = {"position_id": "jauh", "agency_id": "lain"}
    person = {"employee_id": "sari", "agency_id": "kota", "unit_id": "dinas", "position_id": "analis"}
    assert check(positions=[position], employees=[person | {"target_position_id": "jauh"}]) == []


def test_unit_position_and_unit_above_of_another_agency_are_refused() -> None:
    told = check(
        units=[
            {"unit_id": "asing", "agency_id": "lain"},
            {"unit_id": "anak", "agency_id": "kota", "parent_unit_id": "asing"},
        ],
        positions=[{"position_id": "jauh", "agency_id": "lain"}],
        employees=[{"employee_id": "sari", "agency_id": "kota", "unit_id": "asing", "position_id": "jauh"}],
    )
    assert told == [
        (table, row, column, value,
         (f"{value} in {target} belongs to the agency lain, this row to kota."
         f" Correct {column} or agency_id so that both name one agency."),
         (f"{value} pada {target} milik instansi lain, sedangkan baris ini milik kota."
         f" Perbaiki {column} atau agency_id supaya keduanya menunjuk instansi yang sama."))
        for table, row, column, value, target in (
            ("employees", 4, "unit_id", "asing", "units"),
            ("employees", 4, "position_id", "jauh", "positions"),
            ("units", 5, "parent_unit_id", "asing", "units"),
        )
    ]  # fmt: skip


def test_circle_of_units_is_refused_at_each_of_its_rows() -> None:
    told = check(
        units=[
            {"unit_id": "a", "agency_id": "kota", "parent_unit_id": "c"},
            {"unit_id": "b", "agency_id": "kota", "parent_unit_id": "a"},
            {"unit_id": "c", "agency_id": "kota", "parent_unit_id": "b"},
            {"unit_id": "di bawahnya", "agency_id": "kota", "parent_unit_id": "a"},
        ]
    )
    assert told == [
        ("units", row, "parent_unit_id", value,
         (f"{chain} is a circle: nothing can stand above, or come before, itself."
         " Correct parent_unit_id in one of these rows."),
         (f"{chain} membentuk lingkaran: tidak ada yang dapat membawahi atau mendahului dirinya sendiri."
         " Perbaiki parent_unit_id pada salah satu baris itu."))
        for row, value, chain in ((4, "c", "a → c → b → a"), (5, "a", "b → a → c → b"), (6, "b", "c → b → a → c"))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row", "column", "chain"),
    [
        ("units", {"unit_id": "a", "agency_id": "kota", "parent_unit_id": "a"}, "parent_unit_id", "a → a"),
        ("objectives", {"objective_id": "a", "parent_objective_id": "a"}, "parent_objective_id", "a → a"),
        ("prerequisites", {"intervention_id": "dasar", "requires_intervention_id": "dasar"},
         "requires_intervention_id", "dasar → dasar"),
    ],
)  # fmt: skip
def test_row_that_points_to_itself_is_a_circle(table: str, row: Row, column: str, chain: str) -> None:
    told = check(**{table: [row]})
    assert [(line[0], line[2], line[4].split(" is a circle")[0]) for line in told] == [(table, column, chain)]


def test_circle_of_prerequisites_is_refused_and_what_leads_to_it_is_not() -> None:
    offerings: list[Row] = [{"intervention_id": name} for name in ("a", "b", "c")]
    links: list[Row] = [
        {"intervention_id": one, "requires_intervention_id": other}
        for one, other in (("dasar", "a"), ("a", "b"), ("b", "a"), ("a", "c"), ("b", "c"))
    ]
    told = check(interventions=offerings, prerequisites=links)
    assert [(line[1], line[4].split(" is a circle")[0]) for line in told] == [(4, "a → b → a"), (5, "b → a → b")]


def test_very_long_circle_is_named_shortly() -> None:
    units = [
        {"unit_id": f"u{number}", "agency_id": "kota", "parent_unit_id": f"u{(number + 1) % 500}"}
        for number in range(500)
    ]
    told = check(units=units)
    chain = "u0 → u1 → u2 → u3 → u4 → u5 → u6 → u7 → … → u0"
    assert [(line[1], line[4].split(" is a circle")[0]) for line in told] == [(row, chain) for row in range(4, 504)]


def standard(start: date | None, end: date | None) -> Row:
    return {"position_id": "analis", "competency_id": "M.3", "required_level": 2, "valid_from": start, "valid_to": end}


@pytest.mark.parametrize(
    ("periods", "conflicts"),
    [
        ([(None, JULY), (JULY, None)], []),
        ([(None, None), (JULY, None)], [(4, 5), (5, 4)]),
        ([(None, JULY), (NEW_YEAR, None)], [(4, 5), (5, 4)]),
        ([(NEW_YEAR, date(2026, 7, 2)), (JULY, None)], [(4, 5), (5, 4)]),
        ([(JULY, None), (NEW_YEAR, JULY)], []),
        ([(date(2020, 1, 1), None), (date(2021, 1, 1), date(2022, 1, 1)), (date(2023, 1, 1), date(2024, 1, 1))],
         [(4, 5), (5, 4), (6, 4)]),
        ([(date(2020, 1, 1), date(2021, 1, 1)), (date(2022, 1, 1), None), (date(2023, 1, 1), None)], [(5, 6), (6, 5)]),
    ],
)  # fmt: skip
def test_two_standards_on_one_day_are_refused(
    periods: list[tuple[date | None, date | None]], conflicts: list[tuple[int, int]]
) -> None:
    assert check(requirements=[standard(*period) for period in periods]) == [
        ("requirements", row, "valid_from", start.isoformat() if (start := periods[row - 4][0]) else None,
         (f"Row {other} holds for the same position and competency on some of the same days."
         " Let one end (valid_to) on the day the other begins (valid_from)."),
         (f"Baris {other} berlaku untuk jabatan dan kompetensi yang sama pada hari yang sama."
         " Akhiri yang satu (valid_to) pada hari yang lain mulai berlaku (valid_from)."))
        for row, other in conflicts
    ]  # fmt: skip


@pytest.mark.parametrize("end", [NEW_YEAR, date(2025, 12, 31)])
def test_standard_that_ends_before_it_begins_is_refused(end: date) -> None:
    assert check(requirements=[standard(NEW_YEAR, end), standard(date(2025, 6, 1), None)]) == [
        ("requirements", 4, "valid_to", end.isoformat(),
         ("The standard ends before it begins to hold."
         " valid_to is the first day it no longer holds; write a day after valid_from."),
         ("Standar berakhir sebelum mulai berlaku."
         " valid_to adalah hari pertama tidak berlaku lagi; tulis hari sesudah valid_from.")),
    ]  # fmt: skip


def test_same_standard_twice_is_told_once_as_a_duplicate() -> None:
    told = check(requirements=[standard(NEW_YEAR, None), standard(NEW_YEAR, None)])
    assert [(line[1], line[2], line[4].split(".")[0]) for line in told] == [
        (5, "position_id", "Row 4 already has the same position_id, competency_id, valid_from"),
    ]


def siblings(*weights: float | None) -> list[Row]:
    return [
        {"objective_id": f"tujuan-{number}", "parent_objective_id": "misi-1", "weight": weight}
        for number, weight in enumerate(weights)
    ]


@pytest.mark.parametrize(
    "weights",
    [(None, None), (1.0,), (0.5, 0.5), (0.333, 0.333, 0.333), (0.5, 0.501), (0.1,) * 10, (0.0, 1.0), (0.3333,) * 3],
)
def test_shares_of_siblings_that_add_up_are_taken(weights: tuple[float | None, ...]) -> None:
    assert check(objectives=siblings(*weights)) == []


@pytest.mark.parametrize(
    ("weights", "total"),
    [((0.5,), "0.5"), ((0.5, 0.5011), "1.0011"), ((0.33, 0.33, 0.33), "0.99"), ((2.0,), "2"), ((0.0, 0.0), "0")],
)
def test_shares_of_siblings_that_do_not_add_up_are_refused(weights: tuple[float, ...], total: str) -> None:
    assert check(objectives=siblings(*weights)) == [
        ("objectives", row, "weight", str(weight),
         (f"The shares of the objectives below misi-1 add up to {total}, not 1."
         " Write all shares of these siblings so that they add up to 1, or leave all of them empty."),
         (f"Jumlah bobot sasaran di bawah misi-1 adalah {total}, bukan 1."
         " Isi semua bobot saudara seinduk sehingga jumlahnya 1, atau kosongkan semuanya."))
        for row, weight in enumerate(weights, 5)
    ]  # fmt: skip


def test_shares_of_only_some_siblings_are_refused() -> None:
    told = check(objectives=siblings(1.0, None))
    assert [(line[1], line[3], line[4].split(".")[0], line[5].split(".")[0]) for line in told] == [
        (row, value, "Only some of the objectives below misi-1 have a share",
         "Hanya sebagian sasaran di bawah misi-1 yang berbobot")
        for row, value in ((5, "1.0"), (6, None))
    ]  # fmt: skip


def test_shares_of_roots_are_not_looked_at() -> None:
    assert check(objectives=[{"objective_id": "visi-2", "weight": 0.1}]) == []


def test_row_numbers_and_places_are_those_of_the_source() -> None:
    data = pa.Table.from_pylist([{"agency_id": "kota"}, {"agency_id": "kota"}], schema=INPUTS["agencies"].schema)
    source = SourceTable("agencies", data, pa.array([5, 9], pa.int64()), "kota.xlsx, Instansi")
    (refusal,) = check_dataset(Dataset({"agencies": source}))
    assert (refusal.row, refusal.place) == (9, "kota.xlsx, Instansi")
    assert render(refusal.reason, "en") == "Row 5 already has the same agency_id."


def test_missing_required_table_is_not_told_again_by_each_row_pointing_to_it() -> None:
    rows = right_rows()
    del rows["units"]
    assert check_dataset(make_dataset(rows)) == ()


def test_missing_optional_table_leaves_ids_dangling() -> None:
    rows = right_rows()
    del rows["interventions"]
    assert [line[:4] for line in tell(check_dataset(make_dataset(rows)))] == [
        ("prerequisites", 2, "intervention_id", "lanjut"), ("prerequisites", 2, "requires_intervention_id", "dasar"),
    ]  # fmt: skip

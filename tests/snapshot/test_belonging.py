from __future__ import annotations

import pytest

from benangmerah.snapshot.belonging import OWNERS, Area, find_places, is_within
from benangmerah.snapshot.contract.inputs import INPUTS
from tests.factories.dataset import Rows, make_dataset
from tests.factories.office import office_rows

EXTRA: Rows = {
    "assignments": [{"employee_id": "budi", "position_id": "kabid", "kind": "plt"}],
    "objectives": [{"objective_id": "visi", "agency_id": "kota"}, {"objective_id": "nasional"}],
    "objective_indicators": [
        {"objective_id": "visi", "unit_id": "arsip"},
        {"objective_id": "visi"},
        {"objective_id": "nasional"},
    ],
    "objective_needs": [{"objective_id": "nasional", "unit_id": "dinkes"}],
    "unit_needs": [{"unit_id": "arsip"}],
    "interventions": [{"intervention_id": "sendiri", "agency_id": "kota"}, {"intervention_id": "umum"}],
    "effects": [{"intervention_id": "sendiri"}, {"intervention_id": "umum"}],
    "eligibility": [{"intervention_id": "umum", "unit_id": "dinkes"}],
    "prerequisites": [{"intervention_id": "sendiri", "requires_intervention_id": "umum"}],
    "completions": [{"employee_id": "sari"}],
    "wishes": [{"employee_id": "budi", "unit_id": "arsip"}, {"unit_id": "arsip"}, {"note": "x"}],
    "spending": [{"agency_id": "kota", "unit_id": "dinkes"}, {"agency_id": "kota"}],
    "budgets": [{"agency_id": "kota"}],
}
TABLES = {name: make_dataset({**office_rows(), **EXTRA}).table(name) for name in INPUTS}
KOTA = ("kota", None)


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ("agencies", [KOTA]),
        ("units", [("kota", "dinkes"), ("kota", "bidang"), ("kota", "arsip")]),
        ("positions", [KOTA] * 3),
        ("employees", [("kota", "bidang")] * 3 + [("kota", "arsip")]),
        ("assignments", [("kota", "bidang")]),
        ("competencies", [(None, None)] * 2),
        ("competency_levels", []),
        ("requirements", [KOTA] * 4),
        ("position_requirements", [KOTA]),
        ("ratings", [("kota", "bidang")] * 4 + [("kota", "arsip")]),
        ("objectives", [KOTA, (None, None)]),
        ("objective_indicators", [("kota", "arsip"), KOTA, (None, None)]),
        ("objective_needs", [("kota", "dinkes")]),
        ("unit_needs", [("kota", "arsip")]),
        ("interventions", [KOTA, (None, None)]),
        ("effects", [KOTA, (None, None)]),
        ("eligibility", [(None, None)]),
        ("prerequisites", [KOTA]),
        ("completions", [("kota", "bidang")]),
        ("wishes", [("kota", "bidang"), ("kota", "arsip"), (None, None)]),
        ("spending", [("kota", "dinkes"), KOTA]),
        ("budgets", [KOTA]),
    ],
)
def test_row_belongs_to_an_agency_and_a_unit(table: str, places: list[tuple[str | None, str | None]]) -> None:
    agencies, units = find_places(TABLES, table)
    assert list(zip(agencies.to_pylist(), units.to_pylist(), strict=True)) == places


def test_every_table_says_whose_it_is_or_is_nobodys() -> None:
    told = {name for name, table in INPUTS.items() if "agency_id" in table.names} | OWNERS.keys()
    assert INPUTS.keys() - told == {"competencies", "competency_levels"}


def test_area_holds_agencies_and_units() -> None:
    assert is_within(TABLES, "ratings", Area(unit_ids={"arsip"})).to_pylist() == [False] * 4 + [True]
    assert is_within(TABLES, "wishes", Area(agency_ids={"kota"})).to_pylist() == [True, True, False]
    assert is_within(TABLES, "wishes", Area()).to_pylist() == [False] * 3

"""A small city: Budi and their superior Rina teach, Sari nurses, Tono's kecamatan was never assessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pyarrow as pa
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from benangmerah.reports.run import BESIDE, RunFacts
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS

Rows = Sequence[Mapping[str, Any]]

BUDI, SARI, RINA, TONO = "199001012015031001", "199205052018032002", "197503032000032003", "199912122025031004"
HASH = "5f1c" * 16


def make_table(name: str, rows: Rows) -> pa.Table:
    """The rows as a table of the contract; what a row does not name is empty."""
    return pa.Table.from_pylist(list(rows), schema={**INPUTS, **OUTPUTS, **BESIDE}[name].schema)


def change(facts: RunFacts, **tables: Rows | None) -> RunFacts:
    """The same run with other rows in some tables; None takes a table away."""
    kept = {name: table for name, table in facts.tables.items() if name not in tables}
    return replace(
        facts, tables=kept | {name: make_table(name, rows) for name, rows in tables.items() if rows is not None}
    )


def read_sheet(workbook: bytes, name: str) -> Worksheet:
    """A sheet as a spreadsheet program reads it."""
    sheet = load_workbook(BytesIO(workbook))[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_from(sheet: Worksheet, heading: str) -> list[tuple[Any, ...]]:
    """The rows from the heading that begins with that text down to the first empty row."""
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    start = next(index for index, row in enumerate(rows) if row[0] == heading)
    end = next((index for index, row in enumerate(rows) if index > start and not any(row)), len(rows))
    return rows[start:end]


def _person(employee_id: str, name: str, unit_id: str, position_id: str, **more: Any) -> dict[str, Any]:
    return {
        "employee_id": employee_id, "agency_id": "kota", "unit_id": unit_id, "position_id": position_id, "name": name,
        "status": "pns", "education_level": "s1", **more,
    }  # fmt: skip


def _gap(employee_id: str, competency_id: str, required: int, attained: float | None, **more: Any) -> dict[str, Any]:
    short = None if attained is None else max(0.0, required - attained)
    state = "not_assessed" if short is None else "gap" if short else "met"
    return {
        "employee_id": employee_id, "competency_id": competency_id, "target": "held", "position_id": "p",
        "required_level": required, "attained_level": attained, "gap": short, "surplus": short and 0.0,
        "state": state, "basis_of_standard": "decreed", "weight": 2.0, **more,
    }  # fmt: skip


def roll(scope_id: str, competency_id: str | None, *figures: Any, sector: str | None = None) -> dict[str, Any]:
    """A row of roll-ups; the figures in the order of the table."""
    level = {"kota": "agency", "nation": "nation"}.get(scope_id, "unit")
    row = dict(zip(OUTPUTS["rollup"].names[4:], figures, strict=True))
    return {"level": level, "scope_id": scope_id, "competency_id": competency_id, "sector": sector, **row}


#         people, required, assessed, below_count, below_people, burden, mean_gap, coverage, index_mean, index_people
TEACHERS = (2, 3, 3, 2, 2, 2.5, 2.5 / 3, 100.0, 75.5, 2)
TEACHERS_INTEGRITY = (2, 2, 2, 2, 2, 2.5, 1.25, 100.0, 75.5, 2)
TEACHERS_ARCHIVES = (1, 1, 1, 0, 0, 0.0, 0.0, 100.0, 71.0, 1)
NURSES = (1, 2, 1, 0, 0, 0.0, 0.0, 50.0, 80.0, 1)
NURSES_INTEGRITY = (1, 1, 1, 0, 0, 0.0, 0.0, 100.0, 80.0, 1)
NURSES_COUNSELLING = (1, 1, 0, 0, 0, 0.0, None, 0.0, 80.0, 1)
VILLAGE = (1, 2, 0, 0, 0, 0.0, None, 0.0, None, 0)
VILLAGE_EACH = (1, 1, 0, 0, 0, 0.0, None, 0.0, None, 0)
CITY = (4, 7, 4, 2, 2, 2.5, 0.625, 400 / 7, 77.0, 3)
CITY_INTEGRITY = (4, 4, 3, 2, 2, 2.5, 2.5 / 3, 75.0, 77.0, 3)
CITY_ARCHIVES = (2, 2, 1, 0, 0, 0.0, 0.0, 50.0, 71.0, 1)

SECTORED = (
    ("dik", "education", (TEACHERS, TEACHERS_INTEGRITY, TEACHERS_ARCHIVES, None)),
    ("kes", "health", (NURSES, NURSES_INTEGRITY, None, NURSES_COUNSELLING)),
    ("kec", "other", (VILLAGE, VILLAGE_EACH, VILLAGE_EACH, None)),
)
COMPETENCIES = (None, "m1", "t1", "t2")
ROLLUP = [
    *(
        roll(scope, competency, *figures, sector=sector)
        for opd, own_sector, rows in SECTORED
        for scope, sector in ((opd, None), (opd, own_sector), ("kota", own_sector))
        for competency, figures in zip(COMPETENCIES, rows, strict=True)
        if figures is not None
    ),
    roll("kota", None, *CITY),
    roll("kota", "m1", *CITY_INTEGRITY),
    roll("kota", "t1", *CITY_ARCHIVES),
    roll("kota", "t2", *NURSES_COUNSELLING),
]

ROWS: dict[str, Rows] = {
    "agencies": [{"agency_id": "kota", "name": "Kota Contoh", "kind": "city"}],
    "units": [
        {"unit_id": "setda", "agency_id": "kota", "name": "Sekretariat Daerah", "is_opd": False},
        {"unit_id": "kec", "agency_id": "kota", "name": "Kecamatan Utara", "is_opd": True},
        {"unit_id": "kes", "agency_id": "kota", "name": "Dinas Kesehatan", "is_opd": True, "sector": "health"},
        {"unit_id": "dik", "agency_id": "kota", "name": "Dinas Pendidikan", "is_opd": True, "sector": "education"},
        {"unit_id": "sd1", "agency_id": "kota", "parent_unit_id": "dik", "name": "SD Negeri 1", "is_opd": False},
        {"unit_id": "baru", "agency_id": "kota", "name": "Dinas Baru", "is_opd": True},
    ],
    "competencies": [
        {"competency_id": "t2", "name": "Penyuluhan", "kind": "technical"},
        {"competency_id": "t1", "name": "Pengelolaan Arsip", "kind": "technical"},
        {"competency_id": "m1", "name": "Integritas", "kind": "managerial"},
        {"competency_id": "x1", "name": "Tidak Dituntut", "kind": "technical"},
    ],
    "positions": [
        {"position_id": "p", "agency_id": "kota", "title": "Guru Ahli Pertama", "grade": "jf_ahli_pertama"},
        {"position_id": "q", "agency_id": "kota", "title": "Kepala Dinas", "grade": "jpt_pratama"},
    ],
    "employees": [
        _person(RINA, "Rina", "dik", "p", target_position_id="q", target_approved=True),
        _person(BUDI, "=Budi", "sd1", "p"),
        _person(SARI, "Sari & Co", "kes", "p"),
        _person(TONO, "Tono", "kec", "p", status="cpns"),
    ],
    "gap": [
        _gap(BUDI, "m1", 3, 1.5, basis_of_standard="provisional"),
        _gap(BUDI, "t1", 2, 2.0),
        _gap(RINA, "m1", 4, 3.0),
        _gap(RINA, "m1", 5, 3.0, target="aimed", position_id="q", weight=1.0, basis_of_standard="default"),
        _gap(SARI, "m1", 3, 3.0, basis_of_standard="default"),
        _gap(SARI, "t2", 2, None),
        _gap(TONO, "m1", 3, None),
        _gap(TONO, "t1", 3, None),
    ],
    "attainment": [
        {"employee_id": BUDI, "competency_id": "m1", "attained_level": 1.5, "basis": "provisional"},
        {"employee_id": BUDI, "competency_id": "t1", "attained_level": 2.0, "basis": "judged"},
        {"employee_id": RINA, "competency_id": "m1", "attained_level": 3.0, "basis": "measured"},
        {"employee_id": SARI, "competency_id": "m1", "attained_level": 3.0, "basis": "measured"},
    ],
    "need": [
        {"employee_id": RINA, "competency_id": "m1", "target": "aimed", "gap": 2.0, "weight": 1.0, "priority": 2.0,
         "rank_in_agency": 2},
        {"employee_id": RINA, "competency_id": "m1", "target": "held", "gap": 1.0, "weight": 2.0, "priority": 2.0,
         "rank_in_agency": 2},
        {"employee_id": BUDI, "competency_id": "m1", "target": "held", "gap": 1.5, "weight": 2.0, "priority": 3.0,
         "rank_in_agency": 1},
    ],
    "assess_first": [
        {"employee_id": SARI, "competency_id": "t2", "target": "held", "reason": "self_only"},
        {"employee_id": TONO, "competency_id": "m1", "target": "held", "reason": "expired"},
        {"employee_id": TONO, "competency_id": "t1", "target": "held", "reason": "no_rating"},
    ],
    "qualification_gap": [
        {"employee_id": BUDI, "target": "held", "kind": "education_level", "required_value": "s2", "held_value": "s1",
         "state": "gap"},
        {"employee_id": RINA, "target": "aimed", "kind": "leadership_training", "required_value": "PKN II",
         "state": "unknown"},
        {"employee_id": SARI, "target": "held", "kind": "education_level", "required_value": "s1", "held_value": "s1",
         "state": "met"},
    ],
    "performance_gap": [
        {"employee_id": TONO, "state": "not_rated"},
        {"employee_id": SARI, "performance_score": 74.125, "performance_predicate": "kurang", "state": "below"},
        {"employee_id": BUDI, "performance_predicate": "baik", "state": "met"},
    ],
    "organisation_gap": [
        {"unit_id": "sd1", "competency_id": "t1", "level": 2, "people_needed": 1, "people_at_level": 1, "missing": 0},
        {"unit_id": "kes", "competency_id": "t2", "level": 3, "people_needed": 4, "people_at_level": 0, "missing": 4},
    ],
    "professionalism_index": [
        {"employee_id": BUDI, "qualification": 15.0, "competency": 25.0, "performance": 26.0, "discipline": 5.0,
         "total": 71.0, "category": "sedang"},
        {"employee_id": RINA, "qualification": 20.0, "competency": 30.0, "performance": 25.0, "discipline": 5.0,
         "total": 80.0, "category": "sedang"},
        {"employee_id": SARI, "qualification": 20.0, "competency": 30.0, "performance": 25.0, "discipline": 5.0,
         "total": 80.0, "category": "sedang"},
    ],
    "excluded": [
        {"employee_id": TONO, "from": "index", "reason": "status_cpns"},
        {"employee_id": TONO, "from": "plan", "reason": "status_cpns"},
    ],
    "rollup": ROLLUP,
}  # fmt: skip

CAST = RunFacts(
    as_of=date(2026, 1, 1),
    law_date=date(2026, 1, 1),
    snapshot_hash=HASH,
    instrument="Peraturan BKN 8/2019",
    policy_differences=("gap_counts_from: 1",),
    tables={name: make_table(name, rows) for name, rows in ROWS.items()},
)

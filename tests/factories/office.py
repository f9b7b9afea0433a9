"""A small office with a cast of people: Budi and Sari, their superior Ratna, and a stranger of another OPD."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.factories.dataset import Rows

AS_OF = date(2026, 1, 1)


def office_rows() -> Rows:
    """Rows that the contract accepts, with a gap, a surplus, something not assessed and a target."""
    return {
        "agencies": [{"agency_id": "kota", "name": "Kota Benang", "kind": "city"}],
        "units": [
            {"unit_id": "dinkes", "agency_id": "kota", "name": "Dinas Kesehatan", "is_opd": True, "sector": "health"},
            {"unit_id": "bidang", "agency_id": "kota", "parent_unit_id": "dinkes", "name": "Bidang Pelayanan", "is_opd": False},
            {"unit_id": "arsip", "agency_id": "kota", "name": "Dinas Kearsipan", "is_opd": True},
        ],
        "positions": [
            {"position_id": "kabid", "agency_id": "kota", "title": "Kepala Bidang", "grade": "administrator", "criticality": 1.5},
            {"position_id": "analis", "agency_id": "kota", "title": "Analis Kesehatan", "grade": "jf_ahli_muda"},
            {"position_id": "arsiparis", "agency_id": "kota", "title": "Arsiparis", "grade": "jf_terampil"},
        ],
        "employees": [
            {"employee_id": "ratna", "agency_id": "kota", "unit_id": "bidang", "position_id": "kabid", "name": "Ratna", "status": "pns", "education_level": "s2", "rank": "IV/a", "leadership_training": True, "performance_predicate": "baik"},
            {"employee_id": "budi", "agency_id": "kota", "unit_id": "bidang", "position_id": "analis", "target_position_id": "kabid", "target_approved": True, "name": "Budi", "status": "pns", "education_level": "s1", "performance_score": 88.0, "technical_training_jp": 20.0},
            {"employee_id": "sari", "agency_id": "kota", "unit_id": "bidang", "position_id": "analis", "name": "Sari", "status": "pppk", "education_level": "d4"},
            {"employee_id": "orang lain", "agency_id": "kota", "unit_id": "arsip", "position_id": "arsiparis", "name": "Wati", "status": "cpns", "education_level": "d3"},
        ],
        "competencies": [
            {"competency_id": "M.1", "name": "Integritas", "kind": "managerial"},
            {"competency_id": "T.1", "name": "Surveilans", "kind": "technical"},
        ],
        "requirements": [
            {"position_id": "kabid", "competency_id": "M.1", "required_level": 3, "importance": "mutlak"},
            {"position_id": "analis", "competency_id": "M.1", "required_level": 2},
            {"position_id": "analis", "competency_id": "T.1", "required_level": 3, "basis": "provisional"},
            {"position_id": "arsiparis", "competency_id": "M.1", "required_level": 1},
        ],
        "position_requirements": [{"position_id": "kabid", "kind": "education_level", "value": "s1"}],
        "ratings": [
            {"rating_id": "1", "employee_id": "budi", "competency_id": "M.1", "source": "assessment_center", "level": 2.25, "assessed_on": date(2025, 6, 1)},
            {"rating_id": "2", "employee_id": "budi", "competency_id": "T.1", "source": "superior", "rater_id": "ratna", "level": 1.5, "assessed_on": date(2025, 9, 1)},
            {"rating_id": "3", "employee_id": "budi", "competency_id": "T.1", "source": "superior", "rater_id": "ratna", "level": 4.0, "assessed_on": date(2024, 1, 1)},
            {"rating_id": "4", "employee_id": "sari", "competency_id": "T.1", "source": "self", "level": 5.0, "assessed_on": date(2025, 9, 1)},
            {"rating_id": "5", "employee_id": "orang lain", "competency_id": "M.1", "source": "superior", "level": 1.0, "assessed_on": date(2025, 9, 1)},
        ],
    }  # fmt: skip


def write_rows(rows: Rows, folder: Path) -> Path:
    """The rows as a folder of CSV files, only the columns that some row names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, of_table in rows.items():
        columns = list(dict.fromkeys(column for row in of_table for column in row))
        lines = [",".join(columns)]
        lines += [",".join(_cell(row.get(column)) for column in columns) for row in of_table]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)

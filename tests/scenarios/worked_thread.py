"""A city written down in a scenario, taken through the whole product: dataset, run, plan, and the thread of its pages."""

from __future__ import annotations

import csv
import json
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.parquet as pq

from benangmerah.flow.add_up_run import add_up_folder
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.regulations.document_part import DocumentPart
from benangmerah.regulations.library import Law

Rows: TypeAlias = "list[dict[str, Any]]"
AS_OF, CITY = date(2026, 1, 1), "kota"


def _read(part: DocumentPart, needed: tuple[str, ...], more: tuple[str, ...] = ()) -> Rows:
    return [{name: each.value for name, each in row.fields(needed, more).items()} for row in part.items()]


def _tables(given: dict[str, DocumentPart]) -> dict[str, Rows]:
    people = _read(given["pegawai"], ("nama", "unit", "kompetensi", "diminta", "penting", "dicapai"))
    offerings = _read(given["kegiatan"], ("judul", "kompetensi", "menaikkan", "sampai", "jp", "biaya", "untuk"))
    tree = _read(given["pohon"], ("simpul", "jenis"), ("di_bawah", "bagian", "kode"))
    asked = sorted({row["kompetensi"] for row in people})
    return {
        "agencies": [{"agency_id": CITY, "name": "Kota", "kind": "city"}],
        "units": [
            {"unit_id": row["unit"], "agency_id": CITY, "parent_unit_id": row.get("di_bawah"), "name": row["unit"],
             "is_opd": "di_bawah" not in row}
            for row in _read(given["unit"], ("unit",), ("di_bawah",))
        ],
        "positions": [{"position_id": row["nama"], "agency_id": CITY, "title": f"Jabatan {row['nama']}", "grade": "pelaksana"}
                      for row in people],
        "competencies": [{"competency_id": name, "name": name, "kind": "technical"} for name in asked],
        "requirements": [{"position_id": row["nama"], "competency_id": row["kompetensi"], "required_level": row["diminta"],
                          "importance": row["penting"]} for row in people],
        "employees": [{"employee_id": row["nama"], "agency_id": CITY, "unit_id": row["unit"], "position_id": row["nama"],
                       "name": row["nama"], "status": "pns", "education_level": "s1"} for row in people],
        "ratings": [{"rating_id": row["nama"], "employee_id": row["nama"], "competency_id": row["kompetensi"],
                     "source": "competency_test", "level": row["dicapai"], "assessed_on": "2025-06-01"} for row in people],
        "objectives": [{"objective_id": row["simpul"], "parent_objective_id": row.get("di_bawah"), "agency_id": CITY,
                        "kind": row["jenis"], "code": row.get("kode"), "title": row["simpul"], "weight": row.get("bagian")}
                       for row in tree],
        "objective_needs": [
            {"objective_id": row["simpul"], "unit_id": row["unit"], "competency_id": row["kompetensi"], "weight": row["bobot"]}
            for row in _read(given["kaitan"], ("simpul", "unit", "kompetensi", "bobot"))
        ],
        "interventions": [{"intervention_id": row["judul"], "title": row["judul"], "form": "KL03",
                           "learning_hours": row["jp"], "cost_per_participant": row["biaya"], "cost_per_batch": 0}
                          for row in offerings],
        "effects": [{"intervention_id": row["judul"], "competency_id": row["kompetensi"], "raise_by": row["menaikkan"],
                     "raise_to": row["sampai"]} for row in offerings],
        "eligibility": [{"intervention_id": row["judul"], "unit_id": row["untuk"]} for row in offerings],
    }  # fmt: skip


def _write(folder: Path, tables: dict[str, Rows]) -> None:
    folder.mkdir()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows({key: _say(value) for key, value in row.items()} for row in rows)


def _say(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return float(value) if isinstance(value, Fraction) and value.denominator > 1 else value


def thread_to_training(given: DocumentPart, law: Law) -> dict[str, Fraction | str | date | None]:  # noqa: ARG001 the run finds its law
    """From the planning tree to a training and back, as the product tells it after a run."""
    fields = given.fields(("pohon", "unit", "kaitan", "pegawai", "kegiatan", "anggaran", "ditanya"))
    asked = {name: part.text() for name, part in fields["ditanya"].fields(("pegawai", "simpul")).items()}
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        _write(place / "in", _tables(fields))
        budget = int(fields["anggaran"].number())
        out = run_dataset(RunRequest(source=place / "in", out=place / "out", as_of=AS_OF, budget=budget)).out
        needs = pq.read_table(out / "need.parquet").to_pylist()
        plan = pq.read_table(out / "plan.parquet").to_pylist()
        summary = json.loads((out / "summary.json").read_text("utf-8"))["thread"]
        published = {key: table.to_pylist() for key, table in add_up_folder(out).items()}
    need = next(row for row in needs if row["employee_id"] == asked["pegawai"])
    line = next(row for row in published["need_line"] if row["employee_id"] == asked["pegawai"])
    (item,) = (row for row in plan if row["employee_id"] == asked["pegawai"])
    nodes = {row["objective_id"]: row for row in published["thread_node"]}
    # the walk up: from what the training raises in her unit to the node that asks, and on to the root
    (way,) = (row for row in published["thread_path"] if row["level"] == "agency" and row["unit_id"] is not None
              and row["intervention_id"] == item["intervention_id"] and row["objective_id"] == asked["simpul"])  # fmt: skip
    climb, here = [], way["objective_id"]
    while here is not None:
        climb.append(nodes[here]["title"])
        here = nodes[here]["parent_objective_id"]
    return {
        "bagian": _figure(nodes[asked["simpul"]]["share"]), "bobot": _figure(need["weight"]),
        "prioritas": _figure(need["priority"]), "peringkat": Fraction(need["rank_in_agency"]),
        "peringkat_tanpa": Fraction(line["rank_without"]), "karena": line["because_of"],
        "pelatihan": item["intervention_id"], "biaya": Fraction(item["cost_rupiah"]), "ke_atas": " < ".join(climb),
        "sasaran_didukung_persen": _figure(summary["targets_covered_percent"]),
        "anggaran_tertelusur_persen": _figure(summary["money_traced_percent"]),
        "tanpa_benang": Fraction(summary["orphans"]),
    }  # fmt: skip


def _figure(value: float) -> Fraction:
    """What the product counted, without the noise of doubles."""
    return Fraction(str(round(value, 10)))

from __future__ import annotations

import pyarrow.compute as pc

from benangmerah.snapshot.agency_part import part_of_agency
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.validate import check_dataset
from tests.factories.dataset import make_dataset
from tests.factories.office import office_rows


def two_cities() -> dict[str, list[dict[str, object]]]:
    """The office, and another city with Wati, an offering that Budi has finished and one open to all."""
    rows = office_rows()
    rows["agencies"].append({"agency_id": "lain", "name": "Kota Lain", "kind": "city"})
    rows["units"].append({"unit_id": "jauh", "agency_id": "lain", "name": "Dinas Jauh", "is_opd": True})
    rows["positions"].append({"position_id": "juru", "agency_id": "lain", "title": "Juru", "grade": "pelaksana"})
    rows["employees"].append({
        "employee_id": "agus", "agency_id": "lain", "unit_id": "jauh", "position_id": "juru", "name": "Agus",
        "status": "pns", "education_level": "s1",
    })  # fmt: skip
    offering = {"form": "KL01", "learning_hours": 10.0, "cost_per_participant": 1, "cost_per_batch": 1}
    rows["interventions"] = [
        {"intervention_id": "theirs", "agency_id": "lain", "title": "Milik kota lain", **offering},
        {"intervention_id": "unseen", "agency_id": "lain", "title": "Tidak diikuti siapa pun", **offering},
        {"intervention_id": "open", "title": "Untuk semua", **offering},
    ]
    rows["eligibility"] = [{"intervention_id": "open", "unit_id": "jauh"}]
    done = {"completed_on": rows["ratings"][0]["assessed_on"], "learning_hours": 10.0}
    rows["completions"] = [
        {"employee_id": "budi", "intervention_id": "theirs", **done},
        {"employee_id": "agus", "intervention_id": "unseen", **done},
    ]
    return rows


def test_part_holds_nobody_of_another_agency_and_every_reference_leads_somewhere() -> None:
    part = part_of_agency(make_dataset(two_cities()), "kota")
    ids = {name: part.table(name).column(0).to_pylist() for name in ("agencies", "employees", "interventions", "units")}
    assert ids == {
        "agencies": ["kota", "lain"],
        "employees": ["ratna", "budi", "sari", "orang lain"],
        "interventions": ["theirs", "open"],
        "units": ["dinkes", "bidang", "arsip", "jauh"],
    }
    assert part.table("completions").column(0).to_pylist() == ["budi"]
    assert part.table("eligibility").num_rows == 1
    assert check_dataset(part) == ()


def test_only_agency_is_the_whole_dataset() -> None:
    dataset = make_dataset(office_rows())
    assert part_of_agency(dataset, "kota") is dataset


def test_agency_that_is_not_there_has_nobody() -> None:
    part = part_of_agency(make_dataset(office_rows()), "tiada")
    assert [part.table(name).num_rows for name in ("employees", "ratings", "units")] == [0, 0, 0]
    assert pc.all(pc.is_valid(part.table("competencies")["competency_id"])).as_py()
    assert set(part.tables) == set(INPUTS)

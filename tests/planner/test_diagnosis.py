"""Why a need is not served: for each limit a minimal office where it is the reason, and the words for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benangmerah.planner.constraints import LIMITS
from benangmerah.planner.diagnosis import FUNNEL, NO_INTERVENTION
from tests.checker.check_plan import UNSERVED_LIMITS
from tests.planner.office import Office, offering, person

NOTHING: dict[str, tuple[float, float]] = {}
ANI = [person("ani")]
PAIR = [person("ani"), person("budi")]
FULL: dict[str, tuple[float, float]] = {"C1": (2.0, 5.0)}
SHORT = "Masih kurang 2 level."
NEAREST = f"{SHORT} Terdekat: Kegiatan I1 (I1)."


def completed(offering_id: str, day: date) -> dict[str, list[dict[str, Any]]]:
    return {"completions": [
        {"employee_id": "ani", "intervention_id": offering_id, "completed_on": day, "learning_hours": 0.0}
    ]}  # fmt: skip


def units_money(**amounts: int) -> dict[str, list[dict[str, Any]]]:
    rows = [{"agency_id": "A", "unit_id": unit, "year": 2026, "amount_rupiah": most} for unit, most in amounts.items()]
    return {"budgets": [{"agency_id": "A", "unit_id": None, "year": 2026, "amount_rupiah": 1000}, *rows]}


CASES: dict[str, tuple[Office, list[tuple[str, str, str]]]] = {
    "no offering at all": (Office(ANI, []), [
        ("ani", "no_intervention", f"{SHORT} Tidak ada kegiatan terbuka bagi instansi yang menaikkannya."),
    ]),
    "none that leads on from the level": (Office([person("ani", level=1.5)], [offering("I1", {"C1": (1.0, 1.5)})]), [
        ("ani", "no_intervention",
         "Masih kurang 1,5 level. Tidak ada kegiatan terbuka bagi instansi yang menaikkannya."),
    ]),
    "one that raises by nothing": (Office(ANI, [offering("I1", {"C1": (0.0, 5.0)})]), [
        ("ani", "no_intervention", f"{SHORT} Tidak ada kegiatan terbuka bagi instansi yang menaikkannya."),
    ]),
    "not eligible": (Office(ANI, [offering("I1")], {"eligibility": [{"intervention_id": "I1", "status": "cpns"}]}), [
        ("ani", "not_eligible", f"{NEAREST} Pegawai tidak memenuhi syarat peserta, atau kebijakan melarangnya."),
    ]),
    "banned": (Office(ANI, [offering("I1")], policy={"bans": [{"intervention_id": "I1"}]}), [
        ("ani", "not_eligible", f"{NEAREST} Pegawai tidak memenuhi syarat peserta, atau kebijakan melarangnya."),
    ]),
    "month passed": (Office(ANI, [offering("I1", period=5)], as_of=date(2026, 6, 1)), [
        ("ani", "period_passed", f"{NEAREST} Bulan mulainya sudah lewat."),
    ]),
    "completed": (Office(ANI, [offering("I1")], completed("I1", date(2020, 1, 1))), [
        ("ani", "completed", f"{NEAREST} Programnya sudah diikuti dan belum waktunya diulang."),
    ]),
    "hours": (Office([person("ani", status="pppk")], [offering("I1", learning_hours=4.5)]), [
        ("ani", "hours", f"{NEAREST} Kegiatan ini 4,5 JP, melebihi sisa batas jam pelajaran."),
    ]),
    "hours with what it requires": (
        Office([person("ani", status="pppk")],
               [offering("I0", NOTHING, learning_hours=2.5), offering("I1", learning_hours=2.0, requires=["I0"])]),
        [("ani", "hours", f"{NEAREST} Kegiatan ini 4,5 JP, melebihi sisa batas jam pelajaran.")],
    ),
    "prerequisite that cannot come first": (
        Office(ANI, [offering("I0", NOTHING, period=6), offering("I1", requires=["I0"], period=6)]),
        [("ani", "prerequisite", f"{NEAREST} Prasyaratnya belum diikuti dan tidak ada dalam rencana.")],
    ),
    "prerequisite that cannot be paid": (
        Office(ANI, [offering("I0", NOTHING, cost_per_participant=9), offering("I1", requires=["I0"])], money=8),
        [("ani", "prerequisite", f"{NEAREST} Prasyaratnya belum diikuti dan tidak ada dalam rencana.")],
    ),
    "count": (Office(ANI, [offering("I1")], policy={"max_items": 0}), [
        ("ani", "count", f"{NEAREST} Pegawai sudah mencapai jumlah kegiatan terbanyak, atau kuota unit penuh."),
    ]),
    "count with what it requires": (
        Office(ANI, [offering("I0", NOTHING), offering("I1", requires=["I0"])], policy={"max_items": 1}),
        [("ani", "count", f"{NEAREST} Pegawai sudah mencapai jumlah kegiatan terbanyak, atau kuota unit penuh.")],
    ),
    "quota": (Office(ANI, [offering("I1")], policy={"quotas": [{"unit_id": "U", "max_people": 0}]}), [
        ("ani", "count", f"{NEAREST} Pegawai sudah mencapai jumlah kegiatan terbanyak, atau kuota unit penuh."),
    ]),
    "absence": (Office(PAIR, [offering("I1", FULL, form="KL03", period=5)]), [
        ("budi", "absence", f"{NEAREST} Terlalu banyak pegawai unit itu meninggalkan tugas pada bulan tersebut."),
    ]),
    "seats": (Office(PAIR, [offering("I1", FULL, batch_size=1, max_batches=1)]), [
        ("budi", "seats", f"{NEAREST} Semua 1 kursi sudah terisi."),
    ]),
    "fewest of a batch": (Office(ANI, [offering("I1", min_batch_size=10)]), [
        ("ani", "min_batch", f"{NEAREST} Angkatan berikutnya membutuhkan 10 peserta seluruhnya; baru ada 1."),
    ]),
    "a batch that not enough need": (
        Office([*ANI, *(person(f"E{number}", level=3.0) for number in range(8))], [offering("I1", min_batch_size=10)]),
        [("ani", "min_batch", f"{NEAREST} Angkatan berikutnya membutuhkan 10 peserta seluruhnya; baru ada 1.")],
    ),
    "budget": (Office(ANI, [offering("I1", cost_per_participant=9, cost_per_batch=1)], money=9), [
        ("ani", "budget", f"{NEAREST} Biayanya Rp 10; sisa anggaran Rp 9."),
    ]),
    "budget with what it requires": (
        Office(ANI, [offering("I0", NOTHING, cost_per_participant=4),
                     offering("I1", requires=["I0"], cost_per_participant=6)], money=9),
        [("ani", "budget", f"{NEAREST} Biayanya Rp 10; sisa anggaran Rp 9.")],
    ),
    "budget of a batch": (Office(PAIR, [offering("I1", min_batch_size=2, cost_per_participant=4, cost_per_batch=3)], money=10), [
        (name, "budget", f"{NEAREST} Satu angkatan membutuhkan 2 peserta lagi dan menelan Rp 11; sisa anggaran Rp 10.")
        for name in ("ani", "budi")
    ]),
    "budget of the unit": (Office(ANI, [offering("I1", cost_per_participant=5)], units_money(U=4)), [
        ("ani", "unit_budget", f"{NEAREST} Biayanya Rp 5 per peserta, lebih dari sisa anggaran unit."),
    ]),
    "another offering of the programme": (
        Office([person("ani")], [offering("I1", {"C1": (0.5, 5.0)}, program_id="PR"), offering("I2", program_id="PR")]),
        [("ani", "outweighed",
          "Masih kurang 1 level. Terdekat: Kegiatan I1 (I1). Kegiatan lain dalam rencana lebih bernilai.")],
    ),
    "another offering of the programme beside one that is too dear": (
        Office([person("ani")], [offering("I1", {"C1": (1.0, 5.0)}, program_id="PR"), offering("I2", program_id="PR"),
                                 offering("I3", cost_per_participant=5)], money=4),
        [("ani", "budget", "Masih kurang 1 level. Terdekat: Kegiatan I3 (I3). Biayanya Rp 5; sisa anggaran Rp 4.")],
    ),
    "hours of the minimum": (
        Office([person("ani", level=3.0, learning_hours=5.5)], [offering("I1", NOTHING, learning_hours=40.0, cost_per_participant=5)], money=4),
        [("ani", "budget", "Masih kurang 14,5 JP. Terdekat: Kegiatan I1 (I1). Biayanya Rp 5; sisa anggaran Rp 4.")],
    ),
    "hours of the minimum without an offering": (
        Office([person("ani", level=3.0, learning_hours=5.0)], [offering("I1", NOTHING, learning_hours=4.0)]),
        [("ani", "no_intervention",
          "Masih kurang 11 JP. Tidak ada kegiatan terbuka bagi instansi yang menaikkannya.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_rule_17_unserved_names_the_limit_that_binds(case: str) -> None:
    office, told = CASES[case]
    rows = office.tables_of_plan()["unserved"]
    assert [(row["employee_id"], row["limit"], row["detail"]) for row in rows] == told


def test_rule_17_every_limit_of_the_contract_is_the_reason_in_some_office() -> None:
    assert sorted({limit for _, told in CASES.values() for _, limit, _ in told}) == sorted(UNSERVED_LIMITS)
    assert sorted({*FUNNEL, NO_INTERVENTION}) == sorted(UNSERVED_LIMITS)
    assert {limit.code for limit in LIMITS} == {*FUNNEL}


def test_rule_17_the_offering_that_came_nearest_is_named() -> None:
    """One is not for her, one too late, one too dear: the money came nearest to being spent."""
    offerings = [
        offering("I1"),
        offering("I2", period=1),
        offering("I3", cost_per_participant=7),
        offering("I4", cost_per_participant=5),
    ]
    office = Office(
        ANI, offerings, {"eligibility": [{"intervention_id": "I1", "status": "cpns"}]}, money=4, as_of=date(2026, 2, 1)
    )
    assert [row["detail"] for row in office.tables_of_plan()["unserved"]] == [
        f"{SHORT} Terdekat: Kegiatan I3 (I3). Biayanya Rp 7; sisa anggaran Rp 4."
    ]


def test_rule_15_held_and_aimed_need_each_say_what_stays_open() -> None:
    tables = {"requirements": [
        {"position_id": position, "competency_id": "C1", "required_level": level} for position, level in (("P", 3), ("Q", 5))
    ]}  # fmt: skip
    aiming = person("ani", target_position_id="Q", target_approved=True)
    rows = Office([aiming], [offering("I1")], tables).tables_of_plan()["unserved"]
    assert [(row["target"], row["detail"].partition(".")[0]) for row in rows] == [
        ("aimed", "Masih kurang 3 level"), ("held", "Masih kurang 1 level"),
    ]  # fmt: skip


def test_rule_14_who_is_left_out_is_not_unserved() -> None:
    assert Office([person("ani", standing="study")], []).tables_of_plan()["unserved"] == []


def test_diagnosis_leaves_the_plan_as_it_was() -> None:
    office = Office(
        PAIR,
        [offering("I0", NOTHING, cost_per_participant=1), offering("I1", requires=["I0"], cost_per_participant=9)],
        money=11,
    )
    assert office.items() == [("ani", "I0"), ("ani", "I1")]
    assert office.tables_of_plan()["plan_agency"][0]["spent_rupiah"] == 10

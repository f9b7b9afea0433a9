"""An annex of a pelantikan: sent, looked at before and after it is accepted, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.import_dataset import ask_acceptance, ask_undo
from benangmerah.flow.weigh_rotation import NewGap, RotationEffect, WrongTraining, weigh_rotation
from benangmerah.store.models import (
    Account,
    Attainment,
    AuditEntry,
    Effect,
    Eligibility,
    Employee,
    Gap,
    ImportDraft,
    Intervention,
    PlanItem,
    Position,
    Receipt,
    Requirement,
    Run,
)
from tests.factories.cast import (
    AGUS,
    BUDI,
    CITY,
    DEWI,
    FOREIGN,
    NOW,
    OTHER_CITY,
    OWN,
    RATNA,
    SARI,
    TODAY,
    TONO,
    WATI,
    make_member,
    visit_by,
)  # fmt: skip
from tests.factories.upload import make_archive
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
HEAD = (
    ("WALI KOTA CONTOH",), ("LAMPIRAN KEPUTUSAN NOMOR 821/12/2026",), (),
    ("No", "Nama", "NIP", "Jabatan Lama", "Jabatan Baru", "Unit Kerja Baru", "TMT"),
)  # fmt: skip
SIGNED = (
    (),
    (None, None, None, None, None, "Kota Contoh, 1 Februari 2026"),
    (None, None, None, None, None, "Wali Kota"),
)


@pytest.fixture(autouse=True)
def receipt(tmp_path: Path, settings: Any) -> Receipt:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    receipt = make_archive()
    for number, title, grade in (("P7", "Kepala Puskesmas", "pengawas"), ("P8", "Analis Kesehatan", "jf_ahli_muda")):
        Position.objects.create(position_id=number, agency_id=CITY, title=title, grade=grade, recorded=receipt)
    Employee.objects.filter(employee_id=RATNA).update(position_id="P7")
    for competency, position, level in (("K1", "P8", 4), ("K1", "P1", 3)):
        Requirement.objects.create(
            position_id=position, competency_id=competency, required_level=level, recorded=receipt
        )
    return receipt


def write_annex(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in (*HEAD, *rows, *SIGNED):
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


BUDI_MOVES = (1, "Budi", BUDI, "Perawat", "Analis Kesehatan", "Dinas Pendidikan", "01-02-2026")
RATNA_MOVES = (2, "Ratna", RATNA, "Kepala Puskesmas", "Analis Kesehatan", "Puskesmas Melati", "01-02-2026")


def send(client: Client, path: Path) -> int:
    """Send the annex, and read it by the headings that are suggested."""
    with path.open("rb") as file:
        answer = client.post("/mutasi/baru/", {
            "decree": "SK 821/12/2026", "effective_on": "2026-02-01", "upload": file, "place": f"{CITY}/",
        })  # fmt: skip
    address = answer["Location"]
    number = int(address.rstrip("/").rpartition("/")[2])
    columns = {"column-1": "name", "column-2": "employee_id", "column-4": "position_id", "column-5": "unit_id"}
    suggested = client.get(f"{address}judul/").content.decode()
    for column in columns.values():
        assert f'<option value="{column}" selected>' in suggested
    client.post(f"{address}judul/", {"sheet": "Sheet", "rows": "4-4", "table": "employees", **columns})
    return number


@pytest.fixture
def analyst(client: Client) -> Client:
    client.force_login(make_member(TONO, "Tono", Role.ANALYST, None), backend=BACKEND)
    return client


def visit() -> Visit:
    return visit_by(make_member(DEWI, "Dewi", Role.ANALYST, None))


def publish_plan(receipt: Receipt) -> Run:
    """Budi is planned for a training in K1, for one of nurses alone, and for one that only gives him hours."""
    run = Run.objects.create(
        agency_id=CITY, as_of=TODAY, law_date=TODAY, year=2026, code_version="1", asked_at=NOW, status="finished",
        is_published=True, published_at=NOW,
    )  # fmt: skip
    for person, level in ((BUDI, 3.0), (RATNA, 4.0)):
        Attainment.objects.create(run=run, employee_id=person, competency_id="K1", attained_level=level, basis="judged",
                                  source="superior", rating_count=1)  # fmt: skip
    Gap.objects.create(run=run, employee_id=SARI, competency_id="K1", target="held", position_id="P1", required_level=3,
                       attained_level=1, gap=2, surplus=0, state="gap", basis_of_standard="decreed", weight=1)  # fmt: skip
    for number, title, reason in (("I1", "Diklat Integritas", "closes_gap"), ("I2", "Diklat Perawat", "closes_gap"),
                                  ("I3", "Seminar", "minimum_jp"), ("I4", "Kepemimpinan", "closes_gap")):  # fmt: skip
        Intervention.objects.create(
            intervention_id=number, title=title, form="KL03", learning_hours=10, cost_per_participant=1,
            cost_per_batch=0, recorded=receipt,
        )  # fmt: skip
        PlanItem.objects.create(run=run, employee_id=RATNA if number == "I4" else BUDI, intervention_id=number, batch=1,
                                learning_hours=10, cost_rupiah=1, closes=1, weighted_closure=1, reason=reason)  # fmt: skip
    Effect.objects.create(intervention_id="I1", competency_id="K1", raise_by=1, raise_to=4, recorded=receipt)
    Effect.objects.create(intervention_id="I2", competency_id="K1", raise_by=1, raise_to=4, recorded=receipt)
    Eligibility.objects.create(intervention_id="I2", unit_id=OWN, recorded=receipt)
    return run


def say(effect: RotationEffect) -> list[tuple[Any, ...]]:
    return [
        (move.name, move.position_before, move.position_after, move.unit_after, move.new_gaps, move.wrong_trainings)
        for move in effect.moves
    ]


EXPECTED = [
    ("Budi", "Perawat", "Analis Kesehatan", "Dinas Pendidikan", (NewGap("Integritas", 4),),
     (WrongTraining("Diklat Perawat", is_ineligible=True),)),
    ("Ratna", "Kepala Puskesmas", "Analis Kesehatan", "Puskesmas Melati", (),
     (WrongTraining("Kepemimpinan", is_ineligible=False),)),
]  # fmt: skip


def test_annex_tells_who_moves_and_what_follows_before_and_after(
    analyst: Client, tmp_path: Path, receipt: Receipt
) -> None:
    run = publish_plan(receipt)
    number = send(analyst, write_annex(tmp_path / "Lampiran SK.xlsx", BUDI_MOVES, RATNA_MOVES))
    draft = ImportDraft.objects.get(pk=number)
    assert (draft.state, draft.is_rotation, draft.note) == ("checked", True, "SK 821/12/2026, TMT 1 Februari 2026")
    who = visit()
    before = weigh_rotation(who, draft)
    assert say(before) == EXPECTED
    assert (before.run_id, before.vacated, before.headless) == (run.pk, ("Kepala Puskesmas",), ("Puskesmas Melati",))
    page = analyst.get(f"/mutasi/{number}/").content.decode()
    for words in ("Integritas (4)", "Diklat Perawat (tidak lagi memenuhi syarat)", "Puskesmas Melati", "Kepemimpinan"):
        assert words in page
    accepted = ask_acceptance(who, number)
    assert accepted.receipt is not None
    assert accepted.receipt.note == draft.note
    moved = Employee.objects.get(employee_id=BUDI, archived=None)
    assert (moved.position_id, moved.unit_id, moved.education_level) == ("P8", FOREIGN, "s1")
    assert say(weigh_rotation(who, accepted)) == EXPECTED
    ask_undo(who, number)
    assert Employee.objects.get(employee_id=BUDI, archived=None).position_id == "P1"


def test_look_at_levels_is_written_down(analyst: Client, tmp_path: Path, receipt: Receipt) -> None:
    publish_plan(receipt)
    number = send(analyst, write_annex(tmp_path / "a.xlsx", BUDI_MOVES))
    analyst.get(f"/mutasi/{number}/")
    looks = AuditEntry.objects.filter(verb="assessment_read")
    assert [entry.detail for entry in looks] == [{"file": "a.xlsx", "people": "1"}]


def test_without_a_run_gaps_are_not_known(analyst: Client, tmp_path: Path) -> None:
    number = send(analyst, write_annex(tmp_path / "a.xlsx", BUDI_MOVES))
    page = analyst.get(f"/mutasi/{number}/").content.decode()
    assert "Belum ada proses hitung yang diterbitkan" in page
    assert "tidak diketahui" in page


def test_bad_rows_are_refused_cell_by_cell(analyst: Client, tmp_path: Path) -> None:
    rows = [
        (1, "Budi", 1.99001012015031e17, "Perawat", "Analis Kesehatan", "Dinas Pendidikan", None),
        (2, "Sari", SARI, "Perawat", "Jabatan Gaib", "Puskesmas Melati", None),
    ]
    number = send(analyst, write_annex(tmp_path / "a.xlsx", *rows))
    draft = ImportDraft.objects.get(pk=number)
    assert {fault.cell for fault in draft.faults.all()} >= {"C5", "E6"}
    assert weigh_rotation(visit(), draft).moves == ()


def test_annex_that_was_not_read_says_so(analyst: Client, tmp_path: Path) -> None:
    with write_annex(tmp_path / "a.xlsx", BUDI_MOVES).open("rb") as file:
        address = analyst.post("/mutasi/baru/", {
            "decree": "SK 1", "effective_on": "2026-02-01", "upload": file, "place": f"{CITY}/",
        })["Location"]  # fmt: skip
    number = int(address.rstrip("/").rpartition("/")[2])
    assert "Lampiran ini belum dibaca." in analyst.get(f"/mutasi/{number}/").content.decode()
    assert "SK 1, TMT 1 Februari 2026" in analyst.get("/mutasi/").content.decode()
    assert not ImportDraft.objects.exclude(pk=number).exists()


def test_manager_moves_within_her_units_alone_and_strangers_see_nothing(analyst: Client, tmp_path: Path) -> None:
    number = send(analyst, write_annex(tmp_path / "a.xlsx", BUDI_MOVES))
    stranger = Client()
    stranger.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, OTHER_CITY), backend=BACKEND)
    assert stranger.get(f"/mutasi/{number}/").status_code == 404
    assert "a.xlsx" not in stranger.get("/mutasi/").content.decode()
    manager = Client()
    manager.force_login(make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN), backend=BACKEND)
    assert manager.get(f"/mutasi/{number}/").status_code == 404


def test_list_takes_as_many_queries_for_three_as_for_one(analyst: Client, tmp_path: Path) -> None:
    taken = []
    for count in (1, 2):
        for _ in range(count):
            with write_annex(tmp_path / "a.xlsx", BUDI_MOVES).open("rb") as file:
                analyst.post("/mutasi/baru/", {
                    "decree": "SK 1", "effective_on": "2026-02-01", "upload": file, "place": f"{CITY}/",
                })  # fmt: skip
        taken.append(count_queries(analyst, "/mutasi/"))
    assert taken[0] == taken[1] <= 15


def test_rotation_takes_as_many_queries_for_two_people_as_for_one(
    analyst: Client, tmp_path: Path, receipt: Receipt
) -> None:
    publish_plan(receipt)
    taken = []
    for rows in ((RATNA_MOVES,), (BUDI_MOVES, RATNA_MOVES)):
        number = send(analyst, write_annex(tmp_path / f"{len(rows)}.xlsx", *rows))
        ask_acceptance(visit_by(Account.objects.get(employee_id=TONO)), number)
        taken.append(count_queries(analyst, f"/mutasi/{number}/"))
        ask_undo(visit_by(Account.objects.get(employee_id=TONO)), number)
    assert taken[0] == taken[1]

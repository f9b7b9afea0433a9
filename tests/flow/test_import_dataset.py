from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.import_dataset import (
    ask_acceptance,
    ask_undo,
    check_again,
    leave_import,
    mend_fault,
    open_import,
    receive_import,
    write_marked_import,
)
from benangmerah.flow.keep_upload import SentFile, folder_of
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render
from benangmerah.kernel.message_json import read_message
from benangmerah.store.models import AuditEntry, Employee, ImportDraft, Receipt
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.factories import cast
from tests.factories.cast import BUDI, CITY, FOREIGN, OWN, RATNA, SARI, WATI, visit_by
from tests.factories.upload import book, make_archive, pack, people, person, sent, write_book, write_csv

pytestmark = pytest.mark.django_db
NEW = "200001012024031009"


@pytest.fixture(autouse=True)
def _archive(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_archive()


@pytest.fixture
def dewi() -> Visit:
    """The HR manager of the puskesmas."""
    return visit_by(cast.make_member(cast.DEWI, "Dewi", Role.HR_MANAGER, OWN))


@pytest.fixture
def analyst() -> Visit:
    """The analyst of the whole city."""
    return visit_by(cast.make_member(cast.TONO, "Tono", Role.ANALYST, None))


def faults_of(draft: ImportDraft) -> list[tuple[str, str, str | None, str]]:
    return [
        (fault.table, fault.cell or str(fault.row), fault.value, render(read_message(fault.reason), "en"))
        for fault in draft.faults.all()
    ]


def names() -> dict[str, str]:
    return dict(Employee.objects.filter(archived__isnull=True).values_list("employee_id", "name"))


def test_dry_run_tells_what_is_new_changed_and_unchanged_and_writes_nothing(dewi: Visit) -> None:
    before = names()
    files = book(people(person(), person(SARI, "Sari Wulandari", cast.BELOW), person(NEW, "Nina")))
    draft = receive_import(dewi, files, CITY, OWN)
    assert (draft.state, draft.counts, draft.fault_count, draft.is_applicable) == (
        "checked", {"employees": {"new": 1, "changed": 1, "gone": 0, "unchanged": 1, "refused": 0}}, 0, True,
    )  # fmt: skip
    assert names() == before


def test_accepted_rows_stand_in_the_archive_with_a_receipt(dewi: Visit) -> None:
    data = write_book(people(person(NEW, "Nina")))
    draft = receive_import(dewi, sent("Nina.xlsx", data), CITY, OWN)
    draft = ask_acceptance(dewi, draft.pk)
    assert draft.receipt is not None
    assert (draft.state, names()[NEW]) == ("accepted", "Nina")
    assert (draft.receipt.kind, draft.receipt.file_name, draft.receipt.file_sha256, draft.receipt.counts) == (
        "import", "Nina.xlsx", sha256(data).hexdigest(),
        {"employees": {"new": 1, "changed": 0, "gone": 0, "unchanged": 0}},
    )  # fmt: skip
    assert draft.receipt.made_by_id == dewi.account_id


def test_undone_import_leaves_the_archive_as_it_was(dewi: Visit) -> None:
    before = names()
    draft = receive_import(dewi, book(people(person(name="Budi Santoso"), person(NEW, "Nina"))), CITY, OWN)
    ask_acceptance(dewi, draft.pk)
    assert names() != before
    draft = ask_undo(dewi, draft.pk)
    assert (draft.state, names()) == ("undone", before)
    with pytest.raises(BenangMerahError):
        ask_undo(dewi, draft.pk)


def test_each_fault_names_its_cell_and_the_valid_rows_can_be_accepted_alone(dewi: Visit) -> None:
    rows = people(person(status="honorer"), person(NEW, "Nina", education_level="S1"), person(SARI, "", cast.BELOW))
    draft = receive_import(dewi, book(rows), CITY, OWN)
    assert faults_of(draft) == [
        ("employees", "E4", None, "name must not be empty."),
        ("employees", "F2", "honorer", "honorer is not one of the allowed values."),
        ("employees", "G3", "S1", "S1 is not one of the allowed values."),
    ]
    assert draft.counts == {"employees": {"new": 0, "changed": 0, "gone": 0, "unchanged": 0, "refused": 3}}
    with pytest.raises(BenangMerahError):
        ask_acceptance(dewi, draft.pk)


def test_mended_cell_is_checked_again_and_the_file_stays_as_it_was_sent(dewi: Visit) -> None:
    draft = receive_import(dewi, book(people(person(NEW, "Nina", status="honorer"))), CITY, OWN)
    [upload] = folder_of(draft.folder).iterdir()
    before = upload.read_bytes()
    draft = mend_fault(dewi, draft.pk, 1, "bukan")
    assert faults_of(draft) == [("employees", "F2", "bukan", "bukan is not one of the allowed values.")]
    draft = mend_fault(dewi, draft.pk, 1, " pppk ")
    assert (faults_of(draft), draft.counts["employees"]["new"]) == ([], 1)
    assert upload.read_bytes() == before
    ask_acceptance(dewi, draft.pk)
    assert Employee.objects.get(employee_id=NEW).status == "pppk"


def test_row_of_another_unit_is_refused_by_name_with_its_cell(dewi: Visit) -> None:
    draft = receive_import(dewi, book(people(person(WATI, "Wati Diubah", FOREIGN), person(NEW, "Nina"))), CITY, OWN)
    assert faults_of(draft) == [
        ("employees", "A2", WATI, "This row belongs to a unit or agency that you may not change."),
    ]
    ask_acceptance(dewi, draft.pk, valid_only=True)
    assert (names()[WATI], names()[NEW]) == ("Wati", "Nina")


def test_row_of_another_unit_that_does_not_change_is_nobodys_harm(dewi: Visit) -> None:
    draft = receive_import(dewi, book(people(person(WATI, "Wati", FOREIGN))), CITY, OWN)
    assert (draft.counts["employees"]["unchanged"], draft.fault_count, draft.is_applicable) == (1, 0, False)


def test_analyst_changes_the_whole_agency_but_no_other(analyst: Visit) -> None:
    abroad = [cast.AGUS, "LAIN", cast.ABROAD, "P2", "Agus Diubah", "pns", "s1"]
    draft = receive_import(analyst, book(people(person(WATI, "Wati Diubah", FOREIGN), abroad)), CITY, None)
    assert [fault[:3] for fault in faults_of(draft)] == [("employees", "A3", cast.AGUS)]
    assert draft.counts["employees"] == {"new": 0, "changed": 1, "gone": 0, "unchanged": 0, "refused": 1}


def test_column_that_the_file_lacks_keeps_its_values(dewi: Visit) -> None:
    Employee.objects.filter(employee_id=BUDI).update(rank="III/c", performance_predicate="baik")
    draft = receive_import(dewi, book(people(person(name="Budi Santoso"))), CITY, OWN)
    ask_acceptance(dewi, draft.pk)
    budi = Employee.objects.get(employee_id=BUDI, archived__isnull=True)
    assert (budi.name, budi.rank, budi.performance_predicate) == ("Budi Santoso", "III/c", "baik")


def test_whoever_is_missing_from_a_complete_file_is_archived_within_its_place(dewi: Visit) -> None:
    rows = people(person(), person(SARI, "Sari", cast.BELOW))
    draft = receive_import(dewi, book(rows), CITY, OWN, is_complete=True)
    assert draft.counts["employees"] == {"new": 0, "changed": 0, "gone": 0, "unchanged": 2, "refused": 0}
    assert RATNA in names()  # her ratings point to her, so she stays


def test_change_by_others_in_between_is_shown_before_it_is_accepted(dewi: Visit) -> None:
    first = receive_import(dewi, book(people(person(name="Budi Satu"))), CITY, OWN)
    second = receive_import(dewi, book(people(person(name="Budi Dua"))), CITY, OWN)
    ask_acceptance(dewi, second.pk)
    first = ask_acceptance(dewi, first.pk)
    assert first.job is not None
    assert (first.state, first.job.state, names()[BUDI]) == ("checked", "failed", "Budi Dua")
    assert ask_acceptance(dewi, first.pk).state == "accepted"
    assert names()[BUDI] == "Budi Satu"


def test_left_import_keeps_neither_file_nor_faults(dewi: Visit) -> None:
    draft = leave_import(dewi, receive_import(dewi, book(people(person(status="x"))), CITY, OWN).pk)
    assert (draft.state, draft.faults.count(), folder_of(draft.folder).exists()) == ("left", 0, False)
    for again in (check_again, ask_acceptance, leave_import):
        with pytest.raises(BenangMerahError):
            again(dewi, draft.pk)


def test_workbook_comes_back_with_its_bad_cells_marked_and_can_be_sent_again(dewi: Visit, tmp_path: Path) -> None:
    draft = receive_import(dewi, book(people(person(NEW, "Nina", status="honorer"))), CITY, OWN)
    path = tmp_path / "marked.xlsx"
    write_marked_import(dewi, draft.pk, path)
    sheet = load_workbook(path)["Pegawai"]
    assert [cell.value for cell in sheet[2]] == person(NEW, "Nina", status="honorer")
    comment = sheet["F2"].comment
    assert comment is not None
    assert comment.text.startswith("honorer bukan salah satu nilai yang diterima.")
    assert (sheet["F2"].fill.fgColor.rgb, sheet["E2"].fill.fgColor.rgb) == ("FFF4B6B0", "00000000")
    again = receive_import(dewi, sent("marked.xlsx", path.read_bytes()), CITY, OWN)
    assert [fault[:3] for fault in faults_of(again)] == [("employees", "F2", "honorer")]


def test_zip_of_tables_and_several_files_are_one_dataset(analyst: Visit) -> None:
    employee = [NEW, CITY, OWN, "P1", None, None, "Nina", "pns"] + [None] * 5 + ["s1"]
    table = write_csv("employees", [employee + [None] * 11])
    rating = (
        b"rating_id,employee_id,competency_id,source,level,assessed_on\nN1," + NEW.encode() + b",K1,self,3,2026-01-02\n"
    )
    packed = receive_import(
        analyst, sent("data.zip", pack({"kota/employees.csv": table, "kota/ratings.csv": rating})), CITY, None
    )
    single = receive_import(
        analyst, [SentFile("employees.csv", [table]), SentFile("ratings.csv", [rating])], CITY, None
    )
    expected = {
        name: {"new": 1, "changed": 0, "gone": 0, "unchanged": 0, "refused": 0} for name in ("employees", "ratings")
    }
    assert (packed.counts, single.counts) == (expected, expected)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 scan", b"\x00\x01binary", b"PK\x03\x04broken"])
def test_file_that_is_no_table_is_refused_and_not_kept(dewi: Visit, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(RefusedFieldError) as caught:
        receive_import(dewi, sent("data.xlsx", data), CITY, OWN)
    assert (caught.value.field, list((tmp_path / "uploads").iterdir())) == ("upload", [])


def test_file_that_is_too_large_is_refused_while_it_comes(dewi: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENANGMERAH_UPLOAD_MEGABYTES", "0")
    with pytest.raises(RefusedFieldError):
        receive_import(dewi, sent("data.csv", b"a,b\n"), CITY, OWN)
    assert ImportDraft.objects.count() == 0


def test_name_of_a_file_leads_nowhere(dewi: Visit, tmp_path: Path) -> None:
    draft = receive_import(dewi, sent("../../../Pegawai:rahasia.xlsx", write_book(people(person()))), CITY, OWN)
    assert [each.name for each in folder_of(draft.folder).iterdir()] == ["Pegawai_rahasia.xlsx"]
    assert draft.file_name == "Pegawai:rahasia.xlsx"
    assert folder_of(draft.folder).parent == tmp_path / "uploads"


def test_stranger_neither_sees_nor_decides(dewi: Visit) -> None:
    draft = receive_import(dewi, book(people(person(NEW, "Nina"))), CITY, OWN)
    wati = visit_by(cast.make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN))
    for act in (open_import, ask_acceptance, leave_import, check_again, ask_undo):
        with pytest.raises(OutOfScopeError):
            act(wati, draft.pk)
    with pytest.raises(OutOfScopeError):
        receive_import(wati, book(people(person())), CITY, OWN)
    with pytest.raises(NotAllowedError):
        receive_import(visit_by(cast.make_account(BUDI, "Budi")), book(people(person())), CITY, OWN)


def test_who_opens_the_faults_of_another_is_written_down(dewi: Visit, analyst: Visit) -> None:
    draft = receive_import(dewi, book(people(person(status="x"))), CITY, OWN)
    open_import(dewi, draft.pk)
    open_import(analyst, draft.pk)
    read = AuditEntry.objects.filter(verb="assessment_read").values_list("account_id", "agency_id", "unit_id")
    assert list(read) == [(analyst.account_id, CITY, OWN)]


def test_each_step_of_an_import_is_in_the_audit_log(dewi: Visit) -> None:
    draft = receive_import(dewi, book(people(person(NEW, "Nina"))), CITY, OWN)
    ask_acceptance(dewi, draft.pk)
    ask_undo(dewi, draft.pk)
    verbs = AuditEntry.objects.order_by("pk").values_list("verb", "unit_id")
    assert list(verbs) == [(verb, OWN) for verb in ("import_received", "import_accepted", "import_undone")]
    assert Receipt.objects.filter(kind="undo").count() == 1

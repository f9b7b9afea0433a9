"""Talent results: read, refused cell by cell, written as a whole or not at all, and withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.import_talent import (
    TalentDraft,
    check_talent,
    list_talent_imports,
    withdraw_talent,
    write_talent,
)
from benangmerah.flow.keep_upload import SentFile, folder_of
from benangmerah.flow.read_talent import read_person_talent
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.undo_change import ChangedLaterError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render
from benangmerah.store.models import AuditEntry, Employee, PolicyVersion, Receipt
from benangmerah.store.models.talent import TalentResult
from benangmerah.store.selectors.change import list_changes
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.factories.cast import (
    AGUS,
    BUDI,
    CITY,
    DEWI,
    OTHER_CITY,
    OWN,
    RATNA,
    SARI,
    TODAY,
    TONO,
    WATI,
    give_role,
    make_account,
    make_member,
    make_receipt,
    visit_by,
)
from tests.factories.talent import PLACES, csv_file, row, workbook
from tests.factories.upload import make_archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_archive()


@pytest.fixture
def head() -> Visit:
    """The head of the HR agency, who keeps the whole city."""
    return visit_by(make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None))


def send(visit: Visit, rows: Sequence[Sequence[object]], *, agency_id: str = "") -> TalentDraft:
    return check_talent(visit, [SentFile("talenta.xlsx", [workbook(rows)])], agency_id)


def write(visit: Visit, rows: Sequence[Sequence[object]]) -> Receipt:
    draft = send(visit, rows)
    return write_talent(visit, draft.folder, draft.agency_id, "talenta.xlsx", draft.digest)


def current() -> set[tuple[str, int, str | None, str | None, float | None]]:
    rows = TalentResult.objects.filter(archived=None)
    return set(rows.values_list("employee_id", "period", "performance", "potential", "score"))


def test_looking_writes_nothing_and_writing_takes_every_valid_row(head: Visit) -> None:
    rows = [row(BUDI), row(SARI, Kotak=9, Kinerja=None, Nilai_Potensial=None), row("199999999999999999")]
    draft = send(head, rows)
    assert draft.counts == {"new": 2, "changed": 0, "unchanged": 0}
    assert (draft.row_count, draft.refused_count, draft.is_acceptable) == (3, 1, True)
    assert not TalentResult.objects.exists()
    receipt = write_talent(head, draft.folder, draft.agency_id, "talenta.xlsx", draft.digest)
    assert current() == {(BUDI, 2026, "meets", None, 82.5), (SARI, 2026, "above", "high", None)}
    assert receipt.counts["talent_results"] == {"new": 2, "changed": 0, "unchanged": 0, "refused": 1}
    entry = AuditEntry.objects.filter(verb="talent_imported").get()
    assert (entry.agency_id, entry.detail["rows"], entry.detail["file"]) == (CITY, "2", "talenta.xlsx")
    assert not folder_of(draft.folder).exists()


def test_csv_is_taken_alike(head: Visit) -> None:
    draft = check_talent(head, [SentFile("talenta.csv", [csv_file([row(BUDI)])])])
    write_talent(head, draft.folder, CITY, "talenta.csv", draft.digest)
    assert current() == {(BUDI, 2026, "meets", None, 82.5)}


@pytest.mark.parametrize(
    ("cells", "heading", "reason"),
    [
        ({"NIP": "199999999999999999"}, "NIP", "Tidak ada pegawai dalam kewenangan talenta Anda dengan NIP ini."),
        ({"NIP": AGUS}, "NIP", "Tidak ada pegawai dalam kewenangan talenta Anda dengan NIP ini."),
        ({"Kotak": 9}, "Kotak",
         "Kotak 9 berarti kinerja di atas ekspektasi dan potensial tinggi; baris ini menyebut sesuai ekspektasi, menengah."),
        ({"Tingkat Potensial": "Tinggi"}, "Tingkat Potensial",
         "Nilai 82,5 berarti menengah menurut ambang instansi (78 dan 90), bukan tinggi."),
    ],
)  # fmt: skip
def test_cell_that_contradicts_the_archive_or_the_law_is_named(
    head: Visit, cells: dict[str, object], heading: str, reason: str
) -> None:
    wrong = dict(cells)
    nip = wrong.pop("NIP", BUDI)
    draft = send(head, [row(nip, **{name.replace(" ", "_"): value for name, value in wrong.items()})])
    (refusal,) = draft.refusals
    assert (refusal.place, render(refusal.reason)) == (f"Talenta!{PLACES[heading]}2", reason)
    assert render(refusal.suggestion)
    assert not draft.is_acceptable
    with pytest.raises(BenangMerahError):
        write_talent(head, draft.folder, CITY, "talenta.xlsx", draft.digest)
    assert not TalentResult.objects.exists()


def test_box_is_read_in_the_agencys_numbering(head: Visit) -> None:
    PolicyVersion.objects.create(
        agency_id=CITY, in_force_from=TODAY, decree="SK 2", signer="Wali Kota", text="talent: {numbering: kemenkeu}\n",
        recorded=make_receipt(),
    )  # fmt: skip
    write(head, [row(BUDI, Kotak=8, Kinerja=None, Nilai_Potensial=None)])
    assert current() == {(BUDI, 2026, "above", "medium", None)}
    found = read_person_talent(head, BUDI).person.box
    assert found is not None
    assert (found.number, found.national_number) == (8, 7)


def test_sent_again_it_changes_nothing_and_a_change_replaces_what_stood_there(head: Visit) -> None:
    write(head, [row(BUDI), row(SARI)])
    again = send(head, [row(BUDI), row(SARI)])
    assert (again.counts["unchanged"], again.is_acceptable) == (2, False)
    write(head, [row(BUDI, Nilai_Potensial=91), row(SARI)])
    assert current() == {(BUDI, 2026, "meets", None, 91.0), (SARI, 2026, "meets", None, 82.5)}
    assert TalentResult.objects.exclude(archived=None).count() == 1


def test_withdrawn_file_leaves_what_stood_there_before(head: Visit) -> None:
    first = write(head, [row(BUDI), row(SARI)])
    second = write(head, [row(BUDI, Nilai_Potensial=91), row(TONO)])
    with pytest.raises(ChangedLaterError) as refused:
        withdraw_talent(head, first.pk)
    assert f"{BUDI} 2026" in refused.value.say("id")
    withdraw_talent(head, second.pk)
    assert current() == {(BUDI, 2026, "meets", None, 82.5), (SARI, 2026, "meets", None, 82.5)}
    withdraw_talent(head, first.pk)
    assert current() == set()
    with pytest.raises(BenangMerahError, match="undone already"):
        withdraw_talent(head, first.pk)
    assert AuditEntry.objects.filter(verb="talent_withdrawn").count() == 2
    assert [each.undone_by_id is not None for each in list_talent_imports(head.scope)] == [True, True]


def test_what_was_shown_is_what_is_written(head: Visit) -> None:
    draft = send(head, [row(BUDI)])
    write(head, [row(BUDI)])
    with pytest.raises(BenangMerahError, match="changed since"):
        write_talent(head, draft.folder, draft.agency_id, "talenta.xlsx", draft.digest)
    assert Receipt.objects.filter(kind="talent").count() == 1


def test_file_that_is_no_table_is_refused_and_not_kept(head: Visit, tmp_path: Any) -> None:
    for name, content in (("a.pdf", b"%PDF-1.7"), ("b.xlsx", b""), ("c.csv", b"NIP;Kotak\n1;2\n")):
        with pytest.raises(RefusedFieldError):
            check_talent(head, [SentFile(name, [content])])
    assert list((tmp_path / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    "role",
    [role for role in Role if role not in (Role.HR_AGENCY_HEAD, Role.EMPLOYEE)],
    ids=lambda role: str(role.value),
)
def test_whoever_does_not_keep_talent_brings_nothing_in(role: Role, head: Visit) -> None:
    receipt = write(head, [row(BUDI)])
    visit = visit_by(make_member(RATNA, "Ratna", role, None))
    for refused in (lambda: send(visit, [row(SARI)]), lambda: withdraw_talent(visit, receipt.pk)):
        with pytest.raises(NotAllowedError):
            refused()
    assert current() == {(BUDI, 2026, "meets", None, 82.5)}


def test_keeper_of_a_unit_brings_in_its_people_alone_and_sees_own_files_alone(head: Visit) -> None:
    of_city = write(head, [row(TONO)])
    keeper = visit_by(make_member(RATNA, "Ratna", Role.HR_AGENCY_HEAD, OWN))
    draft = send(keeper, [row(BUDI), row(TONO), row(WATI)])
    assert [refusal.value for refusal in draft.refusals] == [TONO, WATI]
    own = write_talent(keeper, draft.folder, CITY, "talenta.xlsx", draft.digest)
    assert [each.pk for each in list_talent_imports(keeper.scope)] == [own.pk]
    with pytest.raises(OutOfScopeError):
        withdraw_talent(keeper, of_city.pk)
    with pytest.raises(OutOfScopeError):
        read_person_talent(keeper, TONO)


def test_stranger_of_another_city_finds_nothing(head: Visit) -> None:
    receipt = write(head, [row(BUDI)])
    stranger = visit_by(make_member(AGUS, "Agus", Role.HR_AGENCY_HEAD, None, OTHER_CITY))
    assert not list_talent_imports(stranger.scope)
    with pytest.raises(OutOfScopeError):
        withdraw_talent(stranger, receipt.pk)
    with pytest.raises(RefusedFieldError):
        send(stranger, [row(BUDI)], agency_id=CITY)
    assert not send(stranger, [row(BUDI)]).is_acceptable


def test_who_keeps_two_agencies_names_the_one_meant() -> None:
    account = make_account(WATI, "Wati")
    for agency_id in (CITY, OTHER_CITY):
        give_role(account, Role.HR_AGENCY_HEAD, None, agency_id)
    visit = visit_by(account)
    assert [refusal.value for refusal in send(visit, [row(BUDI), row(AGUS)], agency_id=OTHER_CITY).refusals] == [BUDI]


def test_results_stay_out_of_changes_by_hand(head: Visit) -> None:
    write(head, [row(BUDI)])
    analyst = visit_by(make_member(RATNA, "Ratna", Role.ANALYST, None))
    assert not list_changes(analyst.scope)


def test_person_who_moved_from_another_agency_brings_her_result_along(head: Visit) -> None:
    stranger = visit_by(make_member(AGUS, "Agus", Role.HR_AGENCY_HEAD, None, OTHER_CITY))
    write(stranger, [row(AGUS)])
    Employee.objects.filter(employee_id=AGUS).update(agency_id=CITY, unit_id=OWN)
    assert send(head, [row(AGUS, Nilai_Potensial=91)]).counts["changed"] == 1
    write(head, [row(AGUS, Nilai_Potensial=91)])
    assert current() == {(AGUS, 2026, "meets", None, 91.0)}
    assert read_person_talent(head, AGUS).past[0].period == 2026

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.arrange_sheet import ChosenHeadings, choose_layout, decide_name, restore_row
from benangmerah.flow.audit import Visit
from benangmerah.flow.import_dataset import ask_acceptance, receive_import
from benangmerah.flow.read_opd import list_columns, list_sheets
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models import Alias, ColumnMapping, Employee, ImportDraft
from benangmerah.store.selectors.scope import OutOfScopeError
from tests.exchange.opd.ugly import LAYOUT, write_ugly
from tests.factories import cast
from tests.factories.cast import BUDI, CITY, FOREIGN, PARENT, RATNA, SARI, WATI, visit_by
from tests.factories.upload import make_archive, sent

pytestmark = pytest.mark.django_db
CHOSEN = ChosenHeadings("Lampiran", "employees", LAYOUT.first, LAYOUT.last, LAYOUT.columns)


@pytest.fixture(autouse=True)
def _archive(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_archive()


@pytest.fixture
def dewi() -> Visit:
    """The HR manager of the dinas."""
    return visit_by(cast.make_member(cast.DEWI, "Dewi", Role.HR_MANAGER, PARENT))


def send(visit: Visit, tmp_path: Path) -> ImportDraft:
    return receive_import(visit, sent("Data FIX.xlsx", write_ugly(tmp_path / "u.xlsx").read_bytes()), CITY, PARENT)


def arrange(visit: Visit, tmp_path: Path) -> ImportDraft:
    return choose_layout(visit, send(visit, tmp_path).pk, CHOSEN)


def questions_of(draft: ImportDraft) -> list[tuple[str, str, list[str]]]:
    return [(each["kind"], each["text"], [found["id"] for found in each["suggestions"]]) for each in draft.questions]


def test_sheet_of_an_office_waits_for_its_headings(dewi: Visit, tmp_path: Path) -> None:
    draft = send(dewi, tmp_path)
    assert draft.state == "layout"
    assert [(each.name, each.is_hidden, (each.candidates[0].first, each.candidates[0].last)) for each in list_sheets(draft)] == [
        ("Lampiran", False, (7, 8)), ("coret", True, (1, 1)),
    ]  # fmt: skip
    with pytest.raises(BenangMerahError):
        ask_acceptance(dewi, draft.pk)


def test_names_are_asked_and_no_person_is_decided_by_likeness(dewi: Visit, tmp_path: Path) -> None:
    draft = arrange(dewi, tmp_path)
    assert (draft.state, questions_of(draft)) == ("checked", [
        ("person", "Ratna, 1975-02-03", []),
        ("person", "Budi Santosa, 1991-01-01", []),
        ("position", "Perawat Ahli Muda", ["P1"]),
        ("position", "Ahli Muda - Perawat", ["P1"]),
        ("position", "Kasi Yankes", []),
    ])  # fmt: skip
    assert Alias.objects.count() == 0


def test_decided_name_holds_for_the_agency_under_the_name_of_who_decided(dewi: Visit, tmp_path: Path) -> None:
    draft = arrange(dewi, tmp_path)
    draft = decide_name(dewi, draft.pk, "position", "perawat ahli muda", "P1")
    draft = decide_name(dewi, draft.pk, "position", "ahli muda perawat", "P1")
    assert [text for kind, text, _ in questions_of(draft) if kind == "position"] == ["Kasi Yankes"]
    alias = Alias.objects.get(key="ahli muda perawat")
    assert (alias.agency_id, alias.target_id, alias.decided_by_id) == (CITY, "P1", dewi.account_id)
    again = arrange(dewi, tmp_path)
    assert [text for kind, text, _ in questions_of(again) if kind == "position"] == ["Kasi Yankes"]


def test_valid_rows_of_the_sheet_are_written_and_an_empty_cell_changes_nothing(dewi: Visit, tmp_path: Path) -> None:
    Employee.objects.filter(employee_id=SARI).update(learning_hours=12, unit_id=cast.BELOW)
    draft = arrange(dewi, tmp_path)
    for key in ("perawat ahli muda", "ahli muda perawat"):
        draft = decide_name(dewi, draft.pk, "position", key, "P1")
    ask_acceptance(dewi, draft.pk, valid_only=True)
    current = Employee.objects.filter(archived__isnull=True)
    found = {row.employee_id: (row.rank, row.education_level, row.learning_hours, row.status) for row in current}
    assert (found[BUDI], found[SARI]) == (("III/d", "s1", 20, "pns"), ("III/d", "s2", 12, "pns"))
    assert (found[RATNA], len(found)) == ((None, "s1", None, "pns"), 7)


def test_meaning_of_columns_is_remembered_for_the_next_sheet(dewi: Visit, tmp_path: Path) -> None:
    draft = send(dewi, tmp_path)
    columns = {**LAYOUT.columns, 0: "field_of_study"}
    choose_layout(dewi, draft.pk, ChosenHeadings("Lampiran", "employees", 7, 8, columns))
    again = send(dewi, tmp_path)
    meanings = {each.position: each.meaning for each in list_columns(again, "Lampiran", 7, 8, "employees")}
    assert meanings == columns
    assert ColumnMapping.objects.get().unit_id == PARENT


def test_row_left_out_is_taken_in_when_asked(dewi: Visit, tmp_path: Path) -> None:
    draft = arrange(dewi, tmp_path)
    draft = restore_row(dewi, draft.pk, 21)
    assert 21 not in [each["row"] for each in draft.left_out]
    for row in (7, 11, 999):
        with pytest.raises(BenangMerahError):
            restore_row(dewi, draft.pk, row)


@pytest.mark.parametrize(
    "chosen",
    [
        ChosenHeadings("Lampiran", "ratings", 7, 8, {1: "name"}), ChosenHeadings("Lampiran", "employees", 0, 8, {1: "name"}),
        ChosenHeadings("Lampiran", "employees", 7, 99, {1: "name"}), ChosenHeadings("tiada", "employees", 7, 8, {1: "name"}),
        ChosenHeadings("Lampiran", "employees", 7, 8, {1: "name", 2: "name"}), ChosenHeadings("Lampiran", "employees", 7, 8, {1: "rank"}),
        ChosenHeadings("Lampiran", "employees", 7, 8, {1: "name", 2: "discipline"}),
    ],
)  # fmt: skip
def test_layout_that_makes_no_sense_is_refused(dewi: Visit, tmp_path: Path, chosen: ChosenHeadings) -> None:
    draft = send(dewi, tmp_path)
    with pytest.raises(BenangMerahError):
        choose_layout(dewi, draft.pk, chosen)


def test_only_known_things_and_people_of_ones_units_can_be_meant(dewi: Visit, tmp_path: Path) -> None:
    draft = arrange(dewi, tmp_path)
    for kind, key, target in (
        ("position", "kasi yankes", "P2"), ("position", "tiada", "P1"), ("person", "ratna|1975-02-03", WATI),
    ):  # fmt: skip
        with pytest.raises(BenangMerahError):
            decide_name(dewi, draft.pk, kind, key, target)
    stranger = visit_by(cast.make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN))
    with pytest.raises(OutOfScopeError):
        decide_name(stranger, draft.pk, "position", "kasi yankes", "P1")

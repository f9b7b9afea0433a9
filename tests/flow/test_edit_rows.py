"""Units, positions and the dictionary changed by hand: what is written, refused, undone, and by whom."""

from __future__ import annotations

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.change_competency import (
    CompetencyGiven,
    LevelGiven,
    add_competency,
    change_competency,
    close_competency,
)
from benangmerah.flow.change_position import PositionGiven, add_position, change_position, close_position
from benangmerah.flow.change_unit import UnitGiven, add_unit, change_unit, close_unit
from benangmerah.flow.edit_rows import undo_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models import (
    AuditEntry,
    Competency,
    CompetencyLevel,
    Position,
    PositionRequirement,
    Receipt,
    Unit,
)
from benangmerah.store.selectors.change import list_changes
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.factories import cast
from tests.factories.cast import (
    CITY,
    DEWI,
    OTHER_CITY,
    OWN,
    PARENT,
    SIBLING,
    TONO,
    give_role,
    make_member,
    visit_by,
)
from tests.factories.upload import make_archive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _archive() -> None:
    make_archive()


@pytest.fixture
def analyst() -> Visit:
    return visit_by(make_member(TONO, "Tono", Role.ANALYST, None))


@pytest.fixture
def keeper() -> Visit:
    """Who keeps both agencies, and so the dictionary."""
    account = make_member(DEWI, "Dewi", Role.ANALYST, None)
    give_role(account, Role.ANALYST, None, OTHER_CITY)
    return visit_by(account)


def unit(unit_id: str = OWN) -> tuple[str, str | None, bool, str | None]:
    row = Unit.objects.get(unit_id=unit_id, archived__isnull=True)
    return row.name, row.parent_unit_id, row.is_opd, row.sector


def test_unit_is_renamed_and_moved_and_put_back(analyst: Visit) -> None:
    before = unit()
    receipt = change_unit(analyst, UnitGiven(OWN, CITY, "Puskesmas Mawar", cast.FOREIGN, sector="health"))
    assert unit() == ("Puskesmas Mawar", cast.FOREIGN, False, "health")
    assert (receipt.kind, receipt.agency_id, receipt.note, receipt.counts["units"]["changed"]) == (
        "edit", CITY, "Puskesmas Mawar", 1,
    )  # fmt: skip
    undo_edit(analyst, receipt.pk)
    assert unit() == before
    assert [entry.verb for entry in AuditEntry.objects.filter(verb__startswith="data_")] == [
        "data_change_undone", "data_changed",
    ]  # fmt: skip


def test_unit_is_added_and_closed_when_it_is_empty(analyst: Visit) -> None:
    add_unit(analyst, UnitGiven("PKM-C", CITY, "Puskesmas Anggrek", PARENT))
    assert unit("PKM-C") == ("Puskesmas Anggrek", PARENT, False, None)
    close_unit(analyst, "PKM-C")
    assert not Unit.objects.filter(unit_id="PKM-C", archived__isnull=True).exists()
    with pytest.raises(BenangMerahError, match="employees"):
        close_unit(analyst, OWN)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (UnitGiven(PARENT, CITY, "Dinas", OWN), "parent_unit_id"),
        (UnitGiven(OWN, CITY, "Puskesmas", cast.ABROAD), "parent_unit_id"),
        (UnitGiven(OWN, CITY, "Puskesmas", "TIDAK-ADA"), "parent_unit_id"),
        (UnitGiven(OWN, CITY, "Puskesmas", PARENT, sector="laut"), "sector"),
    ],
)
def test_unit_that_cannot_be_is_refused_beside_its_field(analyst: Visit, given: UnitGiven, field: str) -> None:
    before = unit()
    with pytest.raises(RefusedFieldError) as refused:
        change_unit(analyst, given)
    assert (refused.value.field, unit(), Receipt.objects.filter(kind="edit").count()) == (field, before, 0)


def test_taken_number_is_refused(analyst: Visit) -> None:
    with pytest.raises(RefusedFieldError, match="taken"):
        add_unit(analyst, UnitGiven(OWN, CITY, "Lain"))
    with pytest.raises(RefusedFieldError, match="taken"):
        add_position(analyst, PositionGiven("P1", CITY, "Lain", "pelaksana"))


def test_change_that_changes_nothing_is_refused(analyst: Visit) -> None:
    name, parent, is_opd, sector = unit()
    with pytest.raises(BenangMerahError, match="Nothing would change"):
        change_unit(analyst, UnitGiven(OWN, CITY, name, parent, is_opd, sector))


def test_position_changes_with_what_it_asks_for(analyst: Visit) -> None:
    asked = [("education_level", "s1"), ("rank", "III/a")]
    change_position(analyst, PositionGiven("P1", CITY, "Perawat Ahli Muda", "jf_ahli_muda", "Perawat", 1.5, asked))
    receipt = change_position(
        analyst, PositionGiven("P1", CITY, "Perawat Ahli Muda", "jf_ahli_muda", "Perawat", 1.5, asked[1:])
    )
    current = PositionRequirement.objects.filter(archived__isnull=True)
    assert list(current.values_list("kind", "value")) == [("rank", "III/a")]
    undo_edit(analyst, receipt.pk)
    assert set(PositionRequirement.objects.filter(archived__isnull=True).values_list("kind", "value")) == set(asked)


def test_position_is_closed_when_nobody_holds_it(analyst: Visit) -> None:
    add_position(analyst, PositionGiven("P9", CITY, "Juru Ketik", "pelaksana", qualifications=[("rank", "II/a")]))
    with pytest.raises(BenangMerahError, match="holds this position"):
        close_position(analyst, "P1")
    close_position(analyst, "P9")
    assert not Position.objects.filter(position_id="P9", archived__isnull=True).exists()
    assert not PositionRequirement.objects.filter(position_id="P9", archived__isnull=True).exists()


def test_dictionary_is_changed_by_who_keeps_every_agency(analyst: Visit, keeper: Visit) -> None:
    levels = [LevelGiven(1, "Mengenali"), LevelGiven(2, "Menerapkan", "Mengingatkan rekan")]
    with pytest.raises(NotAllowedError, match="one for all agencies"):
        change_competency(analyst, CompetencyGiven("K1", "Integritas", "managerial", levels))
    change_competency(keeper, CompetencyGiven("K1", "Integritas", "managerial", levels))
    change_competency(keeper, CompetencyGiven("K1", "Integritas Diri", "managerial", levels[1:]))
    current = CompetencyLevel.objects.filter(archived__isnull=True)
    assert list(current.values_list("level", "description", "indicators")) == [(2, "Menerapkan", "Mengingatkan rekan")]
    with pytest.raises(BenangMerahError, match="still name"):
        close_competency(keeper, "K1")
    add_competency(keeper, CompetencyGiven("K2", "Kerja Sama", "managerial", levels))
    close_competency(keeper, "K2")
    assert not Competency.objects.filter(competency_id="K2", archived__isnull=True).exists()


def test_stranger_and_who_holds_a_part_change_nothing(analyst: Visit) -> None:
    stranger = visit_by(make_member(cast.AGUS, "Agus", Role.ANALYST, None, OTHER_CITY))
    part = visit_by(make_member(cast.RATNA, "Ratna", Role.NEEDS_TEAM, PARENT))
    manager = visit_by(make_member(DEWI, "Dewi", Role.HR_MANAGER, None))
    with pytest.raises(OutOfScopeError):
        change_unit(stranger, UnitGiven(OWN, CITY, "Puskesmas Curian"))
    with pytest.raises(OutOfScopeError):
        add_position(stranger, PositionGiven("P8", CITY, "Jabatan Curian", "pelaksana"))
    for visit in (part, manager):
        with pytest.raises(NotAllowedError):
            change_unit(visit, UnitGiven(OWN, CITY, "Puskesmas Sendiri", PARENT))
    receipt = change_unit(analyst, UnitGiven(SIBLING, CITY, "Puskesmas Melur", PARENT))
    with pytest.raises(OutOfScopeError):
        undo_edit(stranger, receipt.pk)
    assert [list(list_changes(visit.scope)) for visit in (analyst, stranger)] == [[receipt], []]


def test_history_tells_what_was_changed_from_what_to_what(analyst: Visit) -> None:
    change_unit(analyst, UnitGiven(OWN, CITY, "Puskesmas Mawar", PARENT))
    receipt = change_unit(analyst, UnitGiven(OWN, CITY, "Puskesmas Mawar", PARENT, sector="health"))
    undo_edit(analyst, receipt.pk)
    events = list_events(["units"], unit_id=OWN)
    assert [(event.kind, [change.differences for change in event.changes]) for event in events[:3]] == [
        ("undo", [(("sector", "health", None),)]),
        ("edit", [(("sector", None, "health"),)]),
        ("edit", [(("name", "Puskesmas Melati", "Puskesmas Mawar"),)]),
    ]
    assert events[-1].changes[0].kind == "added"
    assert {event.made_by for event in events} == {"Tono", ""}

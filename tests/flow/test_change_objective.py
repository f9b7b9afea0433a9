"""Planning documents and trees changed by hand: what is written, refused beside which field, undone, and read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.change_link import LinkGiven, end_link, write_link
from benangmerah.flow.change_objective import (
    DocumentGiven,
    IndicatorGiven,
    NodeGiven,
    add_document,
    add_node,
    amend_document,
    change_document,
    change_node,
    close_node,
    write_indicator,
    write_shares,
)
from benangmerah.flow.edit_rows import undo_edit
from benangmerah.flow.import_renstra import check_renstra, write_renstra
from benangmerah.flow.keep_upload import SentFile
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.suggest_links import suggest_links
from benangmerah.kernel.errors import BenangMerahError, RefusedInputError
from benangmerah.kernel.explanation import render
from benangmerah.store.models import LinkReason, Objective, ObjectiveBudget, ObjectiveNeed, PlanningDocument, Receipt
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.objective import list_indicators, list_links, list_tree, read_document
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.exchange.renstra.test_sheet import GOOD, write
from tests.factories.cast import AGUS, CITY, OTHER_CITY, OWN, RATNA, TONO, make_member, visit_by
from tests.factories.planning import make_plan
from tests.factories.upload import make_archive

pytestmark = pytest.mark.django_db
DOCUMENT, TARGET, PROGRAM = f"D-{CITY}", f"S-{CITY}", f"P-{CITY}"


@pytest.fixture(autouse=True)
def _archive(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_plan(make_archive(), CITY)


@pytest.fixture
def analyst() -> Visit:
    return visit_by(make_member(TONO, "Tono", Role.ANALYST, None))


def node(**fields: Any) -> NodeGiven:
    values: dict[str, Any] = {"objective_id": "N1", "agency_id": CITY, "kind": "activity", "title": "Pelatihan gizi",
                              "parent_objective_id": PROGRAM, "document_id": DOCUMENT}  # fmt: skip
    return NodeGiven(**values | fields)


def test_document_is_added_changed_amended_and_each_state_can_be_read_again(analyst: Visit) -> None:
    add_document(analyst, DocumentGiven("D2", CITY, "rpjmd", "RPJMD 2025-2029", 2025, 2029))
    change_document(analyst, DocumentGiven("D2", None, "rpjmd", "RPJMD Kota 2025-2029", 2025, 2029))
    amend_document(analyst, "D2", "Perda 7/2027")
    document = read_document(analyst.scope, "D2")
    assert (document.title, document.amendment, document.decree) == ("RPJMD Kota 2025-2029", 1, "Perda 7/2027")
    states = PlanningDocument.objects.filter(document_id="D2").order_by("pk").values_list("title", "amendment")
    assert list(states) == [("RPJMD 2025-2029", 0), ("RPJMD Kota 2025-2029", 0), ("RPJMD Kota 2025-2029", 1)]
    assert [event.kind for event in list_events(["planning_documents"], document_id="D2")] == ["edit"] * 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"document_id": DOCUMENT}, "document_id"), ({"last_year": 2020}, "last_year"), ({"kind": "lain"}, "kind"),
     ({"title": ""}, "title"), ({"first_year": 12}, "first_year")],
)  # fmt: skip
def test_document_that_cannot_be_taken_is_refused_beside_its_field(
    analyst: Visit, fields: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"document_id": "D2", "agency_id": CITY, "kind": "rkpd", "title": "RKPD", "first_year": 2026,
                              "last_year": 2026}  # fmt: skip
    with pytest.raises(RefusedFieldError) as refused:
        add_document(analyst, DocumentGiven(**values | fields))
    assert refused.value.field == field


def test_node_with_its_money_is_added_changed_closed_and_put_back(analyst: Visit) -> None:
    add_node(analyst, node(budgets={2026: 10_000_000, 2027: 20_000_000}, unit_id=OWN))
    changed = change_node(analyst, node(title="Pelatihan gizi balita", budgets={2026: 15_000_000}))
    money = ObjectiveBudget.objects.filter(archived=None, objective_id="N1")
    assert list(money.values_list("year", "amount_rupiah")) == [(2026, 15_000_000)]
    undo_edit(analyst, changed.pk)
    assert list(money.order_by("year").values_list("year", "amount_rupiah")) == [(2026, 10_000_000), (2027, 20_000_000)]
    assert Objective.objects.get(archived=None, objective_id="N1").title == "Pelatihan gizi"
    closed = close_node(analyst, "N1")
    assert not money.exists()
    undo_edit(analyst, closed.pk)
    assert money.count() == 2


def test_change_of_money_alone_is_a_change(analyst: Visit) -> None:
    add_node(analyst, node())
    change_node(analyst, node(budgets={2026: 1}))
    with pytest.raises(BenangMerahError, match="Nothing would change"):
        change_node(analyst, node(budgets={2026: 1}))


def test_undo_of_money_is_refused_where_it_was_changed_later(analyst: Visit) -> None:
    add_node(analyst, node())
    first = change_node(analyst, node(budgets={2026: 1}))
    change_node(analyst, node(budgets={2026: 2}))
    with pytest.raises(BenangMerahError, match="changed later"):
        undo_edit(analyst, first.pk)


def test_tree_is_read_as_it_stood_after_a_change(analyst: Visit) -> None:
    before = Receipt.objects.order_by("-pk")[0].pk
    add_node(analyst, node())
    after = Receipt.objects.order_by("-pk")[0].pk
    change_node(analyst, node(title="Lain"))

    def titles(until: int | None) -> list[str]:
        return [row.node.title for row in list_tree(analyst.scope, DOCUMENT, until)]

    assert "Pelatihan gizi" not in titles(before)
    assert titles(after)[-1] == "Pelatihan gizi"
    assert titles(None)[-1] == "Lain"


def test_node_with_others_below_is_not_closed(analyst: Visit) -> None:
    with pytest.raises(BenangMerahError, match="Nodes still stand below"):
        close_node(analyst, TARGET)


def test_node_below_itself_is_refused(analyst: Visit) -> None:
    with pytest.raises(BenangMerahError):
        change_node(analyst, NodeGiven(TARGET, CITY, "target", "Meningkatnya mutu", parent_objective_id=PROGRAM))


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"parent_objective_id": TARGET}, "does not stand below"), ({"parent_objective_id": None}, "cannot stand alone"),
     ({"kind": "vision"}, "does not stand below"), ({"document_id": "D2"}, "stands in another planning document")],
)  # fmt: skip
def test_node_where_it_cannot_stand_is_refused_beside_its_parent(
    analyst: Visit, fields: dict[str, Any], words: str
) -> None:
    add_document(analyst, DocumentGiven("D2", CITY, "rpjmd", "RPJMD 2025-2029", 2025, 2029))
    with pytest.raises(RefusedFieldError, match=words) as refused:
        add_node(analyst, node(**fields))
    assert refused.value.field == "parent_objective_id"


def test_goal_of_a_renstra_hangs_from_the_target_of_the_rpjmd_that_it_serves(analyst: Visit) -> None:
    add_document(analyst, DocumentGiven("D2", CITY, "rpjmd", "RPJMD 2025-2029", 2025, 2029))
    rpjmd = {"document_id": "D2", "parent_objective_id": None}
    add_node(analyst, node(objective_id="RT", kind="goal", title="Tujuan RPJMD", **rpjmd))
    for key in ("R1", "R2"):
        below = rpjmd | {"parent_objective_id": "RT"}
        add_node(analyst, node(objective_id=key, kind="target", title=f"Sasaran RPJMD {key}", **below))
    add_node(analyst, node(objective_id="T", kind="goal", title="Tujuan Renstra", parent_objective_id="R1"))
    change_node(analyst, NodeGiven(TARGET, CITY, "target", "Mutu", "T", document_id=DOCUMENT))
    tree = {row.node.objective_id: row.depth for row in list_tree(analyst.scope, DOCUMENT)}
    assert tree == {"T": 0, TARGET: 1, PROGRAM: 2}
    assert [row.node.objective_id for row in list_tree(analyst.scope, "D2")] == ["RT", "R1", "R2"]
    # the RPJMD does not stand below the Renstra, and what hangs elsewhere cannot be closed from above
    with pytest.raises(RefusedFieldError, match="stands in another planning document") as refused:
        add_node(analyst, node(objective_id="R3", kind="target", document_id="D2", parent_objective_id="T"))
    assert refused.value.field == "parent_objective_id"
    with pytest.raises(BenangMerahError, match="Nodes still stand below"):
        close_node(analyst, "R1")
    # among siblings with shares it begins with none of them
    write_shares(analyst, "RT", {"R1": 0.5, "R2": 0.5})
    change_node(analyst, NodeGiven("T", CITY, "goal", "Tujuan Renstra", "R2", document_id=DOCUMENT))
    add_node(analyst, node(objective_id="T2", kind="goal", parent_objective_id="R1"))
    write_shares(analyst, "R1", {"T2": 1})
    change_node(analyst, NodeGiven("T", CITY, "goal", "Tujuan Renstra", "R1", document_id=DOCUMENT))
    assert Objective.objects.get(archived=None, objective_id="T").weight == 0


def test_table_that_comes_in_again_leaves_its_roots_where_they_hang(analyst: Visit, tmp_path: Path) -> None:
    rows = [tuple("Puskesmas Melati" if cell in {"BKPSDM", "Bidang Diklat"} else cell for cell in row) for row in GOOD]
    sent = [SentFile("r.xlsx", [write(tmp_path / "r.xlsx", rows).read_bytes()])]
    write_renstra(analyst, DOCUMENT, check_renstra(analyst, DOCUMENT, sent).folder)
    root = next(row.node for row in list_tree(analyst.scope, DOCUMENT)
                if row.depth == 0 and row.node.objective_id != TARGET)  # fmt: skip
    add_document(analyst, DocumentGiven("D2", CITY, "rpjmd", "RPJMD 2025-2029", 2025, 2029))
    add_node(analyst, node(objective_id="R1", kind="target", document_id="D2", parent_objective_id=None))
    change_node(analyst, NodeGiven(root.objective_id, CITY, root.kind, root.title, "R1", document_id=DOCUMENT))
    with pytest.raises(BenangMerahError, match="Nothing would change"):
        write_renstra(analyst, DOCUMENT, check_renstra(analyst, DOCUMENT, sent).folder)
    assert Objective.objects.get(archived=None, objective_id=root.objective_id).parent_objective_id == "R1"


def test_node_without_a_document_stands_in_that_of_its_parent(analyst: Visit) -> None:
    add_node(analyst, node(document_id=None))
    assert [row.node.objective_id for row in list_tree(analyst.scope, DOCUMENT)] == [TARGET, PROGRAM, "N1"]


def test_shares_that_do_not_add_up_are_refused_beside_the_field(analyst: Visit) -> None:
    add_node(analyst, node(objective_id="A"))
    add_node(analyst, node(objective_id="B"))
    with pytest.raises(RefusedFieldError) as refused:
        write_shares(analyst, PROGRAM, {"A": 0.5, "B": 0.4})
    assert refused.value.field == "weight_B"
    assert "add up to 0.9" in str(refused.value)
    with pytest.raises(RefusedFieldError) as refused:
        write_shares(analyst, PROGRAM, {"A": None, "B": 1})
    assert refused.value.field == "weight_A"
    write_shares(analyst, PROGRAM, {"A": 0.6, "B": 0.4})
    add_node(analyst, node(objective_id="C"))
    assert dict(Objective.objects.filter(archived=None, parent_objective_id=PROGRAM).values_list("objective_id", "weight")) == {
        "A": 0.6, "B": 0.4, "C": 0.0,
    }  # fmt: skip


def test_indicator_has_its_base_targets_and_achievement(analyst: Visit) -> None:
    write_indicator(analyst, PROGRAM, IndicatorGiven("Peserta", "orang", {2026: 100, 2027: 120}, {2026: 80}, 2024, 55))
    row = list_indicators(PROGRAM)[0]
    assert (row.base_value, row.base_year, row.targets, row.achieved_share) == (55, 2024, {2026: 100, 2027: 120}, 0.8)
    write_indicator(analyst, PROGRAM, IndicatorGiven("Lulusan", "orang", {2026: 90}), "Peserta")
    assert [(each.name, each.base_value) for each in list_indicators(PROGRAM)] == [("Lulusan", None)]
    with pytest.raises(RefusedFieldError) as refused:
        write_indicator(analyst, PROGRAM, IndicatorGiven("X", "orang", {2026: 1}, {2027: 1}))
    assert refused.value.field == "realised_2027"


def test_direction_of_an_indicator_is_told_by_its_figures_or_set_by_hand(analyst: Visit) -> None:
    stunting = IndicatorGiven("Stunting", "persen", {2026: 14}, {2026: 15.4}, 2024, 17)
    write_indicator(analyst, PROGRAM, stunting)
    row = list_indicators(PROGRAM)[0]
    assert (row.set_direction, row.direction, row.achieved_share) == (None, "less", 0.9)
    write_indicator(analyst, PROGRAM, replace(stunting, direction="more"), "Stunting")
    row = list_indicators(PROGRAM)[0]
    assert (row.direction, row.achieved_share) == ("more", 1.1)
    receipt = write_indicator(
        analyst, PROGRAM, IndicatorGiven("Kasus", "kasus", {2026: 3}, {2026: 3}, direction="less")
    )
    kept = next(each for each in list_indicators(PROGRAM) if each.name == "Kasus")
    assert (kept.base_value, kept.direction, kept.achieved_share) == (None, "less", 1)
    undo_edit(analyst, receipt.pk)
    assert [each.name for each in list_indicators(PROGRAM)] == ["Stunting"]


def test_link_is_kept_with_its_reason_and_the_name_of_who_decides(analyst: Visit) -> None:
    receipt = write_link(analyst, LinkGiven(PROGRAM, OWN, "K1", 0.7, "Perawat mengelola uang pasien", 3))
    row = list_links(PROGRAM)[0]
    assert (row.level, row.weight, row.reason, row.decided_by, row.source) == (
        3, 0.7, "Perawat mengelola uang pasien", "Tono", "hand"
    )  # fmt: skip
    end_link(analyst, PROGRAM, OWN, "K1")
    assert list_links(PROGRAM) == []
    undo_edit(analyst, Receipt.objects.filter(kind="edit").order_by("-pk")[0].pk)
    assert list_links(PROGRAM)[0].reason == "Perawat mengelola uang pasien"
    assert receipt.note.endswith("Puskesmas Melati")


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"reason": " "}, "reason"), ({"weight": 0}, "weight"), ({"weight": 1.5}, "weight"), ({"level": 6}, "level"),
     ({"unit_id": "TIDAK"}, "unit_id"), ({"competency_id": "TIDAK"}, "competency_id")],
)  # fmt: skip
def test_link_that_cannot_be_taken_is_refused_beside_its_field(
    analyst: Visit, fields: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"objective_id": PROGRAM, "unit_id": OWN, "competency_id": "K1", "weight": 0.5,
                              "reason": "Perlu"}  # fmt: skip
    with pytest.raises(RefusedFieldError) as refused:
        write_link(analyst, LinkGiven(**values | fields))
    assert refused.value.field == field
    assert not ObjectiveNeed.objects.exists()
    assert not LinkReason.objects.exists()


def test_suggestion_changes_nothing_by_itself(analyst: Visit) -> None:
    add_node(analyst, node(title="Penguatan integritas pegawai"))
    assert [each.competency_id for each in suggest_links(analyst.scope, "N1")] == ["K1"]
    assert not ObjectiveNeed.objects.exists()
    write_link(analyst, LinkGiven("N1", OWN, "K1", 0.5, "Judulnya meminta integritas", source="suggestion"))
    assert suggest_links(analyst.scope, "N1") == []


def test_renstra_is_weighed_first_and_written_under_one_receipt(analyst: Visit, tmp_path: Path) -> None:
    rows = [tuple("Puskesmas Melati" if cell in {"BKPSDM", "Bidang Diklat"} else cell for cell in row) for row in GOOD]
    data = write(tmp_path / "r.xlsx", rows).read_bytes()
    before = Receipt.objects.count()
    draft = check_renstra(analyst, DOCUMENT, [SentFile("r.xlsx", [data])])
    assert draft.is_acceptable
    assert draft.counts == {
        "goal": (1, 0),
        "target": (1, 0),
        "program": (1, 0),
        "activity": (1, 0),
        "sub_activity": (2, 0),
    }
    assert Receipt.objects.count() == before
    receipt = write_renstra(analyst, DOCUMENT, draft.folder)
    row = next(each for each in list_tree(analyst.scope, DOCUMENT) if each.node.code == "5.04.02")
    assert (row.unit, row.budgets, row.indicator_count) == ("Puskesmas Melati", {2026: 1_250_000_000}, 1)
    again = check_renstra(analyst, DOCUMENT, [SentFile("r.xlsx", [data])])
    assert again.counts["program"] == (0, 1)
    with pytest.raises(BenangMerahError, match="Nothing would change"):
        write_renstra(analyst, DOCUMENT, again.folder)
    undo_edit(analyst, receipt.pk)
    assert not Objective.objects.filter(archived=None, code="5.04.02").exists()


def test_renstra_with_a_wrong_cell_writes_nothing(analyst: Visit, tmp_path: Path) -> None:
    data = write(tmp_path / "r.xlsx", GOOD).read_bytes()
    draft = check_renstra(analyst, DOCUMENT, [SentFile("r.xlsx", [data])])
    assert [render(each.reason, "en") for each in draft.refusals][:1] == ["No unit is called BKPSDM."]
    with pytest.raises(RefusedInputError):
        write_renstra(analyst, DOCUMENT, draft.folder)
    assert not Objective.objects.filter(code="5.04.02").exists()


def test_file_that_is_no_workbook_is_refused(analyst: Visit) -> None:
    with pytest.raises(RefusedFieldError) as refused:
        check_renstra(analyst, DOCUMENT, [SentFile("r.csv", [b"a,b\n1,2\n"])])
    assert refused.value.field == "upload"


def test_only_who_keeps_the_whole_agency_changes_its_plans() -> None:
    stranger = visit_by(make_member(AGUS, "Agus", Role.ANALYST, None, OTHER_CITY))
    with pytest.raises(OutOfScopeError):
        change_node(stranger, node(objective_id=TARGET))
    with pytest.raises(OutOfScopeError):
        close_node(stranger, PROGRAM)
    with pytest.raises(OutOfScopeError):
        amend_document(stranger, DOCUMENT, "SK 1")
    with pytest.raises(OutOfScopeError):
        write_shares(stranger, TARGET, {})
    with pytest.raises(OutOfScopeError):
        write_link(stranger, LinkGiven(PROGRAM, OWN, "K1", 1, "x"))
    with pytest.raises(OutOfScopeError):
        write_indicator(stranger, TARGET, IndicatorGiven("x", "y", {2026: 1}))
    part = visit_by(make_member(RATNA, "Ratna", Role.ANALYST, OWN))
    with pytest.raises(NotAllowedError):
        add_node(part, node())

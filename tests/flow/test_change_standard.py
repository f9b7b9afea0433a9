"""Standards written by hand: versions through time, corrections, many at once, and whose gap changes."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.audit import Visit
from benangmerah.flow.change_standard import (
    Line,
    StandardGiven,
    correct_version,
    write_provisional,
    write_version,
)
from benangmerah.flow.edit_rows import undo_edit
from benangmerah.flow.find_similar import find_similar, group_of
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.weigh_standard import weigh_standards
from benangmerah.store.models import (
    Attainment,
    AuditEntry,
    Competency,
    Employee,
    Gap,
    Position,
    Receipt,
    Requirement,
    Run,
)
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.store.selectors.standard import CoverageLine, count_coverage, read_standard, read_through_time
from tests.factories import cast
from tests.factories.cast import (
    BUDI,
    CITY,
    DEWI,
    NOW,
    OTHER_CITY,
    RATNA,
    SARI,
    TODAY,
    TONO,
    WATI,
    make_member,
    visit_by,
)  # fmt: skip
from tests.factories.run import AS_OF, BUDGET, store_city, visit_of_analyst
from tests.factories.upload import make_archive

pytestmark = pytest.mark.django_db
JANUARY, JULY = date(2026, 1, 1), date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _archive() -> None:
    receipt = make_archive()
    Competency.objects.create(competency_id="K2", name="Kerja Sama", kind="managerial", recorded=receipt)
    for number, title, grade in (("P3", "Perawat Terampil", "jf_terampil"), ("P4", "Operator Layanan", "pelaksana"),
                                 ("P5", "Pengolah Data", "pelaksana")):  # fmt: skip
        Position.objects.create(position_id=number, agency_id=CITY, title=title, grade=grade, recorded=receipt)


@pytest.fixture
def analyst() -> Visit:
    return visit_by(make_member(TONO, "Tono", Role.ANALYST, None))


def given(valid_from: date | None = JANUARY, decree: str | None = "SK 1/2026", **levels: int) -> StandardGiven:
    lines = {each: Line(level) for each, level in levels.items()}
    return StandardGiven(lines, valid_from, "decreed" if decree else "provisional", decree)


def asked(on: date = TODAY, position_id: str = "P1") -> dict[str, int]:
    return {line.competency_id: line.level for line in read_standard(position_id, on)}


def test_new_version_ends_the_former_one_on_its_day(analyst: Visit) -> None:
    write_version(analyst, "P1", given(K1=3, K2=2))
    write_version(analyst, "P1", given(JULY, "SK 9/2026", K1=4))
    assert [asked(day) for day in (date(2025, 12, 31), JANUARY, date(2026, 6, 30), JULY)] == [
        {}, {"K1": 3, "K2": 2}, {"K1": 3, "K2": 2}, {"K1": 4},
    ]  # fmt: skip
    assert [(each.valid_from, each.valid_to, each.decree, each.competency_count) for each in read_through_time("P1", TODAY)[1]] == [
        (JULY, None, "SK 9/2026", 1), (JANUARY, JULY, "SK 1/2026", 2),
    ]  # fmt: skip


def test_version_of_the_same_day_takes_the_place_of_the_former(analyst: Visit) -> None:
    write_version(analyst, "P1", given(K1=3, K2=2))
    write_version(analyst, "P1", given(JANUARY, "SK 1a/2026", K1=2))
    assert asked() == {"K1": 2}
    assert len(read_through_time("P1", TODAY)[1]) == 1


def test_correction_keeps_the_periods(analyst: Visit) -> None:
    write_version(analyst, "P1", given(K1=3))
    write_version(analyst, "P1", given(JULY, "SK 9/2026", K1=4, K2=2))
    correct_version(analyst, "P1", given(TODAY, "SK 9/2026", K1=5), TODAY)
    assert (asked(JANUARY), asked(JULY)) == ({"K1": 3}, {"K1": 5})
    undo_edit(analyst, Receipt.objects.latest("pk").pk)
    assert asked() == {"K1": 4, "K2": 2}


@pytest.mark.parametrize(
    ("standard", "field"),
    [
        (given(JANUARY), "lines"),
        (StandardGiven({"K1": Line(3)}, JANUARY, "decreed", None), "decree"),
        (given(K1=6), "required_level"),
        (given(K9=3), "competency_id"),
        (given(date(2025, 1, 1), K1=3), "valid_from"),
    ],
)
def test_standard_that_cannot_be_is_refused_beside_its_field(
    analyst: Visit, standard: StandardGiven, field: str
) -> None:
    write_version(analyst, "P1", given(K2=1))
    with pytest.raises(RefusedFieldError) as refused:
        write_version(analyst, "P1", standard)
    assert (refused.value.field, asked()) == (field, {"K2": 1})


def test_many_positions_get_one_provisional_standard_under_one_receipt(analyst: Visit) -> None:
    receipt = write_provisional(analyst, ["P4", "P5"], given(JANUARY, None, K1=1, K2=1))
    assert [asked(position_id=each) for each in ("P4", "P5")] == [{"K1": 1, "K2": 1}] * 2
    assert set(Requirement.objects.filter(archived=None).values_list("basis", flat=True)) == {"provisional"}
    with pytest.raises(RefusedFieldError, match="Operator Layanan"):
        write_provisional(analyst, ["P3", "P4"], given(JANUARY, None, K1=1))
    assert asked(position_id="P3") == {}
    undo_edit(analyst, receipt.pk)
    assert not Requirement.objects.filter(archived=None).exists()
    with pytest.raises(RefusedFieldError, match="at least one position"):
        write_provisional(analyst, [], given(JANUARY, None, K1=1))


def publish_levels(**levels: Any) -> Run:
    run = Run.objects.create(
        agency_id=CITY, as_of=TODAY, law_date=TODAY, year=2026, code_version="1", asked_at=NOW, status="finished",
        is_published=True, published_at=NOW,
    )  # fmt: skip
    for person, (first, second) in levels.items():
        for competency, level in (("K1", first), ("K2", second)):
            if level is not None:
                Attainment.objects.create(
                    run=run, employee_id=person.removeprefix("p"), competency_id=competency, attained_level=level,
                    basis="judged", source="superior", rating_count=1,
                )  # fmt: skip
    return run


def test_effect_tells_whose_gap_changes(analyst: Visit) -> None:
    """P1 asks K1 = 3 and is to ask K1 = 4, K2 = 2; Wati aims at P3, which is another matter.

    Budi 3.5 and 1: met to gap (0.5 short counts), K2 gap of 1. Sari 2 and unknown: gap 1 to gap 2, K2 not assessed.
    Ratna 4 and 2: met stays met, K2 met. Tono, Dewi, Wati: nothing known. Burden 1 before, 0.5 + 1 + 2 after.
    """
    write_version(analyst, "P1", given(K1=3))
    run = publish_levels(**{f"p{BUDI}": (3.5, 1), f"p{SARI}": (2, None), f"p{RATNA}": (4, 2)})
    effect = weigh_standards(analyst, {"P1": {"K1": 4, "K2": 2}}, TODAY)
    assert (effect.people, effect.changed_people, effect.run_id) == (6, 6, run.pk)
    assert effect.changes == {
        ("met", "gap"): 1, ("gap", "gap"): 1, ("not_required", "gap"): 1, ("not_required", "met"): 1,
        ("not_required", "not_assessed"): 4,
    }  # fmt: skip
    assert (effect.burden_before, effect.burden_after) == (1.0, 3.5)
    budi = [(line.competency, line.before, line.after) for line in effect.lines if line.employee_id == BUDI]
    assert budi == [("Integritas", "met", "gap"), ("Kerja Sama", "not_required", "gap")]
    entry = AuditEntry.objects.get(verb="assessment_read")
    assert entry.detail == {"people": "6", "standard": "P1"}


def test_who_aims_at_a_position_with_approval_is_counted_too(analyst: Visit) -> None:
    Employee.objects.filter(employee_id__in=[WATI, DEWI]).update(target_position_id="P3", target_approved=True)
    Employee.objects.filter(employee_id=DEWI).update(target_approved=False)
    publish_levels(**{f"p{WATI}": (1, None)})
    effect = weigh_standards(analyst, {"P3": {"K1": 3}}, TODAY)
    assert [(line.employee_id, line.target, line.after) for line in effect.lines] == [(WATI, "aimed", "gap")]
    assert effect.burden_after == 2.0


def test_effect_without_a_run_is_said_to_be_unknown(analyst: Visit) -> None:
    effect = weigh_standards(analyst, {"P1": {"K1": 3}}, TODAY)
    assert (effect.run_id, effect.people) == (None, 6)
    assert effect.changes == {("not_required", "not_assessed"): 6}


def test_names_are_shown_where_the_reader_may_read_assessments() -> None:
    visit = visit_by(make_member(TONO, "Tono", Role.NEEDS_TEAM, cast.OWN))
    publish_levels(**{f"p{BUDI}": (1, 1), f"p{WATI}": (1, 1)})
    effect = weigh_standards(visit, {"P1": {"K1": 3}}, TODAY)
    assert {line.employee_id for line in effect.lines} == {BUDI, SARI, RATNA}
    assert effect.changed_people == 6


def test_stranger_writes_nothing() -> None:
    stranger = visit_by(make_member(cast.AGUS, "Agus", Role.ANALYST, None, OTHER_CITY))
    with pytest.raises(OutOfScopeError):
        write_version(stranger, "P1", given(K1=3))
    with pytest.raises(OutOfScopeError):
        write_provisional(stranger, ["P4"], given(JANUARY, None, K1=3))
    with pytest.raises(OutOfScopeError):
        weigh_standards(stranger, {"P1": {"K1": 3}}, TODAY)
    part = visit_by(make_member(RATNA, "Ratna", Role.NEEDS_TEAM, cast.OWN))
    with pytest.raises(NotAllowedError):
        write_version(part, "P1", given(K1=3))
    assert not Requirement.objects.exists()


def test_coverage_counts_positions_and_holders(analyst: Visit) -> None:
    write_version(analyst, "P1", given(K1=3))
    write_provisional(analyst, ["P4"], given(JANUARY, None, K1=1))
    assert count_coverage(analyst.scope, TODAY) == [
        CoverageLine("decreed", 1, 6), CoverageLine("provisional", 1, 0), CoverageLine("default", 0, 0),
        CoverageLine("none", 2, 0),
    ]  # fmt: skip


def test_similar_positions_have_a_standard_and_the_most_alike_comes_first(analyst: Visit) -> None:
    assert find_similar(analyst.scope, "P3", TODAY) == []
    write_version(analyst, "P1", given(K1=3))
    write_provisional(analyst, ["P4"], given(JANUARY, None, K1=1))
    assert [each.position_id for each in find_similar(analyst.scope, "P3", TODAY)] == ["P1", "P4"]


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Operator Layanan Operasional", "operator"), ("Penata Layanan Operasional", "operator"),
        ("Penata Laporan Keuangan", "clerk"), ("Penata Kelola Sistem", "technician"), ("PENGOLAH DATA", "clerk"),
        ("Kepala Seksi", None),
    ],
)  # fmt: skip
def test_group_is_told_by_the_words_a_title_begins_with(title: str, group: str | None) -> None:
    assert group_of(title, TODAY) == group


def test_next_run_finds_the_gaps_that_the_effect_foretold(tmp_path: Path, settings: Any) -> None:
    """Every level of the post most people hold is raised by one: states and burden before and after, run against run."""
    settings.DATA_FOLDER = tmp_path
    agency_id = store_city()
    who = visit_of_analyst(agency_id)
    run = start_run(who, AskedRun(agency_id, AS_OF, budget_rupiah=BUDGET))
    gaps = Gap.objects.filter(run=run, target="held")
    position_id = gaps.values("position_id").annotate(n=Count("pk")).order_by("-n", "position_id")[0]["position_id"]
    before = {line.competency_id: line.level for line in read_standard(position_id, AS_OF)}
    raised = {each: min(5, level + 1) for each, level in before.items()}
    effect = weigh_standards(who, {position_id: raised}, AS_OF)
    lines = {each: Line(level) for each, level in raised.items()}
    correct_version(who, position_id, StandardGiven(lines, AS_OF, "decreed", "SK 2"), AS_OF)
    newer = start_run(who, AskedRun(agency_id, AS_OF, budget_rupiah=BUDGET))
    pairs = [states_of(each, position_id) for each in (run, newer)]
    changes = Counter(
        (first[0], second[0])
        for key, first in pairs[0].items()
        for second in (pairs[1][key],)
        if first != second
    )  # fmt: skip
    assert effect.changes == changes
    assert changes["met", "gap"] > 0
    for burden, states in zip((effect.burden_before, effect.burden_after), pairs, strict=True):
        assert burden == pytest.approx(sum(gap or 0 for state, gap in states.values() if state == "gap"))


def states_of(run: Run, position_id: str) -> dict[tuple[str, str, str], tuple[str, float | None]]:
    """State and gap of everybody who holds the position or aims at it with approval, as a run has them."""
    approved = set(Employee.objects.filter(archived=None, target_approved=True).values_list("employee_id", flat=True))
    return {
        (row.employee_id, row.competency_id, row.target): (row.state, row.gap)
        for row in Gap.objects.filter(run=run, position_id=position_id)
        if row.target == "held" or row.employee_id in approved
    }

"""The coverage an agency expects of its plan: whose, refused beside which field, and what a plan below it is told."""

from __future__ import annotations

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.change_threshold import set_threshold, undo_threshold
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render
from benangmerah.store.models import AuditEntry, Receipt, ThreadThreshold
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.store.selectors.thread import ThreadTotals
from benangmerah.store.selectors.thread_threshold import Threshold, list_warnings
from tests.factories.cast import AGUS, CITY, DEWI, OTHER_CITY, TONO, make_city, make_member, visit_by

pytestmark = pytest.mark.django_db
TOTALS = ThreadTotals(targets=10, covered=7, cost_rupiah=1_000, traced_rupiah=400, items=9, traced_items=4)


def test_head_of_the_hr_agency_sets_it_and_the_former_one_stays() -> None:
    make_city()
    visit = visit_by(make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None))
    set_threshold(visit, CITY, 70, 40, "Perwali 1/2026")
    set_threshold(visit, CITY, 75, 40, "Perwali 2/2026")
    assert list(ThreadThreshold.objects.order_by("pk").values_list("targets_percent", "decree")) == [
        (70, "Perwali 1/2026"), (75, "Perwali 2/2026")
    ]  # fmt: skip
    assert ThreadThreshold.objects.get(archived=None).targets_percent == 75
    assert AuditEntry.objects.filter(verb="policy_added").count() == 2
    with pytest.raises(BenangMerahError, match="Nothing would change"):
        set_threshold(visit, CITY, 75, 40, "Perwali 2/2026")
    with pytest.raises(RefusedFieldError) as refused:
        set_threshold(visit, CITY, 101, 40, "")
    assert refused.value.field == "targets_percent"
    assert Receipt.objects.filter(kind="policy").count() == 2


def test_change_is_put_back_one_after_the_other_and_stays_readable() -> None:
    make_city()
    visit = visit_by(make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None))
    first = set_threshold(visit, CITY, 70, 40, "Perwali 1/2026")
    second = set_threshold(visit, CITY, 75, 45, "Perwali 2/2026")
    with pytest.raises(BenangMerahError, match="changed again since"):
        undo_threshold(visit, CITY, first.pk)
    undo_threshold(visit, CITY, second.pk)
    now = ThreadThreshold.objects.get(archived=None)
    assert (now.targets_percent, now.money_percent, now.decree) == (70, 40, "Perwali 1/2026")
    with pytest.raises(BenangMerahError, match="undone already"):
        undo_threshold(visit, CITY, second.pk)
    undo_threshold(visit, CITY, first.pk)
    assert not ThreadThreshold.objects.filter(archived=None).exists()
    assert [event.kind for event in list_events(["thread_thresholds"], agency_id=CITY)] == [
        "undo", "undo", "policy", "policy"
    ]  # fmt: skip
    assert AuditEntry.objects.filter(verb="data_change_undone").count() == 2


def test_nobody_else_puts_it_back() -> None:
    make_city()
    receipt = set_threshold(visit_by(make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None)), CITY, 70, 40, "")
    with pytest.raises(NotAllowedError):
        undo_threshold(visit_by(make_member(TONO, "Tono", Role.ANALYST, None)), CITY, receipt.pk)
    stranger = visit_by(make_member(AGUS, "Agus", Role.HR_AGENCY_HEAD, None, OTHER_CITY))
    with pytest.raises(OutOfScopeError):
        undo_threshold(stranger, CITY, receipt.pk)
    with pytest.raises(OutOfScopeError):
        undo_threshold(stranger, OTHER_CITY, receipt.pk)


def test_nobody_else_sets_it() -> None:
    make_city()
    with pytest.raises(NotAllowedError):
        set_threshold(visit_by(make_member(TONO, "Tono", Role.ANALYST, None)), CITY, 70, 40, "")
    stranger = visit_by(make_member(AGUS, "Agus", Role.HR_AGENCY_HEAD, None, OTHER_CITY))
    with pytest.raises(OutOfScopeError):
        set_threshold(stranger, CITY, 70, 40, "")


def test_plan_at_the_threshold_is_not_warned_and_below_it_is_told_both_shares() -> None:
    assert list_warnings(TOTALS, Threshold(70, 40, is_own=True)) == []
    found = [render(each, "en") for each in list_warnings(TOTALS, Threshold(70.5, 40.5, is_own=True))]
    assert found == [
        "Before it is submitted: 70 % of the targets are served, 70.5 % are expected. 3 targets have no training.",
        "Before it is submitted: 40 % of the money is traced to a target, 40.5 % are expected.",
    ]


def test_run_without_a_plan_is_not_warned() -> None:
    assert list_warnings(ThreadTotals(10, 0, 0, 0, 0, 0), Threshold(80, 50, is_own=False)) == []

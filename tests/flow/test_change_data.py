from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from benangmerah.flow.change_data import Difference, apply_change, propose_change
from benangmerah.flow.undo_change import ChangedLaterError, undo_receipt
from benangmerah.flow.weigh_change import Proposal
from benangmerah.flow.write_change import Stamp, newest_receipt
from benangmerah.kernel.errors import BenangMerahError, RefusedInputError
from benangmerah.kernel.explanation import Message
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.store.extract import extract_dataset, in_key_order
from benangmerah.store.models import Employee, Rating, Receipt
from tests.factories.dataset import Rows, make_dataset
from tests.factories.office import office_rows

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 5, 5, tzinfo=UTC)
IMPORT = Stamp(Receipt.Kind.IMPORT, NOON, file_name="nilai.xlsx", file_sha256="0" * 64)
UNDO = Stamp(Receipt.Kind.UNDO, NOON)


@pytest.fixture(autouse=True)
def first(db: None) -> Receipt:  # noqa: ARG001 pytest opens the database by this name
    """The office stands in the archive."""
    return apply_change(propose_change(Proposal(make_dataset(office_rows()))), IMPORT)


def change(rows: Rows, **options: Any) -> Receipt:
    return apply_change(propose_change(Proposal(make_dataset(rows), **options)), IMPORT)


def rating(number: str, **changed: Any) -> dict[str, Any]:
    return {**next(row for row in office_rows()["ratings"] if row["rating_id"] == number), **changed}


def standing(until: int | None = None) -> dict[str, list[dict[str, Any]]]:
    dataset = extract_dataset(until=until)
    return {name: dataset.table(name).to_pylist() for name in INPUTS}


def office(**instead: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    dataset: Dataset = make_dataset({**office_rows(), **instead})
    return {name: in_key_order(dataset.table(name), INPUTS[name]).to_pylist() for name in INPUTS}


def test_first_import_stands_in_the_archive(first: Receipt) -> None:
    assert standing() == office()
    assert first.counts["ratings"] == {"new": 5, "changed": 0, "gone": 0, "unchanged": 0}
    assert (first.kind, first.made_at, first.file_name, first.file_sha256) == ("import", NOON, "nilai.xlsx", "0" * 64)


def test_proposal_tells_new_changed_gone_and_unchanged_and_writes_nothing() -> None:
    rows = [rating("1"), rating("2", level=3.0, rater_id=None), rating("1", rating_id="6"), rating("5")]
    difference = propose_change(Proposal(make_dataset({"ratings": rows}), complete={"ratings"}))
    table = difference.tables["ratings"]
    assert difference.counts == {"ratings": {"new": 1, "changed": 1, "gone": 2, "unchanged": 2}}
    assert table.columns == {"level": 1, "rater_id": 1}
    assert [row["rating_id"] for row in table.new.to_pylist()] == ["6"]
    assert [(row["rating_id"], row["level"]) for row in table.before.to_pylist()] == [("2", 1.5)]
    assert [(row["rating_id"], row["level"]) for row in table.after.to_pylist()] == [("2", 3.0)]
    assert [row["rating_id"] for row in table.gone.to_pylist()] == ["3", "4"]
    assert (difference.refusals, difference.is_applicable) == ((), True)
    assert standing() == office()


def test_change_archives_the_old_row_and_records_the_new_one(first: Receipt) -> None:
    receipt = change({"ratings": [rating("1", level=4.0)]})
    rows = Rating.objects.filter(rating_id="1").order_by("pk").values_list("level", "recorded", "archived")
    assert list(rows) == [(2.25, first.pk, receipt.pk), (4.0, receipt.pk, None)]
    assert standing() == office(ratings=[rating("1", level=4.0), *office_rows()["ratings"][1:]])
    assert standing(until=first.pk) == office()


def test_same_rows_again_change_nothing() -> None:
    receipt = change(office_rows(), complete=frozenset(INPUTS))
    assert {name: counts["unchanged"] for name, counts in receipt.counts.items()} == {
        name: len(rows) for name, rows in office_rows().items()
    }
    assert not Rating.objects.filter(recorded=receipt).exists()


def test_change_with_refused_rows_is_not_written_unless_the_valid_are_accepted() -> None:
    rows = {"ratings": [rating("1", level=4.0), rating("2", employee_id="tidak ada")]}
    with pytest.raises(RefusedInputError) as caught:
        change(rows)
    assert caught.value.say("id") == "1 baris tidak dapat diterima; tidak ada yang disimpan."
    assert [(refusal.row, refusal.value) for refusal in caught.value.refusals] == [(3, "tidak ada")]
    assert standing() == office()
    receipt = change(rows, accept_valid=True)
    assert receipt.counts == {"ratings": {"new": 0, "changed": 1, "gone": 0, "unchanged": 0}}


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[str, int, int]] = []

    def watch(stage: Message, done: int = 0, total: int = 0) -> None:
        told.append((stage.text, done, total))

    difference = propose_change(Proposal(make_dataset({"ratings": [rating("1", level=4.0)]})), watch)
    apply_change(difference, IMPORT, watch)
    assert told == [
        ("Reading the archive", 0, 0), ("Comparing with the archive", 0, 0),
        ("Writing {table}", 1, 2), ("Writing {table}", 2, 2),
    ]  # fmt: skip


def test_change_proposed_before_another_is_weighed_again() -> None:
    waiting = propose_change(Proposal(make_dataset({"ratings": [rating("1", level=4.0)]})))
    change({"ratings": [rating("2", level=4.0)]})
    apply_change(waiting, IMPORT)
    assert standing()["ratings"][:2] == office(ratings=[rating("1", level=4.0), rating("2", level=4.0)])["ratings"]


def test_change_that_would_be_another_by_now_is_refused() -> None:
    waiting = propose_change(Proposal(make_dataset({"ratings": [rating("1", level=4.0)]})))
    change({"ratings": [rating("1", level=3.0)]})
    with pytest.raises(BenangMerahError) as caught:
        apply_change(waiting, IMPORT)
    assert caught.value.say("en") == (
        "The data have been changed by others since you looked at this change. Look at it again, then accept it."
    )


def test_change_whose_ground_has_gone_is_refused() -> None:
    waiting = propose_change(Proposal(make_dataset({"ratings": [rating("5", rating_id="6")]})))
    change(
        {"employees": office_rows()["employees"][:3], "ratings": office_rows()["ratings"][:4]},
        complete={"employees", "ratings"},
    )
    with pytest.raises(BenangMerahError):
        apply_change(waiting, IMPORT)


def test_fault_while_writing_leaves_nothing_behind() -> None:
    seen = newest_receipt()
    difference = propose_change(Proposal(make_dataset({"ratings": [rating("1", level=9.0)]})))
    assert difference.is_applicable
    with pytest.raises(BenangMerahError) as caught, transaction.atomic():
        apply_change(difference, IMPORT)
    assert caught.value.say("en").startswith("The archive refuses a row of ratings: ")
    assert newest_receipt() == seen
    assert standing() == office()


def test_undo_puts_back_what_was_current_before(first: Receipt) -> None:
    rows = [rating("1", level=4.0), rating("2"), rating("1", rating_id="6")]
    receipt = change({"ratings": rows}, complete={"ratings"})
    between = standing()
    undo = undo_receipt(receipt, UNDO)
    receipt.refresh_from_db()
    assert (receipt.undone_by, undo.kind) == (undo, "undo")
    assert undo.counts == {"ratings": {"removed": 2, "restored": 4}}
    assert standing() == office()
    assert standing(until=first.pk) == office()
    assert standing(until=receipt.pk) == between


def test_first_import_can_be_undone(first: Receipt) -> None:
    undo_receipt(first, UNDO)
    assert standing() == {name: [] for name in INPUTS}


def test_undo_of_rows_changed_later_is_refused_and_names_them() -> None:
    receipt = change({"ratings": [rating("1", level=4.0), rating("2", level=4.0)]})
    change({"ratings": [rating("1", level=5.0)]})
    with pytest.raises(ChangedLaterError) as caught:
        undo_receipt(receipt, UNDO)
    assert caught.value.say("id") == (
        "1 baris dari perubahan ini sudah diubah lagi kemudian: ratings 1. "
        "Batalkan dahulu yang datang kemudian: 2026-01-05 05:00 nilai.xlsx."
    )


def test_undo_of_rows_that_came_back_later_is_refused() -> None:
    receipt = change({"ratings": office_rows()["ratings"][:4]}, complete={"ratings"})
    change({"ratings": [rating("5", level=2.0)]})
    with pytest.raises(ChangedLaterError):
        undo_receipt(receipt, UNDO)


def test_undo_that_would_leave_rows_without_ground_is_refused() -> None:
    wati = office_rows()["employees"][3]
    receipt = change({"employees": [{**wati, "employee_id": "baru"}]})
    change({"ratings": [rating("1", rating_id="6", employee_id="baru")]})
    with pytest.raises(RefusedInputError) as caught:
        undo_receipt(receipt, UNDO)
    assert [(refusal.table, refusal.value) for refusal in caught.value.refusals] == [("ratings", "baru")]
    assert Employee.objects.filter(employee_id="baru", archived=None).exists()


def test_later_change_undone_first_lets_the_earlier_be_undone() -> None:
    receipt = change({"ratings": [rating("1", level=4.0)]})
    later = change({"ratings": [rating("1", level=5.0)]})
    undo_receipt(later, UNDO)
    undo_receipt(receipt, UNDO)
    assert standing() == office()


def test_change_is_undone_once_and_an_undo_never(first: Receipt) -> None:
    undo = undo_receipt(first, UNDO)
    for receipt, reason in ((first, "Perubahan ini sudah dibatalkan."), (undo, "Pembatalan tidak dapat dibatalkan.")):
        with pytest.raises(BenangMerahError) as caught:
            undo_receipt(receipt, UNDO)
        assert caught.value.say("id").startswith(reason)


@pytest.mark.django_db(transaction=True)
def test_change_is_proposed_and_applied_outside_a_transaction() -> None:
    difference: Difference = propose_change(
        Proposal(make_dataset({"ratings": [rating("1", assessed_on=date(2025, 7, 1))]}))
    )
    apply_change(difference, IMPORT)
    assert Rating.objects.get(rating_id="1", archived=None).assessed_on == date(2025, 7, 1)

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.check_quality import ask_quality, read_mentions
from benangmerah.flow.import_dataset import ask_acceptance, ask_undo, receive_import
from benangmerah.flow.read_quality import read_findings
from benangmerah.store.models import AuditEntry, Employee, Job, QualityFinding, QualityFitness, QualityReview
from benangmerah.store.selectors.quality import count_changes_since, read_place
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.exchange.siasn.sample import right_rows, write_csv
from tests.factories import cast
from tests.factories.cast import BELOW, BUDI, CITY, DEWI, FOREIGN, OWN, PARENT, SARI, TODAY, WATI, make_member, visit_by
from tests.factories.upload import book, make_archive, people, person, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _archive(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    make_archive()


@pytest.fixture
def analyst() -> Visit:
    return visit_by(make_member(cast.TONO, "Tono", Role.ANALYST, None))


def found() -> set[tuple[str, str, str | None, int]]:
    return set(QualityFinding.objects.values_list("code", "subject_id", "unit_id", "people"))


def test_check_writes_down_what_is_wrong_and_who_is_fit(analyst: Visit) -> None:
    job = ask_quality(analyst, CITY)
    assert (job.state, job.error) == (Job.State.FINISHED, None)
    review = QualityReview.objects.get()
    assert (review.agency_id, review.as_of, count_changes_since(review)) == (CITY, TODAY, 0)
    # nobody's position requires anything: no OPD has anybody who is fit
    standards = {(unit, count) for code, _, unit, count in found() if code == "position_without_standard"}
    assert standards == {(OWN, 2), (BELOW, 1), (cast.SIBLING, 1), (PARENT, 1), (FOREIGN, 1)}
    assert {person for code, person, *_ in found() if code == "birth_date_missing"} == {
        BUDI, SARI, cast.RATNA, cast.TONO, DEWI, WATI,
    }  # fmt: skip
    fitness = QualityFitness.objects.values_list("unit_id", "opd_id", "people", "fit_people")
    assert (BELOW, PARENT, 1, 0) in set(fitness)
    assert sum(fit for *_, fit in fitness) == 0


def test_next_check_takes_the_place_of_the_last(analyst: Visit) -> None:
    ask_quality(analyst, CITY)
    first = found()
    ask_quality(analyst, CITY, date(2026, 1, 1))
    assert {each for each in found() if each[0] != "unit_without_rater"} == first  # the ratings are of June
    assert [review.as_of for review in QualityReview.objects.all()] == [date(2026, 1, 1)]


def test_other_agencies_are_no_business_of_ours(analyst: Visit) -> None:
    with pytest.raises(OutOfScopeError):
        ask_quality(analyst, cast.OTHER_CITY)
    with pytest.raises(OutOfScopeError):
        ask_quality(visit_by(make_member(BUDI, "Budi", Role.PLANNING_AGENCY, None)), CITY)


@pytest.mark.django_db(transaction=True)
def test_accepted_import_is_checked_by_itself_and_so_is_its_undoing(analyst: Visit) -> None:
    draft = receive_import(analyst, book(people(person(), person(SARI, "Sari Wulandari", BELOW))), CITY, None)
    ask_acceptance(analyst, draft.pk)
    assert Job.objects.filter(kind="check_quality", state=Job.State.FINISHED).count() == 1
    mentions = read_mentions(CITY, {})
    assert (mentions.siasn, mentions.files) == (frozenset(), {CITY: {BUDI, SARI}})
    ask_undo(analyst, draft.pk)
    assert Job.objects.filter(kind="check_quality", state=Job.State.FINISHED).count() == 2
    assert read_mentions(CITY, {}).files == {}


def test_list_that_gives_away_ratings_needs_the_right_and_is_logged(analyst: Visit) -> None:
    ask_quality(analyst, CITY)
    review = QualityReview.objects.get()
    place = read_place(analyst.scope)
    list(read_findings(analyst, review, place, "self_above_superior"))
    list(read_findings(analyst, review, place, "birth_date_missing"))
    assert [(entry.verb, entry.detail) for entry in AuditEntry.objects.filter(verb="quality_read")] == [
        ("quality_read", {"check": "self_above_superior"})
    ]
    organiser = visit_by(make_member(DEWI, "Dewi", Role.ORGANISER, None))
    assert read_findings(organiser, review, read_place(organiser.scope), "birth_date_missing").exists()
    with pytest.raises(NotAllowedError):
        read_findings(organiser, review, read_place(organiser.scope), "self_above_superior")
    with pytest.raises(OutOfScopeError):
        read_findings(organiser, review, read_place(organiser.scope), "no_such_check")


def test_export_of_siasn_is_compared_with_whom_the_data_hold(analyst: Visit, tmp_path: Path) -> None:
    """Those of the cast are missing in the export; an office's file then leaves out whom the export named."""
    file = write_csv(right_rows(), tmp_path / "siasn.csv")
    draft = receive_import(analyst, sent("siasn.csv", file.read_bytes()), CITY, None)
    draft = ask_acceptance(analyst, draft.pk, valid_only=True)
    assert draft.is_siasn
    named = read_mentions(CITY, {}).siasn
    assert len(named) >= 3
    ask_quality(analyst, CITY)
    missing = {person for code, person, *_ in found() if code == "not_in_siasn"}
    assert missing == {BUDI, SARI, cast.RATNA, cast.TONO, DEWI, WATI}
    office = receive_import(analyst, book(people(person(BUDI, "Budi Santoso"))), CITY, None)
    ask_acceptance(analyst, office.pk)
    ask_quality(analyst, CITY)
    assert {person for code, person, *_ in found() if code == "only_in_siasn"} == set(
        Employee.objects.filter(archived=None, employee_id__in=named, standing="active").values_list(
            "employee_id", flat=True
        )
    )

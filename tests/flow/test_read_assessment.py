from __future__ import annotations

import pytest

from benangmerah.domain.role import RIGHTS, Right, Role
from benangmerah.flow.audit import hash_address
from benangmerah.flow.read_assessment import read_assessment
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.rating import Rating
from benangmerah.store.selectors.scope import OutOfScopeError
from tests.architecture.source import list_imports, list_modules, name_of
from tests.factories import cast
from tests.factories.cast import BELOW, BUDI, CITY, FOREIGN, OWN, RATNA, SARI

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


def entries() -> list[tuple[object, ...]]:
    columns = ("account_id", "verb", "employee_id", "agency_id", "unit_id", "page", "address", "at")
    return list(AuditEntry.objects.values_list(*columns))


def test_each_read_leaves_exactly_one_entry() -> None:
    ratna = cast.make_member(RATNA, "Ratna", Role.SUPERIOR, OWN)
    sheet = read_assessment(cast.visit_by(ratna, page="people:sheet"), SARI)
    assert [(line.source, line.rater_id, line.level) for line in sheet.ratings] == [
        ("peer", SARI, 3.0),
        ("superior", RATNA, 3.0),
    ]
    place = hash_address("10.1.2.3")
    assert entries() == [(ratna.pk, "assessment_read", SARI, CITY, BELOW, "people:sheet", place, cast.NOW)]
    read_assessment(cast.visit_by(ratna), SARI)
    assert len(entries()) == 2


def test_employee_reads_their_own_without_the_names_of_peers() -> None:
    budi = cast.make_account(BUDI, "Budi")
    sheet = read_assessment(cast.visit_by(budi), BUDI)
    assert [(line.source, line.rater_id) for line in sheet.ratings] == [("peer", None), ("superior", RATNA)]
    assert [entry[:3] for entry in entries()] == [(budi.pk, "assessment_read", BUDI)]


def test_archived_ratings_are_not_read() -> None:
    Rating.objects.filter(employee_id=BUDI, source="peer").update(archived=cast.make_receipt())
    sheet = read_assessment(cast.visit_by(cast.make_account(BUDI, "Budi")), BUDI)
    assert [line.source for line in sheet.ratings] == ["superior"]


@pytest.mark.parametrize("employee_id", [BUDI, SARI, cast.TONO, cast.DEWI, cast.AGUS, "nobody"])
def test_stranger_is_refused_and_nothing_is_written(employee_id: str) -> None:
    wati = cast.make_member(cast.WATI, "Wati", Role.HR_MANAGER, FOREIGN)
    with pytest.raises(OutOfScopeError):
        read_assessment(cast.visit_by(wati), employee_id)
    assert entries() == []


@pytest.mark.parametrize("role", sorted(r for r in Role if Right.READ_ASSESSMENTS not in RIGHTS[r] and r != "employee"))
def test_role_without_the_right_reads_nobody_even_in_its_agency(role: Role) -> None:
    dewi = cast.make_member(cast.DEWI, "Dewi", role, None)
    with pytest.raises(OutOfScopeError):
        read_assessment(cast.visit_by(dewi), BUDI)
    assert entries() == []


def test_nobody_else_imports_the_selector() -> None:
    selector = "benangmerah.store.selectors.assessment"
    found = [
        name_of(file) for file in list_modules() for _, module in list_imports(file) if module.startswith(selector)
    ]
    assert sorted(set(found)) == ["flow/read_assessment.py"]

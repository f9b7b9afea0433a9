from __future__ import annotations

from datetime import date, timedelta

import pytest

from benangmerah.domain.role import Capacity, Right, Role
from benangmerah.flow.audit import operator_visit
from benangmerah.flow.membership import RoleAtPlace, delegate_membership, end_membership, grant_membership
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.membership import Membership
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, scope_of
from tests.factories import cast
from tests.factories.cast import BELOW, CITY, FOREIGN, NOW, OTHER_CITY, OWN, PARENT, SIBLING, TODAY, visit_by

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


@pytest.fixture
def head() -> Account:
    account = cast.make_account(None, "Kepala BKPSDM", mail="kepala@kota.example")
    cast.give_role(account, Role.HR_AGENCY_HEAD, None)
    return account


def role(
    given: Role = Role.SUPERIOR, unit_id: str | None = OWN, agency_id: str = CITY,
    capacity: Capacity = Capacity.DIRECT, from_date: date = TODAY, to_date: date | None = None,
) -> RoleAtPlace:  # fmt: skip
    return RoleAtPlace(given, agency_id, from_date, unit_id, capacity, to_date)


def refusal(error: BenangMerahError) -> tuple[str, str]:
    return (error.field if isinstance(error, RefusedFieldError) else "", error.say("en"))


def test_role_is_given_and_written_down(head: Account) -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    membership = grant_membership(visit_by(head), budi.pk, role(to_date=LATER, capacity=Capacity.PLT))
    assert (membership.account, membership.granted_by, membership.granted_at) == (budi, head, NOW)
    assert scope_of(budi, TODAY).reach(Right.RATE_PEOPLE).unit_ids == {OWN, BELOW}
    columns = ("account_id", "verb", "subject_id", "employee_id", "agency_id", "unit_id", "detail")
    assert list(AuditEntry.objects.values_list(*columns)) == [
        (head.pk, "membership_granted", budi.pk, cast.BUDI, CITY, OWN,
         {"role": "superior", "capacity": "plt", "from_date": "2026-08-17", "to_date": "2026-08-27"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        (role(capacity=Capacity.PLH), "to_date", "Who acts as Plt. or Plh. does so until a named day."),
        (role(to_date=TODAY), "to_date", "The last day must come after the first."),
        (role(unit_id="gone"), "place", "There is no unit gone in that agency."),
        (role(unit_id=cast.ABROAD), "place", "There is no unit DINKES-LAIN in that agency."),
        (role(Role.EMPLOYEE), "role", "Every account of a member of staff is an employee's; the role is not given."),
    ],
)
def test_role_that_makes_no_sense_is_refused(head: Account, given: RoleAtPlace, field: str, reason: str) -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    with pytest.raises(BenangMerahError) as refused:
        grant_membership(visit_by(head), budi.pk, given)
    assert refusal(refused.value) == (field, reason)
    assert (budi.memberships.count(), AuditEntry.objects.count()) == (0, 0)


def test_role_held_already_is_refused_where_the_days_meet(head: Account) -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    grant_membership(visit_by(head), budi.pk, role(to_date=LATER))
    for given in (role(), role(from_date=TODAY + timedelta(days=9)), role(from_date=date(2020, 1, 1))):
        with pytest.raises(RefusedFieldError) as refused:
            grant_membership(visit_by(head), budi.pk, given)
        assert refusal(refused.value) == ("role", "Budi already holds this role there.")
    grant_membership(visit_by(head), budi.pk, role(from_date=LATER))
    grant_membership(visit_by(head), budi.pk, role(from_date=date(2020, 1, 1), to_date=TODAY))
    assert budi.memberships.count() == 3


def test_inactive_account_is_given_nothing(head: Account) -> None:
    budi = cast.make_account(cast.BUDI, "Budi", is_active=False)
    with pytest.raises(BenangMerahError) as refused:
        grant_membership(visit_by(head), budi.pk, role())
    assert refusal(refused.value) == ("", "The account of Budi is not active.")


def test_nobody_gives_a_role_to_themselves(head: Account) -> None:
    cast.give_role(head, Role.HR_MANAGER, OWN)
    with pytest.raises(NotAllowedError):
        grant_membership(visit_by(head), head.pk, role(Role.APPOINTING_OFFICIAL))


def test_hr_manager_gives_roles_at_and_below_their_unit_alone() -> None:
    dewi = cast.make_member(cast.DEWI, "Dewi", Role.HR_MANAGER, OWN)
    budi = cast.make_account(cast.BUDI, "Budi")
    grant_membership(visit_by(dewi), budi.pk, role(unit_id=BELOW))
    places = [(PARENT, CITY), (SIBLING, CITY), (FOREIGN, CITY), (None, CITY), (None, OTHER_CITY)]
    for unit_id, agency_id in places:
        with pytest.raises(NotAllowedError):
            grant_membership(visit_by(dewi), budi.pk, role(unit_id=unit_id, agency_id=agency_id))
    with pytest.raises(NotAllowedError):
        grant_membership(visit_by(dewi), budi.pk, role(Role.OPD_HEAD))
    assert budi.memberships.count() == 1


def test_stranger_does_not_find_the_account() -> None:
    wati = cast.make_member(cast.WATI, "Wati", Role.HR_MANAGER, FOREIGN)
    budi = cast.make_member(cast.BUDI, "Budi", Role.SUPERIOR, OWN)
    with pytest.raises(OutOfScopeError):
        grant_membership(visit_by(wati), budi.pk, role(unit_id=FOREIGN))
    with pytest.raises(OutOfScopeError):
        end_membership(visit_by(wati), budi.memberships.get().pk)


def test_operator_gives_every_role() -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    grant_membership(operator_visit(NOW), budi.pk, role(Role.SYSTEM_ADMINISTRATOR, None))
    entry = AuditEntry.objects.get()
    assert (entry.account, entry.page) == (None, "cli")


def test_role_holds_in_a_named_agency() -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    with pytest.raises(RefusedFieldError) as refused:
        grant_membership(operator_visit(NOW), budi.pk, role(Role.SYSTEM_ADMINISTRATOR, None, ""))
    assert refusal(refused.value) == ("place", "Name the agency where the role holds.")


def test_delegate_holds_the_same_role_between_the_days() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    sari = cast.make_account(cast.SARI, "Sari")
    own = ratna.memberships.get()
    delegated = delegate_membership(visit_by(ratna), own.pk, "19920505 201803 2 002", Capacity.PLH, TODAY, LATER)
    assert (delegated.account, delegated.stands_in_for, delegated.granted_by) == (sari, own, ratna)
    assert [scope_of(sari, on).may(Right.RATE_PEOPLE) for on in (TODAY - timedelta(days=1), TODAY, LATER)] == [
        False, True, False,
    ]  # fmt: skip
    assert scope_of(sari, TODAY).reach(Right.RATE_PEOPLE) == scope_of(ratna, TODAY).reach(Right.RATE_PEOPLE)
    assert AuditEntry.objects.values_list("verb", "subject_id").get() == ("membership_delegated", sari.pk)


@pytest.mark.parametrize(
    ("name", "capacity", "from_date", "to_date", "field", "reason"),
    [
        ("nobody", Capacity.PLH, TODAY, LATER, "name",
         "Nobody of your agency has an account with that name. Give the NIP or the e-mail."),
        (cast.AGUS, Capacity.PLH, TODAY, LATER, "name",
         "Nobody of your agency has an account with that name. Give the NIP or the e-mail."),
        (cast.TONO, Capacity.PLH, TODAY, LATER, "name",
         "Nobody of your agency has an account with that name. Give the NIP or the e-mail."),
        (cast.RATNA, Capacity.PLH, TODAY, LATER, "name", "You cannot stand in for yourself."),
        (cast.SARI, Capacity.DIRECT, TODAY, LATER, "capacity", "A delegate acts as Plt. or Plh."),
        (cast.SARI, Capacity.PLH, TODAY - timedelta(days=1), LATER, "from_date", "A delegation begins today or later."),
        (cast.SARI, Capacity.PLH, TODAY, TODAY, "to_date", "The last day must come after the first."),
        (cast.SARI, Capacity.PLH, TODAY, date(2027, 1, 2), "to_date",
         "Your own role ends on 1 January 2027; nobody stands in for it longer."),
    ],
)  # fmt: skip
def test_delegation_that_may_not_be_is_refused(
    name: str, capacity: Capacity, from_date: date, to_date: date, field: str, reason: str
) -> None:
    ratna = cast.make_account(cast.RATNA, "Ratna")
    own = cast.give_role(ratna, Role.SUPERIOR, OWN, to_date=date(2027, 1, 1))
    cast.make_account(cast.SARI, "Sari")
    cast.make_account(cast.AGUS, "Agus")
    cast.make_account(cast.TONO, "Tono", is_active=False)
    with pytest.raises(RefusedFieldError) as refused:
        delegate_membership(visit_by(ratna), own.pk, name, capacity, from_date, to_date)
    assert refusal(refused.value) == (field, reason)
    assert (Membership.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_delegate_cannot_pass_the_role_on_and_nobody_passes_on_what_is_not_theirs() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    sari, own = cast.make_account(cast.SARI, "Sari"), ratna.memberships.get()
    cast.make_account(cast.BUDI, "Budi")
    delegated = delegate_membership(visit_by(ratna), own.pk, cast.SARI, Capacity.PLH, TODAY, LATER)
    with pytest.raises(BenangMerahError) as refused:
        delegate_membership(visit_by(sari), delegated.pk, cast.BUDI, Capacity.PLH, TODAY, LATER)
    assert refused.value.say("en") == "Who stands in for somebody cannot pass the role on."
    with pytest.raises(OutOfScopeError):
        delegate_membership(visit_by(sari), own.pk, cast.BUDI, Capacity.PLH, TODAY, LATER)


def test_ending_a_role_ends_its_delegations_and_keeps_what_was(head: Account) -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    sari, own = cast.make_account(cast.SARI, "Sari"), ratna.memberships.get()
    delegate_membership(visit_by(ratna), own.pk, cast.SARI, Capacity.PLH, TODAY + timedelta(days=2), LATER)
    end_membership(visit_by(head), own.pk)
    assert [scope_of(each, on).may(Right.RATE_PEOPLE) for each in (ratna, sari) for on in (TODAY, LATER)] == [False] * 4
    assert scope_of(ratna, TODAY - timedelta(days=1)).may(Right.RATE_PEOPLE)
    assert [entry.subject for entry in AuditEntry.objects.filter(verb="membership_ended")] == [sari, ratna]


def test_delegation_is_ended_by_whoever_gave_it_and_not_by_the_delegate() -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.SUPERIOR, OWN)
    sari, own = cast.make_account(cast.SARI, "Sari"), ratna.memberships.get()
    delegated = delegate_membership(visit_by(ratna), own.pk, cast.SARI, Capacity.PLH, TODAY, LATER)
    with pytest.raises(OutOfScopeError):
        end_membership(visit_by(sari), delegated.pk)
    assert end_membership(visit_by(ratna), delegated.pk).to_date == TODAY
    with pytest.raises(OutOfScopeError):
        end_membership(visit_by(ratna), own.pk)


def test_hr_manager_does_not_end_a_role_above_their_own() -> None:
    dewi = cast.make_member(cast.DEWI, "Dewi", Role.HR_MANAGER, OWN)
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.OPD_HEAD, OWN)
    with pytest.raises(NotAllowedError):
        end_membership(visit_by(dewi), ratna.memberships.get().pk)
    assert scope_of(ratna, TODAY).may(Right.CONFIRM_NEEDS)

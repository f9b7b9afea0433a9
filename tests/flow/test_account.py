from __future__ import annotations

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.account import (
    NewAccount,
    change_password,
    choose_language,
    close_sessions,
    create_account,
    deactivate_account,
    make_password,
    reactivate_account,
    reset_password,
)
from benangmerah.flow.audit import Visit, operator_visit
from benangmerah.flow.membership import RoleAtPlace
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.factories import cast
from tests.factories.cast import AGUS, BUDI, CITY, DEWI, FOREIGN, NOW, OWN, PASSWORD, TODAY, WATI, visit_by

pytestmark = pytest.mark.django_db
MAIL = "narasumber@luar.example"


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


@pytest.fixture
def dewi() -> Account:
    return cast.make_member(DEWI, "Dewi", Role.HR_MANAGER, OWN)


def verbs() -> list[tuple[str, int | None]]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", "subject_id"))


def refuse_new(visit: Visit, person: NewAccount, given: RoleAtPlace | None = None) -> tuple[str, str]:
    with pytest.raises(RefusedFieldError) as refused:
        create_account(visit, person, given)
    return refused.value.field, refused.value.say("en")


def test_account_of_ones_staff_opens_their_own_data_and_waits_for_a_password(dewi: Account) -> None:
    account, first = create_account(visit_by(dewi), NewAccount("Budi", nip="19900101 201503 1 001"))
    assert (account.nip, account.mail, account.employee_id) == (BUDI, None, BUDI)
    assert (account.must_change_password, account.check_password(first)) == (True, True)
    assert verbs() == [("account_created", account.pk)]


@pytest.mark.parametrize("nip", [WATI, AGUS, "199909092020011009"])
def test_number_of_nobody_in_scope_makes_no_account(dewi: Account, nip: str) -> None:
    assert refuse_new(visit_by(dewi), NewAccount("Somebody", nip=nip)) == (
        "nip",
        "None of your staff has that number. Correct the NIP, or name a role as well.",
    )
    assert Account.objects.count() == 1


def test_number_of_somebody_outside_scope_opens_nothing_of_theirs(dewi: Account) -> None:
    given = RoleAtPlace(Role.ASSESSOR, CITY, TODAY, OWN)
    account, _first = create_account(visit_by(dewi), NewAccount("Wati", nip=WATI), given)
    assert (account.nip, account.employee_id) == (WATI, None)


def test_somebody_from_outside_gets_an_account_with_a_role(dewi: Account) -> None:
    given = RoleAtPlace(Role.FACILITATOR, CITY, TODAY, OWN)
    account, _first = create_account(visit_by(dewi), NewAccount("Narasumber", mail=MAIL.upper()), given)
    assert (account.mail, [each.role for each in account.memberships.all()]) == (MAIL, ["facilitator"])
    assert verbs() == [("account_created", account.pk), ("membership_granted", account.pk)]


def test_account_is_not_made_where_its_role_may_not_be_given(dewi: Account) -> None:
    with pytest.raises(NotAllowedError):
        create_account(visit_by(dewi), NewAccount("X", mail=MAIL), RoleAtPlace(Role.FACILITATOR, CITY, TODAY, FOREIGN))
    assert (Account.objects.count(), verbs()) == (1, [])


def test_account_needs_a_name_to_log_in_that_nobody_has(dewi: Account) -> None:
    given = RoleAtPlace(Role.FACILITATOR, CITY, TODAY, OWN)
    assert refuse_new(visit_by(dewi), NewAccount("X"), given) == ("nip", "An account needs a NIP or an e-mail.")
    cast.make_account(BUDI, "Budi", mail=MAIL)
    for person in (NewAccount("X", nip=BUDI), NewAccount("X", mail=MAIL)):
        assert refuse_new(visit_by(dewi), person, given) == ("nip", "That NIP or e-mail has an account already.")


def test_operator_makes_the_first_account_with_a_password_of_their_choice() -> None:
    given = RoleAtPlace(Role.SYSTEM_ADMINISTRATOR, CITY, TODAY)
    account, first = create_account(operator_visit(NOW), NewAccount("Admin", mail=MAIL), given, password=PASSWORD)
    assert (first, account.must_change_password, account.check_password(PASSWORD)) == (PASSWORD, False, True)


def test_weak_password_is_not_taken_from_the_operator_either() -> None:
    with pytest.raises(RefusedFieldError) as refused:
        create_account(operator_visit(NOW), NewAccount("Admin", mail=MAIL), password=BUDI)
    assert (refused.value.field, Account.objects.count()) == ("password", 0)


def test_account_is_closed_and_opened_again(dewi: Account) -> None:
    budi = cast.make_account(BUDI, "Budi")
    before = budi.get_session_auth_hash()
    closed = deactivate_account(visit_by(dewi), budi.pk)
    assert (closed.is_active, closed.get_session_auth_hash() == before) == (False, False)
    opened = reactivate_account(visit_by(dewi), budi.pk)
    assert (opened.is_active, opened.get_session_auth_hash() == before) == (True, False)
    assert verbs() == [("account_deactivated", budi.pk), ("account_reactivated", budi.pk)]


def test_forgotten_password_is_replaced_by_one_for_a_single_log_in(dewi: Account) -> None:
    budi = cast.make_account(BUDI, "Budi")
    account, first = reset_password(visit_by(dewi), budi.pk)
    assert (account.check_password(PASSWORD), account.check_password(first)) == (False, True)
    assert (account.must_change_password, verbs()) == (True, [("password_reset", budi.pk)])


@pytest.mark.parametrize("act", [deactivate_account, reactivate_account, reset_password])
def test_account_with_more_rights_ones_own_and_a_strangers_stay_untouched(act: object, dewi: Account) -> None:
    ratna = cast.make_member(cast.RATNA, "Ratna", Role.OPD_HEAD, OWN)
    sari = cast.make_member(cast.SARI, "Sari", Role.SUPERIOR, FOREIGN)
    wati = cast.make_member(WATI, "Wati", Role.SUPERIOR, FOREIGN)
    cast.give_role(dewi, Role.SUPERIOR, OWN)
    for account in (ratna, sari, dewi):
        with pytest.raises(NotAllowedError):
            act(visit_by(dewi), account.pk)  # type: ignore[operator]
    with pytest.raises(OutOfScopeError):
        act(visit_by(dewi), wati.pk)  # type: ignore[operator]
    assert verbs() == []


def test_own_password_is_changed() -> None:
    budi = cast.make_account(BUDI, "Budi", must_change_password=True)
    before = budi.get_session_auth_hash()
    change_password(visit_by(budi), budi, PASSWORD, "kuda putih di padang")
    budi.refresh_from_db()
    assert (budi.check_password("kuda putih di padang"), budi.must_change_password) == (True, False)
    assert budi.get_session_auth_hash() != before
    assert verbs() == [("password_changed", budi.pk)]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", "kuda putih di padang", "old"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "pendek", "new"),
        (PASSWORD, "199001012015031001", "new"),
        (PASSWORD, "q1w2e3r4t5y6", "new"),
        (PASSWORD, "budi.hartono@kota.example", "new"),
    ],
)
def test_weak_or_unproven_password_is_refused(old: str, new: str, field: str) -> None:
    budi = cast.make_account(BUDI, "Budi Hartono", mail="budi.hartono@kota.example")
    with pytest.raises(RefusedFieldError) as refused:
        change_password(visit_by(budi), budi, old, new)
    assert refused.value.field == field
    budi.refresh_from_db()
    assert (budi.check_password(PASSWORD), verbs()) == (True, [])


def test_closing_sessions_ends_them_all() -> None:
    budi = cast.make_account(BUDI, "Budi")
    before = budi.get_session_auth_hash()
    close_sessions(visit_by(budi), budi)
    assert budi.get_session_auth_hash() != before
    assert verbs() == [("sessions_closed", budi.pk)]


def test_language_is_one_the_pages_speak() -> None:
    budi = cast.make_account(BUDI, "Budi")
    choose_language(budi, "en")
    budi.refresh_from_db()
    assert budi.language == "en"
    with pytest.raises(RefusedFieldError):
        choose_language(budi, "fr")


def test_first_passwords_differ_and_can_be_read_out() -> None:
    passwords = {make_password() for _ in range(100)}
    assert len(passwords) == 100
    assert {(len(each), each.count("-"), any(letter in each for letter in "0O1lI")) for each in passwords} == {
        (23, 3, False)
    }

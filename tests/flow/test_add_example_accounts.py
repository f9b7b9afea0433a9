from __future__ import annotations

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.add_example_accounts import SEATS, add_example_accounts
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models.account import Account
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.membership import Membership
from tests.factories.cast import CITY, NOW, OTHER_CITY, PARENT, make_city, make_employee

pytestmark = pytest.mark.django_db
PASSWORD = "contoh-sandi-panjang"  # noqa: S105 of the tests


@pytest.fixture
def city() -> None:
    receipt = make_city()
    Employee.objects.filter(agency_id=OTHER_CITY).delete()
    Agency.objects.filter(agency_id=OTHER_CITY).delete()
    for number in range(20):
        make_employee(receipt, f"19850101201001{number:04}", f"Orang {number}", CITY, PARENT)


@pytest.mark.usefixtures("city")
def test_every_role_has_an_account_of_its_own() -> None:
    made = add_example_accounts(PASSWORD, NOW)
    assert [account.role for account in made] == list(Role) == [seat.role for seat in SEATS]
    assert len({account.log_in_name for account in made}) == len(made) == Account.objects.count()
    assert set(Membership.objects.values_list("role", flat=True)) == {role.value for role in Role} - {"employee"}
    assert all(account.check_password(PASSWORD) for account in Account.objects.all())
    assert not Account.objects.filter(must_change_password=True).exists()


@pytest.mark.usefixtures("city")
def test_role_of_an_opd_is_given_there_and_no_further() -> None:
    places = {account.role: account.place for account in add_example_accounts(PASSWORD, NOW)}
    assert places[Role.HR_MANAGER] == places[Role.OPD_HEAD] == "Dinas Kesehatan"
    assert places[Role.SUPERIOR] == "Puskesmas Melati"
    assert places[Role.ANALYST] == "Kota Contoh"
    assert Membership.objects.get(role="hr_manager").unit_id == PARENT


@pytest.mark.usefixtures("city")
def test_mayor_comes_from_outside() -> None:
    mayor = next(each for each in add_example_accounts(PASSWORD, NOW) if each.role is Role.APPOINTING_OFFICIAL)
    assert mayor.log_in_name == "walikota@benang.example"
    assert Account.objects.get(mail=mayor.log_in_name).employee_id is None


def test_empty_archive_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="no agency"):
        add_example_accounts(PASSWORD, NOW)

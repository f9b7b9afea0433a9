"""The cast of the archive: Budi and Sari of a puskesmas, their superior Ratna, and Wati, the HR manager of another OPD.

Around the puskesmas (own) stand its sibling, the dinas above it (parent), another dinas (foreign), and another city.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from benangmerah.domain.role import Capacity, Role
from benangmerah.flow.audit import Visit
from benangmerah.store.models.account import Account
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.membership import Membership
from benangmerah.store.models.rating import Rating
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import scope_of

NOW = datetime(2026, 8, 17, 3, 0, tzinfo=UTC)
TODAY = date(2026, 8, 17)
CITY, OTHER_CITY = "KOTA", "LAIN"
OWN, BELOW, SIBLING, PARENT, FOREIGN, ABROAD = "PKM-A", "PUSTU-A", "PKM-B", "DINKES", "DISDIK", "DINKES-LAIN"
UNITS = (
    (PARENT, CITY, None, "Dinas Kesehatan", True),
    (OWN, CITY, PARENT, "Puskesmas Melati", False),
    (BELOW, CITY, OWN, "Pustu Melati", False),
    (SIBLING, CITY, PARENT, "Puskesmas Kenanga", False),
    (FOREIGN, CITY, None, "Dinas Pendidikan", True),
    (ABROAD, OTHER_CITY, None, "Dinas Kesehatan Kota Lain", True),
)
BUDI, SARI, RATNA = "199001012015031001", "199205052018032002", "197503032000032003"
TONO, DEWI, WATI, AGUS = "199912122025031004", "196808081990032005", "198107072005012006", "197001011995031007"
PEOPLE = (
    (BUDI, "Budi", CITY, OWN),
    (SARI, "Sari", CITY, BELOW),
    (RATNA, "Ratna", CITY, OWN),
    (TONO, "Tono", CITY, SIBLING),
    (DEWI, "Dewi", CITY, PARENT),
    (WATI, "Wati", CITY, FOREIGN),
    (AGUS, "Agus", OTHER_CITY, ABROAD),
)
PASSWORD = "benang-merah-untuk-uji"  # noqa: S105 of the tests


def make_receipt() -> Receipt:
    """What the rows of the cast point to."""
    return Receipt.objects.create(kind=Receipt.Kind.EXAMPLE, made_at=NOW)


def make_city() -> Receipt:
    """Both cities with their units, people, and one rating of everybody by their superior and by a peer."""
    receipt = make_receipt()
    for agency_id, name in ((CITY, "Kota Contoh"), (OTHER_CITY, "Kota Lain")):
        Agency.objects.create(agency_id=agency_id, name=name, kind="city", recorded=receipt)
    for unit_id, agency_id, parent, name, is_opd in UNITS:
        Unit.objects.create(
            unit_id=unit_id, agency_id=agency_id, parent_unit_id=parent, name=name, is_opd=is_opd, recorded=receipt
        )
    for employee_id, name, agency_id, unit_id in PEOPLE:
        make_employee(receipt, employee_id, name, agency_id, unit_id)
        for source, rater_id in (("superior", RATNA), ("peer", SARI)):
            make_rating(receipt, employee_id, source, rater_id)
    return receipt


def make_employee(receipt: Receipt, employee_id: str, name: str, agency_id: str, unit_id: str) -> Employee:
    """A person in a unit."""
    return Employee.objects.create(
        employee_id=employee_id, agency_id=agency_id, unit_id=unit_id, position_id="P1", name=name, status="pns",
        education_level="s1", recorded=receipt,
    )  # fmt: skip


def make_rating(receipt: Receipt, employee_id: str, source: str, rater_id: str) -> Rating:
    """A rating of a person, made in May 2026."""
    return Rating.objects.create(
        rating_id=f"{employee_id}-{source}", employee_id=employee_id, competency_id="K1", source=source,
        rater_id=rater_id, level=3.0, assessed_on=date(2026, 5, 1), recorded=receipt,
    )  # fmt: skip


def make_account(employee_id: str | None, name: str, *, mail: str = "", **fields: object) -> Account:
    """An account that logs in with `PASSWORD`."""
    return Account.objects.create_account(
        nip=employee_id or "", mail=mail, password=PASSWORD, name=name, employee_id=employee_id, **fields
    )


def give_role(
    account: Account, role: Role, unit_id: str | None, agency_id: str = CITY, *, from_date: date = date(2020, 1, 1),
    to_date: date | None = None, capacity: Capacity = Capacity.DIRECT,
) -> Membership:  # fmt: skip
    """A role as it stands in the archive, without asking who may give it."""
    return Membership.objects.create(
        account=account, role=role.value, unit_id=unit_id, agency_id=agency_id, capacity=capacity.value,
        from_date=from_date, to_date=to_date, granted_at=NOW,
    )  # fmt: skip


def make_member(employee_id: str, name: str, role: Role, unit_id: str | None, agency_id: str = CITY) -> Account:
    """An account with one role."""
    account = make_account(employee_id, name)
    give_role(account, role, unit_id, agency_id)
    return account


def visit_by(account: Account, *, at: datetime = NOW, page: str = "test") -> Visit:
    """A visit of an account."""
    return Visit(scope_of(account, TODAY + (at.date() - NOW.date())), page, at, address="10.1.2.3")

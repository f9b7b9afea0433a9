"""Example city → one account for every role, so that each kind of reader can be tried at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from benangmerah.domain.role import Role
from benangmerah.flow.account import NewAccount, create_account
from benangmerah.flow.audit import operator_visit
from benangmerah.flow.membership import RoleAtPlace
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.unit import Unit


@dataclass(frozen=True)
class Seat:
    """Who is given a role: somebody of the unit whose name holds these words, for that unit or the whole agency."""

    role: Role
    unit_words: str = ""
    is_agency_wide: bool = True
    is_from_outside: bool = False


SEATS = (
    Seat(Role.EMPLOYEE, "Puskesmas"),
    Seat(Role.SUPERIOR, "Puskesmas", is_agency_wide=False),
    Seat(Role.HR_MANAGER, "Dinas Kesehatan", is_agency_wide=False),
    Seat(Role.OPD_HEAD, "Dinas Kesehatan", is_agency_wide=False),
    Seat(Role.NEEDS_TEAM, "Badan Kepegawaian"),
    Seat(Role.ANALYST, "Badan Kepegawaian"),
    Seat(Role.HR_AGENCY_HEAD, "Badan Kepegawaian"),
    Seat(Role.ORGANISER, "Badan Kepegawaian"),
    Seat(Role.FACILITATOR, "Badan Kepegawaian"),
    Seat(Role.ASSESSOR, "Badan Kepegawaian"),
    Seat(Role.PLANNING_AGENCY, "Badan Perencanaan"),
    Seat(Role.BUDGET_TEAM, "Badan Keuangan"),
    Seat(Role.AUTHORISED_OFFICIAL, "Sekretariat Daerah"),
    Seat(Role.APPOINTING_OFFICIAL, is_from_outside=True),
    Seat(Role.AUDITOR, "Inspektorat"),
    Seat(Role.SYSTEM_ADMINISTRATOR, "Komunikasi"),
)
"""The offices of the example city; a small city lacks some, and anybody takes the seat."""
APPOINTING = ("Wali Kota Benang", "walikota@benang.example")


@dataclass(frozen=True)
class ExampleAccount:
    """An account that was made, as the terminal shows it."""

    role: Role
    name: str
    log_in_name: str
    place: str


@transaction.atomic
def add_example_accounts(password: str, at: datetime) -> list[ExampleAccount]:
    """Make the accounts, all with this password; the agency is the only one of the archive."""
    agency = Agency.objects.filter(archived=None).first()
    if agency is None:
        raise BenangMerahError(message("The archive holds no agency yet."))
    taken: set[str] = set()
    return [_seat(seat, agency, password, at, taken) for seat in SEATS]


def _seat(seat: Seat, agency: Agency, password: str, at: datetime, taken: set[str]) -> ExampleAccount:
    unit, person = (None, None) if seat.is_from_outside else _find_person(seat, taken)
    if person is None:
        new, unit = NewAccount(APPOINTING[0], mail=APPOINTING[1]), None
    else:
        new = NewAccount(person.name, nip=person.employee_id)
        taken.add(person.employee_id)
    place = unit if unit is not None and not seat.is_agency_wide else None
    visit = operator_visit(at, "demo")
    given = RoleAtPlace(seat.role, agency.agency_id, visit.on, place.unit_id if place else None)
    account, _ = create_account(visit, new, None if seat.role is Role.EMPLOYEE else given, password=password)
    where = place.name if place else agency.name
    return ExampleAccount(seat.role, account.name, account.nip or account.mail or "", where)


def _find_person(seat: Seat, taken: set[str]) -> tuple[Unit | None, Employee | None]:
    units = Unit.objects.filter(archived=None, name__contains=seat.unit_words).order_by("unit_id")
    free = Employee.objects.filter(archived=None).exclude(employee_id__in=taken).order_by("employee_id")
    for unit in units[:5]:
        if person := free.filter(unit_id=unit.unit_id).first():
            return unit, person
    anybody = free.first()
    if anybody is None:
        return None, None
    return Unit.objects.filter(archived=None, unit_id=anybody.unit_id).first(), anybody

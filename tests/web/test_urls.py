"""Every route × every role × own, sibling, parent and foreign unit, and another agency; see permissions.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benangmerah.domain.role import Role
from benangmerah.store.models.account import Account
from benangmerah.store.models.alias import Alias, ColumnMapping
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.plan_target import PlanTarget
from benangmerah.store.models.policy import PolicyVersion
from benangmerah.store.models.position import Position
from benangmerah.store.models.run import Run
from benangmerah.store.models.scenario import Scenario
from tests.factories import cast
from tests.factories.cast import ABROAD, BELOW, CITY, FOREIGN, OTHER_CITY, OWN, PARENT, SIBLING
from tests.factories.plan_target import make_target
from tests.factories.planning import make_plan
from tests.factories.run import make_run_person, make_run_with_document, publish_people
from tests.factories.scenario import make_scenario, make_sketch
from tests.factories.upload import make_draft
from tests.web.permissions import EVERYONE, PAGES, Page

pytestmark = pytest.mark.django_db
PLACES = {"own": OWN, "below": BELOW, "sibling": SIBLING, "parent": PARENT, "foreign": FOREIGN, "abroad": ABROAD}
POSITIONS = {CITY: "P1", OTHER_CITY: "P2"}
REACHED = {
    "unit": {"own", "below"},
    "agency": {"own", "below", "sibling", "parent", "foreign"},
}
"""Where a role holds, by whether it is held at the own unit or in the whole agency."""


ON_EVERY_DATABASE = frozenset({
    Role.OPD_HEAD, Role.ANALYST, Role.HR_AGENCY_HEAD, Role.EMPLOYEE, Role.SYSTEM_ADMINISTRATOR,
})  # fmt: skip
"""Between them they open every route and are refused every route that refuses anybody: with them each question that a route
asks is asked on PostgreSQL too. The other roles ask the same questions, and are asked on SQLite alone."""


@dataclass(frozen=True)
class Target:
    """What a page is about: somebody of a unit, their account, and a role they hold there."""

    account_id: int
    membership_id: int
    employee_id: str
    unit_id: str
    agency_id: str
    import_id: int
    number: int = 1
    run_id: int = 0
    document: str = "cermin-kebijakan.pdf"
    code: str = "position_without_standard"
    position_id: str = "P1"
    competency_id: str = "K1"
    receipt_id: int = 0
    policy_id: int = 0
    alias_id: int = 0
    mapping_id: int = 0
    figure: str = "gap"
    intervention_id: str = "KEG-1"
    objective_id: str = "S1"
    node_id: str = f"S-{CITY}"
    document_id: str = f"D-{CITY}"
    box: str = "8"
    talent_id: int = 0
    sketch_id: int = 0
    scenario_id: int = 0
    target_id: int = 0


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> None:
    """Documents of runs are kept while the test lasts."""
    settings.DATA_FOLDER = tmp_path


def list_routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every route of the product by its name, with the names of its parameters."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from ((name, (*entry.pattern.converters, *names)) for name, names in list_routes(entry, inner))
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", tuple(entry.pattern.converters)


ROUTES = dict(list_routes())


def make_targets() -> dict[str, Target]:
    """A superior with an account in every place."""
    cast.make_city()
    receipt = cast.make_receipt()
    targets, runs = {}, {agency_id: make_run_with_document(agency_id) for agency_id in (CITY, OTHER_CITY)}
    for run in runs.values():
        publish_people(run)
        make_target(run, PLACES["own"] if run.agency_id == CITY else PLACES["abroad"], cast.SARI, "Sari")
    edits = {agency_id: make_reference(receipt, agency_id) for agency_id in (CITY, OTHER_CITY)}
    for number, (place, unit_id) in enumerate(PLACES.items()):
        employee_id, agency_id = f"19770101200001900{number}", OTHER_CITY if place == "abroad" else CITY
        cast.make_employee(receipt, employee_id, f"Target {place}", agency_id, unit_id)
        cast.make_rating(receipt, employee_id, "superior", cast.RATNA)
        make_run_person(runs[agency_id], employee_id, f"Target {place}", unit_id)
        account = cast.make_account(employee_id, f"Target {place}")
        membership = cast.give_role(account, Role.SUPERIOR, unit_id, agency_id)
        draft = make_draft(account, agency_id, unit_id)
        run_id = runs[agency_id].pk
        targets[place] = Target(
            account.pk, membership.pk, employee_id, unit_id, agency_id, draft.pk, run_id=run_id,
            position_id=POSITIONS[agency_id], node_id=f"S-{agency_id}", document_id=f"D-{agency_id}", receipt_id=edits[agency_id],
            policy_id=PolicyVersion.objects.get(agency_id=agency_id).pk,
            alias_id=Alias.objects.get(agency_id=agency_id).pk, mapping_id=make_mapping(account, agency_id, unit_id),
            talent_id=Receipt.objects.get(kind="talent", agency_id=agency_id).pk,
            sketch_id=make_sketch(account, runs[agency_id]).pk,
            scenario_id=make_scenario(account, runs[agency_id], f"Skenario {place}").pk,
            target_id=PlanTarget.objects.get(agency_id=agency_id).pk,
        )  # fmt: skip
    return targets


def make_reference(receipt: Receipt, agency_id: str) -> int:
    """A position of the agency, once the competency of the dictionary, and a change by hand."""
    Position.objects.create(
        position_id=POSITIONS[agency_id], agency_id=agency_id, title="Perawat", grade="jf_ahli_muda", recorded=receipt
    )
    make_plan(receipt, agency_id)
    if not Competency.objects.exists():
        Competency.objects.create(competency_id="K1", name="Integritas", kind="managerial", recorded=receipt)
    PolicyVersion.objects.create(
        agency_id=agency_id, in_force_from=cast.TODAY, decree="SK 1", signer="Wali Kota", text="aimed_weight: 0.4\n",
        recorded=receipt,
    )  # fmt: skip
    Alias.objects.create(
        agency_id=agency_id, kind="position", key="ners", written="Ners", target_id=POSITIONS[agency_id],
        decided_by=cast.make_account(None, "Pemutus", mail=f"{agency_id}@contoh.example"), decided_at=cast.NOW,
    )  # fmt: skip
    Receipt.objects.create(kind="talent", made_at=cast.NOW, agency_id=agency_id, file_name="talenta.xlsx")
    return Receipt.objects.create(kind="edit", made_at=cast.NOW, agency_id=agency_id, note="Perawat").pk


def make_mapping(account: Account, agency_id: str, unit_id: str) -> int:
    """What the headings of a unit's sheet meant."""
    return ColumnMapping.objects.create(
        agency_id=agency_id, unit_id=unit_id, table="employees", columns={}, decided_by=account, decided_at=cast.NOW
    ).pk


def make_visitor(role: Role, holding: str) -> tuple[Account, Target]:
    """Somebody of the own unit who holds the role there or in the whole agency, and what is their own."""
    visitor = cast.make_account(cast.BUDI, "Budi")
    membership_id = 0
    if role is not Role.EMPLOYEE:
        membership_id = cast.give_role(visitor, role, OWN if holding == "unit" else None).pk
    run_id = Run.objects.filter(agency_id=CITY).values_list("pk", flat=True)[0]
    draft = make_draft(visitor, CITY, OWN)
    edit = Receipt.objects.get(kind="edit", agency_id=CITY).pk
    policy = PolicyVersion.objects.get(agency_id=CITY).pk
    return visitor, Target(
        visitor.pk, membership_id, cast.BUDI, OWN, CITY, draft.pk, run_id=run_id, receipt_id=edit, policy_id=policy,
        alias_id=Alias.objects.get(agency_id=CITY).pk, mapping_id=make_mapping(visitor, CITY, OWN),
        talent_id=Receipt.objects.get(kind="talent", agency_id=CITY).pk,
        scenario_id=Scenario.objects.filter(agency_id=CITY).values_list("pk", flat=True)[0],
        target_id=PlanTarget.objects.get(agency_id=CITY).pk,
    )  # fmt: skip


def log_in(client: Client, visitor: Account) -> None:
    """Give the client a session of the visitor."""
    client.force_login(visitor, "benangmerah.store.authentication.NipOrMailBackend")


def ask(client: Client, name: str, page: Page, target: Target) -> int:
    """The status of the page; whatever it changed is taken back, the visitor's session too."""
    values: dict[str, Any] = {each: asdict(target)[each] for each in ROUTES[name]}
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with transaction.atomic():
        method = getattr(client, page.method)
        status: int = method(reverse(name, kwargs=values), dict(page.data)).status_code
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return status


def expect(page: Page, role: Role, place: str, holding: str) -> int:
    """The status that the page's line promises."""
    if place == "self" and page.own is not None:
        return page.own
    if role not in page.roles:
        return page.others
    if page.is_of_agency and place != "abroad":
        return page.at_unit if page.at_unit is not None and holding == "unit" else page.status
    reached = REACHED[holding] | {"self"}
    if page.outside is not None and place not in reached:
        return page.outside
    return page.at_unit if page.at_unit is not None and holding == "unit" and not page.is_of_agency else page.status


def test_every_route_has_its_line() -> None:
    assert sorted(ROUTES) == sorted(PAGES)


def list_cases(role: Role, targets: dict[str, Target], own: Target) -> Iterator[tuple[str, Page, str, Target]]:
    """Every page with every target it may be asked about; an employee holds no role that a page could be about.

    Whoever is refused a page whatever it is about asks it of four places, and all of them together of every place.
    """
    for name, page in PAGES.items():
        places = targets | {"self": own} if ROUTES[name] else {"own": targets["own"]}
        asked = list_places(role, page)
        for place, target in places.items():
            if place in asked and (target.membership_id or "membership_id" not in ROUTES[name]):
                yield name, page, place, target


def list_places(role: Role, page: Page) -> set[str]:
    """Where a page is asked about: everywhere, or by a role that it is not for, at home, abroad, of oneself and of one place more."""
    refused, others = sorted(EVERYONE - set(page.roles)), sorted(set(PLACES) - {"own", "abroad"})
    if role not in refused or len(refused) < len(others):
        return {*PLACES, "self"}
    return {"own", "abroad", "self", others[refused.index(role) % len(others)]}


def list_roles() -> list[Any]:
    """Every role; those that ask nothing new of another database are marked."""
    return [
        pytest.param(role, marks=() if role in ON_EVERY_DATABASE else pytest.mark.one_database)
        for role in sorted(EVERYONE)
    ]


def test_those_who_are_refused_ask_of_every_place_between_them() -> None:
    for name, page in PAGES.items():
        refused = EVERYONE - set(page.roles)
        assert not refused or set().union(*(list_places(role, page) for role in refused)) == {*PLACES, "self"}, name


def test_every_route_is_opened_and_refused_on_every_database() -> None:
    assert [name for name, page in PAGES.items() if page.roles and not ON_EVERY_DATABASE & set(page.roles)] == []
    assert [
        name for name, page in PAGES.items() if set(page.roles) < EVERYONE and set(page.roles) >= ON_EVERY_DATABASE
    ] == []


@pytest.mark.parametrize("holding", sorted(REACHED))
@pytest.mark.parametrize("role", list_roles())
def test_page_answers_as_its_line_says(client: Client, role: Role, holding: str) -> None:
    targets = make_targets()
    visitor, own = make_visitor(role, holding)
    log_in(client, visitor)
    asked = [
        (name, place, ask(client, name, page, target), expect(page, role, place, holding))
        for name, page, place, target in list_cases(role, targets, own)
    ]
    assert [each for each in asked if each[2] != each[3]] == []


def address_of(name: str, target: Target) -> str:
    """The address of a page about the target."""
    return reverse(name, kwargs={each: asdict(target)[each] for each in ROUTES[name]})


def answer_of(client: Client, page: Page, address: str) -> tuple[int, str]:
    """Status and where it leads; whatever it changed is taken back."""
    with transaction.atomic():
        answer = getattr(client, page.method)(address, dict(page.data))
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Location", "")


def test_whoever_is_not_logged_in_is_led_to_log_in(client: Client) -> None:
    target = make_targets()["own"]
    for name, page in sorted(PAGES.items()):
        address = address_of(name, target)
        found = answer_of(client, page, address)
        if page.anonymous is None:
            assert found == (302, f"/masuk/?next={address}"), name
        else:
            assert (found[0], found[1].startswith("/masuk/")) == (page.anonymous, False), name
        client.cookies.clear()


def test_whoever_has_a_first_password_is_led_to_choose_their_own(client: Client) -> None:
    target = make_targets()["own"]
    visitor, _own = make_visitor(Role.HR_AGENCY_HEAD, "agency")
    visitor.must_change_password = True
    visitor.save()
    log_in(client, visitor)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for name, page in sorted(PAGES.items()):
        is_led = answer_of(client, page, address_of(name, target))[1] == "/akun/sandi/"
        assert is_led is (name not in {"account:change_password", "account:log_out", "set_language"}), name
        client.cookies.clear()
        client.cookies[settings.SESSION_COOKIE_NAME] = session

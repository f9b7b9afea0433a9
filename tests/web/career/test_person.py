"""A person's career page: what it says, who may see and change it, and how many questions it takes."""

from __future__ import annotations

import gzip
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from benangmerah.domain.role import Role
from benangmerah.flow.read_career import read_career
from benangmerah.store.models import AuditEntry, Employee, PlanItem, Position, Run, RunPerson
from benangmerah.store.selectors.career import serves_target
from benangmerah.web.career.person import say_way
from benangmerah.web.components.figures import figure, rupiah
from tests.factories.cast import make_account, make_member, visit_by
from tests.factories.published import BACKEND, be, read, somebody
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
ATASAN = "197001012000031021"


def words_of(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", strip_tags(main))


def free_person(run: Run) -> RunPerson:
    """Somebody assessed who aims at nothing."""
    return somebody(run, target_position_id__isnull=True, assessed_count__gt=0)


def log_in(client: Client, person: RunPerson) -> Client:
    client.force_login(make_account(person.employee_id, person.name), backend=BACKEND)
    return client


def other_position(person: RunPerson) -> Position:
    held = Position.objects.get(position_id=person.position_id, archived=None)
    return Position.objects.filter(archived=None, grade=held.grade).exclude(position_id=held.position_id)[0]


def test_page_lists_the_nearest_positions_with_hours_money_and_ways(client: Client, run: Run) -> None:
    person = free_person(run)
    page = words_of(read(be(client, run), f"/pegawai/{person.employee_id}/karier/"))
    assert "Jabatan, yang terdekat dahulu" in page
    near = read_career(visit_by(make_member(ATASAN, "Atasan", Role.ANALYST, None, str(run.agency_id))), run,
                       person.employee_id).near  # fmt: skip
    ways = [bool(each.moves) for each in near]
    assert ways == sorted(ways, reverse=True)
    assert set(ways) == {True, False}  # both kinds are in the city, and no way at all stands last
    open_ = [each for each in near if each.moves and each.match_percent is not None]
    lengths = [(each.unmet_count, each.short_levels, each.unknown_count) for each in open_]
    assert lengths == sorted(lengths)
    first = open_[0]
    for words in (first.title, say_way(first.way), figure(first.hours), strip_tags(str(rupiah(first.cost_rupiah)))):
        assert words in page
    assert AuditEntry.objects.filter(verb="assessment_read", employee_id=person.employee_id).latest("pk").detail == {
        "run": str(run.pk), "about": "career",
    }  # fmt: skip


def test_chosen_position_tells_what_is_missing_and_the_shortest_path(client: Client, run: Run) -> None:
    person = free_person(run)
    goal = other_position(person)
    page = words_of(read(be(client, run), f"/pegawai/{person.employee_id}/karier/?jabatan={goal.position_id}"))
    assert goal.title in page
    assert "Yang belum terpenuhi" in page
    assert "Jalur terpendek" in page
    assert "Terbukti" in page
    assert client.get(f"/pegawai/{person.employee_id}/karier/?jabatan=TIDAK-ADA").status_code == 404


def test_page_is_light_and_takes_few_questions(client: Client, run: Run) -> None:
    person = somebody(run, target_position_id__isnull=False)
    be(client, run)
    address = f"/pegawai/{person.employee_id}/karier/"
    assert count_queries(client, address) <= 15
    assert len(gzip.compress(read(client, address).encode())) < 100_000


def test_kept_page_changes_at_once_with_a_wish_and_every_look_is_written_down(client: Client, run: Run) -> None:
    person = free_person(run)
    address = f"/pegawai/{person.employee_id}/karier/"
    be(client, run)
    looks = AuditEntry.objects.filter(verb="assessment_read", employee_id=person.employee_id)
    before = looks.count()
    read(client, address)
    first = words_of(read(client, address))
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= 2
    assert looks.count() == before + 3
    goal = other_position(person)
    log_in(Client(), person).post(f"{address}tujuan/", {"position_id": goal.position_id})
    again = words_of(read(client, address))
    assert again != first
    assert "menunggu atasan" in again


def test_wish_is_her_own_and_waits_for_her_superior(client: Client, run: Run) -> None:
    person = free_person(run)
    goal = other_position(person)
    address = f"/pegawai/{person.employee_id}/karier/"
    log_in(client, person)
    client.post(f"{address}tujuan/", {"position_id": goal.position_id})
    row = Employee.objects.get(employee_id=person.employee_id, archived=None)
    assert (row.target_position_id, row.target_approved) == (goal.position_id, None)
    assert AuditEntry.objects.filter(verb="target_wished", employee_id=person.employee_id).count() == 1
    assert "menunggu atasan" in words_of(read(client, address))

    assert (
        client.post(f"{address}keputusan/", {"position_id": goal.position_id, "decision": "approve"}).status_code == 403
    )
    client.force_login(
        make_member("197001012000031009", "Atasan", Role.SUPERIOR, person.unit_id, str(run.agency_id)), backend=BACKEND
    )
    client.post(f"{address}keputusan/", {"position_id": goal.position_id, "decision": "approve"})
    row = Employee.objects.get(employee_id=person.employee_id, archived=None)
    assert (row.target_position_id, row.target_approved) == (goal.position_id, True)
    assert "disetujui atasan" in words_of(read(client, address))
    client.post(f"{address}keputusan/", {"position_id": "LAIN", "decision": "return"})
    assert Employee.objects.get(employee_id=person.employee_id, archived=None).target_approved is True
    client.post(f"{address}keputusan/", {"position_id": goal.position_id, "decision": "return"})
    assert Employee.objects.get(employee_id=person.employee_id, archived=None).target_approved is False
    assert Employee.objects.filter(employee_id=person.employee_id).count() == 4  # every state is kept


def test_target_must_be_another_position_of_the_own_agency(client: Client, run: Run) -> None:
    person = free_person(run)
    address = f"/pegawai/{person.employee_id}/karier/tujuan/"
    log_in(client, person)
    for position_id in ("TIDAK-ADA", person.position_id):
        client.post(address, {"position_id": position_id})
        assert Employee.objects.get(employee_id=person.employee_id, archived=None).target_position_id is None


def test_neither_analyst_nor_superior_of_another_unit_decides_or_wishes(client: Client, run: Run) -> None:
    person = somebody(run, target_position_id__isnull=False)
    address = f"/pegawai/{person.employee_id}/karier/"
    stranger = RunPerson.objects.filter(run=run).exclude(unit_id=person.unit_id).exclude(opd_id=person.opd_id)[0]
    be(client, run)
    data = {"position_id": str(person.target_position_id), "decision": "approve"}
    assert client.post(f"{address}keputusan/", data).status_code == 403
    assert client.post(f"{address}tujuan/", data).status_code == 403
    client.force_login(
        make_member("197001012000031008", "Atasan Lain", Role.SUPERIOR, stranger.unit_id, str(run.agency_id)),
        backend=BACKEND,
    )
    assert client.post(f"{address}keputusan/", data).status_code == 404
    assert client.get(address).status_code == 404


def test_items_that_serve_the_position_aimed_at_say_so(client: Client, run: Run) -> None:
    items = PlanItem.objects.filter(run=run).annotate(serves=serves_target())
    serving = items.filter(serves=True).first()
    assert serving is not None
    be(client, run)
    assert "melayani jabatan tujuan" in words_of(read(client, f"/pegawai/{serving.employee_id}/"))
    other = items.filter(serves=False).exclude(employee_id__in=items.filter(serves=True).values("employee_id"))[0]
    assert "melayani jabatan tujuan" not in words_of(read(client, f"/pegawai/{other.employee_id}/"))
    offering = words_of(read(client, f"/rencana/kegiatan/{serving.intervention_id}/"))
    assert "Melayani jabatan tujuan" in offering


def test_near_positions_can_be_taken_as_a_workbook(client: Client, run: Run) -> None:
    from io import BytesIO

    person = free_person(run)
    answer = be(client, run).get(f"/pegawai/{person.employee_id}/karier/?near-as=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row > 20

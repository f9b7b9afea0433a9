"""The talent map, a box's people and a person: what they say, who may look, and that every look is written down."""

from __future__ import annotations

import csv
import gzip
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from benangmerah.domain.role import Role
from benangmerah.flow.career_world import read_career_world
from benangmerah.flow.read_candidates import find_candidates
from benangmerah.store.models import AuditEntry, Employee, JobMatch, Run, RunPerson
from benangmerah.store.models.talent import TalentResult
from benangmerah.store.selectors.scope import Reach
from tests.factories.cast import AGUS, make_account, make_member, make_receipt
from tests.factories.published import BACKEND, be, biggest_opd, branch, read
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
MAP, WITHOUT = "/talenta/", "/talenta/kotak/tanpa/"
BAND = {
    "sangat_baik": "above",
    "baik": "meets",
    "butuh_perbaikan": "below",
    "kurang": "below",
    "sangat_kurang": "below",
}
NUMBERS = {
    ("below", "low"): 1, ("meets", "low"): 2, ("below", "medium"): 3, ("above", "low"): 4, ("meets", "medium"): 5,
    ("below", "high"): 6, ("above", "medium"): 7, ("meets", "high"): 8, ("above", "high"): 9,
}  # fmt: skip
"""PermenPANRB 3/2020, written down once more by hand."""


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page[page.index("<main") : page.index("</main>")]))


def level_of(percent: float) -> str:
    return "high" if percent >= 90 else "medium" if percent >= 78 else "low"


def count_by_hand(run: Run, unit_ids: set[str] | None = None) -> dict[int | None, list[str]]:
    """The people of the run by box, from predicate and job match alone, counted once more."""
    matches = {
        row.employee_id: row.job_match_percent
        for row in JobMatch.objects.filter(run=run, target="held", category__isnull=False)
    }
    found: dict[int | None, list[str]] = {}
    for row in Employee.objects.filter(archived=None):
        if unit_ids is not None and row.unit_id not in unit_ids:
            continue
        percent = matches.get(row.employee_id)
        known = row.performance_predicate is not None and percent is not None
        box = NUMBERS[BAND[str(row.performance_predicate)], level_of(float(percent or 0))] if known else None
        found.setdefault(box, []).append(row.employee_id)
    return found


def read_counts(page: str) -> dict[int, int]:
    """The numbers of the picture."""
    table = page[page.index('class="nine-box"') : page.index("</table>")]
    return {int(box): int(count) for box, count in re.findall(r"Kotak (\d)</span><strong>(\d+)</strong>", table)}


def last_look() -> AuditEntry:
    return AuditEntry.objects.filter(verb__startswith="talent").latest("pk")


def give(employee_id: str, agency_id: str, period: int = 2026, **values: object) -> TalentResult:
    return TalentResult.objects.create(
        employee_id=employee_id, agency_id=agency_id, period=period, source="Tim Talenta", recorded=make_receipt(),
        **{"is_box_given": False, **values},
    )  # fmt: skip


def test_map_counts_people_as_by_hand_and_writes_the_look_down(client: Client, run: Run) -> None:
    page = read(be(client, run, Role.HR_AGENCY_HEAD), MAP)
    by_hand = count_by_hand(run)
    assert read_counts(page) == {box: len(by_hand.get(box, [])) for box in range(1, 10)}
    assert sum(read_counts(page).values()) > 0
    assert f"Tanpa kotak: {len(by_hand[None])}" in words_of(page)
    assert "Simulasi" in words_of(page)
    look = last_look()
    assert (look.verb, look.agency_id, look.unit_id, look.detail["people"]) == (
        "talent_map_read", run.agency_id, None, str(Employee.objects.filter(archived=None).count()),
    )  # fmt: skip


def test_map_of_a_unit_counts_the_unit_and_all_below(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    page = read(be(client, run, Role.HR_AGENCY_HEAD), f"{MAP}?unit={opd.unit_id}")
    by_hand = count_by_hand(run, branch(run, opd.unit_id))
    assert read_counts(page) == {box: len(by_hand.get(box, [])) for box in range(1, 10)}
    assert last_look().unit_id == opd.unit_id
    assert client.get(f"{MAP}?unit=TIDAK-ADA").status_code == 404


def test_sector_and_kind_of_post_choose_people(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    persons = RunPerson.objects.filter(run=run)
    for address, rows in (
        (f"{MAP}?sektor=health", persons.filter(sector="health")),
        (f"{MAP}?kelompok=jf", persons.filter(grade__startswith="jf_")),
        (f"{MAP}?kelompok=pelaksana", persons.filter(grade="pelaksana")),
    ):
        read(client, address)
        assert last_look().detail["people"] == str(rows.count())
        assert rows.count() > 0


def test_pages_take_few_questions_and_are_light(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    person = Employee.objects.filter(archived=None)[0]
    for address in (MAP, f"{MAP}?unit={person.unit_id}", "/talenta/kotak/5/", WITHOUT,
                    f"/pegawai/{person.employee_id}/talenta/", "/talenta/impor/"):  # fmt: skip
        assert count_queries(client, address) <= 15, address
        assert len(gzip.compress(read(client, address).encode())) < 100_000


def test_map_drawn_again_asks_less_and_changes_with_what_is_imported(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    before, looks = read_counts(read(client, MAP)), AuditEntry.objects.filter(verb="talent_map_read").count()
    with CaptureQueriesContext(connection) as asked:
        assert read_counts(read(client, MAP)) == before
    assert not [each for each in asked if Employee._meta.db_table in each["sql"] and "performance_year" in each["sql"]]
    assert AuditEntry.objects.filter(verb="talent_map_read").count() > looks
    someone = count_by_hand(run)[None][0]
    give(someone, str(run.agency_id), performance="above", potential="high")
    assert read_counts(read(client, MAP))[9] == before.get(9, 0) + 1


def test_number_of_questions_does_not_grow_with_imported_results(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    people = list(Employee.objects.filter(archived=None))
    give(people[0].employee_id, people[0].agency_id, performance="meets", potential="high")
    one = count_queries(client, MAP)
    for person in people[1:4]:
        give(person.employee_id, person.agency_id, performance="meets", potential="high")
    assert count_queries(client, MAP) == one


def test_box_lists_its_people_and_no_others(client: Client, run: Run) -> None:
    be(client, run, Role.AUTHORISED_OFFICIAL)
    by_hand = count_by_hand(run)
    page = read(client, "/talenta/kotak/8/")
    assert set(re.findall(r"/pegawai/(\w+)/talenta/", page)) == set(by_hand[8])
    assert (last_look().verb, last_look().detail["about"]) == ("talent_list_read", "box 8")
    assert "dipertahankan" in words_of(page)
    shown = set(re.findall(r"/pegawai/(\w+)/talenta/", read(client, WITHOUT)))
    assert shown
    assert shown <= set(by_hand[None])
    for strange in ("10", "0", "delapan"):
        assert client.get(f"/talenta/kotak/{strange}/").status_code == 404


def test_person_says_why_with_arithmetic_source_and_law(client: Client, run: Run) -> None:
    be(client, run, Role.APPOINTING_OFFICIAL)
    match = JobMatch.objects.filter(run=run, target="held", category__isnull=False)[0]
    person = Employee.objects.get(archived=None, employee_id=match.employee_id)
    give(person.employee_id, person.agency_id, performance="above", competency_score=80, potential_score=90,
         track_record_score=100, decree="SK 7/2026")  # fmt: skip
    page = words_of(read(client, f"/pegawai/{person.employee_id}/talenta/"))
    assert "8.400 ÷ 100 = 84" in page
    assert "Kotak 7: kinerja di atas ekspektasi, potensial menengah." in page
    assert "Diimpor untuk 2026; sumber: Tim Talenta; keputusan: SK 7/2026." in page
    assert "PermenPANRB 20/2025, Pasal 17" in page
    look = last_look()
    assert (look.verb, look.employee_id, look.unit_id) == ("talent_read", person.employee_id, person.unit_id)


def test_who_lacks_something_stands_in_no_box_and_is_told_what(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    person = Employee.objects.filter(archived=None, performance_predicate=None)[0]
    give(person.employee_id, person.agency_id, score=95)
    page = words_of(read(client, f"/pegawai/{person.employee_id}/talenta/"))
    assert "Tanpa kotak: kinerja belum diketahui." in page
    assert "Kotak 6" not in page


def test_period_shows_what_was_imported_for_it_alone(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    people = list(Employee.objects.filter(archived=None)[:2])
    for person, period, potential in ((people[0], 2025, "low"), (people[0], 2026, "high"), (people[1], 2026, "medium")):
        give(person.employee_id, person.agency_id, period, performance="above", potential=potential)
    assert read_counts(read(client, f"{MAP}?periode=2025")) == {box: int(box == 4) for box in range(1, 10)}
    assert read_counts(read(client, f"{MAP}?periode=2026")) == {box: int(box in (7, 9)) for box in range(1, 10)}


def test_export_is_read_back_as_the_map_counts(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    by_hand = count_by_hand(run)
    answer = client.get("/talenta/simata/?bentuk=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {(row["NIP"], row["BOX"]) for row in rows} == {
        (each, str(box)) for box, of in by_hand.items() for each in of if box is not None
    }
    assert (last_look().verb, last_look().detail["about"], last_look().detail["people"]) == (
        "talent_exported", "csv", str(len(rows)),
    )  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(client.get("/talenta/simata/?bentuk=xlsx").content))
    first, *others = book["SIMATA"].iter_rows(values_only=True)
    assert first == tuple(rows[0])
    assert {(row[0], row[5]) for row in others} == {(row["NIP"], int(row["BOX"])) for row in rows}
    scores = {row[0]: row[6] for row in others}
    match = JobMatch.objects.filter(run=run, target="held", employee_id=rows[0]["NIP"]).get()
    assert abs(float(str(scores[rows[0]["NIP"]])) - (match.job_match_percent or 0)) <= 0.005
    assert last_look().detail["about"] == "xlsx"


def test_without_the_right_nothing_is_seen_nor_hinted_at(client: Client, run: Run) -> None:
    person = Employee.objects.filter(archived=None)[0]
    give(person.employee_id, person.agency_id, performance="above", potential="high")
    pages = (MAP, "/talenta/kotak/9/", f"/pegawai/{person.employee_id}/talenta/", "/talenta/simata/", "/talenta/impor/")
    for number, role in enumerate((Role.SUPERIOR, Role.HR_MANAGER, Role.OPD_HEAD, Role.ANALYST, Role.AUDITOR)):
        be(client, run, role, nip=f"19700101200003100{number}")
        before = AuditEntry.objects.filter(verb__startswith="talent").count()
        for address in pages:
            answer = client.get(address)
            assert answer.status_code == 403
            assert "Tim Talenta" not in answer.content.decode()
        for address in (f"/pegawai/{person.employee_id}/", f"/pegawai/{person.employee_id}/karier/"):
            page = read(client, address)
            assert "Kotak" not in page
            assert "talenta" not in page.casefold()
        assert AuditEntry.objects.filter(verb__startswith="talent").count() == before


def test_employee_does_not_see_her_own_box(client: Client, run: Run) -> None:
    assert run.is_published
    person = Employee.objects.filter(archived=None)[0]
    client.force_login(make_account(person.employee_id, person.name), backend=BACKEND)
    assert client.get(f"/pegawai/{person.employee_id}/talenta/").status_code == 403
    assert "talenta" not in read(client, f"/pegawai/{person.employee_id}/").casefold()


def test_reader_of_a_unit_sees_its_people_alone(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    mine = branch(run, opd.unit_id)
    be(client, run, Role.AUTHORISED_OFFICIAL, opd.unit_id)
    by_hand = count_by_hand(run, mine)
    assert read_counts(read(client, MAP)) == {box: len(by_hand.get(box, [])) for box in range(1, 10)}
    stranger = Employee.objects.filter(archived=None).exclude(unit_id__in=mine)[0]
    assert client.get(f"/pegawai/{stranger.employee_id}/talenta/").status_code == 404
    assert client.get(f"{MAP}?unit={stranger.unit_id}").status_code == 404
    assert stranger.employee_id not in client.get("/talenta/simata/?bentuk=csv").content.decode()
    inside = Employee.objects.filter(archived=None, unit_id__in=mine)[0]
    assert client.get(f"/pegawai/{inside.employee_id}/talenta/").status_code == 200


def test_stranger_of_another_agency_sees_nothing(client: Client, run: Run) -> None:
    client.force_login(make_member(AGUS, "Agus", Role.HR_AGENCY_HEAD, None, "LAIN"), backend=BACKEND)
    person = Employee.objects.filter(archived=None)[0]
    assert client.get(f"/pegawai/{person.employee_id}/talenta/").status_code == 404
    assert client.get(f"{MAP}?instansi={run.agency_id}").status_code == 404
    assert client.get(f"{MAP}?unit={person.unit_id}").status_code == 404
    page = words_of(read(client, MAP))
    assert "Belum ada yang menempati kotak" in page
    assert last_look().agency_id == "LAIN"


def test_candidates_show_boxes_to_whoever_may_see_talent_and_to_nobody_else(client: Client, run: Run) -> None:
    world = read_career_world(run)
    everybody = Reach(frozenset({str(run.agency_id)}))
    position_id = max(
        world.posts, key=lambda each: find_candidates(world, str(run.agency_id), each, everybody).lawful_count
    )
    address = f"/jabatan/{position_id}/kandidat/"
    be(client, run, Role.HR_AGENCY_HEAD)
    page = read(client, address)
    person = find_candidates(world, str(run.agency_id), position_id, everybody).rows[0]
    by_hand = count_by_hand(run)
    box = next(box for box, of in by_hand.items() if person.employee_id in of)
    row = page[page.index(f"/pegawai/{person.employee_id}/talenta/") :]
    said = row[row.index(">") + 1 : row.index("<")]
    assert said.startswith("tanpa kotak" if box is None else f"Kotak {box}")
    assert (last_look().verb, last_look().detail["about"]) == ("talent_list_read", f"candidates {position_id}")
    questions = count_queries(client, address)
    assert questions <= 15
    looks = AuditEntry.objects.filter(verb__startswith="talent").count()
    be(client, run, Role.ANALYST, nip="197001012000031002")
    assert "talenta" not in read(client, address).casefold()
    assert AuditEntry.objects.filter(verb__startswith="talent").count() == looks

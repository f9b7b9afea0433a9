"""Candidates of a position, the succession list, and what is lost when somebody leaves."""

from __future__ import annotations

import gzip
import re
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from benangmerah.domain.career import judge_move
from benangmerah.domain.role import Role
from benangmerah.flow.career_world import CareerWorld, read_career_world
from benangmerah.flow.read_candidates import find_candidates
from benangmerah.flow.read_succession import Succession, find_losses, list_succession
from benangmerah.kernel.period import months_after
from benangmerah.store.models import Attainment, AuditEntry, Employee, JobMatch, OrganisationGap, Run, RunPerson
from benangmerah.store.selectors.place import read_run_tree
from benangmerah.store.selectors.scope import Reach
from tests.factories.cast import AGUS, make_member, visit_by
from tests.factories.published import BACKEND, be, biggest_opd, branch, read, somebody
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page[page.index("<main") : page.index("</main>")]))


def world_of(run: Run) -> CareerWorld:
    return read_career_world(run)


def test_candidates_stand_by_match_and_each_could_move_here(run: Run) -> None:
    world = world_of(run)
    everybody = Reach(frozenset({str(run.agency_id)}))
    listed = 0
    for position_id, post in world.posts.items():
        if not post.standard:
            continue
        found = find_candidates(world, str(run.agency_id), position_id, everybody)
        matches = [(each.category is None, -each.match_percent) for each in found.rows]
        assert matches == sorted(matches)
        for each in found.rows:
            held = world.posts[str(world.person(each.employee_id)["position_id"])]  # type: ignore[index]
            assert held.position_id != position_id
            assert judge_move(world.pattern, held.rung, post.rung).is_lawful
        listed += len(found.rows)
    assert listed > 100


def test_match_with_a_position_is_that_of_the_run_where_the_run_has_one(run: Run) -> None:
    world = world_of(run)
    rows = JobMatch.objects.filter(run=run, target="aimed", job_match_percent__isnull=False)
    assert rows
    compared = 0
    for row in rows:
        found = find_candidates(world, str(run.agency_id), row.position_id, Reach(frozenset({str(run.agency_id)})))
        for each in found.rows:
            if each.employee_id == row.employee_id:
                assert abs(each.match_percent - float(row.job_match_percent or 0)) < 1e-9
                assert each.category == row.category
                compared += 1
    assert compared > 0


def test_candidates_page_shows_whom_the_reader_may_read_and_writes_it_down(client: Client, run: Run) -> None:
    world, opd = world_of(run), biggest_opd(run)
    position_id = max(
        world.posts,
        key=lambda each: (
            find_candidates(world, str(run.agency_id), each, Reach(frozenset({str(run.agency_id)}))).lawful_count
        ),
    )
    address = f"/jabatan/{position_id}/kandidat/"
    page = words_of(read(be(client, run), address))
    assert "Kandidat, kecocokan terbaik dahulu" in page
    assert AuditEntry.objects.filter(verb="assessment_read").latest("pk").detail["about"] == f"candidates {position_id}"
    assert count_queries(client, address) <= 15
    assert len(gzip.compress(read(client, address).encode())) < 100_000
    mine = branch(run, opd.unit_id)
    client.force_login(
        make_member("197001012000031007", "Pengelola", Role.HR_MANAGER, opd.unit_id, str(run.agency_id)),
        backend=BACKEND,
    )
    page = words_of(read(client, address))
    strangers = RunPerson.objects.filter(run=run).exclude(unit_id__in=mine).values_list("name", flat=True)
    known = set(RunPerson.objects.filter(run=run, unit_id__in=mine).values_list("name", flat=True))
    assert [name for name in strangers if name in page and name not in known] == []
    assert "tidak boleh Anda baca" in page


def test_stranger_of_another_agency_finds_no_candidates_and_no_succession(client: Client, run: Run) -> None:
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, "LAIN"), backend=BACKEND)
    person = somebody(run)
    assert client.get(f"/jabatan/{person.position_id}/kandidat/").status_code == 404
    assert client.get(f"/suksesi/{person.employee_id}/").status_code == 404
    assert person.name not in read(client, "/suksesi/")
    assert client.get(f"/suksesi/?run={run.pk}").status_code == 404


def test_succession_list_has_whoever_reaches_the_age_limit_or_the_end_of_the_contract(client: Client, run: Run) -> None:
    analyst = make_member("197001012000031005", "Pembaca", Role.ANALYST, None, str(run.agency_id))
    visit = visit_by(analyst)
    place = read_run_tree(visit.scope, run).place("")
    found = {each.employee_id: each.leaves_on for each in list_succession(visit, run, place, 36)}
    until = months_after(run.as_of, 36)
    limits = {"jpt_utama": 60, "jpt_madya": 60, "jpt_pratama": 60, "jf_ahli_utama": 65, "jf_ahli_madya": 60}
    expected = {}
    grades = dict(RunPerson.objects.filter(run=run).values_list("employee_id", "grade"))
    for row in Employee.objects.filter(archived=None):
        ends = [] if row.contract_end is None else [row.contract_end]
        if row.birth_date is not None:
            born, years = row.birth_date, limits.get(grades[row.employee_id], 58)
            is_leap = (born.month, born.day) == (2, 29)
            ends.append(date(born.year + years, born.month, 28 if is_leap else born.day))
        if ends and run.as_of <= min(ends) <= until:
            expected[row.employee_id] = min(ends)
    assert found == expected
    assert found
    client.force_login(analyst, backend=BACKEND)
    page = words_of(read(client, "/suksesi/?bulan=36"))
    assert "Jabatan yang ditinggalkan" in page
    assert count_queries(client, "/suksesi/?bulan=36") <= 15


def test_ready_to_follow_are_whom_the_reader_may_read_and_who_stay_longer(run: Run) -> None:
    def listed(role: Role, unit_id: str | None, nip: str) -> list[Succession]:
        visit = visit_by(make_member(nip, "Pembaca", role, unit_id, str(run.agency_id)))
        place = read_run_tree(visit.scope, run).place(unit_id or "")
        return list_succession(visit, run, place, 600)

    opd = biggest_opd(run)
    whole = {each.employee_id: each for each in listed(Role.ANALYST, None, "197001012000031006")}
    leaving = {each.employee_id: each.leaves_on for each in whole.values()}
    world, compared = world_of(run), 0
    bands = world.law.bands(f"job_match/{world.policy.match_purpose}")
    best = max(bands, key=lambda band: band.lower or 0).code
    reaches = (Reach(frozenset({str(run.agency_id)})), Reach(unit_ids=frozenset(branch(run, opd.unit_id))))
    for each in listed(Role.HR_MANAGER, opd.unit_id, "197001012000031007"):
        counts = [
            sum(row.category == best and leaving.get(row.employee_id, date.max) > each.leaves_on
                for row in find_candidates(world, str(run.agency_id), each.position_id, reach).rows)
            for reach in reaches
        ]  # fmt: skip
        assert [whole[each.employee_id].ready_count, each.ready_count] == counts
        compared += counts[0] > counts[1]
    assert compared > 0


def test_loss_counts_people_at_her_level_before_and_after(run: Run) -> None:
    world = world_of(run)
    needs = OrganisationGap.objects.filter(run=run)
    told = {(row.unit_id, row.competency_id, row.level): row for row in needs}
    compared = 0
    for at, employee_id in enumerate(world.column["employee_id"]):
        unit_id = world.column["unit_id"][at]
        for loss in find_losses(world, at, world.chain_of(unit_id)[-1], frozenset({at})):
            stands = world.column["standing"][at] in (None, "active")
            assert loss.after == loss.before - stands
            assert loss.after_all == loss.after
            if loss.needed is not None:
                unit = next(
                    each
                    for each, name in world.unit_names.items()
                    if name == loss.unit and each in world.chain_of(unit_id)
                )
                competency = next(each for each, name in world.names.items() if name == loss.competency)
                row = told[unit, competency, loss.at_level]
                assert (loss.before, loss.needed, loss.missing_before) == (
                    row.people_at_level,
                    row.people_needed,
                    row.missing,
                )
                assert (
                    Attainment.objects.get(run=run, employee_id=employee_id, competency_id=competency).attained_level
                    >= row.level
                )
                compared += 1
    assert compared > 0


def test_loss_page_says_who_is_left(client: Client, run: Run) -> None:
    be(client, run)
    person = Employee.objects.filter(archived=None, birth_date__isnull=False).order_by("birth_date")[3]
    address = f"/suksesi/{person.employee_id}/"
    page = words_of(read(client, address))
    assert person.name in page
    assert "Kompetensi yang cakupannya turun" in page
    assert (
        AuditEntry.objects.filter(verb="assessment_read", employee_id=person.employee_id).latest("pk").detail["about"]
        == "succession"
    )
    assert count_queries(client, address) <= 15

"""The gap map: what it counts, whom it lets through, and whose look is written down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.store.models import AuditEntry, Competency, Gap, GapMap, Run, RunPerson, RunUnit
from tests.factories.cast import AGUS, make_account, make_city, make_member, visit_by
from tests.factories.published import BACKEND, READER, SMALL_BUDGET, be, biggest_opd, branch, read
from tests.factories.run import AS_OF
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db


def cells_of(page: str, name: str) -> list[str]:
    """The numbers in the row of a unit."""
    row = next(row for row in page.split("<tr>") if re.search(rf'<th scope="row">(<a[^>]*>)?{re.escape(name)}<', row))
    return [re.sub("<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]


def people_below(run: Run, unit_ids: set[str], competency_id: str, **person: str) -> int:
    """Counted from the gaps of the run themselves."""
    people = RunPerson.objects.filter(run=run, unit_id__in=unit_ids, **person).values_list("employee_id", flat=True)
    gaps = Gap.objects.filter(run=run, target="held", competency_id=competency_id, state="gap")
    return gaps.filter(employee_id__in=list(people)).count()


def test_map_shows_people_below_by_opd_and_competency(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    page = read(be(client, run), "/peta/?jenis=managerial")
    heads = re.findall(r"urut=([^\"&]*)\"", page)
    numbers = cells_of(page, opd.name)[1:]
    columns = heads[2:]
    assert len(columns) == len(numbers) > 3
    for column, said in zip(columns, numbers, strict=True):
        if said not in ("", "–"):
            assert int(said) == people_below(run, branch(run, opd.unit_id), column)


def test_split_by_status_and_sector_counts_those_people_alone(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    be(client, run)
    for query, person in (
        ("status=pppk", {"status": "pppk"}),
        (f"sektor={opd.only_sector}", {"sector": opd.only_sector}),
    ):
        page = read(client, f"/peta/?jenis=managerial&{query}")
        columns = re.findall(r"urut=([^\"&]*)\"", page)[2:]
        for column, said in zip(columns, cells_of(page, opd.name)[1:], strict=True):
            if said not in ("", "–"):
                assert int(said) == people_below(run, branch(run, opd.unit_id), column, **person)


def test_map_is_sorted_by_a_column_the_largest_first(client: Client, run: Run) -> None:
    page = read(be(client, run), "/peta/?jenis=managerial&urut=")
    rows = re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)<', page)
    wholes = [cells_of(page, row)[0] for row in rows]
    known = [int(each.replace(".", "")) for each in wholes if each not in ("", "–")]
    assert known == sorted(known, reverse=True)


def test_map_leads_down_to_the_people_and_the_look_is_written_down(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    be(client, run)
    assert "Peta kesenjangan: " in read(client, f"/peta/unit/{opd.unit_id}/")
    column = Gap.objects.filter(run=run, target="held", state="gap").order_by("competency_id")[0].competency_id
    address = reverse("gap_map:show_cell", args=[opd.unit_id, column])
    kind = Competency.objects.get(competency_id=column, archived=None).kind
    assert f'href="{address}?' in read(client, f"/peta/?jenis={kind}")
    page = read(client, f"{address}?people-state=gap")
    assert f"{people_below(run, branch(run, opd.unit_id), column)} baris" in page
    entry = AuditEntry.objects.get(verb="assessment_read")
    assert (entry.unit_id, entry.detail["about"]) == (opd.unit_id, column)


def test_qualifications_and_the_position_aimed_at_are_shown_too(client: Client, run: Run) -> None:
    be(client, run)
    assert "pendidikan" in read(client, "/peta/?jenis=qualification").lower()
    assert read(client, "/peta/?sasaran=aimed&ukuran=depth").count('<th scope="row">') > 0
    assert "%" in read(client, "/peta/?ukuran=coverage")


def test_reader_of_one_unit_sees_its_branch_alone(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    other = RunUnit.objects.filter(run=run, is_opd=True).exclude(unit_id__in=branch(run, opd.unit_id))[0]
    page = read(be(client, run, Role.HR_MANAGER, opd.unit_id), "/peta/")
    assert opd.name in page
    assert other.name not in page
    assert client.get(f"/peta/unit/{other.unit_id}/").status_code == 404
    assert client.get(f"/peta/unit/{other.unit_id}/sel/K1/").status_code == 404


def test_who_may_not_read_assessments_sees_no_small_group_and_no_names(client: Client, run: Run) -> None:
    be(client, run, Role.PLANNING_AGENCY)
    page = read(client, "/peta/?jenis=managerial")
    small = GapMap.objects.filter(run=run, level="unit", kind="competency", target="held", people__lt=5, sector=None,
                                  status=None, assessed_count__gt=0, subject_id__isnull=False)  # fmt: skip
    names = dict(RunUnit.objects.filter(run=run, is_opd=True).values_list("unit_id", "name"))
    shown = [row for row in small if row.scope_id in names]
    assert shown
    assert "sedikit" in page
    assert client.get(f"/peta/unit/{biggest_opd(run).unit_id}/sel/K1/").status_code == 403


def test_former_run_is_shown_when_it_is_asked_for(client: Client, run: Run) -> None:
    newer = start_run(visit_of_analyst_again(run), AskedRun(str(run.agency_id), AS_OF, budget_rupiah=SMALL_BUDGET))
    be(client, run)
    assert f"proses {newer.pk}" in read(client, "/peta/")
    assert f"proses {run.pk}" in read(client, f"/peta/?run={run.pk}")
    assert client.get("/peta/?run=999").status_code == 404


def visit_of_analyst_again(run: Run) -> Any:
    return visit_by(make_member("198501012010012002", "Analis Dua", Role.ANALYST, None, str(run.agency_id)))


def test_stranger_of_another_agency_sees_nothing_of_it(client: Client, run: Run) -> None:
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, "LAIN"), backend=BACKEND)
    page = read(client, "/peta/")
    assert "Belum ada angka" in page
    assert client.get(f"/peta/?run={run.pk}").status_code == 404


def test_without_a_run_the_page_says_what_to_do(client: Client) -> None:
    make_city()
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None), backend=BACKEND)
    assert "/hitungan/baru/" in read(client, "/peta/")
    other = Client()
    account = make_account(READER, "Pembaca")
    other.force_login(account, backend=BACKEND)
    assert other.get("/peta/").status_code == 403


def test_map_takes_few_queries_however_many_units(client: Client, run: Run) -> None:
    be(client, run)
    whole = count_queries(client, "/peta/?jenis=managerial")
    opd = biggest_opd(run)
    lower = count_queries(client, f"/peta/unit/{opd.unit_id}/?jenis=managerial")
    assert whole <= 15
    assert lower <= 15

"""The pages of results: few questions to the database, light, nothing of strangers, and what they say adds up."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db.models import F
from django.test import Client
from django.utils.html import strip_tags

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.store.models import (
    AgencyPlan,
    AuditEntry,
    Gap,
    GapMap,
    Intervention,
    LeaderSheet,
    MirrorLine,
    NeedLine,
    NeedSum,
    OrganisationGap,
    OwedTraining,
    PlanCurve,
    PlanCut,
    PlanCutAgency,
    PlanFloor,
    PlanGroup,
    PlanItem,
    PlanLine,
    PlanNext,
    PlanPrice,
    PlanWaiting,
    Run,
    RunPerson,
    RunUnit,
    WishFate,
)
from benangmerah.store.selectors.place import read_run_tree
from benangmerah.store.selectors.plan_cut import list_cuts
from tests.factories.cast import AGUS, make_account, make_member, visit_by
from tests.factories.published import BACKEND, READER, SMALL_BUDGET, be, biggest_opd, branch, read, somebody
from tests.factories.run import AS_OF
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
LISTS = (
    "/", "/kebutuhan/", "/kebutuhan/kompetensi/", "/kebutuhan/unit/", "/kebutuhan/kegiatan/", "/kebutuhan/usulan/",
    "/pegawai/", "/rencana/",
    "/rencana/unit/", "/rencana/pegawai/", "/rencana/langka/", "/rencana/pagu-lain/", "/rencana/menunggu-uang/", "/rencana/pagu-kurang/", "/rencana/keadilan/", "/rencana/target/", "/lembar-pimpinan/", "/cermin/", "/diklat-wajib/", "/laporan/", "/indikator/",
    "/mengapa/gap/", "/mengapa/index/", "/mengapa/need/", "/mengapa/plan/", "/mengapa/mirror/", "/peta/",
    "/benang-merah/", "/benang-merah/tanpa-benang/", "/mengapa/thread/",
)  # fmt: skip
WITHOUT_RUN = {"/laporan/"}
"""Pages that ask no run, and so refuse none."""
BY_NAME = ("/kebutuhan/", "/kebutuhan/usulan/", "/pegawai/", "/rencana/pegawai/", "/diklat-wajib/")
"""Pages that list people."""


def addresses(run: Run) -> list[str]:
    """Every page of results, also of one unit, one person, one offering and one cell."""
    opd, person = biggest_opd(run), somebody(run, item_count__gt=0, target_position_id__isnull=False)
    line = PlanLine.objects.filter(run=run, level="agency").order_by("intervention_id")[0]
    gap = Gap.objects.filter(run=run, employee_id=person.employee_id, state="gap")[0]
    return [
        *LISTS, f"/unit/{opd.unit_id}/hasil/", f"/pegawai/{person.employee_id}/",
        f"/pegawai/{person.employee_id}/mengapa/", f"/rencana/kegiatan/{line.intervention_id}/",
        f"/peta/unit/{opd.unit_id}/", f"/peta/unit/{opd.unit_id}/sel/{gap.competency_id}/",
    ]  # fmt: skip


def words_of(page: str) -> str:
    """What a reader reads between the menu and the foot."""
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", unescape(strip_tags(re.sub(r"(?s)<script.*?</script>", "", main))))


def test_page_takes_at_most_fifteen_queries_and_weighs_under_100_kb(client: Client, run: Run) -> None:
    be(client, run)
    found = {page: (count_queries(client, page), len(gzip.compress(read(client, page).encode())))
             for page in addresses(run)}  # fmt: skip
    assert {page: each for page, each in found.items() if each[0] > 15 or each[1] > 100_000} == {}


def test_hr_manager_of_an_opd_takes_at_most_fifteen_queries_too(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    person = somebody(run, item_count__gt=0, unit_id__in=branch(run, opd.unit_id))
    be(client, run, Role.HR_MANAGER, opd.unit_id)
    pages = [*LISTS, f"/unit/{opd.unit_id}/hasil/", f"/pegawai/{person.employee_id}/"]
    found = {page: count_queries(client, page) for page in pages}
    assert {page: count for page, count in found.items() if count > 15} == {}


def test_nobody_of_another_opd_stands_on_any_page(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    mine = branch(run, opd.unit_id)
    strangers = set(RunPerson.objects.filter(run=run).exclude(unit_id__in=mine).values_list("employee_id", flat=True))
    names = set(RunPerson.objects.filter(run=run, employee_id__in=strangers).values_list("name", flat=True))
    names -= set(RunPerson.objects.filter(run=run, unit_id__in=mine).values_list("name", flat=True))
    be(client, run, Role.HR_MANAGER, opd.unit_id)
    for page in LISTS:
        text = words_of(read(client, page))
        assert [name for name in names if name in text] == [], page
    stranger = min(strangers)
    foreign = RunPerson.objects.get(run=run, employee_id=stranger).unit_id
    for page in (f"/pegawai/{stranger}/", f"/pegawai/{stranger}/mengapa/", f"/unit/{foreign}/hasil/",
                 f"/kebutuhan/?unit={foreign}", f"/mengapa/gap/?unit={foreign}"):  # fmt: skip
        assert client.get(page).status_code == 404, page


def test_stranger_of_another_agency_sees_nothing_of_the_run(client: Client, run: Run) -> None:
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, "LAIN"), backend=BACKEND)
    person = somebody(run)
    for page in LISTS:
        if page == "/indikator/":
            continue
        assert person.name not in read(client, page), page
        expected = 200 if page in WITHOUT_RUN else 404
        assert client.get(f"{page}?run={run.pk}").status_code == expected, page
    assert client.get(f"/pegawai/{person.employee_id}/").status_code == 404


def test_needs_stand_by_rank_with_fate_and_limit(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run), "/kebutuhan/?nasib=open"))
    first = NeedLine.objects.filter(run=run, fate="open").order_by("rank_in_agency", "pk")[0]
    assert first.name in page
    assert first.competency in page
    assert "tidak terlayani" in page
    total = NeedLine.objects.filter(run=run, fate="open").count()
    assert f"{total} baris" in page


def test_looks_at_needs_are_written_down_once_a_page(client: Client, run: Run) -> None:
    read(be(client, run), "/kebutuhan/")
    entry = AuditEntry.objects.filter(verb="assessment_read").latest("pk")
    assert entry.detail == {"run": str(run.pk), "about": "need"}
    before = AuditEntry.objects.count()
    read(client, "/kebutuhan/kompetensi/")
    assert AuditEntry.objects.count() == before


def test_needs_by_competency_add_up_to_those_of_the_list(client: Client, run: Run) -> None:
    answer = be(client, run).get("/kebutuhan/kompetensi/?needs-as=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if "Kompetensi" in row)
    column = rows[head].index("Kebutuhan")
    counts = [value for row in rows[head + 1 :] if isinstance(value := row[column], int)]
    assert sum(counts) == NeedLine.objects.filter(run=run).count()


def test_who_may_not_read_assessments_sees_no_sum_of_few_people(client: Client, run: Run) -> None:
    few = NeedSum.objects.filter(
        run=run, level="agency", people__lt=5, sector=None, status=None, competency_id__isnull=False
    )
    assert few
    be(client, run, Role.PLANNING_AGENCY)
    page = words_of(read(client, "/kebutuhan/kompetensi/?needs-sort=people&needs-q=" + str(few[0].competency)))
    assert f"{few[0].competency}" in page
    assert "tidak diketahui" in page
    assert client.get("/kebutuhan/").status_code == 403
    assert client.get("/pegawai/").status_code == 403


def test_organiser_sees_people_without_their_levels(client: Client, run: Run) -> None:
    person = somebody(run, below_count__gt=0, item_count__gt=0)
    be(client, run, Role.ORGANISER)
    assert "Level kurang" not in words_of(read(client, "/pegawai/"))
    page = words_of(read(client, f"/pegawai/{person.employee_id}/"))
    assert person.name in page
    assert "Level kurang" not in page
    assert "IP ASN" not in page
    assert client.get(f"/pegawai/{person.employee_id}/mengapa/").status_code == 403


def test_plan_spends_what_the_planner_says_and_names_what_binds(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run), "/rencana/"))
    agency = AgencyPlan.objects.get(run=run)
    assert f"{agency.optimality_gap_percent:.2f}".rstrip("0").rstrip(".").replace(".", ",") in page
    assert "Penghambat" in page
    line = PlanLine.objects.filter(run=run, level="agency").order_by("-cost_rupiah")[0]
    assert line.title in page


def test_who_may_not_read_assessments_sees_no_levels_of_an_offering_with_few_participants(
    client: Client, run: Run
) -> None:
    few = PlanLine.objects.filter(run=run, level="agency", people__lt=5, closes__gt=0, sector=None, status=None)[0]
    be(client, run, Role.ORGANISER)
    page = words_of(read(client, f"/rencana/kegiatan/{few.intervention_id}/"))
    assert "menutup tidak diketahui level" in page
    cells = read(client, f"/rencana/?lines-q={few.intervention_id}").split("<tr role")[-1]
    assert "tidak diketahui" in cells


def test_plan_says_whom_it_serves_by_group(client: Client, run: Run) -> None:
    planned = RunPerson.objects.filter(run=run, is_planned=True)
    page = words_of(read(be(client, run), "/rencana/keadilan/"))
    for sector in planned.values_list("sector", flat=True).distinct():
        group = PlanGroup.objects.get(run=run, level="agency", dimension="sector", value=sector)
        assert group.people == planned.filter(sector=sector).count()
    assert "Kesenjangan tertutup dan orang dengan butir, menurut sektor" in page


def test_scarce_things_stand_with_what_one_step_more_is_worth(client: Client, run: Run) -> None:
    money = PlanPrice.objects.get(run=run, kind="money")
    page = words_of(read(be(client, run), "/rencana/langka/"))
    assert "uang instansi" in page
    assert f"{round(money.price * 100, 2):g}".replace(".", ",") in page


def test_other_budgets_stand_with_what_they_close(client: Client, run: Run) -> None:
    points = list(PlanCurve.objects.filter(run=run).order_by("percent"))
    assert [point.percent for point in points] == list(range(10, 201, 10))
    assert all(point.reached <= point.upper_bound + 1e-6 for point in points)
    assert [point.upper_bound for point in points] == sorted(point.upper_bound for point in points)
    page = words_of(read(be(client, run), "/rencana/pagu-lain/"))
    assert "Yang akan ditutup pagu lain" in page
    assert f"50 %Rp {SMALL_BUDGET // 2_000_000} juta" in page


def test_what_waits_for_money_stands_in_its_order(client: Client, run: Run) -> None:
    first = PlanWaiting.objects.filter(run=run).order_by("place")[0]
    title = Intervention.objects.filter(intervention_id=first.intervention_id).order_by("-pk")[0].title
    page = words_of(read(be(client, run), "/rencana/menunggu-uang/"))
    assert title in page
    assert f"Berikutnya, bila ada uang lagi: {title}" in words_of(read(client, "/rencana/"))
    unit = words_of(read(client, f"/rencana/menunggu-uang/?unit={biggest_opd(run).unit_id}"))
    assert "Tidak ada yang menunggu" in unit


def test_floor_per_opd_is_told_with_who_stays_below_it_and_why(client: Client, run: Run) -> None:
    assert "Kebijakan meminta" not in words_of(read(be(client, run), "/rencana/keadilan/"))
    opds = RunUnit.objects.filter(run=run, is_opd=True).order_by("unit_id")[:2]
    for opd, closure, limit in zip(opds, (4.0, 1.0), (None, "unit_budget"), strict=True):
        PlanFloor.objects.create(run=run, agency_id=opd.agency_id, unit_id=opd.unit_id, floor_percent=20, people=9,
                                 weighted_gap=10, weighted_closure=closure, limit=limit)  # fmt: skip
    page = words_of(read(client, "/rencana/keadilan/?bahasa=id"))
    assert "Kebijakan meminta 20 % kesenjangan setiap OPD ditutup lebih dulu, sejauh bisa: 1 dari 2 OPD" in page
    assert f"{opds[1].name}: 10 %, " in page
    unit = words_of(read(client, f"/rencana/keadilan/?unit={opds[0].unit_id}"))
    assert "1 dari 1 OPD" in unit
    assert opds[1].name not in unit.partition("Kebijakan meminta")[2].partition("Kesenjangan")[0]


def test_what_falls_away_with_less_money_stands_by_unit_and_offering(client: Client, run: Run) -> None:
    agency, whole = PlanCutAgency.objects.get(run=run), PlanCut.objects.get(run=run, level="agency")
    assert agency.budget_rupiah == SMALL_BUDGET * 75 // 100
    assert agency.objective <= agency.upper_bound + 1e-6
    page = words_of(read(be(client, run), "/rencana/pagu-kurang/"))
    assert "Bila pagu turun 25 %" in page
    assert f"dari {whole.served_people} yang mendapat kegiatan" in page
    assert biggest_opd(run).name in page
    assert "Dari kegiatan mana" in page
    lines = client.get("/rencana/pagu-kurang/?offerings-as=xlsx")
    assert lines.status_code == 200
    one = words_of(read(client, f"/rencana/pagu-kurang/?unit={biggest_opd(run).unit_id}"))
    assert "Dari kegiatan mana" not in one


def test_few_people_are_not_given_away_by_what_falls_away(run: Run) -> None:
    account = make_member(READER, "Pembaca", Role.BUDGET_TEAM, None, str(run.agency_id))
    people = dict(PlanCut.objects.filter(run=run, level="unit").values_list("scope_id", "people"))
    tree = replace(read_run_tree(visit_by(account).scope, run), least=max(people.values()))
    few = {unit_id for unit_id, count in people.items() if count < tree.least}
    found = {row.key: row.people for row in list_cuts(run, tree, list(tree.units.values()))}
    assert few
    assert {key for key, people in found.items() if people is None} == few
    assert {key for key, people in found.items() if people is not None} == set(people) - few


def test_item_says_what_would_come_in_its_place(client: Client, run: Run) -> None:
    row = PlanNext.objects.filter(run=run, next_intervention_id__isnull=False).order_by("employee_id")[0]
    title = Intervention.objects.filter(intervention_id=row.next_intervention_id).order_by("-pk")[0].title
    be(client, run)
    for page in (f"/pegawai/{row.employee_id}/", f"/rencana/kegiatan/{row.intervention_id}/",
                 f"/pegawai/{row.employee_id}/mengapa/?angka=plan"):  # fmt: skip
        assert title in words_of(read(client, page)), page
    reasons = words_of(read(client, f"/mengapa/offering/?kegiatan={row.intervention_id}"))
    assert "Sebagai gantinya" in reasons or "Tanpa ganti" in reasons


def test_loss_of_a_person_is_told_to_whoever_reads_her_assessments_alone(client: Client, run: Run) -> None:
    row = PlanNext.objects.filter(run=run).order_by("employee_id")[0]
    page = words_of(read(be(client, run, Role.ORGANISER), f"/pegawai/{row.employee_id}/"))
    assert "Sebagai gantinya" in page
    assert "level berbobot lebih" not in page


def test_loss_of_a_person_is_told_to_her_analyst(client: Client, run: Run) -> None:
    row = PlanNext.objects.filter(run=run).order_by("employee_id")[0]
    assert "level berbobot lebih" in words_of(read(be(client, run), f"/pegawai/{row.employee_id}/"))


def test_groups_have_units_with_closure_and_money(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run), "/rencana/keadilan/"))
    assert biggest_opd(run).name in page
    assert "Biaya per orang" in page


def test_scarce_money_is_told_as_a_range(client: Client, run: Run) -> None:
    money = PlanPrice.objects.get(run=run, kind="money")
    words = "lagi menutup paling banyak" if money.gain is None else "sampai"
    assert words in words_of(read(be(client, run), "/rencana/langka/"))


def test_offering_lists_its_participants_by_batch(client: Client, run: Run) -> None:
    item = PlanItem.objects.filter(run=run).order_by("intervention_id", "employee_id")[0]
    page = words_of(read(be(client, run), f"/rencana/kegiatan/{item.intervention_id}/"))
    assert RunPerson.objects.get(run=run, employee_id=item.employee_id).name in page
    assert client.get("/rencana/kegiatan/TIDAK-ADA/").status_code == 404


def test_sheet_for_leaders_says_five_sentences_and_what_would_be_postponed(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run, Role.APPOINTING_OFFICIAL), "/lembar-pimpinan/"))
    sheet = LeaderSheet.objects.get(run=run)
    assert len(sheet.sentences) == 5
    assert "Sampai dengan 1 Januari 2026" in page
    assert "Bila pagu turun 25 %" in page
    assert sheet.cuts[0]["batches"][0]["title"] in page
    assert "rencana yang disusun ulang memakai" in page
    spent = AgencyPlan.objects.get(run=run).spent_rupiah
    assert sheet.cuts[0]["missing_rupiah"] == max(0, spent - SMALL_BUDGET * 75 // 100)


def test_sheet_is_of_the_whole_agency_alone(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run, Role.OPD_HEAD, biggest_opd(run).unit_id), "/lembar-pimpinan/"))
    assert "seluruh instansi" in page
    assert "Sampai dengan" not in page


def test_mirror_adds_up_the_money_and_keeps_the_unknown_apart(client: Client, run: Run) -> None:
    lines = list(MirrorLine.objects.filter(run=run))
    page = words_of(read(be(client, run), "/cermin/"))
    known = [line for line in lines if line.fit_percent is not None]
    assert f"{len(lines)} baris, bagian dapat dinyatakan untuk {len(known)}" in page
    assert max(lines, key=lambda line: line.amount_rupiah).title in page


def test_mandatory_training_lists_who_owes_and_how_far_she_is(client: Client, run: Run) -> None:
    owed = OwedTraining.objects.filter(run=run)
    be(client, run)
    for step, words in (("not_offered", "tidak ditawarkan"), ("may_go", "boleh ikut, belum dicalonkan")):
        found = [row for row in owed if row.step == step]
        page = words_of(read(client, f"/diklat-wajib/?langkah={step}"))
        assert f"{len(found)} baris" in page
        assert not found or words in page


def test_wishes_stand_with_their_fate(client: Client, run: Run) -> None:
    wish = WishFate.objects.filter(run=run, unit_id__isnull=False).order_by("wish_id")[0]
    assert wish.wish_id in words_of(read(be(client, run), "/kebutuhan/usulan/"))


def test_home_shows_where_the_units_stand_and_leads_to_the_worst(client: Client, run: Run) -> None:
    page = read(be(client, run), "/")
    worst = re.search(r'<a class="btn btn-primary" href="(/unit/[^"]+/hasil/)">', page)
    assert worst is not None
    assert read(client, worst[1])
    below = RunPerson.objects.filter(run=run, below_count__gt=0).count()
    assert f">{below}</div>" in page
    for quoted in ("52,7", "56,5", "60,2"):
        assert quoted in words_of(page)


def test_frame_of_a_page_tells_the_run_that_the_page_shows(client: Client, run: Run) -> None:
    be(client, run)
    for page in ("/", "/mengapa/gap/", "/peta/", "/rencana/"):
        newest = read(client, page)
        Run.objects.filter(pk=run.pk).update(is_published=False)
        former = read(client, f"{page}?run={run.pk}")
        Run.objects.filter(pk=run.pk).update(is_published=True)
        foot = re.compile(r"<footer.*?</footer>", re.DOTALL)
        assert f"Proses {run.pk}: data per" in foot.findall(newest)[0], page
        assert f"Proses {run.pk}: data per" in foot.findall(former)[0], page


def test_home_is_split_by_sector_and_status_and_its_units_fit_into_a_workbook(client: Client, run: Run) -> None:
    be(client, run)
    counted = GapMap.objects.filter(
        run=run, level="agency", kind="competency", target="held", subject_id__isnull=True, below_people__gt=0
    )
    alike = counted.filter(sector__isnull=False, status__isnull=True).order_by("-people")[0]
    page = read(client, f"/?sektor={alike.sector}")
    assert f">{alike.below_people}</div>" in page
    assert f"/mengapa/gap/?sektor={alike.sector}" in page
    assert f"/peta/?sektor={alike.sector}" in page
    of_status = counted.filter(sector__isnull=True, status__isnull=False).order_by("-people")[0]
    assert f">{of_status.below_people}</div>" in read(client, f"/?status={of_status.status}")
    link = re.search(r'href="(/\?[^"]*ranking-as[^"]*)"', read(client, "/"))
    assert link is not None
    sheet = openpyxl.load_workbook(BytesIO(client.get(unescape(link[1])).content)).worksheets[0]
    names = {str(row[0].value) for row in sheet.iter_rows()}
    assert {each.name for each in RunUnit.objects.filter(run=run, is_opd=True)} & names


def test_home_of_an_opd_and_its_workbook_hold_no_unit_of_another(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    mine = branch(run, opd.unit_id)
    foreign = RunUnit.objects.filter(run=run).exclude(unit_id__in=mine)
    be(client, run, Role.HR_MANAGER, opd.unit_id)
    assert {client.get(f"/?unit={unit.unit_id}").status_code for unit in foreign[:3]} == {404}
    sheet = openpyxl.load_workbook(BytesIO(client.get("/?ranking-as=xlsx").content)).worksheets[0]
    named = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    own = set(RunUnit.objects.filter(run=run, unit_id__in=mine).values_list("name", flat=True))
    assert named & own
    assert named & (set(foreign.values_list("name", flat=True)) - own) == set()


def test_unit_shows_who_is_missing_and_who_leaves(client: Client, run: Run) -> None:
    needed = OrganisationGap.objects.filter(run=run).order_by("-missing")[0]
    page = words_of(read(be(client, run), f"/unit/{needed.unit_id}/hasil/"))
    assert "Orang yang dibutuhkan unit pada suatu level" in page
    assert RunUnit.objects.get(run=run, unit_id=needed.unit_id).name in page
    assert str(needed.people_needed) in page


def test_page_says_what_was_never_assessed(client: Client, run: Run) -> None:
    unmeasured = somebody(run, assessed_count__lt=F("required_count"))
    assert "belum dinilai" in words_of(read(be(client, run), f"/pegawai/{unmeasured.employee_id}/"))


def test_her_own_page_needs_no_role_and_hides_nothing(client: Client, run: Run) -> None:
    person = somebody(run, below_count__gt=0, item_count__gt=0)
    account = make_account(person.employee_id, person.name)
    client.force_login(account, backend=BACKEND)
    assert client.get("/pegawai/saya/").headers["Location"] == f"/pegawai/{person.employee_id}/"
    before = AuditEntry.objects.filter(verb="assessment_read").count()
    page = words_of(read(client, f"/pegawai/{person.employee_id}/"))
    for words in ("Level kurang", "Yang menaikkan IP ASN", "Jam pelajaran (JP)", "Yang segera kedaluwarsa"):
        assert words in page
    assert AuditEntry.objects.filter(verb="assessment_read").count() == before
    other = somebody(run, below_count=0) if RunPerson.objects.filter(run=run, below_count=0).exists() else None
    if other is not None:
        assert client.get(f"/pegawai/{other.employee_id}/").status_code == 403


def test_superior_reading_somebody_is_written_down(client: Client, run: Run) -> None:
    person = somebody(run, below_count__gt=0)
    read(be(client, run, Role.SUPERIOR, person.unit_id), f"/pegawai/{person.employee_id}/")
    entry = AuditEntry.objects.filter(verb="assessment_read").latest("pk")
    assert (entry.employee_id, entry.detail["run"]) == (person.employee_id, str(run.pk))


def test_reasons_name_ratings_arithmetic_article_and_run(client: Client, run: Run) -> None:
    gap = Gap.objects.filter(run=run, state="gap", target="held").order_by("employee_id", "competency_id")[0]
    page = words_of(read(be(client, run), f"/pegawai/{gap.employee_id}/mengapa/?kompetensi={gap.competency_id}"))
    assert f"wajib {gap.required_level}" in page or f"level {gap.required_level}" in page
    assert "Penilaian R" in page
    assert f"Proses {run.pk}" in page
    index = words_of(read(client, f"/pegawai/{gap.employee_id}/mengapa/?angka=index"))
    assert "Peraturan BKN 8/2019" in index
    whole = words_of(read(client, "/mengapa/gap/"))
    assert "PP 11/2017, Pasal 206" in whole
    assert "orang di bawah standar" in whole
    assert client.get("/mengapa/nilai/").status_code == 404


def test_reasons_of_the_gap_say_the_figures_of_the_page(client: Client, run: Run) -> None:
    below = RunPerson.objects.filter(run=run, below_count__gt=0).count()
    people = RunPerson.objects.filter(run=run).count()
    assert f"{below} dari {people} orang" in words_of(read(be(client, run), "/mengapa/gap/"))


def test_offering_is_explained_by_heads_and_batches(client: Client, run: Run) -> None:
    line = PlanLine.objects.filter(run=run, level="agency", sector=None, status=None).order_by("-cost_rupiah")[0]
    page = words_of(read(be(client, run), f"/mengapa/offering/?kegiatan={line.intervention_id}"))
    assert line.title in page
    assert f"{line.cost_rupiah:,}".replace(",", ".") in page
    assert "Angkatan:" in page
    assert client.get("/mengapa/offering/?kegiatan=TIDAK-ADA").status_code == 404


def test_people_missing_at_a_level_are_explained(client: Client, run: Run) -> None:
    row = OrganisationGap.objects.filter(run=run).order_by("-missing")[0]
    page = words_of(read(be(client, run), f"/mengapa/organisation/?unit={row.unit_id}&kompetensi={row.competency_id}"))
    assert str(row.people_needed) in page
    assert "yang belum dinilai tidak termasuk" in page


def test_former_run_is_shown_and_explained_when_it_is_asked_for(client: Client, run: Run) -> None:
    analyst = make_member("198501012010012002", "Analis Dua", Role.ANALYST, None, str(run.agency_id))
    newer = start_run(visit_by(analyst), AskedRun(str(run.agency_id), AS_OF, budget_rupiah=SMALL_BUDGET // 2))
    be(client, run)
    person = somebody(run, below_count__gt=0, item_count__gt=0)
    for page in ("/rencana/", "/kebutuhan/", "/cermin/", f"/pegawai/{person.employee_id}/", "/lembar-pimpinan/"):
        assert f"Proses {newer.pk}:" in words_of(read(client, page)), page
        former = words_of(read(client, f"{page}?run={run.pk}"))
        assert f"Hasil terdahulu: proses {run.pk}" in former, page
    why = words_of(read(client, f"/pegawai/{person.employee_id}/mengapa/?run={run.pk}&angka=plan"))
    assert f"Proses {run.pk}" in why
    assert client.get("/rencana/?run=999999").status_code == 404


def test_map_can_be_taken_as_a_workbook(client: Client, run: Run) -> None:
    answer = be(client, run).get("/peta/?map-as=xlsx&jenis=managerial")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    text = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert biggest_opd(run).name in text
    assert any(f"proses {run.pk}" in each for each in text)


def test_every_list_can_be_taken_as_a_workbook(client: Client, run: Run) -> None:
    be(client, run)
    for page in (*BY_NAME, "/kebutuhan/unit/", "/rencana/", "/rencana/unit/", "/cermin/", "/lembar-pimpinan/"):
        file = re.search(r'href="([^"]+-as=xlsx[^"]*)"', read(client, page))
        assert file is not None, page
        answer = client.get(unescape(file[1]))
        assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet"), page
        assert openpyxl.load_workbook(BytesIO(answer.content)).active is not None


def test_without_a_run_every_page_says_what_to_do(client: Client) -> None:
    client.force_login(make_member(READER, "Pembaca", Role.ANALYST, None, "KOTA"), backend=BACKEND)
    for page in LISTS:
        if page not in {"/", "/indikator/"}:
            assert "/hitungan/baru/" in read(client, page), page

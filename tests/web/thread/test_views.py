"""The red thread on its pages: both walks, branches that open, small groups, strangers, and what the summary says."""

from __future__ import annotations

import re

import pytest
from django.db.models import F
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models import (
    NeedLine,
    NeedSum,
    ObjectiveDetail,
    ObjectiveIndicator,
    Receipt,
    Run,
    ThreadLine,
    ThreadNode,
    ThreadPath,
    ThreadSum,
)
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.run_unit import forget_runs
from benangmerah.store.selectors.thread import Thread, add_up_thread
from tests.factories.cast import AGUS, make_member
from tests.factories.published import BACKEND, be, biggest_opd, read
from tests.web.components.test_results import words_of
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db


def served(run: Run) -> ThreadSum:
    """A target that the plan serves, with the most participations."""
    rows = ThreadSum.objects.filter(run=run, level="agency", kind="target", item_count__gt=0)
    return rows.order_by("-item_count", "objective_id")[0]


def test_page_says_what_the_summary_says(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run), "/benang-merah/"))
    targets = ThreadSum.objects.filter(run=run, level="agency", kind="target")
    covered = targets.filter(item_count__gt=0).count()
    assert f"{covered} dari {targets.count()} sasaran" in page
    assert run.summary["thread"]["targets_covered_percent"] == pytest.approx(100 * covered / targets.count())


def test_totals_are_those_of_every_target_and_line_also_in_a_unit(run: Run) -> None:
    opd, agency_id = biggest_opd(run), str(run.agency_id)
    tree = RunTree({}, None, frozenset(), may_read_agency=True, snapshot_hash=run.snapshot_hash, least=0)
    places = [Place("agency", agency_id, "Kota", agency_id), Place("unit", opd.unit_id, opd.name, agency_id)]
    totals = [Thread(run, tree, place).totals() for place in places]
    threads = [Thread(run, tree, place) for place in places]
    assert totals == [add_up_thread(thread.targets(), thread.lines()) for thread in threads]
    assert totals[0].covered > 0
    assert totals[0] != totals[1]


def test_walk_down_names_units_competencies_and_trainings(client: Client, run: Run) -> None:
    target = served(run)
    page = words_of(read(be(client, run), f"/benang-merah/simpul/{target.objective_id}/?ways-sort=-path__item_count"))
    node = ThreadNode.objects.get(run=run, objective_id=target.objective_id)
    below = {node.objective_id, *ThreadNode.objects.filter(
        run=run, parent_objective_id=node.objective_id).values_list("objective_id", flat=True)}  # fmt: skip
    ways = ThreadPath.objects.filter(run=run, level="agency", unit_id__isnull=False, objective_id__in=below)
    for way in ways.filter(intervention_id__isnull=False)[:3]:
        assert way.competency in page
    assert node.title in page


def test_walk_down_leads_to_the_people_by_name_for_whoever_may_read_them(client: Client, run: Run) -> None:
    way = ThreadPath.objects.filter(
        run=run, level="agency", unit_id__isnull=False, intervention_id=None, people__gte=5
    ).order_by("-people", "pk")[0]  # fmt: skip
    address = f"/benang-merah/simpul/{way.objective_id}/?ways-q={way.competency}"
    page = read(be(client, run), address)
    (link,) = {each for each in re.findall(r'href="(/kebutuhan/[^"]+)"', page) if f"unit={way.unit_id}&" in each}
    names = NeedLine.objects.filter(run=run, competency=way.competency).values_list("name", flat=True)
    needs = read(client, link.replace("&amp;", "&"))
    assert any(name in needs for name in names)
    assert "/rencana/kegiatan/" in read(client, f"/benang-merah/simpul/{served(run).objective_id}/")
    bappeda = read(be(client, run, Role.PLANNING_AGENCY, nip="197001012000031003"), address)
    assert "/kebutuhan/?" not in bappeda
    assert "/rencana/kegiatan/" not in bappeda


def test_target_and_national_priority_lead_to_each_other(client: Client, run: Run) -> None:
    target, receipt = served(run), Receipt.objects.order_by("-pk")[0]
    national = ThreadNode.objects.filter(run=run, kind="national_priority").order_by("place")[0]
    ObjectiveDetail.objects.filter(archived=None, objective_id=target.objective_id).delete()
    ObjectiveDetail.objects.create(
        objective_id=target.objective_id, national_objective_id=national.objective_id, recorded=receipt
    )
    be(client, run)
    assert f"/benang-merah/simpul/{national.objective_id}/" in read(
        client, f"/benang-merah/simpul/{target.objective_id}/"
    )
    assert f"/benang-merah/simpul/{target.objective_id}/" in read(
        client, f"/benang-merah/simpul/{national.objective_id}/"
    )


def test_walk_up_reaches_the_root_of_every_plan_that_asks(client: Client, run: Run) -> None:
    line = ThreadLine.objects.filter(run=run, level="agency", target_count__gt=0).order_by("-target_count")[0]
    page = words_of(read(be(client, run), f"/benang-merah/kegiatan/{line.intervention_id}/"))
    parents = dict(ThreadNode.objects.filter(run=run).values_list("objective_id", "parent_objective_id"))
    titles = dict(ThreadNode.objects.filter(run=run).values_list("objective_id", "title"))
    ways = ThreadPath.objects.filter(
        run=run, level="agency", intervention_id=line.intervention_id, unit_id__isnull=False
    )
    for asking in set(ways.values_list("objective_id", flat=True)):
        here: str | None = asking
        while here is not None:
            assert titles[here] in page
            here = parents[here]


def test_branch_is_fetched_as_rows_and_without_a_script_as_a_page(client: Client, run: Run) -> None:
    root = ThreadNode.objects.filter(run=run, depth=0, below_count__gt=0).order_by("place")[0]
    address = f"/benang-merah/simpul/{root.objective_id}/cabang/"
    answer = be(client, run).get(address, headers={"HX-Request": "true"}).content.decode()
    assert answer.count("<tr") == root.below_count
    assert answer.startswith("<tr")
    assert "<main" in read(client, address)


def test_orphans_are_the_targets_without_an_item_and_the_lines_without_a_target(client: Client, run: Run) -> None:
    page = words_of(read(be(client, run), "/benang-merah/tanpa-benang/"))
    keys = ThreadSum.objects.filter(run=run, level="agency", kind="target", item_count=0)
    for node in ThreadNode.objects.filter(run=run, objective_id__in=keys.values("objective_id"))[:20]:
        assert node.title in page
    line = ThreadLine.objects.filter(run=run, level="agency", traced_count=0).order_by("-cost_rupiah")[0]
    assert line.title in page


def test_opd_sees_what_concerns_it_and_what_is_above(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    seen = set(
        ThreadSum.objects.filter(run=run, level="unit", scope_id=opd.unit_id).values_list("objective_id", flat=True)
    )
    be(client, run, Role.HR_MANAGER, opd.unit_id)
    hidden = ThreadNode.objects.filter(run=run).exclude(objective_id__in=seen)[0]
    assert client.get(f"/benang-merah/simpul/{hidden.objective_id}/").status_code == 404
    for key in sorted(seen)[:5]:
        assert client.get(f"/benang-merah/simpul/{key}/").status_code == 200


def test_planning_agency_reads_no_figure_of_few_people(client: Client, run: Run) -> None:
    few = ThreadSum.objects.filter(run=run, level="unit", people__gt=0, people__lt=5).order_by("scope_id")[0]
    address = f"/benang-merah/simpul/{few.objective_id}/?unit={few.scope_id}"
    assert "tidak diketahui" in words_of(read(be(client, run, Role.PLANNING_AGENCY), address))
    be(client, run, Role.ANALYST, nip="197001012000031002")
    page = read(client, address)
    assert f"{few.people} pegawai" in words_of(page)


def test_stranger_finds_no_node_and_no_line(client: Client, run: Run) -> None:
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, "LAIN"), backend=BACKEND)
    line = ThreadLine.objects.filter(run=run)[0]
    for address in (f"simpul/{served(run).objective_id}/", f"kegiatan/{line.intervention_id}/", "", "tanpa-benang/"):
        assert client.get(f"/benang-merah/{address}?run={run.pk}").status_code == 404


def test_pages_of_nodes_and_lines_take_at_most_fifteen_queries(client: Client, run: Run) -> None:
    be(client, run)
    line = ThreadLine.objects.filter(run=run, level="agency", target_count__gt=0)[0]
    pages = (f"simpul/{served(run).objective_id}/", f"kegiatan/{line.intervention_id}/", "", "tanpa-benang/")
    assert {each: n for each in pages if (n := count_queries(client, f"/benang-merah/{each}")) > 15} == {}


def test_need_list_and_reasons_say_what_strategic_weight_does(client: Client, run: Run) -> None:
    asked = NeedLine.objects.filter(run=run, because_of__isnull=False, rank_without__gt=F("rank_in_agency"))
    raised = asked.order_by("rank_in_agency")[0]
    page = words_of(read(be(client, run), "/kebutuhan/"))
    assert raised.because_of is not None
    assert raised.because_of in page
    why = words_of(read(client, f"/pegawai/{raised.employee_id}/mengapa/?kompetensi={raised.competency_id}"))
    assert f"bukan {raised.rank_without}" in why.replace(".", "")
    assert raised.because_of in why


def test_reasons_of_a_unit_say_what_strategic_weight_does(client: Client, run: Run) -> None:
    opd = biggest_opd(run)
    rows = list(NeedSum.objects.filter(
        run=run, level="unit", scope_id=opd.unit_id, competency_id__isnull=False, sector=None, status=None))  # fmt: skip

    def rank(row: NeedSum, name: str) -> int:
        return 1 + sum(bool(getattr(each, name) > getattr(row, name) + 1e-6) for each in rows)

    lifted = [(row, rank(row, "priority"), rank(row, "priority_without")) for row in rows]
    row, now, before = max(lifted, key=lambda each: each[2] - each[1])
    assert now < before
    be(client, run)
    for figure in ("need", "gap"):
        address = f"/mengapa/{figure}/?unit={opd.unit_id}&kompetensi={row.competency_id}"
        why = words_of(read(client, address))
        assert f"berada di peringkat {now} dari {len(rows)}, bukan {before}" in why
    asking = ThreadPath.objects.filter(
        run=run, level="unit", scope_id=opd.unit_id, competency_id=row.competency_id, unit_id=None, intervention_id=None
    )
    titles = ThreadNode.objects.filter(run=run, objective_id__in=asking.values("objective_id"))
    assert any(node.title in why for node in titles)
    whole = words_of(read(client, f"/mengapa/need/?unit={opd.unit_id}"))
    assert f"{row.competency}: " in whole


def test_node_says_what_was_realised_of_its_indicators_and_trainings(client: Client, run: Run) -> None:
    stunting = ObjectiveIndicator.objects.filter(name="Angka stunting", realised__isnull=False)[0]
    be(client, run)
    page = words_of(read(client, f"/benang-merah/simpul/{stunting.objective_id}/"))
    assert "Capaian indikator" in page
    assert "Angka stunting" in page
    assert "makin kecil makin baik" in page
    assert "90 %" in page
    mine = ThreadSum.objects.get(run=run, level="agency", objective_id=stunting.objective_id)
    assert mine.done_before_count > 0
    assert f"{mine.done_before_count} pada {run.as_of.year - 1}" in page.replace(".", "")
    root = ThreadNode.objects.get(run=run, objective_id=stunting.objective_id).parent_objective_id
    assert "Angka stunting" in words_of(read(client, f"/benang-merah/simpul/{root}/"))
    reasons = words_of(read(client, "/mengapa/thread/"))
    assert "makin kecil makin baik" in reasons


def test_plan_below_the_expected_coverage_warns_on_both_pages(client: Client, run: Run) -> None:
    be(client, run, Role.HR_AGENCY_HEAD)
    for page in ("/benang-merah/", "/rencana/"):
        assert "Sebelum diajukan" in words_of(read(client, page)), page
    address = f"/benang-merah/ambang/{run.agency_id}/"
    given = {"targets_percent": "0", "money_percent": "0", "decree": "Keputusan Wali Kota 5/2026"}
    assert client.post(address, given)["Location"] == "/benang-merah/"
    for page in ("/benang-merah/", "/rencana/"):
        assert "Sebelum diajukan" not in words_of(read(client, page)), page
    assert "has-error" in client.post(address, given | {"money_percent": "120"}).content.decode()
    page = read(client, address)
    assert "Keputusan Wali Kota 5/2026" in page
    (undo,) = re.findall(rf'action="({address}kembalikan/\d+/)"', page)
    assert client.post(undo)["Location"] == address
    assert "/kembalikan/" not in read(client, address)
    assert "Sebelum diajukan" in words_of(read(client, "/benang-merah/"))


def test_unit_sees_its_indicators_beside_the_gaps_of_its_people(client: Client, run: Run) -> None:
    row = ObjectiveIndicator.objects.filter(unit_id__isnull=False, realised__isnull=False).order_by("objective_id")[0]
    page = words_of(read(be(client, run), f"/unit/{row.unit_id}/hasil/"))
    assert row.name in page
    assert row.realised is not None
    assert "Kinerja unit di samping kesenjangan pegawainya" in page


def test_tree_with_very_many_roots_is_shown_page_by_page(client: Client, run: Run) -> None:
    be(client, run)
    many = [ThreadNode(run=run, objective_id=f"Z{n:03}", agency_id=run.agency_id, kind="goal", title=f"Tujuan {n:03}",
                       share=1, depth=0, place=10_000 + n, below_count=0, link_count=0) for n in range(130)]  # fmt: skip
    ThreadNode.objects.bulk_create(many)
    forget_runs()
    first, third = read(client, "/benang-merah/"), read(client, "/benang-merah/?dari=120")
    assert first.count("tree-row") == 60
    assert "Tujuan 129" in third
    assert "Tujuan 129" not in first
    ThreadNode.objects.filter(run=run, objective_id__startswith="Z").delete()
    forget_runs()

"""Every page by the name of its route, with somebody who may open it: what `permissions.PAGES` knows is visited here."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import get_resolver, reverse

from benangmerah.domain.role import Role
from benangmerah.flow.change_policy import PolicyGiven, add_policy
from benangmerah.flow.change_unit import UnitGiven, change_unit
from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.store.models import (
    AgencyPlan,
    Gap,
    GapMap,
    LeaderSheet,
    LimitSum,
    MirrorCompetency,
    MirrorLine,
    NeedLine,
    NeedSum,
    OrganisationGap,
    OwedTraining,
    PlanCurve,
    PlanItem,
    PlanShare,
    QualificationGap,
    RunPerson,
    WishFate,
)  # fmt: skip
from benangmerah.store.models.account import Account
from benangmerah.store.models.alias import Alias, ColumnMapping
from benangmerah.store.models.competency import Competency, CompetencyLevel
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.position import Position
from benangmerah.store.models.run import Run
from benangmerah.store.models.talent import TalentResult
from tests.factories.cast import (
    BELOW,
    BUDI,
    CITY,
    DEWI,
    NOW,
    OTHER_CITY,
    OWN,
    PARENT,
    RATNA,
    SARI,
    TODAY,
    TONO,
    UNITS,
    WATI,
    give_role,
    make_account,
    make_city,
    make_member,
    visit_by,
)
from tests.factories.plan_target import make_target
from tests.factories.planning import make_plan
from tests.factories.quality import make_review
from tests.factories.run import publish_people
from tests.factories.scenario import make_scenario, make_sketch
from tests.factories.upload import make_draft
from tests.store.selectors.test_holding import publish
from tests.web.permissions import OK, PAGES

SUMMARY: dict[str, object] = {
    "gap": {"people": 15_000, "below_people": 8_412, "burden": 21_733.5, "assessed_count": 96_200,
            "required_count": 150_000},
    "professionalism_index": {"mean": 56.52},
    "plan": {"spent_rupiah": 11_874_500_000, "optimality_gap_percent": 1.25},
}  # fmt: skip
FRAGMENTS: frozenset[str] = frozenset(
    {
        "import:show_progress",
        "objective:find_parents",
        "objective:find_national",
        "import:download_marked",
        "run:show_progress",
        "run:fetch_document",
        "quality:show_progress",
        "plan_target:show_progress",
        "policy:fetch_policy",
        "policy:fetch_defaults",
        "scenario:show_answer",
        "scenario:compare",  # names the scenarios in its address
        "talent:export",
        "talent:fetch_template",
        "employee:show_own",  # leads to the reader's own page
    }
)
"""Routes that answer a part of a page, or a file; they are visited within it."""


@dataclass(frozen=True)
class World:
    """A city with a run, its HR agency's head, and what the parameters of addresses stand for."""

    head: Account
    parameters: dict[str, object]

    def reader_of(self, name: str) -> Account | None:
        """Somebody who may open the page; nobody for pages that come before log-in."""
        page = PAGES[name]
        if page.anonymous == OK:
            return None
        if page.own == OK or Role.HR_AGENCY_HEAD in page.roles or Role.ANALYST in page.roles or not page.roles:
            return self.head
        return make_member(BUDI, "Budi", min(page.roles), None)

    def address_of(self, name: str) -> str:
        """The page's address; a parameter that is not known here needs a line in `make_world`."""
        *spaces, route = name.split(":")
        resolver = get_resolver()
        for space in spaces:
            resolver = resolver.namespace_dict[space][1]
        names = resolver.reverse_dict.getlist(route)[0][0][0][1]
        return reverse(name, kwargs={each: self.parameters[each] for each in names})


def make_world() -> World:
    make_city()
    publish(CITY, SUMMARY)
    publish_results(Run.objects.get())
    head = make_member(DEWI, "Dra. Dewi Lestari, M.Si.", Role.HR_AGENCY_HEAD, None)
    sari = make_account(SARI, "Sari Wulandari, S.Kep., Ns.")
    give_role(sari, Role.SUPERIOR, OWN)
    membership = head.memberships.get()
    make_talent(head)
    return World(head, {
        "account_id": sari.pk, "membership_id": membership.pk, "employee_id": SARI, "unit_id": OWN, "agency_id": CITY,
        "import_id": make_draft(sari, CITY, OWN).pk, "number": 1,
        "run_id": Run.objects.get().pk, "document": "cermin-kebijakan.pdf",
        "position_id": "P1", "competency_id": "K1", "receipt_id": make_reference(head), "policy_id": make_policy(head), "alias_id": make_alias(head),
        "figure": "gap", "box": "8", "intervention_id": "KEG-1", "objective_id": "S1", "node_id": f"S-{CITY}", "document_id": f"D-{CITY}",
        "sketch_id": make_sketch(head, Run.objects.get()).pk, "scenario_id": make_scenarios(head),
        "target_id": make_target(Run.objects.get(), OWN, SARI, "Sari Wulandari").pk,
        "code": make_review(CITY).findings.earliest("pk").code,
    })  # fmt: skip


def make_scenarios(head: Account) -> int:
    """Two scenarios of the head's; the number of the first."""
    return min(make_scenario(head, Run.objects.get(), name).pk for name in ("Pagu separuh", "Tanpa kelas"))


def publish_results(run: Run) -> None:
    """What a run found of the cast: a gap map with a unit of which nobody was assessed, needs, a plan, the mirror."""
    publish_people(run)
    for depth, (unit_id, agency_id, *_rest) in enumerate(UNITS):
        if agency_id == CITY:
            for level, scope_id in (("unit", unit_id), *((("agency", CITY),) if depth == 0 else ())):
                draw_place(run, level, scope_id, depth)
    RunPerson.objects.filter(run=run, employee_id=SARI).update(
        required_count=2, assessed_count=1, below_count=1, burden=1.5, need_count=1, priority=4.5, index_total=65.0,
        index_category="rendah", is_planned=True, item_count=1, planned_hours=20, cost_rupiah=1_000_000, closes=1,
        weighted_closure=3, open_count=1, match_percent=62.5, match_category="belum_memenuhi", target_title="Kepala Pustu",
        performance_predicate="baik", is_below_performance=False,
    )  # fmt: skip
    for competency, state, level, gap in (("K1", "gap", 1.5, 1.5), ("K3", "not_assessed", None, None)):
        Gap.objects.create(run=run, employee_id=SARI, competency_id=competency, target="held", position_id="P1",
                           required_level=3, attained_level=level, gap=gap, surplus=None if gap is None else 0,
                           state=state, basis_of_standard="decreed", weight=3)  # fmt: skip
    PlanItem.objects.create(run=run, employee_id=SARI, intervention_id="KEG-1", batch=1, period=3, learning_hours=20,
                            cost_rupiah=1_000_000, closes=1, weighted_closure=3, reason="closes_gap")  # fmt: skip
    QualificationGap.objects.create(run=run, employee_id=SARI, target="held", kind="functional_training",
                                    required_value="Pelatihan Fungsional Perawat", state="gap")  # fmt: skip
    of_sari = {"run": run, "employee_id": SARI, "agency_id": CITY, "unit_id": BELOW, "name": "Sari",
               "position_title": "Perawat Ahli Muda", "sector": "health", "status": "pns"}  # fmt: skip
    NeedLine.objects.create(**of_sari, competency_id="K1", target="held", competency="Integritas",
                            competency_kind="managerial", gap=1.5, weight=3, priority=4.5, rank_in_agency=1, fate="partly",
                            limit="budget", detail="Pagu habis.")  # fmt: skip
    OwedTraining.objects.create(**of_sari, grade="jf_ahli_muda", kind="functional_training", is_offered=True,
                                asked="Pelatihan Fungsional Perawat", state="gap", is_eligible=True)  # fmt: skip
    WishFate.objects.create(run=run, wish_id="U1", employee_id=SARI, agency_id=CITY, unit_id=BELOW, name="Sari",
                            competency_id="K1", competency="Integritas", fate="partly", limit="budget")  # fmt: skip
    for number, (met, people) in enumerate(((30_000_000, 12), (None, None), (0, 0))):
        MirrorLine.objects.create(run=run, spending_id=f"B{number}", agency_id=CITY, unit_id=OWN, unit="Puskesmas Melati",
                                  year=2025, title=f"Bimbingan teknis {number}", amount_rupiah=60_000_000, met_rupiah=met,
                                  participants=None if people is None else 24, people_with_need=people,
                                  fit_percent=None if met is None else met / 600_000)  # fmt: skip
    MirrorCompetency.objects.create(run=run, competency_id="K1", name="Integritas", kind="managerial", people=9,
                                    people_in_reach=4, burden=9.5, lines=1, amount_rupiah=60_000_000)  # fmt: skip
    OrganisationGap.objects.create(run=run, unit_id=OWN, competency_id="K1", level=3, people_needed=3, people_at_level=1,
                                   missing=2)  # fmt: skip
    AgencyPlan.objects.create(run=run, agency_id=CITY, budget_rupiah=2_000_000, spent_rupiah=1_000_000, batches=1,
                              weighted_gap=90, weighted_closure=45, missing_jp=100, objective=-55, upper_bound=-54,
                              optimality_gap_percent=1.8, method="greedy", people_below_minimum_jp=5)  # fmt: skip
    for percent, reached in ((50, -75.0), (100, -55.0), (150, -40.0)):
        PlanCurve.objects.create(run=run, agency_id=CITY, percent=percent, budget_rupiah=20_000 * percent, reached=reached,
                                 upper_bound=reached + 1)  # fmt: skip
    sentences = [write_message(message("{items} items", items=number)) for number in range(5)]
    LeaderSheet.objects.create(run=run, sentences=sentences, cuts=[{
        "agency": "Kota Contoh", "percent": 25, "ceiling_rupiah": 1_500_000, "missing_rupiah": 0, "freed_rupiah": 0,
        "people": 1, "budget_rupiah": 2_000_000, "spent_rupiah": 1_000_000, "batches": [{
            "place": 1, "intervention_id": "KEG-1", "title": "Pelatihan", "batch": 1, "people": 1, "weighted_closure": 3.0,
            "missing_jp": 20.0, "cost_rupiah": 1_000_000, "freed_rupiah": 1_000_000, "is_kept_longest": False,
        }],
    }])  # fmt: skip


def draw_place(run: Run, level: str, scope_id: str, depth: int) -> None:
    """The sums of one place: two competencies, of one of which nobody was assessed."""
    place = {"run": run, "level": level, "scope_id": scope_id}
    for subject, people, assessed, below, burden in ((None, 40, 90, 12, 18.5), ("K1", 40, 38, 9, 6.5 + 3 * depth),
                                                     ("K3", 12, 0, 0, 0.0)):  # fmt: skip
        GapMap.objects.create(
            **place, kind="competency", subject_id=subject, target="held", people=people,
            required_count=people if subject else 100, assessed_count=assessed, below_count=below,
            below_people=below, burden=burden, index_people=0 if subject else 38, index_mean=None if subject else 58.4,
        )  # fmt: skip
    for subject in (None, "K1"):
        NeedSum.objects.create(**place, competency_id=subject, competency="Integritas" if subject else None,
                               competency_kind="managerial" if subject else None, people=12, need_count=14, gap=18.5,
                               priority=40 - depth, closed_count=4, partly_count=3, open_count=5,
                               left_out_count=2)  # fmt: skip
    PlanShare.objects.create(**place, people=40, planned_people=36, served_people=20, item_count=22, learning_hours=440,
                             cost_rupiah=1_000_000, closes=9, weighted_closure=45, weighted_gap=90, need_count=14,
                             open_count=8, short_count=5)  # fmt: skip
    for limit, count in (("budget", 5), ("hours", 3)):
        LimitSum.objects.create(**place, limit=limit, need_count=count, minimum_count=2)


def make_alias(head: Account) -> int:
    """A decision on a name, and the headings of the sheet it stood in; the number of the decision."""
    ColumnMapping.objects.create(
        agency_id=CITY, unit_id=OWN, table="employees", columns={"nama lengkap": "name", "jab": "position_id", "no": ""},
        decided_by=head, decided_at=NOW,
    )  # fmt: skip
    return Alias.objects.create(
        agency_id=CITY, kind="position", key="ners ahli muda", written="Ners Ahli Muda", target_id="P1", decided_by=head,
        decided_at=NOW,
    ).pk  # fmt: skip


def make_talent(head: Account) -> None:
    """A file of talent results: four people in boxes, one of whom nobody knows the performance."""
    receipt = Receipt.objects.create(
        kind="talent", made_at=NOW, made_by=head, file_name="hasil-talenta-2026.xlsx", agency_id=CITY
    )
    given = ((BUDI, "above", "medium"), (SARI, "meets", "high"), (RATNA, "meets", "medium"), (TONO, "below", "low"),
             (WATI, None, "high"))  # fmt: skip
    for employee_id, performance, potential in given:
        TalentResult.objects.create(
            employee_id=employee_id, period=2026, agency_id=CITY, performance=performance, potential=potential,
            is_box_given=False, source="Tim Manajemen Talenta 2026", decree="SK 5/2026", recorded=receipt,
        )  # fmt: skip


def make_policy(head: Account) -> int:
    """A policy in force; its number."""
    text = "aimed_weight: 0.4\nplan: {max_items: 3}\n"
    return add_policy(visit_by(head), PolicyGiven(CITY, TODAY, "Keputusan Wali Kota 1/2026", "Wali Kota", text)).pk


def make_reference(head: Account) -> int:
    """A position, a competency with its levels, and a unit that was renamed by hand; the number of that change."""
    receipt = Receipt.objects.order_by("pk")[0]
    make_plan(receipt, CITY)
    Position.objects.create(
        position_id="P1", agency_id=CITY, title="Perawat Ahli Muda", grade="jf_ahli_muda", job_family="Perawat",
        recorded=receipt,
    )  # fmt: skip
    Position.objects.create(
        position_id="P2", agency_id=OTHER_CITY, title="Perawat Ahli Muda", grade="jf_ahli_muda", recorded=receipt
    )
    Employee.objects.filter(agency_id=OTHER_CITY).update(position_id="P2")
    Competency.objects.create(competency_id="K1", name="Integritas", kind="managerial", recorded=receipt)
    Competency.objects.create(competency_id="K3", name="Pelayanan Publik", kind="managerial", recorded=receipt)
    for level, words in enumerate(("Mengenali", "Menerapkan", "Mengajak"), 1):
        CompetencyLevel.objects.create(competency_id="K1", level=level, description=words, recorded=receipt)
    give_role(head, Role.ANALYST, None)
    give_role(head, Role.ANALYST, None, OTHER_CITY)
    visit = visit_by(head)
    change = change_unit(visit, UnitGiven(OWN, CITY, "Puskesmas Melati Indah", PARENT, sector="health"))
    return change.pk


def list_pages() -> list[str]:
    return [name for name, page in PAGES.items() if page.method == "get" and name not in FRAGMENTS]

"""Every page by the name of its route, with somebody who may open it: what `permissions.PAGES` knows is visited here."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import get_resolver, reverse

from benangmerah.domain.role import Role
from benangmerah.flow.change_policy import PolicyGiven, add_policy
from benangmerah.flow.change_unit import UnitGiven, change_unit
from benangmerah.store.models.account import Account
from benangmerah.store.models.alias import Alias, ColumnMapping
from benangmerah.store.models.competency import Competency, CompetencyLevel
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.gap_map import GapMap
from benangmerah.store.models.position import Position
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_unit import RunUnit
from tests.factories.cast import (
    BUDI,
    CITY,
    DEWI,
    NOW,
    OTHER_CITY,
    OWN,
    PARENT,
    SARI,
    TODAY,
    UNITS,
    give_role,
    make_account,
    make_city,
    make_member,
    visit_by,
)
from tests.factories.quality import make_review
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
        "import:download_marked",
        "run:show_progress",
        "run:fetch_document",
        "quality:show_progress",
        "policy:fetch_policy",
        "policy:fetch_defaults",
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
    draw_gaps(Run.objects.get())
    head = make_member(DEWI, "Dra. Dewi Lestari, M.Si.", Role.HR_AGENCY_HEAD, None)
    sari = make_account(SARI, "Sari Wulandari, S.Kep., Ns.")
    give_role(sari, Role.SUPERIOR, OWN)
    membership = head.memberships.get()
    return World(head, {
        "account_id": sari.pk, "membership_id": membership.pk, "employee_id": SARI, "unit_id": OWN, "agency_id": CITY,
        "import_id": make_draft(sari, CITY, OWN).pk, "number": 1,
        "run_id": Run.objects.get().pk, "document": "cermin-kebijakan.pdf",
        "position_id": "P1", "competency_id": "K1", "receipt_id": make_reference(head), "policy_id": make_policy(head), "alias_id": make_alias(head),
        "code": make_review(CITY).findings.earliest("pk").code,
    })  # fmt: skip


def draw_gaps(run: Run) -> None:
    """A gap map of the cast's units: two competencies, one unit of which nobody was assessed."""
    for depth, (unit_id, agency_id, parent, name, is_opd) in enumerate(UNITS):
        if agency_id != CITY:
            continue
        RunUnit.objects.create(
            run=run, unit_id=unit_id, agency_id=agency_id, parent_unit_id=parent, name=name, is_opd=is_opd,
            sector="health", only_sector="health", depth=0 if parent is None else 1,
        )  # fmt: skip
        for subject, people, assessed, below, burden in ((None, 40, 90, 12, 18.5), ("K1", 40, 38, 9, 6.5 + 3 * depth),
                                                         ("K3", 12, 0, 0, 0.0)):  # fmt: skip
            GapMap.objects.create(
                run=run, level="unit", scope_id=unit_id, kind="competency", subject_id=subject, target="held",
                people=people, required_count=people if subject else 100, assessed_count=assessed, below_count=below,
                below_people=below, burden=burden, index_people=0,
            )  # fmt: skip


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


def make_policy(head: Account) -> int:
    """A policy in force; its number."""
    text = "aimed_weight: 0.4\nplan: {max_items: 3}\n"
    return add_policy(visit_by(head), PolicyGiven(CITY, TODAY, "Keputusan Wali Kota 1/2026", "Wali Kota", text)).pk


def make_reference(head: Account) -> int:
    """A position, a competency with its levels, and a unit that was renamed by hand; the number of that change."""
    receipt = Receipt.objects.order_by("pk")[0]
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

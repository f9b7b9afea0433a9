"""What falls away when there is less money: the plan sketched anew for it, by OPD and by offering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.kernel.explanation import Message, message, render_value
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_facts import PlanFacts
from benangmerah.reports.plan_group import least_told

BY_OPD = message("Less money by OPD")
BY_OFFERING = message("Less money by offering")
MADE_ANEW = message(
    "A sketch: the plan made anew for less money, within every limit. It proposes nothing and decides nothing."
)
MOST_NAMED = 3
NOT_TOLD: Row = [None, None]
"""Levels of so few people that they would give somebody away."""


@dataclass
class Kept:
    """What stands in one plan, of an OPD or of an offering."""

    people: set[str] = field(default_factory=set)
    items: int = 0
    rupiah: int = 0
    closes: float = 0.0
    weighted_closure: float = 0.0
    batches: set[int] = field(default_factory=set)

    def add(self, row: Mapping[str, Any]) -> None:
        """One item more."""
        self.people.add(row["employee_id"])
        self.items += 1
        self.rupiah += row["cost_rupiah"]
        self.closes += row["closes"]
        self.weighted_closure += row["weighted_closure"]
        self.batches.add(row["batch"])


@dataclass(frozen=True)
class Fall:
    """What stands in the plan and with less money; `lost` and `won` are people with no item then, or at last one."""

    before: Kept
    after: Kept
    lost: int
    won: int


Key = tuple[int, str | None]
"""The place of an agency, and the OPD or the offering."""


@dataclass(frozen=True)
class PlanCut:
    """The sketch of one agency, and what falls away in all of them."""

    agencies: Sequence[Mapping[str, Any]]
    by_opd: Mapping[Key, Fall]
    by_offering: Mapping[Key, Fall]

    @property
    def people(self) -> int:
        """People who would be left without any item."""
        return sum(fall.lost for fall in self.by_opd.values())


def read_cut(plan: PlanFacts) -> PlanCut | None:
    """What falls away; None where the run did not sketch it."""
    facts = plan.facts
    agencies = {row["agency_id"]: row for row in facts.table("plan_cut_agency").to_pylist()}
    if not agencies:
        return None
    order = facts.table("agencies")["agency_id"].to_pylist()
    sketched = {order.index(agency_id) for agency_id in agencies}
    tables = [facts.table(name).to_pylist() for name in ("plan", "plan_cut_item")]
    known = sorted({row["employee_id"] for rows in tables for row in rows})
    place = dict(zip(known, plan.directory.place_people(known), strict=True))
    people = [{row["employee_id"] for row in rows} for rows in tables]
    by_opd, by_offering = dict[Key, tuple[Kept, Kept]](), dict[Key, tuple[Kept, Kept]]()
    for number, rows in enumerate(tables):
        for row in rows:
            agency, opd = place[row["employee_id"]]
            if agency in sketched:
                by_opd.setdefault((agency, opd), (Kept(), Kept()))[number].add(row)
                by_offering.setdefault((agency, row["intervention_id"]), (Kept(), Kept()))[number].add(row)
    return PlanCut(
        [agencies[agency_id] for agency_id in order if agency_id in agencies],
        _order({
            key: Fall(before, after, len(before.people - people[1]), len(after.people - people[0]))
            for key, (before, after) in by_opd.items()
        }),
        _order({
            key: Fall(before, after, len(before.people - after.people), len(after.people - before.people))
            for key, (before, after) in by_offering.items()
        }),
    )  # fmt: skip


def _order(found: Mapping[Key, Fall]) -> dict[Key, Fall]:
    """The most weighted levels that fall away first, agency by agency."""

    def rank(pair: tuple[Key, Fall]) -> tuple[int, float, str]:
        (agency, name), fall = pair
        return agency, round(fall.after.weighted_closure - fall.before.weighted_closure, 6), name or ""

    return dict(sorted(found.items(), key=rank))


def say_cut(plan: PlanFacts, cut: PlanCut) -> list[Message]:
    """For each agency what the sketch is, and for all who loses most."""
    names = plan.directory.organization.agency_names
    said = [
        message(
            "{agency}: with {percent} % less, IDR {budget}, the plan made anew spends IDR {spent} and is at most "
            "{distance} % away from the best plan of that money.",
            agency=names[row["agency_id"]],
            percent=row["percent"],
            budget=row["budget_rupiah"],
            spent=row["spent_rupiah"],
            distance=row["optimality_gap_percent"],
        )
        for row in cut.agencies
    ]
    losing = [key for key, fall in cut.by_opd.items() if fall.before.weighted_closure > fall.after.weighted_closure]
    losing.sort(key=lambda key: cut.by_opd[key].after.weighted_closure - cut.by_opd[key].before.weighted_closure)
    named = [plan.directory.name_opd(opd) for _agency, opd in losing[:MOST_NAMED]]
    said.append(
        message("{people} people would be left without any item; most falls away in: {opds}.", people=cut.people,
                opds=named)
        if named
        else message("{people} people would be left without any item; no OPD loses weighted levels.", people=cut.people)
    )  # fmt: skip
    return said


def cut_by_opd(plan: PlanFacts, cut: PlanCut, language: str) -> Listing:
    """What falls away in each OPD, the most weighted levels first."""
    least = least_told(plan)
    columns = [
        *_agency_column(plan),
        Column(plan.directory.organization.opd_word, 44),
        Column(message("Participants"), 11, "count"),
        Column(message("Then without any item"), 11, "count"),
        Column(message("Then with one at last"), 11, "count"),
        Column(message("Items fewer"), 10, "count"),
        Column(message("Cost per head less (Rp)"), 17, "rupiah"),
        Column(message("Levels fewer"), 10, "figure"),
        Column(message("Weighted levels fewer"), 11, "figure"),
    ]
    rows: list[Row] = [
        [
            *_agency_cell(plan, agency), render_value(plan.directory.name_opd(opd), language),
            len(fall.before.people), fall.lost, fall.won, fall.before.items - fall.after.items,
            fall.before.rupiah - fall.after.rupiah, *(_levels(fall) if len(fall.before.people) >= least else NOT_TOLD),
        ]
        for (agency, opd), fall in cut.by_opd.items()
    ]  # fmt: skip
    title = message("What falls away with {percent} % less money, by OPD", percent=CUT_PERCENT)
    return Listing(BY_OPD, title, Table(columns, rows, empty=message("Nothing.")), (MADE_ANEW,))


def _levels(fall: Fall) -> Row:
    before, after = fall.before, fall.after
    return [before.closes - after.closes, before.weighted_closure - after.weighted_closure]


def cut_by_offering(plan: PlanFacts, cut: PlanCut) -> Listing:
    """What falls away of each offering, the most weighted levels first."""
    offerings = plan.facts.table("interventions").to_pylist()
    known = {row["intervention_id"]: row for row in offerings}
    columns = [
        *_agency_column(plan),
        Column(message("Offering"), 46),
        Column(message("Participants"), 11, "count"),
        Column(message("Participants then"), 11, "count"),
        Column(message("Batches"), 10, "count"),
        Column(message("Batches then"), 10, "count"),
        Column(message("Money less (Rp)"), 17, "rupiah"),
        Column(message("Weighted levels fewer"), 11, "figure"),
    ]
    rows: list[Row] = []
    for (agency, intervention_id), fall in cut.by_offering.items():
        row = known[str(intervention_id)]
        each = row["cost_per_batch"] or 0
        was, then = (kept.rupiah + each * len(kept.batches) for kept in (fall.before, fall.after))
        rows.append([
            *_agency_cell(plan, agency), row["title"], fall.before.items, fall.after.items,
            len(fall.before.batches), len(fall.after.batches), was - then,
            fall.before.weighted_closure - fall.after.weighted_closure,
        ])  # fmt: skip
    title = message("What falls away with {percent} % less money, by offering", percent=CUT_PERCENT)
    return Listing(BY_OFFERING, title, Table(columns, rows, empty=message("Nothing.")), (MADE_ANEW,))


def _agency_column(plan: PlanFacts) -> list[Column]:
    return [Column(message("Agency"), 26)] if plan.directory.organization.has_many_agencies else []


def _agency_cell(plan: PlanFacts, agency: int) -> list[str]:
    organization = plan.directory.organization
    return [list(organization.agency_names.values())[agency]] if organization.has_many_agencies else []

"""What is scarce in the plan and what one step more of it closes: at least, and at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import MONTHS, Message, Term, message, render_value
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_content import begin_cell
from benangmerah.reports.plan_facts import PlanFacts

OF_MONEY = ("money", "unit_money")
TOLD = (*OF_MONEY, "absence_room", "batch")
"""Whoever decides can give more of these; the other prices only say how a batch is paid for."""
STEP_RUPIAH, STEP_MILLIONS = 100_000_000, 100
"""The step of money; prices stand for a million rupiah."""
AGENCY_MONEY = "money"
MOST_ON_PAPER = 20

PRICES = message("What is scarce")
PRICES_TITLE = message("What is scarce, and what one step more of it closes")
HOW_TO_READ = message(
    "A step is a hundred million rupiah, one batch, or one absence more. At most: at its price in the proof the "
    "bound over all numbers of batches rises by no more. At least: what the same plans, mixed anew with that step, "
    "close; parts of batches may stand in it. It is asked of the dearest things alone."
)


@dataclass(frozen=True)
class PlanPrice:
    """One scarce thing of an agency; `at_least` is None where the step was not asked for."""

    agency: str
    kind: str
    name: str
    period: int | None
    amount: int
    step: int
    at_least: float | None
    at_most: float


def read_prices(plan: PlanFacts) -> Sequence[PlanPrice]:
    """What is scarce, what is worth most first in an agency; nothing where the run did not keep it."""
    facts, organization = plan.facts, plan.directory.organization
    titles = dict(
        zip(*(facts.table("interventions")[name].to_pylist() for name in ("intervention_id", "title")), strict=True)
    )
    found = []
    for row in facts.table("plan_price").to_pylist():
        if row["kind"] in TOLD:
            of_money = row["kind"] in OF_MONEY
            subject = row["subject_id"] or ""
            name = organization.unit_names.get(subject) or titles.get(subject) or subject
            found.append(
                PlanPrice(
                    organization.agency_names[row["agency_id"]], row["kind"], name, row["period"], row["amount"],
                    STEP_RUPIAH if of_money else 1, row["gain"], row["price"] * (STEP_MILLIONS if of_money else 1),
                )
            )  # fmt: skip
    order = {name: place for place, name in enumerate(organization.agency_names.values())}
    return sorted(found, key=lambda one: (order[one.agency], -one.at_most, one.kind, one.name, one.period or 0))


def say_money(plan: PlanFacts) -> Iterator[Message]:
    """What more money of the whole agency closes, for each agency; that more closes nothing where none is scarce."""
    prices = {one.agency: one for one in read_prices(plan) if one.kind == AGENCY_MONEY}
    if not plan.facts.has("plan_price"):
        return
    for agency in plan.agencies:
        price = prices.get(agency.name)
        if price is None:
            yield message("{agency}: more money closes nothing more under the other limits.", agency=agency.name)
        elif price.at_least is None:
            yield message("{agency}: IDR {step} more closes {most} weighted levels at most.", agency=agency.name,
                          step=STEP_RUPIAH, most=price.at_most)  # fmt: skip
        else:
            yield message("{agency}: IDR {step} more closes {least} to {most} weighted levels.", agency=agency.name,
                          step=STEP_RUPIAH, least=price.at_least, most=price.at_most)  # fmt: skip


def price_table(plan: PlanFacts, language: str, most: int | None = None) -> Listing:
    """The scarce things, the dearest first; `most` of each agency where paper is short."""
    many = plan.directory.organization.has_many_agencies
    columns = (
        *([Column(message("Agency"), 26)] if many else []),
        Column(message("What"), 24, "term"),
        Column(message("Of"), 46),
        Column(message("Month"), 13),
        Column(message("There is"), 18, "count"),
        Column(message("One step more"), 15, "count"),
        Column(message("Closes at least (weighted levels)"), 13, "figure"),
        Column(message("Closes at most (weighted levels)"), 13, "figure"),
    )
    rows: list[Row] = []
    for agency in plan.directory.organization.agency_names.values():
        mine = [one for one in read_prices(plan) if one.agency == agency]
        rows += [[*([agency] if many else []), *_cells(one, language)] for one in mine[:most]]
    empty = message("Nothing is scarce: all that is needed is affordable, or the run did not keep the prices.")
    return Listing(PRICES, PRICES_TITLE, Table(columns, rows, empty=empty), (HOW_TO_READ,))


def _cells(one: PlanPrice, language: str) -> Row:
    name = one.name or render_value(message("whole agency"), language)
    month = None if one.period is None else begin_cell(Term(MONTHS[one.period - 1]), language)
    return [one.kind, name, month, one.amount, one.step, one.at_least, one.at_most]

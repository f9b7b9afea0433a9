"""The yearly plan in short: what it is called, its key figures, how good it is, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.kernel.explanation import Message, Term, Value, message
from benangmerah.reports.plan_facts import AgencyPlan, PlanFacts
from benangmerah.reports.run import RunFacts

NO_PLAN = message("There is no plan: this run names no money for the year that is planned for.")
WITHOUT_PLAN = message("No plan")


def title_of(facts: RunFacts) -> Message:
    """What the document is called."""
    return message("Needs and Plan of Competency Development, Year {year}", year=str(facts.year))


def what_to_do(facts: RunFacts) -> Sequence[Message]:
    """How a plan comes about where there is none."""
    return (
        message("Write the ceiling of {year} on the sheet Anggaran (table budgets) of the dataset, and run again; or",
                year=str(facts.year)),
        message("name it in the command: benangmerah run DATASET --budget RUPIAH --out DIR."),
        message("Without money the needs stand in the document of needs (kebutuhan.xlsx)."),
    )  # fmt: skip


def summarise_plan(plan: PlanFacts) -> Sequence[tuple[Message, Value]]:
    """The key figures of the plan, each with its label."""
    budget, spent = plan.budget_rupiah, plan.spent_rupiah
    return [
        (message("Ceiling"), message("IDR {amount}", amount=budget)),
        (message("Planned"), message("IDR {amount} ({percent} % of the ceiling)", amount=spent,
                                     percent=100 * spent / budget if budget else None)),
        (message("Left"), message("IDR {amount}", amount=budget - spent)),
        (message("Programmes"), _count_programmes(plan)),
        (message("Participants"), _count_participants(plan)),
        (message("Gap closed"), _say_closure(plan)),
        (message("JP of the plan"), _count_hours(plan)),
        (message("Minimum JP of PNS"), say_minimum(plan)),
        (message("Obligations"), _count_obligations(plan)),
        (message("Not served"), count_unserved(plan)),
        (message("Standards"), _count_standards(plan)),
    ]  # fmt: skip


def _count_programmes(plan: PlanFacts) -> Message:
    return message("{programmes} programmes in {lines} lines with {batches} batches",
                   programmes=plan.programmes, lines=len(plan.lines), batches=plan.batches)  # fmt: skip


def _count_participants(plan: PlanFacts) -> Message:
    return message("{people} people, {items} participations", people=plan.participants, items=len(plan.items))


def _say_closure(plan: PlanFacts) -> Message:
    if plan.closure_percent is None:
        return message("There is no gap to close.")
    return message("{percent} % of the weighted gap of the people the plan is for", percent=plan.closure_percent)


def _count_hours(plan: PlanFacts) -> Message:
    return message("{hours} JP, {percent} % of them in classical forms",
                   hours=plan.learning_hours, percent=plan.classical_percent)  # fmt: skip


def say_minimum(plan: PlanFacts) -> Message:
    """How many PNS reach the minimum before and after the plan."""
    hours = plan.hours
    return message(
        "{before} of {people} PNS have at least {minimum} JP without the plan, {after} with it",
        before=hours.reached_before, people=hours.people, minimum=hours.minimum, after=hours.reached_after,
    )  # fmt: skip


def _count_obligations(plan: PlanFacts) -> Message:
    lines = [line for line in plan.lines if line.offering.is_mandatory]
    return message("{count} lines are obligations, with {people} participations and IDR {amount}",
                   count=len(lines), people=sum(line.participants for line in lines),
                   amount=sum(line.cost_rupiah for line in lines))  # fmt: skip


def count_unserved(plan: PlanFacts) -> Message:
    """How many needs, and how many PNS below the minimum, the plan leaves."""
    below = sum(agency.people_below_minimum_jp for agency in plan.agencies)
    if plan.unserved is None:
        return message("Needs: not kept in this run; {people} PNS stay below the minimum JP", people=below)
    return message("{needs} needs are not closed in full; {people} PNS stay below the minimum JP",
                   needs=plan.unserved.total_needs, people=below)  # fmt: skip


def _count_standards(plan: PlanFacts) -> Message:
    if not plan.facts.has("gap"):
        return message("Not kept in this run.")
    return message(
        "{count} of {needs} needs of the participants rest on a provisional or default standard; their lines are "
        "marked *",
        count=sum(line.not_decreed for line in plan.lines), needs=sum(line.needs for line in plan.lines),
    )  # fmt: skip


def say_quality(plan: PlanFacts) -> Message:
    """How far the plan can be from the best one: the proof behind the figures."""
    return message(
        "This plan is at most {percent} % away from the best plan that is possible under the same limits.",
        percent=plan.distance_percent,
    )


def quality_rows(agency: AgencyPlan) -> Sequence[tuple[Message, Value]]:
    """What that rests on, for one agency."""
    return [
        (message("Weighted gap of the people the plan is for"), agency.weighted_gap),
        (message("Weighted closure of the plan"), agency.weighted_closure),
        (message("JP missing to the minimum"), agency.missing_jp),
        (message("Objective (closure less missing JP)"), agency.objective),
        (message("Proven upper bound of the objective"), agency.upper_bound),
        (message("Distance (%)"), agency.optimality_gap_percent),
        (message("Method"), Term(agency.method)),
    ]

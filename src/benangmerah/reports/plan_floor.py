"""The floor per OPD that policy asks for: who has it, and what stands against it where not."""

from __future__ import annotations

from collections.abc import Iterator

from benangmerah.kernel.explanation import Message, Term, message, render_value
from benangmerah.reports.plan_facts import PlanFacts

FLOOR = "plan_floor"


def say_floor(plan: PlanFacts, language: str, least: int) -> Iterator[Message]:
    """How many OPDs reach the floor, and each below it by name; nothing where policy asks for none.

    Of OPDs with fewer people than `least` no figure is told.
    """
    rows = plan.facts.table(FLOOR).to_pylist() if plan.facts.has(FLOOR) else []
    if not rows:
        return
    below = [row for row in rows if row["limit"] is not None]
    yield message(
        "Policy asks that {percent} % of the gap of every OPD is closed first, where that can be: {reached} of {count} "
        "OPDs have it.",
        percent=rows[0]["floor_percent"], reached=len(rows) - len(below), count=len(rows),
    )  # fmt: skip
    told = [row for row in below if row["people"] >= least]
    for row in sorted(told, key=lambda one: one["weighted_closure"] / one["weighted_gap"]):
        yield message(
            "{opd} stays below it with {percent} %; most often stands against the rest: {limit}.",
            opd=render_value(plan.directory.name_opd(row["unit_id"]), language),
            percent=100 * row["weighted_closure"] / row["weighted_gap"], limit=Term(row["limit"]),
        )  # fmt: skip

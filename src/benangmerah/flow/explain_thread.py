"""Why the red thread of a place is covered as it is: targets, money, and what hangs on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from benangmerah.domain.target_achievement import explain_achievement
from benangmerah.kernel.explanation import Explanation, message
from benangmerah.kernel.quantity import exact
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.thread import Thread, add_up_thread

RESULTS_SHOWN = 20
"""Indicators told one by one, the least achieved first."""


def explain_thread(run: Run, tree: RunTree, place: Place) -> Iterator[Explanation]:
    """Coverage by targets and by money, with what each counts."""
    thread = Thread(run, tree, place)
    targets = thread.targets()
    totals = add_up_thread(targets, thread.lines())
    covered, money = totals.covered_share, totals.money_share
    yield Explanation(
        message("Targets served: {covered} ÷ {targets} = {percent} %.", covered=totals.covered, targets=totals.targets,
                percent=None if covered is None else 100 * exact(covered)),
        (
            message("A target is served when the plan raises somebody in a competency that it, or what stands below "
                    "it, asks of the person's unit or one above."),
            message("{count} targets ask nothing of any unit: they can be served only once a link says what they need.",
                    count=sum(row.link_count == 0 for row in targets)),
        ),
    )  # fmt: skip
    yield Explanation(
        message("Money traced: {traced} ÷ {all} rupiah = {percent} %.", traced=totals.traced_rupiah,
                all=totals.cost_rupiah, percent=None if money is None else 100 * exact(money)),
        (
            message("Traced is the cost by the head of every participation that closes a need with strategic weight."),
            message("Batches cost money that no head carries: of a whole agency it stands in the sum below the line."),
            message("Without a thread: {targets} targets and {items} participations.",
                    targets=totals.targets - totals.covered, items=totals.items - totals.traced_items),
        ),
    )  # fmt: skip
    known = [each for each in thread.results([row.node.objective_id for row in targets]) if each.realised is not None]
    yield Explanation(
        message("Result: {reached} of {count} indicators of targets with a realised figure have reached what they "
                "aimed at.", reached=sum(each.is_reached is True for each in known), count=len(known)),
        tuple(
            message("{indicator} in {year}: {sentence}", indicator=each.indicator, year=str(each.year),
                    sentence=explain_achievement(exact(each.realised), exact(each.target), each.direction).sentence)
            for each in known[:RESULTS_SHOWN]
            if each.realised is not None and each.target > 0
        ),
    )  # fmt: skip

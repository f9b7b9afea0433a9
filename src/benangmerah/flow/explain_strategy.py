"""What targets change in a place: the rank of each competency among its needs, with and without strategic weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from django.db.models import Q

from benangmerah.domain.ranking import rank_descending
from benangmerah.domain.strategic_effect import TARGET, explain_effect
from benangmerah.kernel.explanation import Explanation, Message, message
from benangmerah.kernel.quantity import exact
from benangmerah.store.models.need_sum import NeedSum
from benangmerah.store.models.run import Run
from benangmerah.store.models.thread_node import ThreadNode
from benangmerah.store.models.thread_path import ThreadPath
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.thread_node import nodes_of

MILLIONTHS = 1_000_000
SHOWN = 10


def explain_strategy(
    run: Run, tree: RunTree, place: Place, split: tuple[str, str], competency_id: str = ""
) -> Iterator[Explanation]:
    """For one competency of a place its two ranks and the targets behind them; without one those that moved most.

    Nothing is said where the run kept no facts of strategic weight, or too few people stand behind it.
    """
    asked = Q(run=run, competency_id__isnull=False, priority_without__isnull=False)
    rows = list(NeedSum.objects.filter(tree.split(place.level, [place.scope_id], *split) & asked))
    ranks = rank_descending([_millionths(row.priority) for row in rows])
    without = rank_descending([_millionths(row.priority_without) for row in rows])
    effects = {
        row.competency_id: (row, rank, bare)
        for row, rank, bare in zip(rows, ranks, without, strict=True)
        if not tree.is_hidden(place.unit_id, row.people)
    }
    if competency_id:
        if competency_id in effects:
            yield _explain_one(len(rows), effects[competency_id], _parts(run, place, competency_id))
        return
    moved = [each for each in effects.values() if each[1] != each[2]]
    if not rows:
        return
    moved.sort(key=lambda each: (each[1] - each[2], each[1], each[0].competency or ""))
    told = [
        (row, explain_effect(rank, bare, len(rows), _parts(run, place, str(row.competency_id))).sentence)
        for row, rank, bare in moved[:SHOWN]
    ]
    yield Explanation(
        message("Strategic weight changes the rank of {count} of {total} competencies here.", count=len(moved),
                total=len(rows)),
        (_say_order(),),
        (),
        tuple(Explanation(message("{competency}: {words}", competency=row.competency, words=words))
              for row, words in told),
    )  # fmt: skip


def _explain_one(
    total: int, effect: tuple[NeedSum, int, int], parts: list[tuple[str, Fraction]]
) -> Explanation:  # fmt: skip
    row, rank, bare = effect
    found = explain_effect(rank, bare, total, parts)
    sums = message("Priority {priority}; without strategic weight {without}.", priority=exact(row.priority),
                   without=exact(row.priority_without or 0))  # fmt: skip
    return Explanation(found.sentence, (sums, _say_order(), *found.steps))


def _say_order() -> Message:
    return message("Competencies are ranked by the priorities of all their needs here; equal ones share a rank.")


def _parts(run: Run, place: Place, competency_id: str) -> list[tuple[str, Fraction]]:
    """The targets, by title, that lend the competency its strategic weight here, the greatest part first.

    Each link lends weight × share of its node to every need below its unit.
    """
    nodes = nodes_of(run.pk, run.snapshot_hash)
    links = ThreadPath.objects.filter(
        run=run, level=place.level, scope_id=place.scope_id, competency_id=competency_id, unit_id__isnull=False,
        intervention_id=None, weight__isnull=False,
    )  # fmt: skip
    amounts: dict[str, Fraction] = defaultdict(Fraction)
    for link in links:
        node = nodes[link.objective_id]
        amounts[_target_above(node, nodes)] += exact(link.weight or 0) * exact(node.share) * link.need_count
    whole = sum(amounts.values())
    parts = [(nodes[key].title, amount / whole) for key, amount in amounts.items() if amount]
    return sorted(parts, key=lambda one: (-one[1], one[0]))


def _target_above(node: ThreadNode, nodes: Mapping[str, ThreadNode]) -> str:
    """The node itself or the nearest above that is a target, else the node itself, as the rule tells it."""
    above: ThreadNode | None = node
    while above is not None and above.kind != TARGET:
        above = nodes.get(above.parent_objective_id or "")
    return (above or node).objective_id


def _millionths(priority: float | None) -> int:
    return round(exact(priority or 0) * MILLIONTHS)

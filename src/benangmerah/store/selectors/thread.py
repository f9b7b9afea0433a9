"""The red thread of a run within the reader's reach: the tree with its figures, ways down from a node, lines up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from benangmerah.kernel.explanation import message
from benangmerah.store.models.run import Run
from benangmerah.store.models.thread_line import ThreadLine
from benangmerah.store.models.thread_node import ThreadNode
from benangmerah.store.models.thread_path import ThreadPath
from benangmerah.store.models.thread_sum import ThreadSum
from benangmerah.store.selectors.indicator_result import IndicatorResult, list_indicator_results
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.scope import OutOfScopeError
from benangmerah.store.selectors.thread_node import nodes_of

TARGET = "target"


@dataclass(frozen=True)
class NodeRow:
    """A node with its figures in a place; figures of people are unknown where too few stand behind them."""

    node: ThreadNode
    below_count: int
    link_count: int = 0
    unit_count: int = 0
    people: int | None = 0
    need_count: int | None = 0
    gap: float | None = 0
    closed_share: float | None = None
    line_count: int = 0
    item_count: int = 0
    head_rupiah: int = 0
    done_count: int = 0
    done_before_count: int = 0
    results: Sequence[IndicatorResult] = ()
    """What its own indicators have reached, the least achieved first; only where they were asked for."""

    @property
    def achieved(self) -> float | None:
        """The least that one of its own indicators has achieved; unknown where none has a realised figure."""
        return min((each.achieved for each in self.results if each.achieved is not None), default=None)

    @property
    def title(self) -> str:
        """Of the node."""
        return self.node.title

    @property
    def is_orphan(self) -> bool:
        """Whether it is a target that no item of the plan serves here."""
        return self.node.kind == TARGET and self.item_count == 0

    @property
    def state(self) -> str:
        """What the plan does for it: `served`, `unserved`, or `unlinked` where nothing asks anything of anybody."""
        return "served" if self.item_count else "unserved" if self.link_count else "unlinked"


@dataclass(frozen=True)
class PathRow:
    """One way down: node, unit, competency, offering; figures of people unknown where too few stand behind them."""

    path: ThreadPath
    node: ThreadNode
    people: int | None
    need_count: int | None
    gap: float | None
    closed_share: float | None

    @property
    def competency(self) -> str:
        """What is asked."""
        return self.path.competency

    @property
    def item_count(self) -> int:
        """Participations that raise somebody in it."""
        return self.path.item_count


@dataclass(frozen=True)
class ThreadTotals:
    """Coverage of a place by targets and by money, with what has no thread on either side."""

    targets: int
    covered: int
    cost_rupiah: int
    traced_rupiah: int
    items: int
    traced_items: int

    @property
    def covered_share(self) -> float | None:
        """The share of targets with at least one item; unknown where there is no target."""
        return self.covered / self.targets if self.targets else None

    @property
    def money_share(self) -> float | None:
        """The share of the money that closes a need some target asks for; unknown where nothing is spent."""
        return self.traced_rupiah / self.cost_rupiah if self.cost_rupiah else None

    @property
    def orphans(self) -> int:
        """Targets without an item and items without a target."""
        return self.targets - self.covered + self.items - self.traced_items


class Thread:
    """The tree as a place sees it: a whole agency all of it, a unit what asks something of it, and what is above."""

    def __init__(self, run: Run, tree: RunTree, place: Place) -> None:
        self.run, self.tree, self.place = run, tree, place
        every = nodes_of(run.pk, run.snapshot_hash)
        seen = None if place.unit_id is None else set(self._sums().values_list("objective_id", flat=True))
        self.nodes = {
            key: node
            for key, node in every.items()
            if (node.agency_id in (None, place.agency_id) if seen is None else key in seen)
        }
        self._below: dict[str | None, list[ThreadNode]] = {}
        for node in self.nodes.values():
            above = node.parent_objective_id if node.parent_objective_id in self.nodes else None
            self._below.setdefault(above, []).append(node)

    def node(self, objective_id: str) -> ThreadNode:
        """One node; refused where the place knows none of that number."""
        found = self.nodes.get(objective_id)
        if found is None:
            raise OutOfScopeError(message("There is no such node of the planning tree here."))
        return found

    def below(self, objective_id: str | None) -> Sequence[ThreadNode]:
        """The nodes right below one; without one the roots."""
        return self._below.get(objective_id, ())

    def above(self, objective_id: str) -> list[ThreadNode]:
        """The nodes above one, the root first."""
        found: list[ThreadNode] = []
        here = self.nodes[objective_id].parent_objective_id
        while here is not None and here in self.nodes:
            found.append(self.nodes[here])
            here = self.nodes[here].parent_objective_id
        return found[::-1]

    def branch(self, objective_id: str) -> list[str]:
        """A node and all below it."""
        found = [objective_id]
        for key in found:
            found += [node.objective_id for node in self.below(key)]
        return found

    def first_rows(self, most: int, start: int = 0) -> list[ThreadNode]:
        """The nodes from the roots down to the deepest level at which they are not too many for a page.

        Where the roots alone are too many, so many of them from `start` on.
        """
        roots = self.below(None)
        if len(roots) > most:
            return list(roots[start : start + most])
        depth = 0
        deepest = max((node.depth for node in self.nodes.values() if node.kind == TARGET), default=0)
        while depth < deepest and sum(node.depth <= depth + 1 for node in self.nodes.values()) <= most:
            depth += 1
        return [node for node in self.nodes.values() if node.depth <= depth]

    def figures(self, nodes: Sequence[ThreadNode]) -> list[NodeRow]:
        """The nodes with their figures in the place, and what their own indicators have reached."""
        keys = [node.objective_id for node in nodes]
        sums = {row.objective_id: row for row in self._sums().filter(objective_id__in=keys)}
        results: dict[str, list[IndicatorResult]] = defaultdict(list)
        for each in self.results(keys):
            results[each.objective_id].append(each)
        return [self._row(node, sums.get(node.objective_id), results[node.objective_id]) for node in nodes]

    def results(self, objective_ids: Sequence[str]) -> list[IndicatorResult]:
        """What the indicators of those nodes have reached: of everybody, and of units of the place."""
        found = list_indicator_results(self.run, Q(objective_id__in=objective_ids))
        units = self.place.unit_ids or self.tree.units.keys()
        return [each for each in found if each.unit_id is None or each.unit_id in units]

    def targets(self) -> list[NodeRow]:
        """Every target of the place, in the order of the tree."""
        sums = {row.objective_id: row for row in self._sums().filter(kind=TARGET)}
        targets = [node for node in self.nodes.values() if node.kind == TARGET]
        return [self._row(node, sums.get(node.objective_id)) for node in targets]

    def ways(self, objective_ids: Sequence[str], *, is_by_unit: bool = True) -> list[PathRow]:
        """The ways down from those nodes, with their offerings; of targets as a whole where not by unit."""
        rows = self._paths().filter(objective_id__in=objective_ids, unit_id__isnull=not is_by_unit)
        found = [self._path(row) for row in rows if row.objective_id in self.nodes]
        return sorted(found, key=_order_of_way)

    def widest(self, most: int) -> list[PathRow]:
        """The ways from targets to offerings that most participations walk."""
        rows = self._paths().filter(unit_id=None, intervention_id__isnull=False).order_by("-item_count", "pk")[:most]
        return [self._path(row) for row in rows if row.objective_id in self.nodes]

    def ways_to(self, intervention_id: str) -> list[PathRow]:
        """The ways that lead to one offering: from the nodes that ask for what it raises."""
        rows = self._paths().filter(intervention_id=intervention_id, unit_id__isnull=False)
        return sorted((self._path(row) for row in rows if row.objective_id in self.nodes), key=_order_of_way)

    def lines(self) -> list[ThreadLine]:
        """The offerings of the plan in the place, the most money first."""
        rows = ThreadLine.objects.filter(run=self.run, level=self.place.level, scope_id=self.place.scope_id)
        return list(rows.order_by("-cost_rupiah", "title", "intervention_id"))

    def line(self, intervention_id: str) -> ThreadLine:
        """One offering of the plan; refused where nobody of the place sits in it."""
        rows = ThreadLine.objects.filter(run=self.run, level=self.place.level, scope_id=self.place.scope_id)
        found = rows.filter(intervention_id=intervention_id).first()
        if found is None:
            raise OutOfScopeError(message("There is no such offering in the plan here."))
        return found

    def totals(self) -> ThreadTotals:
        """Coverage of the place, added up by the database: nothing is read but sums."""
        served = self._sums().filter(kind=TARGET, item_count__gt=0).values_list("objective_id", flat=True)
        lines = ThreadLine.objects.filter(run=self.run, level=self.place.level, scope_id=self.place.scope_id)
        names = ("cost_rupiah", "traced_rupiah", "item_count", "traced_count")
        added = lines.aggregate(**{f"all_{name}": Sum(name) for name in names})
        return ThreadTotals(
            sum(node.kind == TARGET for node in self.nodes.values()), sum(key in self.nodes for key in served),
            *(added[f"all_{name}"] or 0 for name in names),
        )  # fmt: skip

    def _sums(self) -> QuerySet[ThreadSum]:
        return ThreadSum.objects.filter(run=self.run, level=self.place.level, scope_id=self.place.scope_id)

    def _paths(self) -> QuerySet[ThreadPath]:
        return ThreadPath.objects.filter(run=self.run, level=self.place.level, scope_id=self.place.scope_id)

    def _row(self, node: ThreadNode, row: ThreadSum | None, results: Sequence[IndicatorResult] = ()) -> NodeRow:
        below = len(self.below(node.objective_id))
        if row is None:
            return NodeRow(node, below, results=results)
        people, needs, gap, closed = self._people(row)
        return NodeRow(node, below, row.link_count, row.unit_count, people, needs, gap, closed, row.line_count,
                       row.item_count, row.head_rupiah, row.done_count, row.done_before_count, results)  # fmt: skip

    def _path(self, row: ThreadPath) -> PathRow:
        return PathRow(row, self.nodes[row.objective_id], *self._people(row))

    def _people(self, row: ThreadSum | ThreadPath) -> tuple[int | None, int | None, float | None, float | None]:
        if row.people and self.tree.is_hidden(self.place.unit_id, row.people):
            return None, None, None, None
        return row.people, row.need_count, row.gap, row.closed_count / row.need_count if row.need_count else None


def add_up_thread(targets: Sequence[NodeRow], lines: Sequence[ThreadLine]) -> ThreadTotals:
    """Coverage by targets and by money."""
    return ThreadTotals(
        len(targets), sum(row.item_count > 0 for row in targets), sum(line.cost_rupiah for line in lines),
        sum(line.traced_rupiah for line in lines), sum(line.item_count for line in lines),
        sum(line.traced_count for line in lines),
    )  # fmt: skip


def _order_of_way(row: PathRow) -> tuple[int, str, str, bool, int, str]:
    path = row.path
    is_offering = path.intervention_id is not None
    return row.node.place, path.unit or "", path.competency, is_offering, -path.item_count, path.intervention or ""

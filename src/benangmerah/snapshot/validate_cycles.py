"""No unit, objective or offering may stand above, or come before, itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.validate_fault import refuse_row

LINKS = (
    ("units", "unit_id", "parent_unit_id"),
    ("objectives", "objective_id", "parent_objective_id"),
    ("prerequisites", "intervention_id", "requires_intervention_id"),
)
_INDEX = "#"
_NAMED_APART = 100
_LONGEST_NAMED = 10
_Row = tuple[str, str, int]
_Graph = Mapping[str, Sequence[str]]


def find_cycles(dataset: Dataset) -> Iterator[Refusal]:
    """A refusal for every row that is part of a circle, with the whole circle named."""
    for table, node, above in LINKS:
        source = dataset.tables.get(table)
        if source is None:
            continue
        for index, circle in circular_rows(source.data[node], source.data[above]):
            chain = " → ".join(_shortened((*circle, circle[0])))
            reason = message("{chain} is a circle: nothing can stand above, or come before, itself.", chain=chain)
            suggestion = message("Correct {column} in one of these rows.", column=above)
            yield refuse_row(source, index, above, reason, suggestion)


def circular_rows(nodes: pa.ChunkedArray, above: pa.ChunkedArray) -> list[tuple[int, tuple[str, ...]]]:
    """Each row (by index) that lies on a circle, with the circle it lies on."""
    links = _peel(pa.table({"node": nodes, "above": above, _INDEX: pa.arange(0, len(nodes))}).drop_null())
    graph: dict[str, list[str]] = {}
    rows: dict[str, list[_Row]] = {}
    for node, upper, index in zip(*(links[name].to_pylist() for name in links.column_names), strict=True):
        graph.setdefault(node, []).append(upper)
        rows.setdefault(node, []).append((node, upper, index))
    found = []
    for group in _circular_groups(graph):
        found += _name_circles(graph, [row for node in group for row in rows[node] if row[1] in group])
    return sorted(found)


def _name_circles(graph: _Graph, rows: list[_Row]) -> list[tuple[int, tuple[str, ...]]]:
    """The circle of each row; in a very large group one circle stands for all its rows."""
    if len(rows) <= _NAMED_APART:
        return [(index, _shortest_circle(graph, node, upper)) for node, upper, index in rows]
    node, upper, _ = min(rows, key=itemgetter(2))
    circle = _shortest_circle(graph, node, upper)
    return [(index, circle) for _, _, index in rows]


def _peel(links: pa.Table) -> pa.Table:
    """Leave out links that end where nothing goes on, as long as that quickly makes the table smaller."""
    before = links.num_rows + 1
    while links.num_rows and links.num_rows < before:
        before = links.num_rows - links.num_rows // 10  # a long thin chain is left to the search below
        links = links.filter(pc.is_in(links["above"], value_set=pc.unique(links["node"])))
    return links


def _circular_groups(graph: _Graph) -> list[set[str]]:
    """Nodes that reach each other, and nodes that point to themselves (Tarjan's search without recursion)."""
    search = _Search(graph)
    for node in graph:
        if node not in search.order:
            search.walk(node)
    return [group for group in search.groups if len(group) > 1 or _points_to_itself(graph, group)]


def _points_to_itself(graph: _Graph, group: set[str]) -> bool:
    return any(node in graph.get(node, ()) for node in group)


class _Search:
    """One depth-first walk that keeps the earliest node each node can get back to."""

    def __init__(self, graph: _Graph) -> None:
        self.graph = graph
        self.order: dict[str, int] = {}
        self.earliest: dict[str, int] = {}
        self.open: dict[str, None] = {}
        self.groups: list[set[str]] = []

    def walk(self, start: str) -> None:
        path = [(start, iter(self._enter(start)))]
        while path:
            node, rest = path[-1]
            upper = next(rest, None)
            if upper is None:
                path.pop()
                self._leave(node, path[-1][0] if path else None)
            elif upper not in self.order:
                path.append((upper, iter(self._enter(upper))))
            elif upper in self.open:
                self.earliest[node] = min(self.earliest[node], self.order[upper])

    def _enter(self, node: str) -> Sequence[str]:
        self.order[node] = self.earliest[node] = len(self.order)
        self.open[node] = None
        return self.graph.get(node, ())

    def _leave(self, node: str, below: str | None) -> None:
        if below is not None:
            self.earliest[below] = min(self.earliest[below], self.earliest[node])
        if self.earliest[node] == self.order[node]:
            group = set()
            while node not in group:
                last, _ = self.open.popitem()
                group.add(last)
            self.groups.append(group)


def _shortest_circle(graph: _Graph, node: str, upper: str) -> tuple[str, ...]:
    """The shortest way from a node over the one above it back to itself."""
    came_from: dict[str, str] = {}
    waiting = deque([upper])
    while node not in came_from and node != upper:
        current = waiting.popleft()
        for following in graph.get(current, ()):
            if following not in came_from and following != upper:
                came_from[following] = current
                waiting.append(following)
    circle = [node]
    while circle[-1] != upper:
        circle.append(came_from[circle[-1]])
    return (node, *reversed(circle[1:]))


def _shortened(chain: tuple[str, ...]) -> tuple[str, ...]:
    if len(chain) <= _LONGEST_NAMED:
        return chain
    return (*chain[: _LONGEST_NAMED - 2], "…", chain[-1])

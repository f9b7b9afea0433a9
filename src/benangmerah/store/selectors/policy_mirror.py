"""The policy mirror of a run: spending lines within the reader's reach, and needs that no spending reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.domain.role import Right
from benangmerah.store.models.mirror_competency import MirrorCompetency
from benangmerah.store.models.mirror_line import MirrorLine
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.scope import Scope


@dataclass(frozen=True)
class MirrorTotals:
    """Money of some lines: all of it, what a share can be stated of, and what can have met a need."""

    lines: int
    rupiah: int
    known_lines: int
    known_rupiah: int
    met_rupiah: int

    @property
    def met_share(self) -> float | None:
        """The share of the known money that can have met a need; unknown where no line is known."""
        return self.met_rupiah / self.known_rupiah if self.known_rupiah else None


@dataclass(frozen=True)
class MirrorRow:
    """One spending line; people and share are unknown where they are, or where too few people stand behind them."""

    spending_id: str
    title: str
    year: int
    unit: str | None
    amount_rupiah: int
    participants: int | None
    people_with_need: int | None
    fit: float | None
    met_rupiah: int | None
    objectives: int | None


def list_mirror_lines(scope: Scope, run: Run, tree: RunTree, place: Place, sector: str = "") -> list[MirrorRow]:
    """The spending of a place and below, the most money first; the agency's own lines with the whole agency alone."""
    reach = scope.require(Right.SEE_RESULTS)
    rows = MirrorLine.objects.filter(reach.filter() & place.filter(), run=run)
    rows = rows.filter(sector=sector) if sector else rows
    return [_row(tree, row) for row in rows.order_by("-amount_rupiah", "spending_id")]


def add_up_mirror(lines: Sequence[MirrorRow]) -> MirrorTotals:
    """The sums of those lines."""
    known = [line for line in lines if line.met_rupiah is not None]
    return MirrorTotals(
        len(lines), sum(line.amount_rupiah for line in lines), len(known), sum(line.amount_rupiah for line in known),
        sum(line.met_rupiah or 0 for line in known),
    )  # fmt: skip


def _row(tree: RunTree, row: MirrorLine) -> MirrorRow:
    is_hidden = bool(row.people_with_need) and tree.is_hidden(row.unit_id, row.people_with_need or 0)
    fit = None if row.fit_percent is None else row.fit_percent / 100
    people, fit, met = (None, None, None) if is_hidden else (row.people_with_need, fit, row.met_rupiah)
    return MirrorRow(
        row.spending_id, row.title, row.year, row.unit, row.amount_rupiah, row.participants, people, fit, met,
        row.objectives,
    )  # fmt: skip


def list_out_of_reach(run: Run, place: Place) -> Sequence[MirrorCompetency]:
    """Competencies with people whom no spending line could reach, most people first; of the whole agency alone."""
    if place.unit_id is not None:
        return ()
    rows = MirrorCompetency.objects.filter(run=run)
    return sorted(
        (row for row in rows if row.people > row.people_in_reach),
        key=lambda row: (row.people_in_reach - row.people, row.name),
    )

"""Where a place stands in a run: people below standard, coverage, burden, index, beside other places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.store.models.gap_map import GapMap
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.place import Place, RunTree


@dataclass(frozen=True)
class Standing:
    """The figures of one place against the positions held; where too few people stand there, none is known."""

    key: str
    name: str
    people: int
    required_count: int | None
    assessed_count: int | None
    below_people: int | None
    burden: float | None
    index_mean: float | None
    index_people: int | None

    @property
    def coverage(self) -> tuple[int, int] | None:
        """How many requirements are assessed, of how many."""
        if self.required_count is None or self.assessed_count is None or not self.required_count:
            return None
        return self.assessed_count, self.required_count

    @property
    def covered_share(self) -> float | None:
        """The share of the requirements that is assessed."""
        return None if self.coverage is None else self.coverage[0] / self.coverage[1]

    @property
    def below_share(self) -> float | None:
        """The share of the people who are below standard; unknown where nothing was assessed."""
        if not self.assessed_count or self.below_people is None or not self.people:
            return None
        return self.below_people / self.people

    @property
    def depth(self) -> float | None:
        """Levels short by person below."""
        return self.burden / self.below_people if self.burden is not None and self.below_people else None


def read_standing_of(run: Run, tree: RunTree, place: Place, sector: str = "", status: str = "") -> Standing | None:
    """The figures of a place; none where nobody of that sector and status stands in it."""
    rows = _rows(run, tree, place.level, [place.scope_id], sector, status)
    return next((_standing(tree, row, place.name, place.unit_id) for row in rows), None)


def list_standings(
    run: Run, tree: RunTree, units: Sequence[RunUnit], sector: str = "", status: str = ""
) -> list[Standing]:
    """The figures of units, the most levels short first, and what is not known last."""
    names = {unit.unit_id: unit.name for unit in units}
    found = [
        _standing(tree, row, names[row.scope_id], row.scope_id)
        for row in _rows(run, tree, "unit", list(names), sector, status)
    ]
    return sorted(found, key=lambda each: (not each.assessed_count, -(each.burden or 0), each.name))


def _rows(
    run: Run, tree: RunTree, level: str, scope_ids: Sequence[str], sector: str = "", status: str = ""
) -> list[GapMap]:
    split = tree.split(level, scope_ids, sector, status)
    return list(GapMap.objects.filter(split, run=run, kind="competency", target="held", subject_id__isnull=True))


def _standing(tree: RunTree, row: GapMap, name: str, unit_id: str | None) -> Standing:
    if tree.is_hidden(unit_id, row.people):
        return Standing(row.scope_id, name, row.people, None, None, None, None, None, None)
    is_known = row.assessed_count > 0
    return Standing(
        row.scope_id, name, row.people, row.required_count, row.assessed_count, row.below_people if is_known else None,
        row.burden if is_known else None, row.index_mean, row.index_people,
    )  # fmt: skip

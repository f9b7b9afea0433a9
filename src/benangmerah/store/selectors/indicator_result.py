"""What indicators of the planning tree have reached, as a run saw them, in the year that tells most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from benangmerah.domain.target_achievement import Direction, find_achievement, find_direction, is_short
from benangmerah.kernel.quantity import exact
from benangmerah.store.models.objective import ObjectiveIndicator
from benangmerah.store.models.planning import IndicatorBase
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.seen import seen_by


@dataclass(frozen=True)
class IndicatorResult:
    """An indicator in its latest year with a realised figure, or else in the first year something is aimed at."""

    objective_id: str
    unit_id: str | None
    indicator: str
    measure: str
    year: int
    target: float
    realised: float | None
    direction: Direction

    @property
    def achieved(self) -> float | None:
        """What was achieved as a share of one; unknown where nothing was realised or aimed at."""
        return share_achieved(self.realised, self.target, self.direction)

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; unknown where nothing was realised."""
        if self.realised is None:
            return None
        return not is_short(exact(self.realised), exact(self.target), self.direction)


def tell_direction(given: str | None, base: float | None, targets: Mapping[int, float]) -> Direction:
    """Which figures are the better ones: as somebody set it by hand, else as what is aimed at rises or falls."""
    if given is not None:
        return Direction(given)
    start = None if base is None else exact(base)
    return find_direction(start, {year: exact(target) for year, target in targets.items()})


def share_achieved(realised: float | None, target: float, direction: Direction) -> float | None:
    """The achievement as a share of one; unknown where nothing was realised, or where nothing is aimed at."""
    if realised is None or target <= 0:
        return None
    return float(find_achievement(exact(realised), exact(target), direction)) / 100


def list_indicator_results(run: Run, among: Q) -> list[IndicatorResult]:
    """The indicators among those rows, the least achieved first, those without a realised figure last."""
    rows: dict[tuple[str, str, str | None], list[ObjectiveIndicator]] = defaultdict(list)
    for row in ObjectiveIndicator.objects.filter(seen_by(run) & among):
        rows[row.objective_id, row.name, row.unit_id].append(row)
    named = {row.objective_id for years in rows.values() for row in years}
    bases = {
        (row.objective_id, row.name): row
        for row in IndicatorBase.objects.filter(seen_by(run), objective_id__in=named)
    }  # fmt: skip
    found = [_tell(years, bases.get((key, name))) for (key, name, _unit), years in rows.items()]
    return sorted(found, key=lambda one: (one.achieved is None, one.achieved or 0, one.indicator, one.objective_id))


def _tell(years: list[ObjectiveIndicator], base: IndicatorBase | None) -> IndicatorResult:
    known = [row for row in years if row.realised is not None]
    told = max(known, key=lambda row: row.year) if known else min(years, key=lambda row: row.year)
    direction = tell_direction(
        base.direction if base else None, base.base_value if base else None, {row.year: row.target for row in years}
    )
    return IndicatorResult(told.objective_id, told.unit_id, told.name, told.measure, told.year, told.target,
                           told.realised, direction)  # fmt: skip

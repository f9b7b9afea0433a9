"""The four measures of the gap map: people, burden, depth and coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.gap_map import GapMap
from benangmerah.reports.rollup import Figures
from benangmerah.reports.scale import COOL, WARM, Scale, cut_into_fifths

FIFTHS_OF_HUNDRED = (20.0, 40.0, 60.0, 80.0)


@dataclass(frozen=True)
class Measure:
    """One sheet of the map: the figure in a cell, the figure that colours it, and how both are called.

    `bounds` are fixed bounds of the bands; None = the bands hold a fifth of the cells each.
    """

    name: Message
    title: Message
    reading: Message
    coloured_by: Message
    kind: str
    value: Callable[[Figures], float | int | None]
    colour: Callable[[Figures], float | None]
    bounds: tuple[float, ...] | None = None

    @property
    def is_coverage(self) -> bool:
        """Whether the sheet shows how much is assessed, so that nothing assessed is a figure: zero."""
        return self.bounds is not None


MEASURES = (
    Measure(
        message("Map"),
        message("Gap map: people below standard"),
        message("Number: people below the standard of their position in that competency."),
        message("burden (levels short, summed)"),
        "count",
        lambda found: found.below_people,
        lambda found: found.burden,
    ),
    Measure(
        message("Burden"),
        message("Burden: levels short, summed"),
        message("Number: levels short, summed over the people below standard."),
        message("burden (levels short, summed)"),
        "figure",
        lambda found: found.burden,
        lambda found: found.burden,
    ),
    Measure(
        message("Depth"),
        message("Depth: mean gap in levels"),
        message("Number: mean gap of everybody assessed, those who meet the standard included."),
        message("mean gap in levels"),
        "figure",
        lambda found: found.mean_gap,
        lambda found: found.mean_gap,
    ),
    Measure(
        message("Coverage"),
        message("Coverage: percent of requirements assessed"),
        message("Number: percent of the requirements that have an assessment."),
        message("coverage in percent"),
        "percent",
        lambda found: found.coverage_percent,
        lambda found: found.coverage_percent,
        FIFTHS_OF_HUNDRED,
    ),
)


def scale_of(measure: Measure, gap_map: GapMap) -> Scale:
    """The bands of a sheet: fixed ones, or fifths of what stands on this map."""
    if measure.bounds is not None:
        return Scale(measure.bounds, COOL)
    return Scale(cut_into_fifths(_colouring(measure, gap_map)), WARM)


def band_ranges(measure: Measure, gap_map: GapMap, scale: Scale) -> Mapping[int, tuple[float, float]]:
    """The fixed bands with their bounds, or those that occur on this map with their smallest and largest figure."""
    if measure.bounds is not None:
        return dict(enumerate(pairwise((0.0, *measure.bounds, 100.0)), start=1))
    ranges: dict[int, tuple[float, float]] = {}
    for value in sorted(_colouring(measure, gap_map)):
        low, _ = ranges.get(scale.band(value), (value, value))
        ranges[scale.band(value)] = (low, value)
    return {band: ranges[band] for band in sorted(ranges) if band}


def _colouring(measure: Measure, gap_map: GapMap) -> Iterable[float]:
    colours = (measure.colour(found) for found in gap_map.assessed_cells())
    return (colour for colour in colours if colour is not None)

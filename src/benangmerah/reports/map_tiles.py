"""The gap map as tiles on paper: people above, burden and numeral below, in the colours of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from benangmerah.kernel.explanation import Value, message, render_value
from benangmerah.reports.format.block import HeatMap, MapRow, Tile
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.format.text import say_word
from benangmerah.reports.format.xlsx import NO_DATA
from benangmerah.reports.gap_map import Competency, GapMap
from benangmerah.reports.heat_map import NOT_KNOWN, NOT_REQUIRED, NOTHING_SHORT, THIN, THINLY_ASSESSED
from benangmerah.reports.measure import MEASURES, band_ranges, scale_of
from benangmerah.reports.rollup import Figures
from benangmerah.reports.scale import NUMERALS

MEASURE = MEASURES[0]  # people below standard, coloured by burden
READING = message(
    "Upper figure: people below standard. Lower figure: burden (levels short, summed) and its band I–V; darker is more."
)


class MapTiles:
    """Draws parts of one gap map, all in the same bands."""

    def __init__(self, gap_map: GapMap, language: str) -> None:
        self.map = gap_map
        self.language = language
        self.scale = scale_of(MEASURE, gap_map)
        self.ranges = band_ranges(MEASURE, gap_map, self.scale)

    def draw(self, opds: Sequence[str], competencies: Sequence[Competency]) -> HeatMap:
        """The map of those OPDs and competencies, with the row of the whole and the legend."""
        groups = groupby(competency.kind for competency in competencies)
        return HeatMap(
            self._lead_columns(),
            [(say_word(kind, self.language), len(list(members))) for kind, members in groups],
            [competency.name for competency in competencies],
            [*(self._row(opd, competencies) for opd in opds), *self._whole_row(competencies)],
            self._legend(),
        )

    def _lead_columns(self) -> tuple[Column, ...]:
        organization = self.map.organization
        return (
            Column(organization.opd_word, 38),
            *([Column(message("Agency"), 18)] if organization.has_many_agencies else []),
            Column(message("Employees"), 8, "count"),
            Column(message("Coverage (%)"), 8, "percent"),
            Column(message("Burden, all competencies"), 11, "figure"),
        )

    def _row(self, opd: str, competencies: Sequence[Competency]) -> MapRow:
        organization, found = self.map.organization, self.map.figures[opd, None, None]
        agency = [organization.agency_of(opd)] if organization.has_many_agencies else []
        tiles = [self._tile(self.map.of(opd, competency.competency_id)) for competency in competencies]
        return MapRow((organization.unit_names[opd], *agency, *_lead_figures(found)), tiles)

    def _whole_row(self, competencies: Sequence[Competency]) -> Iterable[MapRow]:
        whole = self.map.of_whole()
        if whole is None:
            return
        agency = [""] if self.map.organization.has_many_agencies else []
        name = render_value(self.map.whole_name, self.language)
        tiles = [self._tile(self.map.of_whole(each.competency_id), is_whole=True) for each in competencies]
        yield MapRow((name, *agency, *_lead_figures(whole)), tiles, is_total=True)

    def _tile(self, found: Figures | None, *, is_whole: bool = False) -> Tile:
        if found is None or not found.required_count:
            return Tile()
        if not found.is_assessed:
            return Tile(NO_DATA, is_hatched=True)
        people, thin = self._say(found.below_people), THIN if found.is_thin else ""
        if is_whole or not found.burden:
            return Tile(people, f"{self._say(found.burden)}{thin}" if found.burden else thin)
        band = self.scale.band(found.burden)
        background, letters = self.scale.colours[band - 1]
        return Tile(people, f"{self._say(found.burden)} {NUMERALS[band]}{thin}", background, letters)

    def _legend(self) -> list[tuple[Tile, Value]]:
        bands = [(self._sample(band), self._between(low, high)) for band, (low, high) in self.ranges.items()]
        return [
            *bands,
            (Tile("0"), NOTHING_SHORT),
            (Tile(THIN), THINLY_ASSESSED),
            (Tile(NO_DATA, is_hatched=True), NOT_KNOWN),
            (Tile(), NOT_REQUIRED),
        ]

    def _sample(self, band: int) -> Tile:
        background, letters = self.scale.colours[band - 1]
        return Tile(NUMERALS[band], "", background, letters)

    def _between(self, low: float, high: float) -> Value:
        first, last = self._say(low), self._say(high)
        return message("burden {range}", range=first if first == last else f"{first} – {last}")

    def _say(self, value: float) -> str:
        return render_value(value, self.language)


def draw_alone(gap_map: GapMap, opds: Sequence[str], competencies: Sequence[Competency], language: str) -> HeatMap:
    """The map of those OPDs and competencies in bands of their own, a fifth of the tiles in each."""
    return MapTiles(replace(gap_map, opds=opds, competencies=competencies), language).draw(opds, competencies)


def _lead_figures(found: Figures) -> Row:
    return found.people, found.coverage_percent or 0.0, found.burden if found.is_assessed else None

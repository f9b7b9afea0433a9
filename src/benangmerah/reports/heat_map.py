"""How a measure becomes a sheet: OPDs by competencies, each cell with number, colour and numeral."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.format.table import PAGE
from benangmerah.reports.format.xlsx import NO_DATA, Cell, Document, Sheet, row_height
from benangmerah.reports.gap_map import GapMap
from benangmerah.reports.measure import Measure, band_ranges, scale_of
from benangmerah.reports.rollup import Figures
from benangmerah.reports.scale import NUMERALS

THIN = "*"
COMPETENCIES_PER_PAGE = 30
FIRST_WIDTH, OTHER_WIDTH, HEADING_HEIGHT = 38, 9, 130
GROUP_HEIGHT, ROW_HEIGHT, LEGEND_HEIGHT = 30, 20, 18

NOTHING_SHORT = message("Assessed, and nobody is short.")
THINLY_ASSESSED = message("Fewer than half of the requirements are assessed.")
NOTHING_ASSESSED = message("Nothing assessed.")
NOT_KNOWN = message("Nothing assessed: not known, and never counted as zero.")
NOT_REQUIRED = message("Nobody there is required to have it.")


class HeatMap:
    """One sheet of the gap map."""

    def __init__(self, document: Document, gap_map: GapMap, measure: Measure) -> None:
        self.document = document
        self.map = gap_map
        self.measure = measure
        self.scale = scale_of(measure, gap_map)

    def write(self) -> None:
        """Write title, headings, a row for each OPD, the whole and the legend."""
        columns = len(self._lead_headings()) + len(self.map.competencies)
        sheet = self.document.add_sheet(self.document.say(self.measure.name), PAGE)
        sheet.set_widths([FIRST_WIDTH, *[OTHER_WIDTH] * (columns - 1)])
        heading = self._write_head(sheet)
        for opd in self.map.opds:
            lead = self._lead_cells(opd)
            sheet.add_row([*lead, *self._cells(opd)], row_height(lead, [FIRST_WIDTH]) or ROW_HEIGHT)
        sheet.frame_table(heading, sheet.row - 1, columns)
        self._write_whole(sheet)
        self._write_legend(sheet)
        sheet.use_large_paper()
        sheet.spread_over(max(1, -(-len(self.map.competencies) // COMPETENCIES_PER_PAGE)))

    def _lead_headings(self) -> list[Message]:
        many = [message("Agency")] if self.map.organization.has_many_agencies else []
        coverage = [] if self.measure.is_coverage else [message("Coverage (%)")]
        return [self.map.organization.opd_word, *many, message("Employees"), *coverage, message("All competencies")]

    def _write_head(self, sheet: Sheet) -> int:
        document, turned = self.document, self.document.look("turned")
        sheet.add_row([(document.say(self.measure.title), document.look("title"))], height=24)
        sheet.add_row([(document.say(self.measure.reading), document.look("note"))])
        colour = message("Colour and numeral I–V: {measure}; darker is more.", measure=self.measure.coloured_by)
        sheet.add_row([(document.say(colour), document.look("note"))])
        lead = [document.say(heading) for heading in self._lead_headings()]
        kinds = groupby(competency.kind for competency in self.map.competencies)
        groups = [(document.word(kind), len(list(members))) for kind, members in kinds]
        sheet.add_groups(len(lead), groups, document.look("group"), GROUP_HEIGHT)
        first: Cell = (lead[0], document.look("heading"))
        names = [*lead[1:], *(competency.name for competency in self.map.competencies)]
        return sheet.add_row([first, *((name, turned) for name in names)], height=HEADING_HEIGHT)

    def _lead_cells(self, opd: str) -> list[Cell]:
        organization, found = self.map.organization, self.map.figures[opd, None, None]
        text = self.document.look("text")
        agency = [(organization.agency_of(opd), text)] if organization.has_many_agencies else []
        return [(organization.unit_names[opd], text), *agency, *self._lead_figures(found, "number")]

    def _lead_figures(self, found: Figures, look: str) -> list[Cell]:
        percent = self.document.number_look("percent", look)
        coverage = [] if self.measure.is_coverage else [(found.coverage_percent or 0.0, percent)]
        known = found.is_assessed or self.measure.is_coverage
        value = self.measure.value(found) if known else None
        total: Cell = (NO_DATA, self.document.look("no_data"))
        if value is not None:
            total = (value, self.document.number_look(self.measure.kind, look))
        return [(found.people, self.document.number_look("count", look)), *coverage, total]

    def _cells(self, opd: str) -> Iterable[Cell]:
        return (self._cell(self.map.of(opd, competency.competency_id)) for competency in self.map.competencies)

    def _cell(self, found: Figures | None) -> Cell:
        if found is None or not found.required_count:
            return None, self.document.look("cell")
        if not found.is_assessed:
            return self._unassessed()
        value, band = self.measure.value(found), self.scale.band(self.measure.colour(found) or 0.0)
        thin = THIN if found.is_thin and not self.measure.is_coverage else ""
        return value, self._band_look(band, thin)

    def _unassessed(self) -> Cell:
        if self.measure.is_coverage:
            return 0.0, self.document.number_look("percent", "no_data", f" {NO_DATA}")
        return NO_DATA, self.document.look("no_data")

    def _band_look(self, band: int, thin: str = "") -> object:
        sign = f"{NUMERALS[band]}{thin}"
        behind = f"  {sign}" if sign else ""
        return self.document.number_look(self.measure.kind, "cell", behind, **self.scale.looks(band))

    def _write_whole(self, sheet: Sheet) -> None:
        whole = self.map.of_whole()
        if whole is None:
            return
        look = self.document.look("total_text")
        agency: list[Cell] = [(None, look)] if self.map.organization.has_many_agencies else []
        first: Cell = (self.document.say(self.map.whole_name), look)
        cells = [self._whole_cell(self.map.of_whole(column.competency_id)) for column in self.map.competencies]
        sheet.add_row([first, *agency, *self._lead_figures(whole, "total"), *cells], height=22)

    def _whole_cell(self, found: Figures | None) -> Cell:
        if found is None or not found.required_count:
            return None, self.document.look("total")
        if not found.is_assessed:
            return self._unassessed()
        return self.measure.value(found), self.document.number_look(self.measure.kind, "total", align="center")

    def _write_legend(self, sheet: Sheet) -> None:
        sheet.skip_row()
        document = self.document
        title = message("Legend: {measure}", measure=self.measure.coloured_by)
        sheet.add_row([(document.say(title), document.look("section"))])
        for sample, meaning in self.legend():
            cells: list[Cell] = [(meaning, document.look("text")), sample]
            sheet.add_row(cells, row_height(cells, [FIRST_WIDTH]) or LEGEND_HEIGHT)

    def legend(self) -> list[tuple[Cell, str]]:
        """Each kind of cell on this sheet, and what it says."""
        document = self.document
        bands = band_ranges(self.measure, self.map, self.scale)
        entries: list[tuple[Cell, str]] = [
            ((NUMERALS[band], document.look("cell", **self.scale.looks(band))), self._between(low, high))
            for band, (low, high) in bands.items()
        ]
        unassessed: Cell = (NO_DATA, document.look("no_data"))
        if self.measure.is_coverage:
            entries.append((unassessed, document.say(NOTHING_ASSESSED)))
        else:
            entries.append((("0", document.look("cell")), document.say(NOTHING_SHORT)))
            entries.append(((THIN, document.look("cell")), document.say(THINLY_ASSESSED)))
            entries.append((unassessed, document.say(NOT_KNOWN)))
        return [*entries, ((None, document.look("cell")), document.say(NOT_REQUIRED))]

    def _between(self, low: float, high: float) -> str:
        first, last = self.document.say(low), self.document.say(high)
        return first if first == last else f"{first} – {last}"

"""Documents on paper as PDF; the only module that names the typst library."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias

import typst

from benangmerah.kernel.explanation import Value, message, render, render_value
from benangmerah.reports.format import block as blocks
from benangmerah.reports.format.block import Block, Paper
from benangmerah.reports.format.table import Column
from benangmerah.reports.format.text import is_figure, say_row
from benangmerah.reports.format.xlsx import INK, LINE, NO_DATA, THREAD, lines_needed

LAYOUT = Path(__file__).with_name("page.typ")
AUTHOR = "BenangMerah"
COLOURS = {
    "ink": INK, "thread": THREAD, "line": LINE, "pale": "#F5F7F8", "grey": "#455A64", "total": "#ECEFF1",
    "group": "#B0BEC5", "alarm": "#B71C1C", "alarm-pale": "#FDECEA", "unknown": "#E0E0E0", "hatch": "#9E9E9E",
}  # fmt: skip
PAGE_NUMBER, PAGE_COUNT = "<number>", "<count>"  # the lay-out puts the numbers in their place
PAGE = message("Page {number} of {count}", number=PAGE_NUMBER, count=PAGE_COUNT)

UPRIGHT_WIDTH, LYING_WIDTH = 510.0, 757.0  # points between the margins of A4
POINTS_PER_CHARACTER = 4.6  # of a table in its largest letters, padding included
LARGEST_LETTERS, SMALLEST_LETTERS = 9.0, 6.5
WHOLE_ROW = 20  # lines of a row that may still be kept on one page
MAP_LETTERS = 7.0
MAP_POINTS_PER_CHARACTER = 3.7
WIDEST_TILE, HIGHEST_HEADING = 34.0, 120.0
LARGEST_FIGURE, FIGURE_PADDING, FIGURE_LETTER = 17.0, 26.0, 0.55  # points, points, width of a letter in its size
SHORT_TABLE = 14  # lines that stand together on one page

Drawn: TypeAlias = "dict[str, Any]"


def write_pdf(paper: Paper, day: date, language: str) -> bytes:
    """The bytes of a PDF, dated that day; the same content gives the same bytes on every machine."""
    written: bytes = _compile(describe(paper, language), format="pdf", pdf_tags=paper.is_tagged, timestamp=_moment(day))
    return written


def draw_pages(paper: Paper, language: str, dots_per_inch: float = 80.0) -> Sequence[bytes]:
    """The pages as PNG pictures, for a person or a test to look at."""
    pages = _compile(describe(paper, language), format="png", ppi=dots_per_inch)
    return [pages] if isinstance(pages, bytes) else pages


def _compile(description: Mapping[str, object], **options: Any) -> Any:
    # Texts travel as data beside the lay-out, never inside it, so that no name can be read as a command.
    files = {"main.typ": LAYOUT.read_bytes(), "paper.json": json.dumps(description, ensure_ascii=False).encode()}
    return typst.compile(files, ignore_system_fonts=True, **options)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def describe(paper: Paper, language: str) -> Mapping[str, object]:
    """The document as the lay-out reads it: every value as the text that stands on paper."""
    return {
        "language": language,
        "author": AUTHOR,
        "colours": COLOURS,
        "dash": NO_DATA,
        "page": render(PAGE, language),
        "page-number": PAGE_NUMBER,
        "page-count": PAGE_COUNT,
        "edge": {
            "title": paper.edge.title, "day": paper.edge.day, "snapshot": paper.edge.snapshot,
            "warning": paper.edge.warning,
        },
        "parts": _parts(paper, language),
    }  # fmt: skip


def _parts(paper: Paper, language: str) -> list[Drawn]:
    parts: list[Drawn] = [{"landscape": paper.is_landscape, "blocks": []}]
    for block in paper.blocks:
        if isinstance(block, blocks.PageBreak):
            parts.append({"landscape": block.is_landscape, "blocks": []})
        else:
            width = LYING_WIDTH if parts[-1]["landscape"] else UPRIGHT_WIDTH
            parts[-1]["blocks"].append(_Draughtsman(language, width).draw(block))
    return [part for part in parts if part["blocks"]] or parts[:1]


class _Draughtsman:
    """Turns blocks into what the lay-out reads."""

    def __init__(self, language: str, width: float) -> None:
        self.language = language
        self.width = width

    def say(self, value: Value) -> str:
        return render_value(value, self.language)

    def draw(self, block: Block) -> Drawn:
        name, draw = DRAWN[type(block)]
        return {"is": name, **draw(self, block)}

    def draw_title(self, block: blocks.Title) -> Drawn:
        return {"text": self.say(block.text), "owner": self.say(block.owner), "purpose": self.say(block.purpose)}

    def draw_heading(self, block: blocks.Heading) -> Drawn:
        return {"text": self.say(block.text), "level": block.level}

    def draw_text(self, block: blocks.Paragraph | blocks.Note | blocks.Alert) -> Drawn:
        return {"text": self.say(block.text)}

    def draw_items(self, block: blocks.Items) -> Drawn:
        return {"items": [self.say(item) for item in block.items], "numbered": block.is_numbered}

    def draw_key_values(self, block: blocks.KeyValues) -> Drawn:
        return {"lines": [(self.say(label), self.say(value)) for label, value in block.lines]}

    def draw_figures(self, block: blocks.Figures) -> Drawn:
        figures = [{"value": self.say(f.value), "caption": self.say(f.caption)} for f in block.figures]
        longest = max(1, *(len(figure["value"]) for figure in figures))
        room = self.width / max(1, len(figures)) - FIGURE_PADDING
        return {"figures": figures, "size": min(LARGEST_FIGURE, room / longest / FIGURE_LETTER)}

    def draw_table(self, block: blocks.Table) -> Drawn:
        rows = [say_row(row, block.columns, self.language) for row in block.rows]
        heights = [_lines(row, block.columns) for row in rows]
        return {
            "widths": [column.width for column in block.columns],
            "figures": [is_figure(column) for column in block.columns],
            "headings": [self.say(column.heading) for column in block.columns],
            "rows": rows,
            "totals": [say_row(row, block.columns, self.language) for row in block.totals],
            "empty": "" if rows else self.say(block.empty),
            "size": self._letters(block.columns),
            "breakable": max(heights, default=0) > WHOLE_ROW,
            "together": sum(heights) <= SHORT_TABLE,
        }

    def _letters(self, columns: Sequence[Column]) -> float:
        wanted = POINTS_PER_CHARACTER * sum(column.width for column in columns)
        return max(SMALLEST_LETTERS, min(LARGEST_LETTERS, round(LARGEST_LETTERS * self.width / wanted, 1)))

    def draw_heat_map(self, block: blocks.HeatMap) -> Drawn:
        lead = [MAP_POINTS_PER_CHARACTER * column.width for column in block.lead]
        tile = min(WIDEST_TILE, (self.width - sum(lead)) / max(1, len(block.headings)))
        headings = [self.say(heading) for heading in (*block.headings, *(column.heading for column in block.lead[1:]))]
        return {
            "lead": [self.say(column.heading) for column in block.lead],
            "lead-widths": lead,
            "figures": [is_figure(column) for column in block.lead],
            "groups": [(self.say(name), count) for name, count in block.groups],
            "headings": [self.say(heading) for heading in block.headings],
            "tile-width": tile,
            "heading-height": min(HIGHEST_HEADING, MAP_POINTS_PER_CHARACTER * max(map(len, headings), default=1)),
            "size": MAP_LETTERS,
            "rows": [self._map_row(row, block.lead) for row in block.rows],
            "legend": [(_tile(tile), self.say(meaning)) for tile, meaning in block.legend],
        }

    def _map_row(self, row: blocks.MapRow, lead: Sequence[Column]) -> Drawn:
        tiles = [_tile(tile) for tile in row.tiles]
        return {"lead": say_row(row.lead, lead, self.language), "tiles": tiles, "total": row.is_total}

    def draw_bars(self, block: blocks.Bars) -> Drawn:
        whole = block.whole or max((bar.value or 0 for bar in block.bars), default=0) or 1
        return {
            "bars": [
                {
                    "label": self.say(bar.label), "shown": self.say(bar.shown), "background": bar.background or INK,
                    "share": None if bar.value is None else bar.value / whole,
                }
                for bar in block.bars
            ]
        }  # fmt: skip

    def draw_scale_bar(self, block: blocks.ScaleBar) -> Drawn:
        first, whole = block.bands[0].first, block.bands[-1].last - block.bands[0].first
        marks = sorted(((place - first) / whole, self.say(text)) for place, text in block.marks)
        # Texts stand on the side with room, and in the order in which no line of a mark crosses another's text.
        is_left = sum(share for share, _ in marks) > len(marks) / 2
        return {
            "bands": [
                {
                    "name": self.say(band.name), "first": self.say(band.first), "last": self.say(band.last),
                    "share": (band.last - band.first) / whole,
                    "background": band.background or LINE, "letters": band.letters or INK,
                }
                for band in block.bands
            ],
            "left": is_left,
            "marks": [{"share": share, "text": text} for share, text in (reversed(marks) if is_left else marks)],
        }  # fmt: skip

    def draw_signatures(self, block: blocks.Signatures) -> Drawn:
        return {
            "signers": [
                {
                    "place": self.say(signer.place_and_day), "office": self.say(signer.office),
                    "name": self.say(signer.name), "rank": self.say(signer.rank), "number": self.say(signer.number),
                }
                for signer in block.signers
            ]
        }  # fmt: skip


def _lines(row: Sequence[str | None], columns: Sequence[Column]) -> int:
    return max((lines_needed(text or "", column.width) for text, column in zip(row, columns, strict=True)), default=1)


def _tile(tile: blocks.Tile) -> Drawn:
    return {
        "text": tile.text, "sign": tile.sign, "background": tile.background, "letters": tile.letters,
        "hatched": tile.is_hatched,
    }  # fmt: skip


DRAWN: Mapping[type[Block], tuple[str, Callable[[_Draughtsman, Any], Drawn]]] = {
    blocks.Title: ("title", _Draughtsman.draw_title),
    blocks.Heading: ("heading", _Draughtsman.draw_heading),
    blocks.Paragraph: ("paragraph", _Draughtsman.draw_text),
    blocks.Note: ("note", _Draughtsman.draw_text),
    blocks.Alert: ("alert", _Draughtsman.draw_text),
    blocks.Items: ("items", _Draughtsman.draw_items),
    blocks.KeyValues: ("key-values", _Draughtsman.draw_key_values),
    blocks.Figures: ("figures", _Draughtsman.draw_figures),
    blocks.Table: ("table", _Draughtsman.draw_table),
    blocks.HeatMap: ("heat-map", _Draughtsman.draw_heat_map),
    blocks.Bars: ("bars", _Draughtsman.draw_bars),
    blocks.ScaleBar: ("scale-bar", _Draughtsman.draw_scale_bar),
    blocks.Signatures: ("signatures", _Draughtsman.draw_signatures),
}

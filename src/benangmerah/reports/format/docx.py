"""Documents on paper as Word files that an agency edits; the only module that names the DOCX library."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from benangmerah.kernel.explanation import Value, message, render, render_value
from benangmerah.reports.format import block as blocks
from benangmerah.reports.format.block import Block, Paper
from benangmerah.reports.format.text import is_figure, say_row
from benangmerah.reports.format.xlsx import INK, NO_DATA, THREAD

AUTHOR = "BenangMerah"
FONT = "Arial"
BODY, SMALL, TINY, TITLE = Pt(10), Pt(8), Pt(7), Pt(20)
HEADINGS = (Pt(14), Pt(12), Pt(11))
SHORT_SIDE, LONG_SIDE, MARGIN = Mm(210), Mm(297), Mm(18)
NEW_YEAR_1980 = (1980, 1, 1, 0, 0, 0)  # the earliest moment an archive can state
GREY, ALARM, ALARM_PALE, UNKNOWN, TOTAL, PALE = "#455A64", "#B71C1C", "#FDECEA", "#D0D0D0", "#ECEFF1", "#F5F7F8"
PAGE_NUMBER, PAGE_COUNT = "<number>", "<count>"
PAGE = message("Page {number} of {count}", number=PAGE_NUMBER, count=PAGE_COUNT)
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DOTS = "." * 40
LABEL_SHARE = 0.3
LONGEST_PROPERTY = 255

Texts: TypeAlias = "Sequence[str | None]"


def write_docx(paper: Paper, day: date, language: str) -> bytes:
    """The bytes of a Word file, dated that day; the same content gives the same bytes on every machine."""
    document = docx.Document()
    _set_properties(document, paper, day)
    _set_styles(document, language)
    writer = _Writer(document, language)
    _turn(document.sections[0], is_landscape=paper.is_landscape)
    writer.write_edge(paper)
    for block in paper.blocks:
        WRITTEN[type(block)](writer, block)
    buffer = BytesIO()
    document.save(buffer)
    return _forget_moment(buffer)


def _set_properties(document: Any, paper: Paper, day: date) -> None:
    moment = datetime.combine(day, time(), tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.author = paper.edge.title[:LONGEST_PROPERTY], AUTHOR
    properties.last_modified_by = AUTHOR
    properties.comments, properties.revision = paper.edge.snapshot[:LONGEST_PROPERTY], 1
    properties.created = properties.modified = moment


def _set_styles(document: Any, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _set_font(normal, BODY, INK)
    normal.paragraph_format.space_after = Pt(6)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LANGUAGES[language])
    normal.element.get_or_add_rPr().append(spoken)
    _set_font(styles["Title"], TITLE, THREAD, is_bold=True)
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        border.getparent().remove(border)
    for level, size in enumerate(HEADINGS, start=1):
        _set_font(styles[f"Heading {level}"], size, THREAD, is_bold=True)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True


def _set_font(style: Any, size: Any, colour: str, *, is_bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, size, is_bold
    style.font.color.rgb = RGBColor.from_string(colour[1:])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # a theme would overrule the font


def _turn(section: Any, *, is_landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG_SIDE, SHORT_SIDE) if is_landscape else (SHORT_SIDE, LONG_SIDE)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, MARGIN)


def _forget_moment(buffer: BytesIO) -> bytes:
    fixed = BytesIO()
    with ZipFile(buffer) as written, ZipFile(fixed, "w", ZIP_DEFLATED) as archive:
        for name in written.namelist():
            entry = ZipInfo(name, NEW_YEAR_1980)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, written.read(name))
    return fixed.getvalue()


class _Writer:
    """Writes blocks one after the other."""

    def __init__(self, document: Any, language: str) -> None:
        self.document = document
        self.language = language

    def say(self, value: Value) -> str:
        return _clean(render_value(value, self.language))

    def write_edge(self, paper: Paper) -> None:
        section = self.document.sections[0]
        head = section.header.paragraphs[0]
        _add_run(head, f"{paper.edge.title} · {paper.edge.day}", SMALL, GREY)
        foot = section.footer.paragraphs[0]
        self._write_page_number(foot)
        _add_run(section.footer.add_paragraph(), paper.edge.snapshot, TINY, GREY)
        if paper.edge.warning:
            _add_run(section.footer.add_paragraph(), paper.edge.warning, TINY, ALARM, is_bold=True)

    def _write_page_number(self, paragraph: Any) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        before, _, rest = render(PAGE, self.language).partition(PAGE_NUMBER)
        between, _, after = rest.partition(PAGE_COUNT)
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            _add_run(paragraph, text, SMALL, GREY)
            if field:
                _add_field(paragraph, field)

    def write_title(self, block: blocks.Title) -> None:
        if owner := self.say(block.owner):
            _add_run(self.document.add_paragraph(), owner, HEADINGS[-1], GREY, is_bold=True)
        self.document.add_paragraph(self.say(block.text), style="Title")
        if purpose := self.say(block.purpose):
            _add_run(self.document.add_paragraph(), purpose, BODY, GREY, is_italic=True)

    def write_heading(self, block: blocks.Heading) -> None:
        self.document.add_heading(self.say(block.text), min(block.level, len(HEADINGS)))

    def write_paragraph(self, block: blocks.Paragraph) -> None:
        self.document.add_paragraph(self.say(block.text))

    def write_note(self, block: blocks.Note) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _add_run(paragraph, self.say(block.text), SMALL, GREY, is_italic=True)

    def write_alert(self, block: blocks.Alert) -> None:
        paragraph = self.document.add_paragraph()
        _add_run(paragraph, self.say(block.text), BODY, ALARM, is_bold=True)
        _shade(paragraph._p.get_or_add_pPr(), ALARM_PALE)

    def write_items(self, block: blocks.Items) -> None:
        for number, item in enumerate(block.items, start=1):
            # A list style would go on counting from the list before, so the numbers are written.
            text = f"{number}. {self.say(item)}" if block.is_numbered else self.say(item)
            self.document.add_paragraph(text, style=None if block.is_numbered else "List Bullet")

    def write_key_values(self, block: blocks.KeyValues) -> None:
        rows = [(self.say(label), self.say(value)) for label, value in block.lines]
        table = self._add_table([LABEL_SHARE, 1 - LABEL_SHARE])
        for row in rows:
            _fill(_add_cells(table), row, [False, False], bold=(0,))

    def write_figures(self, block: blocks.Figures) -> None:
        table = self._add_table([1] * len(block.figures))
        values = [self.say(figure.value) for figure in block.figures]
        _fill(_add_cells(table), values, [False] * len(values), bold=range(len(values)), background=PALE)
        captions = [self.say(figure.caption) for figure in block.figures]
        _fill(_add_cells(table), captions, [False] * len(values), background=PALE)

    def write_table(self, block: blocks.Table) -> None:
        table = self._add_table([column.width for column in block.columns])
        figures = [is_figure(column) for column in block.columns]
        self._add_heading(table, [self.say(column.heading) for column in block.columns])
        for row in block.rows:
            _fill(_add_cells(table), say_row(row, block.columns, self.language), figures)
        for row in block.totals:
            texts = say_row(row, block.columns, self.language)
            _fill(_add_cells(table), texts, figures, bold=range(len(texts)), background=TOTAL)
        if not block.rows and block.empty:
            self.write_note(blocks.Note(block.empty))
        self._leave_room()

    def write_heat_map(self, block: blocks.HeatMap) -> None:
        widest = max((column.width for column in block.lead), default=1)
        table = self._add_table([*(column.width for column in block.lead), *[widest / 4] * len(block.headings)])
        lead = [self.say(column.heading) for column in block.lead]
        self._add_heading(table, [*lead, *(self.say(heading) for heading in block.headings)])
        figures = [*(is_figure(column) for column in block.lead), *[True] * len(block.headings)]
        for row in block.rows:
            tiles = [f"{tile.text} {tile.sign}".strip() for tile in row.tiles]
            texts = [*say_row(row.lead, block.lead, self.language), *tiles]
            cells = _add_cells(table)
            _fill(cells, texts, figures, bold=range(len(texts)) if row.is_total else ())
            for cell, tile in zip(cells[len(lead) :], row.tiles, strict=True):
                _colour(cell, tile)
        self._leave_room()
        for tile, meaning in block.legend:
            self.write_note(blocks.Note(f"{tile.text or '□'}: {self.say(meaning)}"))

    def write_bars(self, block: blocks.Bars) -> None:
        self.write_key_values(blocks.KeyValues([(bar.label, bar.shown) for bar in block.bars]))

    def write_scale_bar(self, block: blocks.ScaleBar) -> None:
        for _, text in block.marks:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            _add_run(paragraph, self.say(text), BODY, THREAD, is_bold=True)
        table = self._add_table([1] * len(block.bands))
        cells = _add_cells(table)
        texts = [f"{self.say(band.name)} ({self.say(band.first)}–{self.say(band.last)})" for band in block.bands]
        _fill(cells, texts, [False] * len(texts), bold=range(len(texts)))
        for cell, band in zip(cells, block.bands, strict=True):
            _colour(cell, blocks.Tile(background=band.background, letters=band.letters))
        self._leave_room()

    def write_page_break(self, block: blocks.PageBreak) -> None:
        section = self.document.sections[-1]
        if (section.orientation == WD_ORIENT.LANDSCAPE) == block.is_landscape:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _turn(self.document.add_section(WD_SECTION.NEW_PAGE), is_landscape=block.is_landscape)

    def write_signatures(self, block: blocks.Signatures) -> None:
        lone = len(block.signers) == 1
        table = self._add_table([1] * max(2, len(block.signers)), is_framed=False)
        cells = _add_cells(table)[1 if lone else 0 :]
        for cell, signer in zip(cells, block.signers, strict=False):
            lines = (signer.place_and_day, signer.office, *[""] * 3, signer.name or DOTS, signer.rank)
            number = f"NIP {self.say(signer.number) or DOTS}"
            cell.text = "\n".join([*(self.say(line) for line in lines), number])
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _add_table(self, shares: Sequence[float], *, is_framed: bool = True) -> Any:
        table = self.document.add_table(rows=0, cols=len(shares), style="Table Grid" if is_framed else None)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        section = self.document.sections[-1]
        width = section.page_width - section.left_margin - section.right_margin
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(width * share / sum(shares))
        return table

    def _add_heading(self, table: Any, texts: Sequence[str]) -> None:
        cells = _add_cells(table)
        _fill(cells, texts, [False] * len(texts), bold=range(len(texts)), background=INK, letters="#FFFFFF")
        _mark_row(table.rows[0], "w:tblHeader")  # it stands again on every page

    def _leave_room(self) -> None:
        self.document.add_paragraph()


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _add_run(
    paragraph: Any, text: str, size: Any, colour: str, *, is_bold: bool = False, is_italic: bool = False
) -> None:
    run = paragraph.add_run(_clean(text))
    run.font.size, run.font.bold, run.font.italic = size, is_bold, is_italic
    run.font.color.rgb = RGBColor.from_string(colour[1:])


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    run.font.size = SMALL
    field.append(run._r)
    paragraph._p.append(field)


def _add_cells(table: Any) -> Any:
    row = table.add_row()
    _mark_row(row, "w:cantSplit")
    return row.cells


def _mark_row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _fill(
    cells: Any,
    texts: Texts,
    figures: Sequence[bool],
    bold: Sequence[int] | range = (),
    background: str = "",
    letters: str = INK,
) -> None:
    for place, (cell, text, is_right) in enumerate(zip(cells, texts, figures, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        _add_run(paragraph, NO_DATA if text is None else text, SMALL, letters, is_bold=place in bold)
        if is_right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        shade = UNKNOWN if text is None else background
        if shade:
            _shade(cell._tc.get_or_add_tcPr(), shade)


def _colour(cell: Any, tile: blocks.Tile) -> None:
    background = UNKNOWN if tile.is_hatched else tile.background
    if background:
        _shade(cell._tc.get_or_add_tcPr(), background)
    if tile.letters:
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor.from_string(tile.letters[1:])


def _shade(properties: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour[1:])
    properties.append(shade)


WRITTEN: Mapping[type[Block], Callable[[_Writer, Any], None]] = {
    blocks.Title: _Writer.write_title,
    blocks.Heading: _Writer.write_heading,
    blocks.Paragraph: _Writer.write_paragraph,
    blocks.Note: _Writer.write_note,
    blocks.Alert: _Writer.write_alert,
    blocks.Items: _Writer.write_items,
    blocks.KeyValues: _Writer.write_key_values,
    blocks.Figures: _Writer.write_figures,
    blocks.Table: _Writer.write_table,
    blocks.HeatMap: _Writer.write_heat_map,
    blocks.Bars: _Writer.write_bars,
    blocks.ScaleBar: _Writer.write_scale_bar,
    blocks.PageBreak: _Writer.write_page_break,
    blocks.Signatures: _Writer.write_signatures,
}

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benangmerah.reports.format import block as blocks
from benangmerah.reports.format.block import Bar, Bars, Heading, PageBreak, Paper, Paragraph, ScaleBar, Table, Title
from benangmerah.reports.format.pdf import DRAWN, describe, draw_pages, write_pdf
from benangmerah.reports.format.table import Column
from tests.reports.format.every_block import BLOCKS, COLUMNS, DAY, EDGE, HOSTILE, MAP, PAPER, ROWS, SCALE, TABLE
from tests.reports.read_pages import fonts_of, open_pdf, pages_of, root_of, text_of

ROOT = Path(__file__).resolve().parents[3]
OTHER_MACHINE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": "/nowhere"}
HASH_IN_OTHER_PROCESS = """
import hashlib
from benangmerah.reports.format.pdf import write_pdf
from tests.reports.format.every_block import DAY, PAPER
print(hashlib.sha256(write_pdf(PAPER, DAY, "id")).hexdigest())
"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return write_pdf(PAPER, DAY, "id")


def paper_of(*parts: Any, **more: Any) -> bytes:
    return write_pdf(Paper(EDGE, parts, **more), DAY, "id")


def described(*parts: Any) -> Mapping[str, Any]:
    """The first block as the lay-out reads it."""
    first: Mapping[str, Any] = dict(describe(Paper(EDGE, parts), "id"))["parts"][0]["blocks"][0]  # type: ignore[index]
    return first


def test_every_kind_of_block_is_drawn() -> None:
    assert set(DRAWN) | {PageBreak} == BLOCKS


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_a_command_stands_as_it_is(pdf: bytes, text: str) -> None:
    assert f"{text} 199001012015031001 Teknis 1.234 1.500.000.000 0,67" in text_of(pdf)


@pytest.mark.parametrize("text", [*HOSTILE, "😀", "日本", "a\nb", "a\x00b", "", "~", "\u202e\u200b"])
def test_no_text_breaks_a_document_wherever_it_stands(text: str) -> None:
    signer = blocks.Signer(text, text, text, text, text)
    parts = (
        Title(text, text, text), blocks.Alert(text), Heading(text), Paragraph(text), blocks.Note(text),
        blocks.Items((text,)), blocks.KeyValues(((text, text),)), blocks.Figures((blocks.Figure(text, text),)),
        Table((Column(text, 10),), ((text,),), ((text,),), text), Bars((Bar(text, 1, text),)),
        ScaleBar((blocks.ScaleBand(text, 0, 1),), ((0.5, text),)), blocks.Signatures((signer,)),
        blocks.HeatMap((Column(text, 9),), ((text, 1),), (text,), (blocks.MapRow((text,), (blocks.Tile(text, text),)),),
                       ((blocks.Tile(text), text),)),
    )  # fmt: skip
    edge = replace(EDGE, title=text, warning=text)
    assert len(pages_of(write_pdf(Paper(edge, parts), DAY, "id"))) >= 1


def test_every_page_says_title_day_snapshot_warning_and_number(pdf: bytes) -> None:
    pages = pages_of(pdf)
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        assert page.startswith("Peta kesenjangan Keadaan data 1 Januari 2026")
        assert page.endswith(f"Snapshot data 5f1c Halaman {number} dari 4 Rahasia & penting")


def test_pages_in_english_are_numbered_in_english() -> None:
    assert "Page 1 of 4" in pages_of(write_pdf(PAPER, DAY, "en"))[0]


def test_text_around_the_page_number_is_kept_as_it_is() -> None:
    page = pages_of(write_pdf(replace(PAPER, edge=replace(EDGE, snapshot="<number> #1")), DAY, "id"))[0]
    assert "<number> #1 Halaman 1 dari 4" in page


def test_what_nobody_knows_is_a_dash_and_an_unknown_text_is_empty(pdf: bytes) -> None:
    assert "Tanpa data – – –" in text_of(pdf)


def test_totals_stand_below_the_rows(pdf: bytes) -> None:
    assert "Semua 9 0 1,50" in text_of(pdf)


def test_table_without_rows_says_so(pdf: bytes) -> None:
    assert "Nama Tidak ada baris." in text_of(pdf)


def test_values_are_said_in_the_language_of_the_document() -> None:
    english = text_of(write_pdf(PAPER, DAY, "en"))
    assert "Technical 1,234 1,500,000,000 0.67" in english
    assert "Data as of 1 January 2026" in english
    assert "Jumlah 12,345 Tidak ada unknown" in english


def test_heat_map_shows_number_sign_and_legend(pdf: bytes) -> None:
    page = pages_of(pdf)[2]
    assert "Dinas <A> 12 7 3,5 II –" in page
    assert "II beban 1 – 2 – belum diketahui" in page


def test_marks_of_a_scale_stand_in_an_order_in_which_no_line_crosses_a_text() -> None:
    assert [(mark["share"], mark["text"]) for mark in described(SCALE)["marks"]] == [
        (0.7, "Kesehatan 70"), (0.615, "Semua 61,5"),
    ]  # fmt: skip
    low = replace(SCALE, marks=((30, "b"), (10, "a")))
    assert [mark["text"] for mark in described(low)["marks"]] == ["a", "b"]


def test_bar_that_nobody_knows_has_no_length() -> None:
    bars = described(Bars((Bar("a", 5, "5"), Bar("b", None, "–"), Bar("c", 10, "10"))))["bars"]
    assert [bar["share"] for bar in bars] == [0.5, None, 1.0]


def test_bars_of_nothing_have_no_length() -> None:
    assert [bar["share"] for bar in described(Bars((Bar("a", 0, "0"),)))["bars"]] == [0.0]


def test_page_turns_where_it_is_told() -> None:
    pages = open_pdf(
        paper_of(Paragraph("a"), PageBreak(is_landscape=True), Paragraph("b"), PageBreak(), Paragraph("c"))
    ).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True, False]


def test_break_at_the_end_or_twice_leaves_no_empty_page() -> None:
    parts = (Paragraph("a"), PageBreak(), PageBreak(is_landscape=True), Paragraph("b"), PageBreak())
    assert len(pages_of(paper_of(*parts))) == 2


def test_paper_without_blocks_is_one_page() -> None:
    assert len(pages_of(paper_of())) == 1


def test_heading_of_a_long_table_stands_on_every_page() -> None:
    rows = [(f"Orang {number}", "1" * 18, "technical", number, 0, 0.5) for number in range(300)]
    pages = pages_of(paper_of(Table(COLUMNS, rows)))
    assert len(pages) > 3
    assert all("Nama NIP Jenis" in page for page in pages)
    assert [number for number in range(300) if not any(f"Orang {number} 1" in page for page in pages)] == []


def test_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    table = Table(COLUMNS[:1], [("baris",)] * 30)
    for lines in range(30, 60):
        pages = pages_of(paper_of(*[Paragraph("kata")] * lines, Heading("Judul bagian"), table))
        place = next(page for page in pages if "Judul bagian" in page)
        assert "baris" in place.partition("Judul bagian")[2], lines


def test_cell_longer_than_a_page_goes_on_on_the_next() -> None:
    words = " ".join(f"kata{number}" for number in range(3000))
    assert "kata2999" in text_of(paper_of(Table(COLUMNS[:1], ((words,),))))


def test_only_fonts_of_the_library_are_used(pdf: bytes) -> None:
    families = ("LibertinusSerif", "NewCM", "DejaVuSansMono")
    assert all(font.startswith(families) for font in fonts_of(pdf))


def test_document_is_dated_by_the_day_of_the_run(pdf: bytes) -> None:
    information = open_pdf(pdf).metadata
    assert information is not None
    assert (information.title, information.author) == ("Peta kesenjangan", "BenangMerah")
    assert {str(information[name]) for name in ("/CreationDate", "/ModDate")} == {"D:20260101000000Z"}


def test_day_alone_changes_the_bytes(pdf: bytes) -> None:
    assert write_pdf(PAPER, date(2026, 1, 2), "id") != pdf


def test_same_paper_gives_the_same_bytes_later(pdf: bytes) -> None:
    time.sleep(1.1)
    assert write_pdf(PAPER, DAY, "id") == pdf


def test_same_paper_gives_the_same_bytes_on_another_machine(pdf: bytes) -> None:
    found = subprocess.run(
        [sys.executable, "-c", HASH_IN_OTHER_PROCESS], cwd=ROOT, env={**os.environ, **OTHER_MACHINE},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_structure_for_screen_readers_can_be_left_out(pdf: bytes) -> None:
    plain = write_pdf(replace(PAPER, is_tagged=False), DAY, "id")
    assert ["/StructTreeRoot" in root_of(data) for data in (pdf, plain)] == [True, False]
    assert len(plain) < len(pdf)
    assert pages_of(plain) == pages_of(pdf)


def test_language_of_the_document_is_told(pdf: bytes) -> None:
    languages = [root_of(data)["/Lang"] for data in (pdf, write_pdf(PAPER, DAY, "en"))]
    assert languages == ["id", "en"]


def test_pages_can_be_looked_at() -> None:
    pictures = draw_pages(PAPER, "id", 20)
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"] * 4


def test_wide_tables_take_smaller_letters() -> None:
    narrow = described(Table(COLUMNS[:2], ()))
    wide = described(Table([Column("a", 60)] * 5, ()))
    assert (narrow["size"], wide["size"]) == (9.0, 6.5)


def test_tiles_share_the_width_of_the_page() -> None:
    assert described(MAP)["tile-width"] == 34.0
    many = replace(MAP, headings=("a",) * 40, groups=(), rows=(), legend=())
    assert 5 < described(many)["tile-width"] < 34


def test_short_table_stands_together() -> None:
    assert [described(table)["together"] for table in (replace(TABLE, rows=ROWS[:5]), replace(TABLE, rows=ROWS * 2))] == [
        True, False,
    ]  # fmt: skip


@pytest.mark.slow
def test_twenty_thousand_rows_are_written() -> None:
    rows = [(f"Orang {number}", "1" * 18, "technical", number, 0, 0.5) for number in range(20_000)]
    pages = open_pdf(paper_of(Table(COLUMNS, rows), is_tagged=False)).pages
    assert "Orang 19999" in pages[-1].extract_text()

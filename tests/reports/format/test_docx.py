from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from benangmerah.reports.format.block import Items, PageBreak, Paper, Paragraph, Table
from benangmerah.reports.format.docx import WRITTEN, write_docx
from benangmerah.reports.format.table import Column
from tests.reports.format.every_block import BLOCKS, COLUMNS, DAY, EDGE, HOSTILE, NIP, PAPER

ROOT = Path(__file__).resolve().parents[3]
OTHER_MACHINE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": "/nowhere"}
HASH_IN_OTHER_PROCESS = """
import hashlib
from benangmerah.reports.format.docx import write_docx
from tests.reports.format.every_block import DAY, PAPER
print(hashlib.sha256(write_docx(PAPER, DAY, "id")).hexdigest())
"""


@pytest.fixture(scope="module")
def word_file() -> bytes:
    return write_docx(PAPER, DAY, "id")


def opened(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def rows_of(table: Any) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def find_table(data: bytes, first: str) -> Any:
    return next(table for table in opened(data).tables if table.rows[0].cells[0].text == first)


def fill_of(cell: Any) -> str | None:
    shade = cell._tc.tcPr.find(qn("w:shd"))
    return None if shade is None else str(shade.get(qn("w:fill")))


def test_every_kind_of_block_is_written() -> None:
    assert set(WRITTEN) == BLOCKS


def test_headings_have_real_styles(word_file: bytes) -> None:
    found = [
        (part.style.name, part.text)
        for part in opened(word_file).paragraphs
        if part.style.name.startswith(("Head", "Title"))
    ]
    assert found == [
        ("Title", "Peta #kesenjangan"), ("Heading 1", "Ringkasan $1$"), ("Heading 2", "Tabel"), ("Heading 3", "Peta"),
    ]  # fmt: skip


def test_table_holds_every_row_as_it_is(word_file: bytes) -> None:
    assert rows_of(find_table(word_file, "Nama")) == [
        ("Nama", "NIP", "Jenis", "Pegawai", "Rp", "Rata-rata"),
        *((text, NIP, "Teknis", "1.234", "1.500.000.000", "0,67") for text in HOSTILE),
        ("Tanpa data", "", "", "–", "–", "–"),
        ("Semua", "", "", "9", "0", "1,50"),
    ]


def test_heading_of_a_table_is_repeated_and_rows_stay_whole(word_file: bytes) -> None:
    rows = find_table(word_file, "Nama").rows
    repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True] + [False] * (len(rows) - 1)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_what_nobody_knows_is_grey(word_file: bytes) -> None:
    row = next(row for row in find_table(word_file, "Nama").rows if row.cells[0].text == "Tanpa data")
    assert [fill_of(cell) for cell in row.cells] == [None, None, None, "D0D0D0", "D0D0D0", "D0D0D0"]


def test_map_keeps_its_colours_beside_its_numbers(word_file: bytes) -> None:
    table = find_table(word_file, "OPD")
    assert rows_of(table) == [
        ("OPD", "Pegawai", "Integritas", "#let y"), ("Dinas <A>", "12", "7 3,5 II", "–"), ("Kota", "–", "8 4", ""),
    ]  # fmt: skip
    assert [fill_of(cell) for cell in table.rows[1].cells[2:]] == ["FDD48A", "D0D0D0"]


def test_table_without_rows_says_so(word_file: bytes) -> None:
    assert "Tidak ada baris." in [part.text for part in opened(word_file).paragraphs]


def test_numbered_items_begin_again_with_each_list() -> None:
    data = write_docx(Paper(EDGE, (Items(("a", "b"), is_numbered=True), Items(("c",), is_numbered=True))), DAY, "id")
    assert [part.text for part in opened(data).paragraphs] == ["1. a", "2. b", "1. c"]


def test_every_page_says_title_day_snapshot_warning_and_number(word_file: bytes) -> None:
    section = opened(word_file).sections[0]
    assert [part.text for part in section.header.paragraphs] == ["Peta kesenjangan · Keadaan data 1 Januari 2026"]
    foot = section.footer
    fields = [field.get(qn("w:instr")) for field in foot._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    texts = ["".join(node.text or "" for node in part._p.iter(qn("w:t"))) for part in foot.paragraphs]
    assert texts == ["Halaman 1 dari 1", "Snapshot data 5f1c", "Rahasia & penting"]
    assert all(other.header.is_linked_to_previous for other in list(opened(word_file).sections)[1:])


def test_page_turns_where_it_is_told(word_file: bytes) -> None:
    orientations = [section.orientation for section in opened(word_file).sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    lying = opened(write_docx(Paper(EDGE, (Paragraph("a"), PageBreak()), is_landscape=True), DAY, "id")).sections
    assert [section.orientation for section in lying] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_signatures_leave_room_and_dots(word_file: bytes) -> None:
    cells = rows_of(
        next(table for table in opened(word_file).tables if "Kepala BKPSDM" in table.rows[0].cells[0].text)
    )[0]
    assert cells[0].split("\n") == [
        "Kota Contoh, 1 Januari 2026", "Kepala BKPSDM", "", "", "", "Dra. Rina, M.Si.", "Pembina Utama Muda", f"NIP {NIP}",
    ]  # fmt: skip
    assert "Sekretaris Daerah" in cells[1]
    assert "...." in cells[1]


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "a\x1fb", "\uffff"])
def test_signs_that_xml_forbids_are_replaced(text: str) -> None:
    data = write_docx(Paper(EDGE, (Paragraph(text), Table((Column(text, 9),), ((text,),)))), DAY, "id")
    shown = "".join("\N{REPLACEMENT CHARACTER}" if ord(sign) < 32 or sign == "\uffff" else sign for sign in text)
    assert opened(data).paragraphs[0].text == shown
    assert rows_of(opened(data).tables[0]) == [(shown,), (shown,)]


def test_language_and_fonts_are_set(word_file: bytes) -> None:
    for data, language in ((word_file, "id-ID"), (write_docx(PAPER, DAY, "en"), "en-GB")):
        normal = opened(data).styles["Normal"]
        assert normal.font.name == "Arial"
        assert normal.element.rPr.find(qn("w:lang")).get(qn("w:val")) == language


def test_values_are_said_in_the_language_of_the_document() -> None:
    assert rows_of(find_table(write_docx(PAPER, DAY, "en"), "Name"))[0] == (
        "Name",
        "NIP",
        "Kind",
        "Employees",
        "Rp",
        "Mean",
    )


def test_document_is_dated_by_the_day_of_the_run(word_file: bytes) -> None:
    properties = opened(word_file).core_properties
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert (properties.title, properties.author, properties.last_modified_by, properties.created, properties.modified) == (
        "Peta kesenjangan", "BenangMerah", "BenangMerah", moment, moment,
    )  # fmt: skip
    with ZipFile(BytesIO(word_file)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_day_alone_changes_the_bytes(word_file: bytes) -> None:
    assert write_docx(PAPER, date(2026, 1, 2), "id") != word_file


def test_same_paper_gives_the_same_bytes_later(word_file: bytes) -> None:
    time.sleep(2.1)  # an archive counts in steps of two seconds
    assert write_docx(PAPER, DAY, "id") == word_file


def test_same_paper_gives_the_same_bytes_on_another_machine(word_file: bytes) -> None:
    found = subprocess.run(
        [sys.executable, "-c", HASH_IN_OTHER_PROCESS], cwd=ROOT, env={**os.environ, **OTHER_MACHINE},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout.strip() == hashlib.sha256(word_file).hexdigest()


def test_long_title_is_cut_where_the_format_ends() -> None:
    data = write_docx(replace(PAPER, edge=replace(EDGE, title="panjang " * 60)), DAY, "id")
    assert len(opened(data).core_properties.title) == 255


def test_columns_share_the_width_of_the_page() -> None:
    table = opened(write_docx(Paper(EDGE, (Table(COLUMNS, ()),)), DAY, "id")).tables[0]
    assert abs(sum(column.width.mm for column in table.columns) - 174) < 1

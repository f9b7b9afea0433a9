"""Documents on paper as a person reads them: the words of a PDF, the paragraphs and tables of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from pypdf import PdfReader


def read_pdf(data: bytes) -> str:
    """All words of a PDF, each run of spaces and line ends as one space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def read_paragraphs(data: bytes) -> Sequence[str]:
    """The paragraphs of a Word file that stand outside its tables."""
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs if paragraph.text]


def read_tables(data: bytes) -> Sequence[Sequence[tuple[str, ...]]]:
    """The tables of a Word file, row by row."""
    return [
        [tuple(cell.text for cell in row.cells) for row in table.rows] for table in docx.Document(BytesIO(data)).tables
    ]


def find_table(data: bytes, heading: str) -> Sequence[tuple[str, ...]]:
    """The first table of a Word file that has that heading in its first row."""
    return next(rows for rows in read_tables(data) if heading in rows[0])

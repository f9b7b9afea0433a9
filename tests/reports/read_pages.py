"""The pages of a PDF as a person reads them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def open_pdf(data: bytes) -> PdfReader:
    """A PDF as another program opens it."""
    return PdfReader(BytesIO(data))


def pages_of(data: bytes) -> list[str]:
    """The words of each page, every run of spaces and line ends as one space."""
    return [" ".join(page.extract_text().split()) for page in open_pdf(data).pages]


def text_of(data: bytes) -> str:
    """The words of all pages."""
    return " ".join(pages_of(data))


def root_of(data: bytes) -> Any:
    """What a PDF says of itself as a whole."""
    return open_pdf(data).trailer["/Root"]


def fonts_of(data: bytes) -> set[str]:
    """The fonts a PDF carries, without the mark of the part that is kept of each."""
    pages: list[Any] = list(open_pdf(data).pages)
    fonts = (font.get_object() for page in pages for font in page["/Resources"]["/Font"].values())
    return {str(font["/BaseFont"]).lstrip("/").partition("+")[2] for font in fonts}

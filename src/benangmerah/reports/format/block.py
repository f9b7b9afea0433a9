"""What a document on paper is made of: it is described once, as data, and becomes a PDF or a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from benangmerah.kernel.explanation import Value
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.format.xlsx import Edge


@dataclass(frozen=True)
class Title:
    """What a document is called, whose it is, and what it is for."""

    text: Value
    owner: Value = ""
    purpose: Value = ""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the largest."""

    text: Value
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    text: Value


@dataclass(frozen=True)
class Note:
    """A remark in small letters; it stays with what follows it."""

    text: Value


@dataclass(frozen=True)
class Alert:
    """A sentence nobody may overlook, in a frame."""

    text: Value


@dataclass(frozen=True)
class Items:
    """A list with a dot, or with numbers, before each line."""

    items: Sequence[Value]
    is_numbered: bool = False


@dataclass(frozen=True)
class KeyValues:
    """Labels with what they say."""

    lines: Sequence[tuple[Value, Value]]


@dataclass(frozen=True)
class Figure:
    """A large figure with what it counts below it."""

    value: Value
    caption: Value


@dataclass(frozen=True)
class Figures:
    """A few large figures beside each other."""

    figures: Sequence[Figure]


@dataclass(frozen=True)
class Table:
    """A table; the heading stands on every page, `totals` are set off below, `empty` stands where there are no rows."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Sequence[Row] = ()
    empty: Value = ""


@dataclass(frozen=True)
class Tile:
    """A coloured cell: its text, a sign below it, and its colours; hatched where nothing is known."""

    text: str = ""
    sign: str = ""
    background: str = ""
    letters: str = ""
    is_hatched: bool = False


@dataclass(frozen=True)
class MapRow:
    """A row of a map: what stands in its first columns, and its cells."""

    lead: Row
    tiles: Sequence[Tile]
    is_total: bool = False


@dataclass(frozen=True)
class HeatMap:
    """Coloured cells under turned headings; `groups` stand above so many of them, `legend` below the map."""

    lead: Sequence[Column]
    groups: Sequence[tuple[Value, int]]
    headings: Sequence[Value]
    rows: Sequence[MapRow]
    legend: Sequence[tuple[Tile, Value]] = ()


@dataclass(frozen=True)
class Bar:
    """One bar: its label, how long it is (None: not known), and the figure behind it."""

    label: Value
    value: float | None
    shown: Value
    background: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars below each other, the full width standing for `whole` (None: for the longest of them)."""

    bars: Sequence[Bar]
    whole: float | None = None


@dataclass(frozen=True)
class ScaleBand:
    """A stretch of a scale with its name and colours."""

    name: Value
    first: float
    last: float
    background: str = ""
    letters: str = ""


@dataclass(frozen=True)
class ScaleBar:
    """A scale from the first band to the last, with figures marked on it."""

    bands: Sequence[ScaleBand]
    marks: Sequence[tuple[float, Value]] = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page, upright or lying as said here."""

    is_landscape: bool = False


@dataclass(frozen=True)
class Signer:
    """Who signs: place and day, office, name, rank, NIP; what is empty is left to be filled in by hand."""

    office: Value
    place_and_day: Value = ""
    name: Value = ""
    rank: Value = ""
    number: Value = ""


@dataclass(frozen=True)
class Signatures:
    """Room for signatures, beside each other, kept together on one page."""

    signers: Sequence[Signer]


Block: TypeAlias = (
    "Title | Heading | Paragraph | Note | Alert | Items | KeyValues | Figures | Table | HeatMap | Bars | ScaleBar | "
    "PageBreak | Signatures"
)


@dataclass(frozen=True)
class Paper:
    """A document: what stands on the edge of every page, and its blocks from the top.

    `is_tagged` writes the structure that screen readers need; a table of thousands of rows is better left without.
    """

    edge: Edge
    blocks: Sequence[Block]
    is_landscape: bool = False
    is_tagged: bool = True

"""What the columns of a Renstra table mean: one or two rows of headings, years over Target and Rp."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from benangmerah.exchange.opd.raw_sheet import RawSheet

SEARCHED = 20
"""Rows from the top in which the headings may stand."""
_YEAR = re.compile(r"\b(20\d{2})\b")
_PLAIN = re.compile(r"[^a-z0-9]+")
GOAL, TARGET, INDICATOR, CODE, TITLE, MEASURE, BASE, UNIT = (
    "goal", "target", "indicator", "code", "title", "measure", "base", "unit",
)  # fmt: skip
PROGRAM, ACTIVITY, SUB_ACTIVITY = "program", "activity", "sub_activity"


@dataclass
class Headings:
    """Where each meaning stands, as columns from 0; `targets` and `money` by year. `last` is the lowest heading row."""

    last: int
    columns: dict[str, int] = field(default_factory=dict)
    targets: dict[int, int] = field(default_factory=dict)
    money: dict[int, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it says enough to read the table: a target, and a code with its title or a named level."""
        has_title = TITLE in self.columns or PROGRAM in self.columns
        return TARGET in self.columns and CODE in self.columns and has_title


def find_headings(sheet: RawSheet) -> Headings | None:
    """The headings of a sheet: the first row, alone or with the one below it, that names what a Renstra needs."""
    for row in range(1, min(SEARCHED, len(sheet.rows)) + 1):
        one = _read(sheet, row, row)
        if one.is_whole:
            two = _read(sheet, row, row + 1) if row < len(sheet.rows) else one
            is_split = len(two.targets) + len(two.money) > len(one.targets) + len(one.money)
            return two if is_split else one
    return None


def _read(sheet: RawSheet, first: int, last: int) -> Headings:
    found = Headings(last)
    for column in range(sheet.width):
        parts = dict.fromkeys(sheet.text(row, column) for row in range(first, last + 1))
        words = _PLAIN.sub(" ", " ".join(parts).casefold()).strip()
        year = _YEAR.search(words)
        meaning = _meaning(words)
        if year is not None and meaning is None:
            number = int(year[1])
            is_money = re.search(r"\b(rp|pagu|anggaran|kerangka pendanaan)\b", words) is not None
            (found.money if is_money else found.targets).setdefault(number, column)
        elif meaning is not None:
            found.columns.setdefault(meaning, column)
    return found


def _meaning(words: str) -> str | None:
    """What a heading without its year means."""
    tests = (
        (BASE, r"(data capaian|kondisi awal|capaian.*awal|baseline)"),
        ("end", r"kondisi akhir"),
        (INDICATOR, r"^indikator"),
        (MEASURE, r"^satuan"),
        (UNIT, r"(unit|perangkat daerah|pd|opd).*(penanggung|pelaksana)|penanggung jawab"),
        (CODE, r"^kode"),
        (TITLE, r"program.*kegiatan"),
        (SUB_ACTIVITY, r"^sub ?kegiatan"),
        (ACTIVITY, r"^kegiatan"),
        (PROGRAM, r"^program"),
        (GOAL, r"^tujuan"),
        (TARGET, r"^sasaran"),
    )
    return next((name for name, pattern in tests if re.search(pattern, words)), None)

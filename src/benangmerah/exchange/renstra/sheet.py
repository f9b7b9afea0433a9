"""A Renstra table → nodes, indicators and ceilings, with a reason and a way out for every cell that cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from xlsxwriter.utility import xl_rowcol_to_cell

from benangmerah.exchange.opd.raw_sheet import RawSheet, read_raw_sheets
from benangmerah.exchange.renstra.heading import (
    ACTIVITY,
    BASE,
    CODE,
    GOAL,
    INDICATOR,
    MEASURE,
    PROGRAM,
    SUB_ACTIVITY,
    TARGET,
    TITLE,
    UNIT,
    Headings,
    find_headings,
)
from benangmerah.exchange.renstra.nomenclature import CODE as CODE_SHAPE
from benangmerah.exchange.renstra.nomenclature import SHAPE, Nomenclature, check_code
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message

TABLE = "renstra"
_NUMBER = re.compile(r"(?:rp\.?\s*)?(-?[\d.,]+)\s*(.*)", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+")
_LIKE = 80.0
LEVELS = {3: PROGRAM, 5: ACTIVITY, 6: SUB_ACTIVITY}
NAMES = {PROGRAM: "Program", ACTIVITY: "Kegiatan", SUB_ACTIVITY: "Sub Kegiatan"}


@dataclass(frozen=True)
class Node:
    """A node of the tree; `parent` is the key of the one above."""

    key: str
    kind: str
    title: str
    parent: str | None
    code: str | None = None


@dataclass
class Renstra:
    """What a table holds: nodes, targets of indicators, bases, ceilings, responsible units, and what is wrong."""

    nodes: dict[str, Node] = field(default_factory=dict)
    targets: dict[tuple[str, str, int], tuple[str, float]] = field(default_factory=dict)
    """Node, indicator and year: measure and target."""
    bases: dict[tuple[str, str], float] = field(default_factory=dict)
    money: dict[tuple[str, int], int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)
    doubts: list[Refusal] = field(default_factory=list)
    """Cells that are taken, and should be looked at."""


def read_renstra(path: Path, unit_names: Mapping[str, str], nomenclature: Nomenclature | None = None) -> Renstra:
    """The first sheet that has the headings of a Renstra; `unit_names` gives ids by name. Faults name their cell.

    Codes and titles are checked against the nomenclature, where one is kept.
    """
    found = Renstra()
    for sheet in read_raw_sheets(path):
        headings = find_headings(sheet)
        if headings is not None:
            _Reader(sheet, headings, unit_names, found, nomenclature).read()
            return found
    found.refusals.append(Refusal(
        TABLE, None, None, None, message("No sheet has the headings of a Renstra."),
        message("Name the columns Tujuan, Sasaran, Indikator, Kode, Program/Kegiatan/Sub Kegiatan, Satuan, and for "
                "each year Target and Rp."),
    ))  # fmt: skip
    return found


def key_of(kind: str, title: str) -> str:
    """The key of a node without a code: the same for the same words, so that a table can be brought in again."""
    words = " ".join(title.casefold().split())
    return f"{kind}-{sha256(words.encode()).hexdigest()[:10]}"


@dataclass
class _Reader:
    sheet: RawSheet
    headings: Headings
    unit_names: Mapping[str, str]
    found: Renstra
    nomenclature: Nomenclature | None = None
    goal: str | None = None
    target: str | None = None

    def read(self) -> None:
        for row in range(self.headings.last + 1, len(self.sheet.rows) + 1):
            if any(self.sheet.texts(row)) and not self._is_numbering(row):
                self._read_row(row)

    def _is_numbering(self, row: int) -> bool:
        """Whether a row only numbers the columns: (1) (2) (3)."""
        texts = [text for text in self.sheet.texts(row) if text]
        return len(texts) > 1 and all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in texts)

    def _text(self, row: int, meaning: str) -> str:
        column = self.headings.columns.get(meaning)
        return "" if column is None else self.sheet.text(row, column)

    def _read_row(self, row: int) -> None:
        goal, target = self._text(row, GOAL), self._text(row, TARGET)
        if goal:
            self.goal = self._keep(Node(key_of("goal", goal), "goal", goal, None), row, GOAL)
            self.target = self.target if target else None
        if target:
            self.target = self._keep(Node(key_of("target", target), "target", target, self.goal), row, TARGET)
        node = self._read_coded(row)
        if node is None and not self._text(row, CODE):
            node = self.target if target or self.target else self.goal
        if node is None:
            return
        self._read_unit(row, node)
        self._read_figures(row, node)

    def _read_coded(self, row: int) -> str | None:
        """The programme, activity or sub-activity of a row; nothing where it has no code or the code is wrong."""
        code = self._text(row, CODE).replace(" ", "").rstrip(".").upper()
        named = [level for level in (SUB_ACTIVITY, ACTIVITY, PROGRAM) if self._text(row, level)]
        title = self._text(row, TITLE) or (self._text(row, named[0]) if named else "")
        if not code:
            if title:
                self._refuse(row, CODE, "", message("{title} has no code.", title=title),
                             message("Write the code of the nomenclature, like 5.04.02.2.01."))  # fmt: skip
            return None
        if CODE_SHAPE.fullmatch(code) is None:
            self._refuse(row, CODE, code, message("{code} is no code of the nomenclature.", code=code), SHAPE)
            return None
        kind = LEVELS[code.count(".") + 1]
        if not title:
            self._refuse(row, TITLE if TITLE in self.headings.columns else kind, "",
                         message("{code} has no title.", code=code), message("Write its title."))  # fmt: skip
            return None
        if named and kind not in named:
            self._refuse(row, CODE, code, message("{code} is the code of a {kind}, and the title stands in another "
                                                  "column.", code=code, kind=NAMES[kind]),
                         message("Correct the code, or move the title."))  # fmt: skip
            return None
        if not self._is_in_nomenclature(row, code, title):
            return None
        parent = self._parent(row, code, kind)
        return None if parent is None else self._keep(Node(code, kind, title, parent, code), row, CODE)

    def _is_in_nomenclature(self, row: int, code: str, title: str) -> bool:
        """Whether the code may stand; a doubt is told and stops nothing."""
        fault = check_code(self.nomenclature, code, title)
        if fault is None:
            return True
        meaning = TITLE if fault.is_of_title and TITLE in self.headings.columns else CODE
        kept = self.found.doubts if fault.is_doubt else self.found.refusals
        value = title if fault.is_of_title else code
        kept.append(self._fault(row, self.headings.columns.get(meaning, 0), value, fault.reason, fault.suggestion))
        return fault.is_doubt

    def _parent(self, row: int, code: str, kind: str) -> str | None:
        if kind == PROGRAM:
            if self.target is None:
                self._refuse(row, TARGET, "", message("No target stands above {code}.", code=code),
                             message("Write the target the programme serves into this row or one above."))  # fmt: skip
            return self.target
        above = ".".join(code.split(".")[: 3 if kind == ACTIVITY else 5])
        if above in self.found.nodes:
            return above
        reason = message("{above}, which {code} belongs to, does not stand above it.", above=above, code=code)
        self._refuse(row, CODE, code, reason, message("Add a row with {above} above this one.", above=above))
        return None

    def _keep(self, node: Node, row: int, meaning: str) -> str:
        there = self.found.nodes.setdefault(node.key, node)
        if there.title.casefold() != node.title.casefold():
            reason = message("{code} is called {other} further up.", code=node.key, other=there.title)
            self._refuse(row, meaning, node.key, reason, message("One code has one title: correct one of them."))
        return node.key

    def _read_unit(self, row: int, node: str) -> None:
        name = self._text(row, UNIT)
        if not name:
            return
        known = {" ".join(each.casefold().split()): unit_id for each, unit_id in self.unit_names.items()}
        unit_id = known.get(" ".join(name.casefold().split()))
        if unit_id is not None:
            self.found.units[node] = unit_id
            return
        like = process.extractOne(name, list(self.unit_names), scorer=fuzz.WRatio, score_cutoff=_LIKE)
        hint = (
            message("Write {name}, if that is meant.", name=like[0])
            if like
            else message("Write the name as it stands on the page of units.")
        )
        self._refuse(row, UNIT, name, message("No unit is called {name}.", name=name), hint)

    def _read_figures(self, row: int, node: str) -> None:
        indicator, measure = self._text(row, INDICATOR), self._text(row, MEASURE)
        for year, column in self.headings.targets.items():
            text = self.sheet.text(row, column)
            if text in {"", "-", "–"}:
                continue
            number, words = _number(text)
            if number is None:
                self._refuse_at(row, column, text, message("{value} is no number.", value=text),
                                message("Write a number, like 82,5."))  # fmt: skip
            elif not indicator:
                self._refuse_at(row, column, text, message("A target stands here without an indicator."),
                                message("Name the indicator in this row."))  # fmt: skip
            elif not (measure or words):
                self._refuse(row, MEASURE, "", message("{indicator} has no measure.", indicator=indicator),
                             message("Write it, like persen or orang."))  # fmt: skip
            else:
                self.found.targets[node, indicator, year] = (measure or words, number)
        self._read_base(row, node, indicator)
        for year, column in self.headings.money.items():
            text = self.sheet.text(row, column)
            if text in {"", "-", "–"}:
                continue
            number, _words = _number(text)
            if number is None or number < 0 or number != int(number):
                self._refuse_at(row, column, text, message("{value} is no amount in whole rupiah.", value=text),
                                message("Write digits alone, like 250.000.000."))  # fmt: skip
            elif self.found.money.setdefault((node, year), int(number)) != int(number):
                self._refuse_at(row, column, text, message("{node} has another ceiling for {year} further up.",
                                                           node=node, year=str(year)),
                                message("Give each node one ceiling a year."))  # fmt: skip

    def _read_base(self, row: int, node: str, indicator: str) -> None:
        text = self._text(row, BASE)
        if text in {"", "-", "–"} or not indicator:
            return
        number, _words = _number(text)
        if number is None:
            self._refuse(row, BASE, text, message("{value} is no number.", value=text),
                         message("Write a number, like 82,5."))  # fmt: skip
        else:
            self.found.bases[node, indicator] = number

    def _refuse(self, row: int, meaning: str, value: str, reason: Message, suggestion: Message) -> None:
        self._refuse_at(row, self.headings.columns.get(meaning, 0), value, reason, suggestion)

    def _refuse_at(self, row: int, column: int, value: str, reason: Message, suggestion: Message) -> None:
        self.found.refusals.append(self._fault(row, column, value, reason, suggestion))

    def _fault(self, row: int, column: int, value: str, reason: Message, suggestion: Message) -> Refusal:
        place = f"{self.sheet.name}!{xl_rowcol_to_cell(row - 1, column)}"
        heading = self.sheet.text(self.headings.last, column)
        return Refusal(TABLE, row, heading, value, reason, suggestion, place)


def _number(text: str) -> tuple[float | None, str]:
    """A number as Indonesian offices write it, and the words after it: 1.250,5 persen."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None, ""
    digits: Any = match[1]
    if "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED.fullmatch(digits.lstrip("-")):
        digits = digits.replace(".", "")
    try:
        return float(digits), match[2].strip()
    except ValueError:
        return None, ""

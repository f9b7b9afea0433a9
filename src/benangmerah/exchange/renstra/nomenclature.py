"""Codes of programmes, activities and sub-activities against the nomenclature a document says they are of."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from benangmerah.kernel.explanation import Message, message

KEPT = ("permendagri_90_2019",)
"""The data files beside this module."""
CODE = re.compile(r"(\d|x)\.(\d{2}|xx)\.\d{2}(\.[12]\.\d{2}(\.(\d{4}|\d{2}))?)?", re.IGNORECASE)
"""Urusan.bidang.program, then kegiatan (1 province, 2 regency or city), then subkegiatan of two or four digits."""
_NAME = re.compile(r"\b(permen|kepmen|permendagri|kepmendagri)\D*(\d[\d.\-]*)\D+(\d{4})\b")
NAMED = 3
"""Codes named as the nearest."""
SAME_TITLE = 90.0
SHAPE = message(
    "Programmes have three parts (5.04.02), activities five (5.04.02.2.01), sub-activities six with two or four digits "
    "(5.04.02.2.01.0001)."
)


@dataclass(frozen=True)
class Nomenclature:
    """One version of the codes, for the fields it is kept of; below an incomplete activity a code may be right."""

    version: str
    level: str
    covers: tuple[str, ...]
    incomplete: tuple[str, ...]
    titles: Mapping[str, str]

    def knows_field(self, code: str) -> bool:
        """Whether the codes of its field and level of government are kept."""
        parts = code.split(".")
        return ".".join(parts[:2]) in self.covers and (len(parts) < _LEVEL_AT + 1 or parts[_LEVEL_AT] == self.level)


_LEVEL_AT = 3
"""The part of a code that says province or regency."""


@dataclass(frozen=True)
class CodeFault:
    """What is wrong with a code or its title, and the way out; a doubt stops nothing."""

    reason: Message
    suggestion: Message
    is_doubt: bool
    is_of_title: bool = False


@cache
def find_nomenclature(named: str | None) -> Nomenclature | None:
    """The kept version that a decree names, however it is written; nothing where it is not kept."""
    key = _key(named or "")
    return next((each for each in map(_load, KEPT) if key is not None and key == _key(each.version)), None)


def check_code(nomenclature: Nomenclature | None, code: str, title: str) -> CodeFault | None:
    """What speaks against a code of the right shape; nothing where the version or its field is not kept."""
    if nomenclature is None or not nomenclature.knows_field(code):
        return None
    right = nomenclature.titles.get(code)
    if right is not None:
        if not title or fuzz.token_set_ratio(_plain(title), _plain(right)) >= SAME_TITLE:
            return None
        reason = message("{version} calls {code} otherwise.", version=nomenclature.version, code=code)
        return CodeFault(reason, message("There it is: {title}.", title=right), is_doubt=True, is_of_title=True)
    nearest = [f"{each} {nomenclature.titles[each]}" for each in _nearest(nomenclature, code, title)]
    suggestion = message("The nearest codes are: {codes}.", codes=nearest)
    if any(code.startswith(f"{each}.") for each in nomenclature.incomplete):
        reason = message("{version} as it is kept here does not have {code}; it is not kept in full there.",
                         version=nomenclature.version, code=code)  # fmt: skip
        return CodeFault(reason, suggestion, is_doubt=True)
    reason = message("{version} has no code {code}.", version=nomenclature.version, code=code)
    return CodeFault(reason, suggestion, is_doubt=False)


def _nearest(nomenclature: Nomenclature, code: str, title: str) -> list[str]:
    """Codes of the same depth, those whose title is most like it first, then those whose digits are."""
    same = {key: _plain(each) for key, each in nomenclature.titles.items() if key.count(".") == code.count(".")}
    by_title = process.extract(_plain(title), same, scorer=fuzz.token_set_ratio, limit=NAMED, score_cutoff=60)
    by_code = process.extract(code, {key: key for key in same}, scorer=fuzz.ratio, limit=NAMED)
    return list(dict.fromkeys([each[2] for each in (*by_title, *by_code)]))[:NAMED]


def _plain(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"^program ", "", title.casefold())).strip()


def _key(named: str) -> tuple[str, str, str] | None:
    """Kind, number and year of a decree: Permendagri Nomor 90 Tahun 2019 is Permendagri 90/2019."""
    found = _NAME.search(named.casefold())
    return None if found is None else (found[1][:3], found[2].rstrip(".-"), found[3])


@cache
def _load(name: str) -> Nomenclature:
    """Lines that begin with # say what the codes below them are of."""
    lines = files("benangmerah.exchange.renstra").joinpath(f"{name}.csv").read_text(encoding="utf-8").splitlines()
    notes = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return Nomenclature(
        notes["version"], notes["level"], tuple(notes["covers"].split()), tuple(notes["incomplete"].split()),
        {row["code"]: row["title"] for row in rows},
    )  # fmt: skip

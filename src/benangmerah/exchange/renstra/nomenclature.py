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
    """One version of the codes, for the fields it is kept of; below what is incomplete a code may be right."""

    version: str
    level: str
    covers: tuple[str, ...]
    incomplete: tuple[str, ...]
    fields: Mapping[str, str]
    """The names of all its fields (bidang urusan), also of those whose codes are not kept."""
    titles: Mapping[str, str]

    def knows_field(self, code: str) -> bool:
        """Whether the codes of its programme and level of government are kept."""
        parts = self.key_of(code).split(".")
        is_kept = ".".join(parts[:2]) in self.covers or parts[0] == _ANY[0]
        return is_kept and (len(parts) < _LEVEL_AT + 1 or parts[_LEVEL_AT] == self.level)

    def key_of(self, code: str) -> str:
        """The code as the list writes it: the supporting programme of every field is X.XX.01.

        It stands there only once, whatever the field.
        """
        parts = code.upper().split(".")
        is_supporting = len(parts) > _PROGRAM_AT and parts[_PROGRAM_AT] == _SUPPORTING
        return ".".join((*_ANY, *parts[_PROGRAM_AT:])) if is_supporting else ".".join(parts)

    def name_field(self, code: str) -> str:
        """The field of a code with its name, as far as it has one."""
        field = ".".join(code.split(".")[:_PROGRAM_AT])
        return f"{field} {self.fields[field]}" if field in self.fields else field

    def name_above(self, code: str) -> str:
        """The nearest that the list has above a code, with its title; the field where nothing is nearer."""
        parts = self.key_of(code).split(".")
        for depth in (_ACTIVITY_PARTS, _PROGRAM_PARTS):
            above = ".".join(parts[:depth])
            if depth < len(parts) and above in self.titles:
                return f"{above} {self.titles[above]}"
        return self.name_field(code)


_ANY = ("X", "XX")
_SUPPORTING = "01"
"""Of each field the first programme is the one that keeps the office going, for its people's training too."""
_PROGRAM_AT, _LEVEL_AT = 2, 3
"""The parts of a code that say the programme, and province or regency."""
_PROGRAM_PARTS, _ACTIVITY_PARTS, _FIELD_PARTS = 3, 5, 2


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
    key = nomenclature.key_of(code)
    right = nomenclature.titles.get(key)
    if right is not None:
        if not title or fuzz.token_set_ratio(_plain(title), _plain(right)) >= SAME_TITLE:
            return None
        reason = message("{version} calls {code} otherwise.", version=nomenclature.version, code=code)
        return CodeFault(reason, message("There it is: {title}.", title=right), is_doubt=True, is_of_title=True)
    nearest = [f"{each} {nomenclature.titles[each]}" for each in _nearest(nomenclature, key, title)]
    suggestion = message("Above it stands {above}. The nearest codes are: {codes}.",
                         above=nomenclature.name_above(code), codes=nearest)  # fmt: skip
    is_doubt = any(key.startswith(f"{each}.") for each in nomenclature.incomplete)
    if _in_two_digits(key) in nomenclature.titles:
        reason = message("{version} writes sub-activities with two digits; {code} is written as later decrees do.",
                         version=nomenclature.version, code=code)  # fmt: skip
    elif is_doubt:
        reason = message("{version} as it is kept here does not have {code}; it is not kept in full there.",
                         version=nomenclature.version, code=code)  # fmt: skip
    else:
        reason = message("{version} has no code {code}.", version=nomenclature.version, code=code)
    return CodeFault(reason, suggestion, is_doubt)


def _in_two_digits(code: str) -> str:
    """A sub-activity of four digits as one of two: 5.04.02.2.01.0003 as 5.04.02.2.01.03; any other code as it is."""
    above, _, last = code.rpartition(".")
    return f"{above}.{last[2:]}" if len(last) == len("0003") and last.startswith("00") else code


def _nearest(nomenclature: Nomenclature, code: str, title: str) -> list[str]:
    """Codes of the same depth, those whose title is most like it first, then those whose digits are."""
    same = {key: _plain(each) for key, each in nomenclature.titles.items() if key.count(".") == code.count(".")}
    by_title = process.extract(_plain(title), same, scorer=fuzz.token_set_ratio, limit=NAMED, score_cutoff=60)
    by_code = process.extract(code, {key: key for key in same}, scorer=fuzz.ratio, limit=NAMED)
    twin = [each for each in (_in_two_digits(code),) if each in same]
    return list(dict.fromkeys([*twin, *(each[2] for each in (*by_title, *by_code))]))[:NAMED]


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
    titles = {row["code"]: row["title"] for row in csv.DictReader(line for line in lines if not line.startswith("#"))}
    fields = {code: title for code, title in titles.items() if code.count(".") < _FIELD_PARTS}
    return Nomenclature(
        notes["version"], notes["level"], tuple(notes["covers"].split()), tuple(notes["incomplete"].split()), fields,
        {code: title for code, title in titles.items() if code not in fields},
    )  # fmt: skip

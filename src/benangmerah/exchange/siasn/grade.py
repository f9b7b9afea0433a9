"""The grade of a position, from its kind, its echelon, and the words of its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from benangmerah.exchange.siasn.codes import (
    AGENCY_WORDS,
    BOTH,
    FUNCTIONAL,
    FUNCTIONAL_WORDS,
    GENERAL,
    STRUCTURAL,
    STRUCTURAL_WORDS,
)
from benangmerah.exchange.siasn.record import Record

_LOOSE_ENDS = " -–,/()"


def grade_of(record: Record, echelons: Mapping[str, str]) -> str | None:
    """The grade, or None where neither echelon nor title tells it."""
    kind, title = record.text("JENIS JABATAN ID"), (record.text("JABATAN NAMA") or "").upper()
    if kind == GENERAL:
        return "pelaksana"
    if kind in {STRUCTURAL, BOTH}:
        by_echelon = echelons.get(record.text("ESELON ID") or "") or None
        by_title = _first_match(STRUCTURAL_WORDS, title) if kind == STRUCTURAL else None
        return by_echelon or by_title or (_first_match(FUNCTIONAL_WORDS, title) if kind == BOTH else None)
    return _first_match(FUNCTIONAL_WORDS, title) if kind == FUNCTIONAL else None


def family_of(record: Record) -> str | None:
    """The functional position without its grade, which is the family of its holders; None for other positions."""
    title = record.text("JABATAN NAMA") or ""
    if record.text("JENIS JABATAN ID") != FUNCTIONAL:
        return None
    for pattern, _ in FUNCTIONAL_WORDS:
        family, found = re.subn(pattern, "", title, flags=re.IGNORECASE)
        if found:
            return " ".join(family.split()).strip(_LOOSE_ENDS) or None
    return title or None


def agency_kind(name: str) -> str:
    """Ministry, province, regency, city, or else an agency, by the words that begin its name."""
    return _first_match(AGENCY_WORDS, " ".join(name.upper().split())) or "agency"


def _first_match(words: Sequence[tuple[str, str]], text: str) -> str | None:
    return next((code for pattern, code in words if re.search(pattern, text)), None)

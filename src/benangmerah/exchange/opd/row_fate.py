"""What each row of a sheet is: somebody's, or letterhead, numbering, the name of a block, a sum, a signature."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from benangmerah.exchange.opd.meaning import plain_words
from benangmerah.exchange.opd.raw_sheet import RawSheet


class Fate(StrEnum):
    """What a row is taken for."""

    DATA = "data"
    LETTERHEAD = "letterhead"
    HEADING = "heading"
    NUMBERING = "numbering"
    BLOCK = "block"
    SUBTOTAL = "subtotal"
    SIGNATURE = "signature"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True)
class FatedRow:
    """A row with what it is taken for, and the name of the block it stands in."""

    row: int
    fate: Fate
    text: str
    block: str = ""


_NUMBER = re.compile(r"\(?(\d{1,2})\)?\.?")
_SUM = re.compile(r"^(sub ?)?(jumlah|total|jml|rekapitulasi|grand total)\b", re.IGNORECASE)
_NOTE = re.compile(r"^(keterangan|catatan|ket\.?|note|\*)", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"^(mengetahui|menyetujui|yang membuat|dibuat oleh|a\.?n\.|plt\.|plh\.|kepala [\w ]+,$|sekretaris [\w ]+,$"
    r"|nip\.? ?:? ?\d|[A-Z][\w ]+, *\d{1,2} +[A-Za-z]+ +\d{4}$|[A-Z][\w ]+, *[. ]*\d{4}$)",
    re.IGNORECASE,
)  # fmt: skip
_LEAST_OF_A_PERSON = 4
"""Below the signature a row is somebody's only where so many of its columns are filled."""
_FEW = 2
_SAME = 0.6


def tell_fates(
    sheet: RawSheet, first: int, last: int, columns: Mapping[int, str], restored: Collection[int] = ()
) -> Iterator[FatedRow]:
    """Every row of the sheet in order; `restored` are rows that a person takes in whatever they look like."""
    block, has_signature = "", False
    heading = {plain_words(text) for row in range(first, last + 1) for text in sheet.texts(row) if text}
    for row in range(1, len(sheet.rows) + 1):
        texts = sheet.texts(row)
        if row in restored:
            fate = Fate.DATA
        elif row < first:
            fate = Fate.LETTERHEAD if any(texts) else Fate.BLANK
        elif row <= last:
            fate = Fate.HEADING
        else:
            fate = _tell(texts, columns, heading, has_signature=has_signature)
        has_signature = has_signature or fate is Fate.SIGNATURE
        if fate is Fate.BLOCK:
            block = max(texts, key=len)
        yield FatedRow(row, fate, " | ".join(dict.fromkeys(filter(None, texts))), block)


def _tell(texts: tuple[str, ...], columns: Mapping[int, str], heading: set[str], *, has_signature: bool) -> Fate:
    filled = list(dict.fromkeys(text for text in texts if text))
    if not filled:
        return Fate.BLANK
    if _is_numbering(texts):
        return Fate.NUMBERING
    if len(filled) > _FEW and sum(plain_words(text) in heading for text in filled) >= _SAME * len(filled):
        return Fate.HEADING
    if any(map(_SUM.match, filled)):
        return Fate.SUBTOTAL
    mapped = sum(bool(texts[position]) for position in columns if position < len(texts))
    if any(map(_SIGNATURE.match, filled)) and mapped < _LEAST_OF_A_PERSON:
        return Fate.SIGNATURE
    if has_signature and mapped < _LEAST_OF_A_PERSON:
        return Fate.SIGNATURE
    if _NOTE.match(filled[0]) and len(filled) <= _FEW:
        return Fate.NOTE
    words = [text for text in filled if not _NUMBER.fullmatch(text) and not re.fullmatch(r"[IVXLA-Z]{1,4}\.?", text)]
    if len(words) == 1 and mapped <= _FEW and not any(sign.isdigit() for sign in words[0]):
        return Fate.BLOCK
    return Fate.DATA


def _is_numbering(texts: tuple[str, ...]) -> bool:
    """Whether the cells count from 1."""
    numbers = [found for text in texts if text and (found := _NUMBER.fullmatch(text))]
    if len(numbers) <= _FEW or len(numbers) < sum(map(bool, texts)):
        return False
    counted = [int(number[1]) for number in numbers]
    return counted == sorted(counted) and counted[-1] <= len(texts) and len(set(counted)) > _FEW

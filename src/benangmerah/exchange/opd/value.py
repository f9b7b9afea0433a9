"""Values in every spelling of offices become those of the contract, or a reason why they cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from benangmerah.domain.civil_servant_number import read_civil_servant_number
from benangmerah.exchange.imports.fault import lost_digits
from benangmerah.exchange.imports.grid import Fault
from benangmerah.exchange.imports.settle_cells import is_exact
from benangmerah.exchange.opd.raw_sheet import say_cell
from benangmerah.kernel.explanation import Message, message
from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.column import Column, Kind

NOTHING = frozenset({"", "-", "--", "–", "—", "nihil", "tidak ada", "n/a", "null", "0000-00-00"})
_SERIAL_ZERO = date.fromisoformat("1899-12-30")
_SERIAL = re.compile(r"[1-9]\d{4}(\.0+)?")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([ T].*)?$")
_NAMED = re.compile(r"(\d{1,2})[ -]*([a-z]+)\.?[ -]*(\d{4})$", re.IGNORECASE)
_MONTHS = (
    ("januari", "jan"), ("februari", "pebruari", "feb", "peb"), ("maret", "mar"), ("april", "apr"), ("mei",),
    ("juni", "jun"), ("juli", "jul"), ("agustus", "agu", "agt", "ags"), ("september", "sep", "sept"),
    ("oktober", "okt"), ("november", "nopember", "nov", "nop"), ("desember", "des"),
)  # fmt: skip
_RANK = re.compile(r"(?<![A-Z])(IV|III|II|I)[\s./\-]*([A-E])(?![A-Z])", re.IGNORECASE)
_PPPK_RANK = re.compile(r"(?:golongan\s*)?(XVII|XVI|XV|XIV|XIII|XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I)$", re.IGNORECASE)
_EDUCATION = (
    (r"\b(SUB ?SPESIALIS)\b", "subspecialist"), (r"\bSPESIALIS\b|\bSP-?1\b", "specialist"),
    (r"\b(PROFESI|NERS)\b", "profession"),
    (r"\bS-? ?3\b|\bDOKTOR\b", "s3"), (r"\bS-? ?2\b|\bMAGISTER\b|\bPASCA ?SARJANA\b", "s2"),
    (r"\bS-? ?1\b|\bSARJANA\b", "s1"),
    (r"\bD[-. ]?(4|IV)\b", "d4"), (r"\bD[-. ]?(3|III)\b", "d3"), (r"\bD[-. ]?(2|II)\b", "d2"),
    (r"\bD[-. ]?(1|I)\b", "d1"),
    (r"\b(SLTA|SMA|SMK|SMU|STM|SPK|SMEA|MA|MAN)\b", "slta"), (r"\b(SLTP|SMP|MTS)\b", "sltp"), (r"\b(SD|MI)\b", "sd"),
)  # fmt: skip
_CODES: Mapping[str, Mapping[str, str]] = {
    "status": {
        "pns": "pns", "cpns": "cpns", "pppk": "pppk", "p3k": "pppk", "pppkparuhwaktu": "pppk_part_time",
        "p3kparuhwaktu": "pppk_part_time", "pppkpw": "pppk_part_time",
    },
    "sex": {"l": "male", "lk": "male", "lakilaki": "male", "pria": "male", "p": "female", "pr": "female",
            "perempuan": "female", "wanita": "female"},
    "performance_predicate": {
        "sangatbaik": "sangat_baik", "baik": "baik", "butuhperbaikan": "butuh_perbaikan", "kurang": "kurang",
        "sangatkurang": "sangat_kurang",
    },
}  # fmt: skip
_YES = frozenset({"ya", "y", "sudah", "ada", "√", "✓", "✔", "v"})
_NO = frozenset({"tidak", "t", "belum"})
_HOURS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(jp|jpl|jam|jam pelajaran)?\.?$", re.IGNORECASE)
_DAYS = re.compile(r"\d+(?:[.,]\d+)?\s*hari$", re.IGNORECASE)
_MONEY = re.compile(r"(?:rp\.?\s*)?([\d.,]+?)(?:,-|,00|\.-)?\s*(rb|ribu|jt|juta|m|miliar|milyar)?\.?$", re.IGNORECASE)
_SIZES = {"rb": 10**3, "ribu": 10**3, "jt": 10**6, "juta": 10**6, "m": 10**9, "miliar": 10**9, "milyar": 10**9}


def read_value(column: Column, cell: object, law: Law) -> str | Fault | None:
    """The value as the contract writes it, nothing where the cell says nothing, or why it cannot be taken."""
    text = say_cell(cell)
    if text.casefold() in NOTHING:
        return None
    if column.name == "employee_id":
        return read_nip(cell, law)
    if column.kind is Kind.DATE:
        return _read_day(cell, text)
    if column.name in _SPECIAL:
        return _SPECIAL[column.name](text)
    if column.kind is Kind.CODE:
        return _CODES.get(column.name, {}).get(re.sub(r"[\W_]+", "", text.casefold()), text)
    return _KINDS[column.kind](text) if column.kind in _KINDS else text


def read_nip(cell: object, law: Law) -> str | Fault:
    """A NIP without spaces and apostrophe; lost digits are never guessed, and other numbers are told apart."""
    text = say_cell(cell).strip("'’`\" ")
    digits = re.sub(r"[\s.\-]+", "", re.sub(r"^nip\.?\s*:?\s*", "", text, flags=re.IGNORECASE))
    if (isinstance(cell, float) and not is_exact(cell)) or _SCIENTIFIC.fullmatch("".join(text.split())):
        return lost_digits(text)
    other = {16: message("{value} is a NIK, the number of an identity card.", value=text),
             9: message("{value} is an old NIP of nine digits.", value=text)}  # fmt: skip
    again = message("Write the NIP of 18 digits, with the column formatted as text.")
    if digits.isdigit() and len(digits) in other:
        return other[len(digits)], again
    read = read_civil_servant_number(digits, law)
    if isinstance(read, Message):
        return message("{value} is no NIP: {reason}.", value=text, reason=read), again
    return digits


def _read_day(cell: object, text: str) -> str | Fault:
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell).isoformat()
    if _SERIAL.fullmatch(text):
        return (_SERIAL_ZERO + timedelta(days=int(float(text)))).isoformat()
    written = text.rpartition(",")[2].strip()  # a place of birth may stand before it
    parts: tuple[int, int, int] | None = None
    if found := _YEAR_FIRST.match(written):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := _DAY_FIRST.search(written):
        parts = int(found[3]), int(found[2]), int(found[1])
    elif found := _NAMED.search(written):
        month = next((place for place, names in enumerate(_MONTHS, 1) if found[2].casefold() in names), 0)
        parts = int(found[3]), month, int(found[1])
    if parts is None:
        return message("{value} is not a date.", value=text), message("Enter a date such as 31-01-2026.")
    try:
        return date(*parts).isoformat()
    except ValueError:
        return message("There is no day {value}.", value=text), message("Correct the date.")


def _read_rank(text: str) -> str | Fault:
    if found := _RANK.search(text):
        return f"{found[1].upper()}/{found[2].lower()}"
    if found := _PPPK_RANK.fullmatch(text.strip()):
        return found[1].upper()
    return message("{value} is no rank.", value=text), message("Write it as III/d, or as IX for PPPK.")


def _read_education(text: str) -> str | Fault:
    """The level named first: in S1/AIV the A IV is the old name of the same."""
    found = [(match.start(), code) for pattern, code in _EDUCATION if (match := re.search(pattern, text.upper()))]
    if found:
        return min(found)[1]
    return message("{value} is no level of education.", value=text), message("Write it as S1, D4, SLTA and so on.")


def _read_hours(text: str) -> str | Fault:
    if found := _HOURS.fullmatch(text):
        return found[1].replace(",", ".")
    if _DAYS.fullmatch(text):
        reason = message("{value} are days, not learning hours.", value=text)
        return reason, message("Write the learning hours (JP) of the certificate.")
    return message("{value} is not a number.", value=text), message("Write digits only, such as 1.5 or 1500000.")


def _read_flag(text: str) -> str:
    plain = text.casefold()
    return "true" if plain in _YES else "false" if plain in _NO else text


def _read_number(text: str) -> str:
    found = re.fullmatch(r"(\d+),(\d+)", text)
    return f"{found[1]}.{found[2]}" if found else text


def read_money(text: str) -> str | Fault:
    """Rupiah from Rp. 1.500.000,- or 1,5 jt."""
    found = _MONEY.fullmatch(text.strip())
    if found is None or not any(sign.isdigit() for sign in found[1]):
        return message("{value} is no amount of money.", value=text), message("Write whole rupiah, such as 1500000.")
    size = _SIZES.get((found[2] or "").casefold(), 1)
    if size == 1:
        return re.sub(r"[.,]", "", found[1])
    return str(round(float(found[1].replace(".", "").replace(",", ".")) * size))


_SPECIAL: Mapping[str, Callable[[str], str | Fault]] = {
    "rank": _read_rank,
    "education_level": _read_education,
    "learning_hours": _read_hours,
}
_KINDS: Mapping[Kind, Callable[[str], str | Fault]] = {
    Kind.BOOLEAN: _read_flag,
    Kind.NUMBER: _read_number,
    Kind.LEVEL: _read_number,
    Kind.RUPIAH: read_money,
}

"""The number of a civil servant (NIP of a PNS, nomor induk of a PPPK), read by the layout the law library holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from benangmerah.kernel.explanation import Message, message
from benangmerah.regulations.library import Law

PNS = "pns"
PPPK = "pppk"
KINDS = (PNS, PPPK)
_MONTHS = range(1, 13)


@dataclass(frozen=True)
class CivilServantNumber:
    """What a number says of its holder; a PPPK's number names no month of appointment."""

    kind: str
    birth_date: date
    appointed_year: int
    appointed_month: int | None
    sex: str
    serial: int


@dataclass(frozen=True)
class _Part:
    """A stretch of digits with a meaning; `first` and `last` are counted from 1."""

    first: int
    last: int
    minimum: int

    def of(self, digits: str) -> str:
        return digits[self.first - 1 : self.last]


def read_civil_servant_number(number: str, law: Law, kind: str | None = None) -> CivilServantNumber | Message:
    """What the number says of its holder, or the reason why it is no NIP and no nomor induk PPPK.

    `kind` (pns or pppk) is used where it is known; else it is told from the digits, since a PPPK's have no month.
    Spaces between the digits are overlooked. A woman's day of birth stands as it is.
    """
    digits = "".join(number.split())
    layouts = {each: _read_layout(law, each) for each in KINDS}
    length = max(part.last for layout in layouts.values() for part in layout.values())
    if not (digits.isascii() and digits.isdigit()) or len(digits) != length:
        return message("the number has {length} digits and nothing else", length=length)
    kind = kind or _tell_kind(digits, layouts[PNS])
    return _read_digits(digits, kind, layouts[kind], law.texts("person_number/sex"))


def _read_layout(law: Law, kind: str) -> Mapping[str, _Part]:
    return {str(row["part"]): _read_part(row) for row in law.records(f"person_number/{kind}")}


def _read_part(row: Mapping[str, object]) -> _Part:
    return _Part(int(str(row["first"])), int(str(row["last"])), int(str(row.get("minimum", 0))))


def _tell_kind(digits: str, pns: Mapping[str, _Part]) -> str:
    """A number whose digits after the year of appointment are a month is a PNS's."""
    return PNS if int(pns["appointed"].of(digits)[4:]) in _MONTHS else PPPK


def _read_digits(
    digits: str, kind: str, layout: Mapping[str, _Part], sexes: Mapping[str, str]
) -> CivilServantNumber | Message:
    born = layout["birth_date"].of(digits)
    birth_date = _day(born)
    if birth_date is None:
        return message("the first {count} digits, {digits}, are no date of birth", count=len(born), digits=born)
    appointed = layout["appointed"].of(digits)
    year, month = int(appointed[:4]), int(appointed[4:]) if appointed[4:] else None
    if month is not None and month not in _MONTHS:
        return message("{digits} is no month of appointment", digits=appointed[4:])
    if year <= birth_date.year:
        return message("the year of appointment, {year}, is not after the year of birth", year=str(year))
    sex = sexes.get(layout["sex"].of(digits))
    if sex is None:
        return message("{digit} is no code of a sex", digit=layout["sex"].of(digits))
    serial = int(layout["serial"].of(digits))
    if serial < (layout["serial"].minimum):
        return message("the serial, {serial}, does not exist", serial=layout["serial"].of(digits))
    return CivilServantNumber(kind, birth_date, year, month, sex, serial)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None

"""Why a value cannot be taken, and how to mend it, in words an HR officer understands."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rapidfuzz import fuzz, process

from benangmerah.exchange.imports.grid import Fault
from benangmerah.kernel.explanation import Message, message
from benangmerah.snapshot.contract.column import Column, Kind

EARLIEST = date.fromisoformat("1900-01-01")
_SERIAL_ZERO = date.fromisoformat("1899-12-30")
_LIKENESS = 60.0

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_WHOLE = re.compile(r"[+-]?\d+(\.0*)?")
_COMMA = re.compile(r"([+-]?\d+(?:\.\d{3})*),(\d+)")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:.*")
_SERIAL = re.compile(r"\d{5}")


def explain_cell(column: Column, text: str, *, in_workbook: bool = False) -> Fault:
    """What is wrong with a value that does not fit its column."""
    if column.kind is Kind.CODE:
        return _explain_code(column, text)
    if column.kind is Kind.BOOLEAN:
        return _explain_boolean(text, in_workbook=in_workbook)
    if column.kind is Kind.DATE:
        return _explain_date(text, in_workbook=in_workbook)
    if column.kind is Kind.TEXT:
        return lost_digits(text)
    return _explain_number(column, text)


def empty_cell(column: str) -> Fault:
    """A value is missing where one is needed."""
    return message("{column} must not be empty.", column=column), message("Fill it in.")


def lost_digits(text: str) -> Fault:
    """A long number that a spreadsheet has rounded."""
    return (
        message("{value} was stored as a number and has lost digits.", value=text),
        message("Format the column as text and enter it again with all its digits."),
    )


def date_for_text() -> Fault:
    """A spreadsheet has made a date of a text."""
    return (
        message("A date stands where a text is expected."),
        message("Format the column as text and enter it again."),
    )


def nearest_of(text: str, choices: tuple[str, ...]) -> str | None:
    """The choice most like that text, if any is like it."""
    found = process.extractOne(text, choices, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LIKENESS)
    return None if found is None else found[0]


def _explain_code(column: Column, text: str) -> Fault:
    reason = message("{value} is not one of the allowed values.", value=text)
    nearest = nearest_of(text, column.values)
    if nearest is None:
        return reason, message("Write one of: {values}.", values=column.values)
    return reason, message("Did you mean {nearest}? Allowed are: {values}.", nearest=nearest, values=column.values)


def _explain_boolean(text: str, *, in_workbook: bool) -> Fault:
    if in_workbook:
        return message("{value} is neither Ya nor Tidak.", value=text), message("Write Ya or Tidak.")
    return message("{value} is neither true nor false.", value=text), message("Write true or false.")


def _explain_number(column: Column, text: str) -> Fault:
    is_whole = column.kind in {Kind.INTEGER, Kind.RUPIAH}
    if NUMBER.fullmatch(text) and (not is_whole or _WHOLE.fullmatch(text)):
        return _explain_bounds(column, text)
    if (found := _COMMA.fullmatch(text)) and not is_whole:
        number = f"{found[1].replace('.', '')}.{found[2]}"
        reason = message("{value} has a comma before its decimals.", value=text)
        return reason, message("Write {number}.", number=number)
    if _GROUPED.fullmatch(text):
        number = text.replace(".", "").replace(",", "")
        return message("{value} is written with separators.", value=text), message("Write {number}.", number=number)
    if is_whole and NUMBER.fullmatch(text):
        return message("{value} is not a whole number.", value=text), message("Write a whole number without decimals.")
    return message("{value} is not a number.", value=text), message("Write digits only, such as 1.5 or 1500000.")


def _explain_bounds(column: Column, text: str) -> Fault:
    number = float(text)
    if not _is_inside(column, number):
        reason = message("{value} lies outside the allowed range.", value=text)
        return reason, _say_range(column)
    if column.kind is Kind.LEVEL:
        return message("{value} has more than two decimals.", value=text), message("Round it to two decimals.")
    return message("{value} is too large.", value=text), message("Correct the number.")


def _is_inside(column: Column, number: float) -> bool:
    return (
        (column.minimum is None or number >= column.minimum)
        and (column.maximum is None or number <= column.maximum)
        and (column.above is None or number > column.above)
    )


def _say_range(column: Column) -> Message:
    lowest, above, highest = (_bound(bound) for bound in (column.minimum, column.above, column.maximum))
    if above and highest:
        return message("Write a number above {above}, at most {highest}.", above=above, highest=highest)
    if above:
        return message("Write a number above {above}.", above=above)
    if highest:
        return message("Write a number from {lowest} to {highest}.", lowest=lowest, highest=highest)
    return message("Write a number of {lowest} or more.", lowest=lowest)


def _bound(bound: float | None) -> str | None:
    return None if bound is None else f"{bound:g}"


def _explain_date(text: str, *, in_workbook: bool) -> Fault:
    if found := _WITH_TIME.fullmatch(text):
        return message("{value} has a time of day.", value=text), message("Write {date}.", date=found[1])
    if found := _DAY_FIRST.fullmatch(text):
        day = _day(found[3], found[2], found[1])
        if day is not None and not (in_workbook and day < EARLIEST):
            reason = message("{value} is not written as year, month, day.", value=text)
            return reason, message("If you mean {day}, write {date}.", day=day, date=day.isoformat())
    elif found := _ISO.fullmatch(text):
        day = _day(*found.groups())
    else:
        return _not_a_date(text, in_workbook=in_workbook)
    if day is None:
        return message("There is no day {value}.", value=text), message("Correct the date.")
    year = str(EARLIEST.year)
    return message("{value} lies before {year}.", value=text, year=year), message("Correct the year.")


def _not_a_date(text: str, *, in_workbook: bool) -> Fault:
    if _SERIAL.fullmatch(text) and in_workbook:
        day = _SERIAL_ZERO + timedelta(days=int(text))
        reason = message("{value} is a number, not a date.", value=text)
        return reason, message("Format the cell as a date; it would then read {day}.", day=day)
    reason = message("{value} is not a date.", value=text)
    if in_workbook:
        return reason, message("Enter a date such as 31-01-2026.")
    return reason, message("Write it as year, month, day, such as 2026-01-31.")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

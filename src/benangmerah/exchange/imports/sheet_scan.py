"""What a sheet's stored cells say that its values do not: formula errors, formulas without result, far cells."""

from __future__ import annotations

import re

from xlsxwriter.utility import xl_cell_to_rowcol

from benangmerah.exchange.imports.grid import CellFault, Fault
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.kernel.explanation import message

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3}[0-9]{1,7})["']""")
_ERROR_TYPE = re.compile(rb"""\bt=["']e["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)</")
_TEXT_TYPE = re.compile(rb"""\bt=["'](?:str|s|inlineStr)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_FORMULA_TEXT = re.compile(rb"<(?:\w+:)?f[^>]*>([^<]*)</")
_SPACES = b" \t\r\n"
_ONE_QUOTE = bytes.maketrans(b"'", b'"')
_FAR = re.compile(rb'r="(?:[A-Za-z]{2,}[0-9]|[A-Za-z]?[0-9]{7})')
_ANY = re.compile(rb'r="([A-Za-z]*)([0-9]{1,20})')
_SUSPECT = (b't="e"', b"t='e'", b"<f", b":f")
_LETTERS = 26


def find_cell_faults(cells: bytes) -> dict[tuple[int, int], CellFault]:
    """Formula errors and formulas without a stored result, by row as a person sees it and column from 0."""
    found = {}
    if any(mark in cells for mark in _SUSPECT):
        for attributes, content in _CELL.findall(cells):
            fault = _fault_of(attributes, content)
            place = _REFERENCE.search(attributes)
            if fault is not None and place is not None:
                row, column = xl_cell_to_rowcol(place[1].decode())
                found[row + 1, column] = fault
    return found


def check_extent(cells: bytes, most: int) -> None:
    """Raises UnreadableFileError where the sheet spans more cells than may be opened."""
    plain = cells.translate(_ONE_QUOTE, _SPACES)
    if not _FAR.search(plain):
        return
    found = _ANY.findall(plain)
    rows = max((int(row) for _, row in found), default=0)
    columns = max(map(_column_number, {letters.upper() for letters, _ in found}), default=0)
    if rows * columns > most:
        reason = message("The sheet spans {rows} rows and {columns} columns.", rows=rows, columns=columns)
        raise UnreadableFileError((reason, message("Delete the cells far outside the table, or save it as CSV UTF-8.")))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number


def _fault_of(attributes: bytes, content: bytes) -> CellFault | None:
    if _ERROR_TYPE.search(attributes):
        value = _VALUE.search(content)
        error = value[1].decode(errors="replace") if value else "#"
        return CellFault(error, _formula_error(error))
    if _FORMULA.search(content) and not _VALUE.search(content) and not _TEXT_TYPE.search(attributes):
        return CellFault(_formula_text(content), _no_result())
    return None


def _formula_text(content: bytes) -> str:
    text = _FORMULA_TEXT.search(content)
    return "=" + (text[1].decode(errors="replace") if text else "")


def _formula_error(error: str) -> Fault:
    reason = message("The formula gives the error {error}.", error=error)
    return reason, message("Correct the formula, or write the value itself.")


def _no_result() -> Fault:
    return (
        message("The formula has no stored result."),
        message("Open the workbook in a spreadsheet program, let it calculate, and save it."),
    )

"""The workbook an agency fills in: a sheet per table, with what may stand in each column beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benangmerah.exchange.exports.instruction import write_code_list, write_instructions
from benangmerah.exchange.exports.workbook import (
    LONGEST_SHEET,
    make_formats,
    open_workbook,
    write_headings,
    write_rows,
)
from benangmerah.exchange.imports.fault import EARLIEST
from benangmerah.kernel.explanation import Message, message, render
from benangmerah.snapshot.contract.column import Column, Kind, Table
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset

_WHOLE = {Kind.INTEGER, Kind.RUPIAH}
_YES_NO = ("Ya", "Tidak")
_BESIDE = {"x_scale": 2, "y_scale": 1.5}


def write_template(path: Path, *, filled: Dataset | None = None, language: str = "id") -> None:
    """Write the workbook to fill in, or one filled with the rows of a dataset as an example.

    Every table has its sheet with Indonesian headings (a star marks what must be filled), a note at each heading,
    drop-downs for codes, ids as text, dates as dates. The first sheet explains it, the last tells what codes mean.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_workbook(path) as workbook:
        formats = make_formats(workbook)
        write_instructions(workbook, language)
        for table in INPUTS.values():
            sheet = workbook.add_worksheet(table.sheet)
            write_headings(sheet, table, formats)
            _write_guides(sheet, table, language)
            if filled is not None:
                write_rows(sheet, table, filled.table(table.name), formats)
        write_code_list(workbook, language)


def _write_guides(sheet: Any, table: Table, language: str) -> None:
    """A note at each heading, and below it the choices or bounds of its cells."""
    for place, column in enumerate(table.columns):
        note = "\n".join(render(sentence, language) for sentence in _guide(column))
        sheet.write_comment(0, place, f"{column.note}\n{note}".strip(), _BESIDE)
        rule = _cell_rule(column, language)
        if rule:
            sheet.data_validation(1, place, LONGEST_SHEET - 1, place, rule)


def _guide(column: Column) -> list[Message]:
    """What a person must know to fill in the column."""
    need = message("May stay empty.") if column.optional else message("Must be filled.")
    return [need, *_explain_reference(column), *_explain_kind(column)]


def _explain_reference(column: Column) -> list[Message]:
    if not column.references:
        return []
    table, _, name = column.references.partition(".")
    heading = INPUTS[table].column(name).heading
    return [message("As in the sheet {sheet}, column {heading}.", sheet=INPUTS[table].sheet, heading=heading)]


def _explain_kind(column: Column) -> list[Message]:
    if column.values:
        return [message("One of: {values}.", values=column.values)]
    if column.kind is Kind.BOOLEAN:
        return [message("Ya or Tidak.")]
    if column.kind is Kind.DATE:
        return [message("A date, such as 31-01-2026.")]
    if column.kind is Kind.RUPIAH:
        return [message("Whole rupiah.")]
    return []


def _cell_rule(column: Column, language: str) -> dict[str, object] | None:
    """What the spreadsheet itself lets a person type; the import checks everything again."""
    rule: dict[str, object] | None = None
    if column.values or column.kind is Kind.BOOLEAN:
        rule = {"validate": "list", "source": list(column.values or _YES_NO)}
    elif column.kind is Kind.DATE:
        rule = {"validate": "date", "criteria": ">=", "value": EARLIEST}
    elif column.kind is not Kind.TEXT and (bounds := _bounds(column)):
        rule = {"validate": "integer" if column.kind in _WHOLE else "decimal", **bounds}
    if rule is None:
        return None
    refusal = render(message("This value cannot stand here; the note at the heading tells what can."), language)
    return {**rule, "error_title": column.heading, "error_message": refusal}


def _bounds(column: Column) -> dict[str, object]:
    lowest = column.above if column.minimum is None else column.minimum
    if lowest is None:
        return {}
    if column.maximum is None:
        return {"criteria": ">=" if column.above is None else ">", "value": lowest}
    return {"criteria": "between", "minimum": lowest, "maximum": column.maximum}

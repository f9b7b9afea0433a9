"""The sheets of the template that explain: what each sheet holds, in which order to fill it, what codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benangmerah.kernel.explanation import Message, Term, message, render, render_value
from benangmerah.snapshot.contract.inputs import INPUTS

INSTRUCTION_SHEET = "Petunjuk"
CODE_SHEET = "Daftar"

STEPS = (
    message("Fill in the sheets from left to right: later ones point to ids of earlier ones."),
    message("A red heading with a star must be filled in every row; a grey one may stay empty. Empty means unknown."),
    message("Point at a heading to read what may stand below it; many columns let you choose from a list."),
    message("Write NIP and other ids as text, dates as 31-01-2026, and numbers without units or separators."),
    message("Leave headings and sheet names as they are, and do not merge cells."),
    message("What cannot be taken is listed in refused.csv with sheet, row, column, reason and how to mend it."),
)

ROWS: Mapping[str, Message] = {
    "agencies": message("One row for each agency; usually just one."),
    "units": message("One row for each organisation unit, with the unit above it."),
    "positions": message("One row for each position."),
    "employees": message("One row for each person, with unit and definitive position."),
    "assignments": message("One row for each extra duty of a person (plt, plh, pj)."),
    "competencies": message("One row for each competency."),
    "competency_levels": message("One row for each level of a competency, with what it means."),
    "requirements": message("One row for each competency a position requires, with its level."),
    "position_requirements": message("One row for each qualification a position requires."),
    "ratings": message("One row for each rating of a person's competency."),
    "objectives": message("One row for each node of the planning tree, with the node above it."),
    "objective_indicators": message("One row for each indicator of an objective and year."),
    "objective_needs": message("One row for each competency that an objective asks of a unit."),
    "unit_needs": message("One row for each level of a competency that a unit needs people at."),
    "interventions": message("One row for each development offering, with its cost and size."),
    "effects": message("One row for each competency that an offering raises."),
    "eligibility": message("One row for each way to qualify for an offering; none means everybody may."),
    "prerequisites": message("One row for each offering that must come before another."),
    "completions": message("One row for each offering a person has finished."),
    "wishes": message("One row for each wish (usulan) of a person or unit."),
    "spending": message("One row for each line of what the money really bought."),
    "budgets": message("One row for the money of an agency or a unit in a year."),
}
"""What a row of each table is, in words for whoever fills it in."""


def write_instructions(workbook: Any, language: str) -> None:
    """The first sheet: how to fill in the workbook, and what each sheet holds."""
    sheet = workbook.add_worksheet(INSTRUCTION_SHEET)
    title, head, wrapped = _looks(workbook)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 8)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 80, wrapped)
    sheet.set_column(3, 3, 14)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, render(message("How to fill in this workbook"), language), title)
    for number, step in enumerate(STEPS, 1):
        sheet.write_number(number, 0, number)
        sheet.write_string(number, 1, render(step, language))
    _write_table_list(sheet, len(STEPS) + 2, head, language)


def _write_table_list(sheet: Any, first: int, head: Any, language: str) -> None:
    headings = (message("Order"), message("Sheet"), message("What a row is"), message("Needed"))
    for place, heading in enumerate(headings):
        sheet.write_string(first, place, render(heading, language), head)
    for number, table in enumerate(INPUTS.values(), 1):
        need = message("required") if table.required else message("optional")
        sheet.write_number(first + number, 0, number)
        sheet.write_url(first + number, 1, f"internal:'{table.sheet}'!A1", string=table.sheet)
        sheet.write_string(first + number, 2, render(ROWS[table.name], language))
        sheet.write_string(first + number, 3, render(need, language))


def write_code_list(workbook: Any, language: str) -> None:
    """The last sheet: every code of every column, and what it means."""
    sheet = workbook.add_worksheet(CODE_SHEET)
    _, head, _ = _looks(workbook)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 24)
    sheet.set_column(3, 3, 60)
    headings = (message("Sheet"), message("Column"), message("Code"), message("Meaning"))
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, render(heading, language), head)
    codes = [
        (table.sheet, column.heading, code, render_value(Term(code), language))
        for table in INPUTS.values() for column in table.columns for code in column.values
    ]  # fmt: skip
    for row, texts in enumerate(codes, 1):
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text)


def _looks(workbook: Any) -> tuple[Any, Any, Any]:
    return (
        workbook.add_format({"bold": True, "font_size": 14}),
        workbook.add_format({"bold": True, "bg_color": "#E7E6E6", "border": 1}),
        workbook.add_format({"text_wrap": True, "valign": "top"}),
    )

"""No legal number stands in code: the law is dated data in regulations/, an agency's choices are policy.

A number may stand in code where it counts (0, 1, 2), converts a unit, lays out a page, or is listed here with its
reason. Everything else is named with its file and line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlglot.tokens import Tokenizer

from tests.architecture.source import SOURCE, name_of, parse

ROOMS = ("kernel", "domain", "snapshot", "analytics", "exchange", "reports", "flow", "cli")

UNITS = frozenset({0, 1, 2, 100, 1000, 10_000, 1_000_000, 100_000_000})
"""Counting, percent, and figures scaled to whole numbers (thousandths, ten-thousandths of a level, millionths)."""

LAYOUT_CALLS = frozenset({"Column", "add_row", "set_widths", "set_margins"})
LAYOUT_KEYWORDS = frozenset({"height", "frozen_columns"})
"""In reports/ alone: widths, heights and margins of a page."""

ALLOWED = {
    "analytics/mart.py:PLAN": "the place of a stage",
    "analytics/parameters.py:LARGEST_DENOMINATOR": "how exact a policy's figure may be, so that products stay integers",
    "cli/main.py:run": "the years that a column of years may hold, as the contract of the dataset says",
    "cli/run.py:SHOWN_REFUSALS": "lines shown on a terminal; the file holds all",
    "domain/career_search.py:BEAM": "how much work a search does, no law",
    "domain/scenario.py:NEAR": "a difference of two sums that is none, no law",
    "domain/plan_target.py:MOST_YEARS": "how far a way is drawn, no law",
    "domain/issue_priority.py:SCALE": "the scale of a method (USG, APKL), not of the law",
    "domain/profile_matching.py:CORE_PERCENT": "the default of a method, passed in by the caller",
    "domain/profile_matching.py:GAP_WEIGHTS": "the table of a method, passed in by the caller",
    "domain/civil_servant_number.py:_MONTHS": "months of a year",
    "domain/civil_servant_number.py:_day": "digits of a year, a month and a day",
    "domain/civil_servant_number.py:_read_digits": "digits of a year",
    "domain/civil_servant_number.py:_tell_kind": "digits of a year",
    "exchange/exports/*": "limits of file formats and the look of the template",
    "exchange/imports/*": "limits of file formats, and how much is read at once or shown of a fault",
    "exchange/link_suggestion.py:*": "how like words and titles must be to be suggested, and how many are",
    "exchange/renstra/*": "how like names must be to be suggested, rows looked at, parts of a code, letters of a key",
    "exchange/talent/*": "rows looked at for the headings, and the widths of columns",
    "flow/talent_rules.py:KEPT": "boxes kept in memory",
    "flow/talent_rules.py:_rules": "policies kept in memory",
    "snapshot/contract/talent.py:": "the years that a column of years may hold, as the contract of the dataset says",
    "snapshot/contract/planning.py:": "the years that a column of years may hold, as the contract of the dataset says",
    "exchange/opd/*": "how like names must be to be suggested, rows looked at, digits by which other numbers are known",
    "flow/explain_strategy.py:SHOWN": "competencies named in the reasons of a figure",
    "flow/explain_thread.py:RESULTS_SHOWN": "indicators named in the reasons of a figure",
    "flow/explain_place.py:PARTS_SHOWN": "units named in the reasons of a figure",
    "flow/explain_employee.py:_count_needs": "runs kept in memory",
    "flow/person_case.py:_read_competencies": "runs kept in memory",
    "flow/person_case.py:_weigh_units": "runs kept in memory",
    "flow/example_planning.py:SPAN": "years of an invented plan",
    "flow/example_planning.py:CEILING_RUPIAH": "money of an invented plan",
    "flow/example_planning.py:GROWTH": "money of an invented plan",
    "flow/example_planning.py:BELOW": "figures of an invented plan",
    "flow/read_talent.py:KEPT": "agencies kept in memory",
    "flow/person_case.py:_part_units": "runs kept in memory",
    "flow/person_case.py:_read_titles": "runs kept in memory",
    "flow/read_person_result.py:_read_policy": "policies kept in memory",
    "flow/account.py:_GROUPS": "the look of a first password",
    "flow/account.py:_LETTERS_OF_A_GROUP": "the look of a first password",
    "flow/add_example_accounts.py:_find_person": "units looked at for an example person",
    "flow/ask_run.py:": "years that a plan can be of, as the contract of the dataset says",
    "flow/ask_sketch.py:KEPT": "questions of one reader that are kept",
    "flow/ask_sketch.py:MOST_RUPIAH": "the end of a field",
    "flow/draft_scenario.py:_write_number": "digits of a decimal number",
    "flow/sketch_world.py:answer": "milliseconds of a duration",
    "flow/audit.py:_SHOWN_OF_HASH": "letters of a hash",
    "flow/check_values.py:LONGEST_KEY": "what a database keeps in an index",
    "flow/import_progress.py:SECONDS_BETWEEN_SIGNS": "how often a bar moves",
    "flow/jobs.py:SECONDS_BETWEEN_SIGNS": "how often a bar moves",
    "flow/keep_upload.py:*": "random names, lengths of names, bytes of a megabyte",
    "flow/read_opd.py:PREVIEWED": "values shown below a heading",
    "flow/read_candidates.py:MOST_CANDIDATES": "lines that a person reads",
    "flow/run_tables.py:stage": "seconds are told in thousandths",
    "flow/undo_change.py:NAMED": "rows in a sentence",
    "flow/write_change.py:LOCK": "the name of a lock",
    "kernel/period.py:MONTHS_OF_A_YEAR": "months of a year",
    "reports/format/docx.py:*": "the look of a page",
    "reports/format/pdf.py:*": "the look of a page",
    "reports/akpk_sentence.py:LIMITS_NAMED": "words in a sentence",
    "flow/change_alias.py:_SUGGESTED": "lines that are read at a glance",
    "flow/change_policy.py:LONGEST": "what a server reads",
    "flow/find_similar.py:SHOWN": "lines that are read at a glance",
    "flow/find_similar.py:_likeness": "how like two titles are, only to sort suggestions",
    "flow/weigh_standard.py:_NAMED": "names in a line of the log",
    "reports/plan_cut.py:MOST_NAMED": "names in a line",
    "reports/plan_cut.py:_order": "decimals by which rows are put in order",
    "reports/plan_group.py:HIDDEN": "cells of a row",
    "reports/plan_price.py:MOST_ON_PAPER": "how much paper a person reads",
    "domain/plan.py:CUT_PERCENT": "the question an official asks first, not a law: what if the ceiling fell by so much",
    "reports/format/xlsx.py:*": "the look of a page",
    "reports/format/table.py:*": "rows on a sheet and in a portion",
    "reports/gap_paper.py:*": "how much a page shows",
    "reports/gap_preface.py:OPDS_NAMED": "lines on a page",
    "reports/heat_map.py:*": "the look of a page",
    "reports/index_paper.py:MOST_OPDS": "how much paper a person reads",
    "reports/index_preface.py:LOWEST_OPDS": "names in a line",
    "reports/list_workbook.py:*": "how a spreadsheet counts days, how much a sheet and a cell hold, and the widths of columns",
    "reports/measure.py:FIFTHS_OF_HUNDRED": "five even bands of colour",
    "reports/mirror_paper.py:*": "which colours a bar has, and how much paper a person reads",
    "reports/mirror_tables.py:unknown_table": "the first columns of a table",
    "reports/preface.py:*": "the look of a page",
    "reports/scale.py:*": "five even bands of colour",
    "snapshot/contract/inputs.py:*": "what may stand in a column, as the contract of the dataset says",
    "snapshot/parquet.py:*": "sizes of blocks in a file",
    "snapshot/validate_cycles.py:*": "how much of a long chain is named",
}
"""By file and name (* = the whole file or folder): why the number is no law."""

ALLOWED_IN_MARTS = {
    "analytics/marts/attainment.sql:200": "twice a hundred, to round half up",
    "analytics/marts/need.sql:200": "twice a hundred, to round half up",
    "analytics/marts/strategic_effect.sql:200": "twice a hundred, to round half up",
    "analytics/published/thread_path.sql:4": "decimals of a level",
    "analytics/published/thread_sum.sql:4": "decimals of a level",
    "analytics/published/mirror_competency.sql:4": "decimals of a level",
    "analytics/published/need_sum.sql:4": "decimals of a level",
    "analytics/published/need_sum.sql:6": "decimals of a weighted level",
    "analytics/published/plan_cut.sql:4": "decimals of a level",
    "analytics/published/plan_cut.sql:6": "decimals of a weighted level",
    "analytics/published/plan_cut_line.sql:4": "decimals of a level",
    "analytics/published/plan_cut_line.sql:6": "decimals of a weighted level",
    "analytics/published/plan_group.sql:6": "decimals of a weighted level",
    "analytics/published/plan_line.sql:4": "decimals of a level",
    "analytics/published/plan_line.sql:6": "decimals of a weighted level",
    "analytics/published/plan_share.sql:4": "decimals of a level",
    "analytics/published/plan_share.sql:6": "decimals of a weighted level",
    "analytics/published/run_person.sql:4": "decimals of a level",
    "analytics/published/run_person.sql:6": "decimals of a weighted level",
}
"""By file and number: why it is no law."""


def read_number(node: ast.AST) -> float | None:
    """The number a literal holds: 80, 0.5, or the text in Fraction("0.5")."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    if isinstance(node, ast.Call) and name in {"Fraction", "Decimal", "exact"} and node.args:
        text = getattr(node.args[0], "value", None)
        return float(text) if isinstance(text, str) and re.fullmatch(r"-?\d+(\.\d+)?", text) else None
    return None


def find_numbers(tree: ast.AST, *, is_page: bool = False) -> Iterator[tuple[int, float]]:
    """Every number below a node that no unit and no lay-out explains, with its line."""
    number = read_number(tree)
    if number is not None and abs(number) not in UNITS:
        yield getattr(tree, "lineno", 0), number
    for child in ast.iter_child_nodes(tree):
        if not (is_page and is_layout(tree, child)) and not is_power_of_ten(tree, child):
            yield from find_numbers(child, is_page=is_page)


def is_layout(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a number is an argument that lays out a page."""
    if isinstance(child, ast.keyword) and child.arg in LAYOUT_KEYWORDS:
        return True
    called = parent.func if isinstance(parent, ast.Call) else None
    name = getattr(called, "id", getattr(called, "attr", ""))
    return name in LAYOUT_CALLS and not any(isinstance(node, ast.Call) for node in ast.walk(child))


def is_power_of_ten(parent: ast.AST, child: ast.AST) -> bool:
    """Whether a ten is the base of a power, as in 10**places."""
    is_base = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and child is parent.left
    return is_base and read_number(child) == 10


def name_statement(statement: ast.stmt) -> str:
    """The top-level name a statement gives: a constant, a function, a class."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return statement.name
    target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def find_in_module(file: Path) -> Iterator[tuple[str, str]]:
    """Every unexplained number of a module: the key it would be listed under, and where it stands."""
    name = name_of(file)
    for statement in parse(file).body:
        inner = statement.body if isinstance(statement, ast.ClassDef) else [statement]
        for part in inner:
            key = f"{name}:{name_statement(part) or name_statement(statement)}"
            for line, number in find_numbers(part, is_page=name.startswith("reports/")):
                yield key, f"{name}:{line}: {number} (list it as {key!r}, with the reason, if it is no law)"


def list_numbers() -> list[tuple[str, str]]:
    return [found for room in ROOMS for file in sorted((SOURCE / room).rglob("*.py")) for found in find_in_module(file)]


def find_allowing(key: str) -> set[str]:
    """The entries of the list that allow a number: its own, its file's, its folder's."""
    file = key.partition(":")[0]
    return {key, f"{file}:*", f"{file.rpartition('/')[0]}/*"} & set(ALLOWED)


def test_no_legal_number_stands_in_python() -> None:
    found = [where for key, where in list_numbers() if not find_allowing(key)]
    assert found == [], "\n".join(found)


def test_no_legal_number_stands_in_a_mart() -> None:
    found = {
        f"{name_of(file)}:{token.text}": f"{name_of(file)}:{token.line}: {token.text}"
        for file in sorted(SOURCE.rglob("*.sql"))
        for token in Tokenizer().tokenize(file.read_text("utf-8"))
        if token.token_type.name == "NUMBER" and float(token.text) not in UNITS
    }
    unknown = [where for key, where in found.items() if key not in ALLOWED_IN_MARTS]
    assert unknown == [], "\n".join(unknown)
    assert set(ALLOWED_IN_MARTS) <= set(found)


def test_list_of_allowed_numbers_holds_nothing_that_is_gone() -> None:
    needed = {entry for key, _ in list_numbers() for entry in find_allowing(key)}
    gone = sorted(set(ALLOWED) - needed)
    assert gone == [], "\n".join(gone)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("x = 80", [80]),
        ("def f(): return 20 <= y", [20]),
        ("x = Fraction('22.5')", [22.5]),
        ("f(minimum=-24)", [24]),
        ("x = y * 100 + 1", []),
        ("x = 10**places", []),
        ("x = 10 + y", [10]),
        ("x = Fraction('a')", []),
        ("x = True", []),
    ],
)
def test_number_is_found_however_it_is_written(code: str, numbers: list[float]) -> None:
    assert [number for _, number in find_numbers(ast.parse(code))] == numbers


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("Column('a', 42)", []),
        ("page.add_row(cells, height=24)", []),
        ("Table(columns, frozen_columns=3)", []),
        ("Column(message('a', minimum=Fraction(20)), 12)", [20]),
        ("bound = 80", [80]),
    ],
)
def test_widths_and_heights_of_a_page_are_let_alone(code: str, numbers: list[float]) -> None:
    assert [number for _, number in find_numbers(ast.parse(code), is_page=True)] == numbers

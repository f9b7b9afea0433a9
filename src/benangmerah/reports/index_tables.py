"""The IP ASN as tables, the same ones on paper and in the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from benangmerah.kernel.explanation import Message, Value, message, render
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.format.text import say_word
from benangmerah.reports.index_figures import IndexFigures, IndexMean
from benangmerah.reports.professionalism_index import DIMENSIONS, ordered_categories

DIMENSION_NAMES = tuple(name for key, name in DIMENSIONS.items() if key != "total")
BY_DIMENSION = message("IP ASN by dimension")
BY_CATEGORY = message("IP ASN by category")
BY_SECTOR = message("IP ASN by sector")
BY_STATUS = message("IP ASN by employment status")
BY_OPD = message("IP ASN by OPD, lowest mean first")
NOT_COVERED = message("Whom the index does not cover")
NOT_REPORTED = message("What was not reported")
NOBODY = message("Nobody.")

GROUP_COLUMNS = (
    Column(message("Employees"), 10, "count"),
    Column(message("Employees with an IP ASN"), 11, "count"),
    Column(message("IP ASN coverage (%)"), 11, "percent"),
    Column(message("IP ASN mean (simulation)"), 12, "figure"),
    Column(message("Category of the mean"), 15, "term"),
    *(Column(name, 12, "figure") for name in DIMENSION_NAMES),
)


def as_number(value: Fraction | None) -> float | None:
    """A ratio as a table holds it."""
    return None if value is None else float(value)


def dimension_table(figures: IndexFigures, language: str) -> Table:
    """Each dimension: its mean, the most that the law gives, and the points missing."""
    whole = figures.whole
    named = zip(DIMENSION_NAMES, whole.dimensions, figures.maxima, strict=True)
    total = (DIMENSIONS["total"], whole.mean, sum(figures.maxima, Fraction()))
    rows = [_dimension_row(name, mean, maximum, language) for name, mean, maximum in [*named, total]]
    columns = (
        Column(message("Dimension"), 30),
        Column(message("Mean"), 14, "figure"),
        Column(message("Most points"), 14, "figure"),
        Column(message("Points missing"), 14, "figure"),
        Column(message("Share reached (%)"), 14, "percent"),
    )
    return Table(columns, rows[:-1], rows[-1:])


def _dimension_row(name: Message, mean: Fraction | None, maximum: Fraction, language: str) -> Row:
    missing = None if mean is None else maximum - mean
    share = None if mean is None or not maximum else 100 * mean / maximum
    return render(name, language), as_number(mean), float(maximum), as_number(missing), as_number(share)


def category_table(figures: IndexFigures, language: str) -> Table:
    """People in each category, from high to low."""
    whole = figures.whole
    rows = [
        (say_word(category, language), count, 100 * count / whole.index_people if whole.index_people else None)
        for category, count in count_categories(whole)
    ]
    columns = (
        Column(message("Category"), 30),
        Column(message("Employees"), 14, "count"),
        Column(message("Share (%)"), 14, "percent"),
    )
    everybody = (render(DIMENSIONS["total"], language), whole.index_people, 100.0 if whole.index_people else None)
    return Table(columns, rows, [everybody])


def count_categories(found: IndexMean) -> list[tuple[str, int]]:
    """People in each category, from high to low, also where there are none."""
    return [(category, found.categories.get(category, 0)) for category in ordered_categories(found.categories)]


def group_row(figures: IndexFigures, found: IndexMean) -> Row:
    """The values of `GROUP_COLUMNS` for one group of people."""
    return (
        found.people,
        found.index_people,
        as_number(found.coverage_percent),
        as_number(found.mean),
        figures.category_of(found.mean),
        *(as_number(mean) for mean in found.dimensions),
    )


def group_table(figures: IndexFigures, heading: Value, groups: Iterable[tuple[str, IndexMean]], language: str) -> Table:
    """One row a group of people, with the whole below."""
    rows = [(say_word(code, language), *group_row(figures, found)) for code, found in groups]
    total = (render(DIMENSIONS["total"], language), *group_row(figures, figures.whole))
    return Table((Column(heading, 18), *GROUP_COLUMNS), rows, [total] if rows else [])


def opd_table(figures: IndexFigures, language: str) -> Table:
    """One row an OPD, lowest mean first, with its people by category."""
    organization = figures.organization
    categories = ordered_categories(figures.whole.categories)
    rows: list[Row] = []
    for number, (opd, found) in enumerate(figures.opds, start=1):
        agency = [organization.agency_of(opd)] if organization.has_many_agencies else []
        counts = [found.categories.get(category, 0) for category in categories]
        rows.append((number, organization.unit_names[opd], *agency, *group_row(figures, found), *counts))
    columns = (
        Column("No.", 6, "count"),
        Column(organization.opd_word, 42),
        *([Column(message("Agency"), 28)] if organization.has_many_agencies else []),
        *GROUP_COLUMNS,
        *(Column(say_word(category, language), 10, "count") for category in categories),
    )
    return Table(columns, rows, empty=NOBODY)


def excluded_table(figures: IndexFigures, language: str) -> Table:
    """People whom the index does not cover, by status."""
    columns = (Column(message("Without an IP ASN: status"), 40), Column(message("Employees"), 16, "count"))
    rows = [(say_word(status, language), count) for status, count in figures.excluded.items()]
    return Table(columns, rows, empty=NOBODY)


EMPTY_COLUMNS: Mapping[str, tuple[Message, Message]] = {
    "leadership_training": (message("Leadership training"), message("counted as not attended")),
    "functional_training": (message("Functional training"), message("counted as not attended")),
    "technical_training_jp": (message("JP of technical training"), message("counted as 0 JP")),
    "seminar": (message("Seminar"), message("counted as not attended")),
    "discipline": (message("Disciplinary punishment"), message("counted as none")),
    "performance": (message("Performance"), message("counted as 0 points")),
}


def not_reported_table(figures: IndexFigures, language: str) -> Table:
    """Empty columns of people with an index, and as what they were counted."""
    people = figures.whole.index_people
    rows = [
        (render(name, language), count, 100 * count / people if people else None, render(counted, language))
        for column, (name, counted) in EMPTY_COLUMNS.items()
        for count in [figures.not_reported.get(column, 0)]
    ]
    columns = (
        Column(message("Empty column"), 34),
        Column(message("Employees"), 14, "count"),
        Column(message("Share (%)"), 14, "percent"),
        Column(message("In the index"), 34),
    )
    return Table(columns, rows)


def sheets_of(figures: IndexFigures, language: str) -> Sequence[tuple[Value, Message, Table]]:
    """Every table with the name of its sheet and its title."""
    return (
        (message("Dimensions"), BY_DIMENSION, dimension_table(figures, language)),
        (message("Categories"), BY_CATEGORY, category_table(figures, language)),
        (message("Sector"), BY_SECTOR, group_table(figures, message("Sector"), figures.sectors, language)),
        (message("Status"), BY_STATUS, group_table(figures, message("Status"), figures.statuses, language)),
        ("OPD", BY_OPD, opd_table(figures, language)),
        (message("Not covered"), NOT_COVERED, excluded_table(figures, language)),
        (message("Not reported"), NOT_REPORTED, not_reported_table(figures, language)),
    )

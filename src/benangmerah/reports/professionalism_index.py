"""IP ASN as documents tell it: how people spread over the categories, always called a simulation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.format.table import PAGE, Column, Row, TableSheet, add_heading, add_rows, write_table
from benangmerah.reports.format.xlsx import Document, Sheet
from benangmerah.reports.gap_map import GapMap
from benangmerah.reports.run import RunFacts

INDEX_SHEET = "IP ASN"
INDEX_BY_OPD = message("IP ASN by OPD")
CATEGORIES = ("sangat_tinggi", "tinggi", "sedang", "rendah", "sangat_rendah")
DIMENSIONS = {
    "qualification": message("Qualification"),
    "competency": message("Competency"),
    "performance": message("Performance"),
    "discipline": message("Discipline"),
    "total": message("Total"),
}
STATUS = "status_"


def simulation_note(facts: RunFacts) -> Message:
    """The sentence that stands wherever an IP ASN stands."""
    return message("IP ASN: simulation under {instrument}, not the official figure.", instrument=facts.instrument)


def write_index(document: Document, facts: RunFacts) -> None:
    """Write how many people stand in each category, the mean of each dimension, and who has no index."""
    index = facts.table("professionalism_index")
    sheet = document.add_sheet(document.say(INDEX_SHEET), PAGE, landscape=False)
    sheet.set_widths([44, 16, 16])
    sheet.add_row([(document.say(message("IP ASN by category")), document.look("title"))], height=24)
    sheet.add_row([(document.say(simulation_note(facts)), document.look("warning"))])
    sheet.add_row([(document.say(EMPTY_NOTE), document.look("note"))])
    _write_list(document, sheet, CATEGORY_COLUMNS, _category_rows(document, index))
    _write_list(document, sheet, DIMENSION_COLUMNS, _dimension_rows(document, index))
    _write_list(document, sheet, EXCLUDED_COLUMNS, _excluded_rows(facts.table("excluded")))


EMPTY_NOTE = message("An empty training or discipline column counts as none, an empty performance as 0.")
CATEGORY_COLUMNS = (
    Column(message("Category"), 44, "term"),
    Column(message("Employees"), 16, "count"),
    Column(message("Share (%)"), 16, "percent"),
)
DIMENSION_COLUMNS = (Column(message("Dimension"), 44), Column(message("Mean"), 16, "figure"))
EXCLUDED_COLUMNS = (
    Column(message("Without an IP ASN: status"), 44, "term"),
    Column(message("Employees"), 16, "count"),
)


def _write_list(document: Document, sheet: Sheet, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    if rows:
        sheet.skip_row()
        add_heading(document, sheet, columns)
        add_rows(document, sheet, columns, rows)


def ordered_categories(found: Mapping[str, object]) -> tuple[str, ...]:
    """The categories from high to low, then any that another law may name."""
    return (*CATEGORIES, *sorted(set(found) - set(CATEGORIES)))


def _category_rows(document: Document, index: pa.Table) -> list[Row]:
    counts = Counter(index["category"].to_pylist())
    found = [(category, counts[category]) for category in ordered_categories(counts)]
    return [
        (category, people, 100 * people / len(index) if len(index) else None)
        for category, people in [*found, (document.say(DIMENSIONS["total"]), len(index))]
    ]


def _dimension_rows(document: Document, index: pa.Table) -> list[Row]:
    return [(document.say(name), pc.mean(index[column]).as_py()) for column, name in DIMENSIONS.items()]


def _excluded_rows(excluded: pa.Table) -> list[Row]:
    reasons = excluded.filter(pc.equal(excluded["from"], "index"))["reason"].to_pylist()
    return [(reason.removeprefix(STATUS), count) for reason, count in sorted(Counter(reasons).items())]


def write_index_by_opd(document: Document, facts: RunFacts, gap_map: GapMap) -> None:
    """Write how many people of each OPD stand in each category."""
    counts = count_categories(facts, gap_map)
    categories = ordered_categories({category: None for found in counts.values() for category in found})
    organization = gap_map.organization
    agency = [Column(message("Agency"), 28)] if organization.has_many_agencies else []
    table = TableSheet(
        INDEX_BY_OPD,
        message("IP ASN by OPD and category"),
        (
            Column(organization.opd_word, 42),
            *agency,
            Column(message("Employees"), 10, "count"),
            Column(message("Employees with an IP ASN"), 12, "count"),
            Column(message("IP ASN mean (simulation)"), 12, "figure"),
            *(Column(document.word(category), 12, "count") for category in categories),
        ),
        (simulation_note(facts),),
    )
    write_table(document, table, _opd_rows(gap_map, counts, categories))


def count_categories(facts: RunFacts, gap_map: GapMap) -> Mapping[str, Counter[str]]:
    """People by OPD and category; an OPD counts all units below it."""
    index, employees = facts.table("professionalism_index"), facts.table("employees")
    rows = pc.index_in(index["employee_id"], value_set=employees["employee_id"].combine_chunks())
    placed = pa.table({"unit_id": employees["unit_id"].take(rows), "category": index["category"]})
    counts: dict[str, Counter[str]] = {opd: Counter() for opd in gap_map.opds}
    grouped = placed.group_by(["unit_id", "category"]).aggregate([([], "count_all")])
    for row in grouped.to_pylist():
        for opd in gap_map.organization.opds_above(row["unit_id"]):
            counts[opd][row["category"]] += row["count_all"]
    return counts


def _opd_rows(gap_map: GapMap, counts: Mapping[str, Counter[str]], categories: Sequence[str]) -> Iterator[Row]:
    organization = gap_map.organization
    for opd in gap_map.opds:
        found = gap_map.figures[opd, None, None]
        agency = [organization.agency_of(opd)] if organization.has_many_agencies else []
        lead = (organization.unit_names[opd], *agency, found.people, found.index_people, found.index_mean)
        yield (*lead, *(counts[opd][category] for category in categories))

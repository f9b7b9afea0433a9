"""What the plan does not serve, as tables: by the limit that binds, by OPD, and by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from benangmerah.kernel.explanation import Term, message, render_value
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.match import find_rows
from benangmerah.reports.person import Directory
from benangmerah.reports.plan_content import begin_cell
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unserved import Unserved
from benangmerah.snapshot.contract.outputs import LIMITS

ALL_SERVED = message("Every need is closed in full, and every PNS reaches the minimum JP.")

LIMIT_COLUMNS = (
    Column(message("Limit that binds"), 44),
    Column(message("Needs not closed in full"), 16, "count"),
    Column(message("PNS below the minimum JP"), 16, "count"),
    Column(message("People concerned"), 16, "count"),
)
PEOPLE_ONCE = message("People: each is counted once under every limit that concerns them, so the column has no sum.")


def say_limit(limit: str, language: str) -> str:
    """A limit as the beginning of a cell."""
    return begin_cell(Term(limit), language)


def limit_rows(unserved: Unserved, language: str) -> Sequence[Row]:
    """One row a limit that binds anything, most needs first."""
    return [
        (say_limit(limit, language), unserved.needs.get(limit, 0), unserved.short_people.get(limit, 0),
         unserved.people.get(limit, 0))
        for limit in unserved.limits
    ]  # fmt: skip


def limit_table(unserved: Unserved, language: str) -> Table:
    """Needs and people by the limit that binds."""
    return Table(LIMIT_COLUMNS, limit_rows(unserved, language), [limit_total(unserved, language)], ALL_SERVED)


def limit_total(unserved: Unserved, language: str) -> Row:
    """All limits together."""
    return (render_value(message("Sum"), language), unserved.total_needs, unserved.total_short, "")


def opd_limit_columns(unserved: Unserved, directory: Directory, language: str) -> Sequence[Column]:
    """The agency where there are several, the OPD, all its needs, then one column a limit."""
    agency = [Column(message("Agency"), 26)] if directory.organization.has_many_agencies else []
    limits = [Column(say_limit(limit, language), 15, "count") for limit in _limits_of_needs(unserved)]
    return [*agency, Column(directory.organization.opd_word, 40), Column(message("Needs"), 11, "count"), *limits]


def opd_limit_rows(unserved: Unserved, directory: Directory, language: str) -> Sequence[Row]:
    """Needs not closed in full by OPD and limit, most needs first."""
    limits = _limits_of_needs(unserved)
    agencies = list(directory.organization.agency_names.values())
    names = {opd: render_value(directory.name_opd(opd), language) for _, opd in unserved.of_opds}

    def place(found: tuple[tuple[int, str | None], Mapping[str, int]]) -> tuple[int, int, str, str]:
        (agency, opd), counts = found
        return agency, -sum(counts.values()), names[opd], opd or ""

    rows: list[Row] = []
    for (agency, opd), counts in sorted(unserved.of_opds.items(), key=place):
        lead = [agencies[agency]] if directory.organization.has_many_agencies else []
        rows.append([*lead, names[opd], sum(counts.values()), *(counts.get(limit, 0) for limit in limits)])
    return rows


def _limits_of_needs(unserved: Unserved) -> Sequence[str]:
    return [limit for limit in unserved.limits if unserved.needs.get(limit)]


def order_unserved(facts: RunFacts, directory: Directory) -> pa.Table:
    """The unserved by agency, limit and person; the position held before the one aimed at."""
    rows = facts.table("unserved")
    placed = rows.append_column("agency", directory.order_agencies(rows["employee_id"])).append_column(
        "place", find_rows(rows["limit"], pa.chunked_array([LIMITS], pa.string()))
    )
    return placed.sort_by(
        [("agency", "ascending"), ("place", "ascending"), ("employee_id", "ascending"),
         ("competency_id", "ascending"), ("target", "descending")]
    )  # fmt: skip

"""People as a list names them: NIP, name, OPD, unit and position, added to a table in its own order."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import message
from benangmerah.reports.format.table import Column
from benangmerah.reports.organization import Organization, read_organization
from benangmerah.reports.run import RunFacts

CONFIDENTIAL = message("Confidential: personal data and assessment results, for authorised people only.")


class Directory:
    """Who is who in a run."""

    def __init__(self, facts: RunFacts) -> None:
        self._facts = facts
        self.organization = read_organization(facts)
        self._units = _unit_names(self.organization)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that name a person."""
        agency = (Column(message("Agency"), 26),) if self.organization.has_many_agencies else ()
        return (
            Column(message("NIP"), 20, "id"),
            Column(message("Name"), 28),
            *agency,
            Column(self.organization.opd_word, 30),
            Column(message("Unit"), 28),
            Column(message("Position"), 30),
        )

    def name_people(self, employee_ids: pa.ChunkedArray) -> list[pa.ChunkedArray]:
        """The values of `columns` for those people, in their order."""
        employees = self._facts.table("employees")
        rows = find_rows(employee_ids, employees["employee_id"])
        unit_rows = find_rows(employees["unit_id"].take(rows), self._units["unit_id"])
        agency = [self._units["agency"].take(unit_rows)] if self.organization.has_many_agencies else []
        return [
            employee_ids,
            employees["name"].take(rows),
            *agency,
            self._units["opd"].take(unit_rows),
            self._units["name"].take(unit_rows),
            self.title_positions(employees["position_id"].take(rows)),
        ]

    def title_positions(self, position_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """The titles of those positions."""
        positions = self._facts.table("positions")
        return positions["title"].take(find_rows(position_ids, positions["position_id"]))

    def order_agencies(self, employee_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """The place of each person's agency in the table of agencies."""
        employees = self._facts.table("employees")
        agency_ids = employees["agency_id"].take(find_rows(employee_ids, employees["employee_id"]))
        return find_rows(agency_ids, self._facts.table("agencies")["agency_id"])


def find_rows(values: pa.ChunkedArray, keys: pa.ChunkedArray) -> pa.ChunkedArray:
    """For each value, the row in which it stands among the keys; empty where it does not."""
    found: Any = pc.index_in(values, value_set=keys.combine_chunks())
    return found


def _unit_names(organization: Organization) -> pa.Table:
    units = list(organization.units)
    return pa.table(
        {
            "unit_id": pa.array(units, pa.string()),
            "name": pa.array([organization.unit_names[unit] for unit in units], pa.string()),
            "opd": pa.array([organization.opd_name(unit) for unit in units], pa.string()),
            "agency": pa.array([organization.agency_of(unit) for unit in units], pa.string()),
        }
    )

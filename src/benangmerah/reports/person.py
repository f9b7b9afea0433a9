"""People as a list names them: NIP, name, OPD, unit and position, added to a table in its own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import Message, Value, message
from benangmerah.reports.format.table import Column
from benangmerah.reports.match import find_rows
from benangmerah.reports.organization import Organization, read_organization
from benangmerah.reports.run import RunFacts

CONFIDENTIAL = message("Confidential: personal data and assessment results, for authorised people only.")


Say: TypeAlias = "Callable[[Message], str]"
"""Says a sentence in the language of the document."""


class Directory:
    """Who is who in a run."""

    def __init__(self, facts: RunFacts) -> None:
        self._facts = facts
        self.organization = read_organization(facts)
        self._units = _unit_names(self.organization)

    @property
    def unit_columns(self) -> tuple[Column, ...]:
        """The columns that name a unit."""
        agency = (Column(message("Agency"), 26),) if self.organization.has_many_agencies else ()
        return (*agency, Column(self.organization.opd_word, 28), Column(message("Organisation unit"), 26))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that name a person."""
        person = (Column("NIP", 21, "id"), Column(message("Name"), 28))
        return (*person, *self.unit_columns, Column(message("Position"), 29))

    def name_units(self, unit_ids: pa.ChunkedArray) -> list[pa.ChunkedArray]:
        """The values of `unit_columns` for those units, in their order."""
        rows = find_rows(unit_ids, self._units["unit_id"])
        shown = ("agency", "opd", "name") if self.organization.has_many_agencies else ("opd", "name")
        return [self._units[name].take(rows) for name in shown]

    def name_people(self, employee_ids: pa.ChunkedArray) -> list[pa.ChunkedArray]:
        """The values of `columns` for those people, in their order."""
        employees = self._facts.table("employees")
        rows = find_rows(employee_ids, employees["employee_id"])
        return [
            employee_ids,
            employees["name"].take(rows),
            *self.name_units(employees["unit_id"].take(rows)),
            self.title_positions(employees["position_id"].take(rows)),
        ]

    def title_positions(self, position_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """The titles of those positions."""
        positions = self._facts.table("positions")
        return positions["title"].take(find_rows(position_ids, positions["position_id"]))

    def name_targets(self, employee_ids: pa.ChunkedArray, targets: pa.ChunkedArray, say: Say) -> pa.ChunkedArray:
        """What each person is measured against: the position held, or the title of the position aimed at."""
        employees = self._facts.table("employees")
        aimed = employees["target_position_id"].take(find_rows(employee_ids, employees["employee_id"]))
        titles = pc.binary_join_element_wise(say(message("Position aimed at")), self.title_positions(aimed), ": ")
        return pc.if_else(pc.equal(targets, "aimed"), titles, say(message("Position held")))

    def find_opds(self, employee_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """The unit that answers for each person's needs: the nearest one above; empty where there is none."""
        employees = self._facts.table("employees")
        unit_ids = employees["unit_id"].take(find_rows(employee_ids, employees["employee_id"]))
        return self._units["opd_id"].take(find_rows(unit_ids, self._units["unit_id"]))

    def find_statuses(self, employee_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """The employment status of each person."""
        employees = self._facts.table("employees")
        return employees["status"].take(find_rows(employee_ids, employees["employee_id"]))

    def name_opd(self, opd: str | None) -> Value:
        """The name of that OPD, or that there is none."""
        return message("Outside every OPD") if opd is None else self.organization.unit_names[opd]

    def order_agencies(self, employee_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """The place of each person's agency in the table of agencies."""
        employees = self._facts.table("employees")
        agency_ids = employees["agency_id"].take(find_rows(employee_ids, employees["employee_id"]))
        return find_rows(agency_ids, self._facts.table("agencies")["agency_id"])

    def place_people(self, employee_ids: Sequence[str]) -> Sequence[tuple[int, str | None]]:
        """The place of each person's agency in the table of agencies, and the person's OPD."""
        people = pa.chunked_array([employee_ids], pa.string())
        agencies, opds = self.order_agencies(people), self.find_opds(people)
        return list(zip(agencies.to_pylist(), opds.to_pylist(), strict=True))


def _unit_names(organization: Organization) -> pa.Table:
    units = list(organization.units)
    return pa.table(
        {
            "unit_id": pa.array(units, pa.string()),
            "name": pa.array([organization.unit_names[unit] for unit in units], pa.string()),
            "opd_id": pa.array([next(iter(organization.opds_above(unit)), None) for unit in units], pa.string()),
            "opd": pa.array([organization.opd_name(unit) for unit in units], pa.string()),
            "agency": pa.array([organization.agency_of(unit) for unit in units], pa.string()),
        }
    )

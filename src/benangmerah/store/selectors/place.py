"""Where a page of results looks: the whole agency, or a unit with all below it, within the reader's reach."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.regulations.library import load_library
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.selectors.gap_map import SMALL_GROUP
from benangmerah.store.selectors.run_unit import below_of, units_of
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


@dataclass(frozen=True)
class Place:
    """A scope of a run's sums: `level` and `scope_id` are their columns."""

    level: str
    scope_id: str
    name: str
    agency_id: str
    unit_ids: frozenset[str] = frozenset()
    """The unit and all below it; empty for a whole agency."""

    @property
    def key(self) -> str:
        """How an address names it: empty for the whole agency."""
        return self.scope_id if self.level == "unit" else ""

    @property
    def unit_id(self) -> str | None:
        """The unit; none for a whole agency."""
        return self.scope_id if self.level == "unit" else None

    def filter(self) -> Q:
        """The rows within, for a table that has the columns agency_id and unit_id."""
        return Q(unit_id__in=self.unit_ids) if self.level == "unit" else Q(agency_id=self.agency_id)


@dataclass(frozen=True)
class RunTree:
    """The units of a run that the reader may see results of, and where pages may look."""

    units: Mapping[str, RunUnit]
    agency: Place | None
    reads_all: frozenset[str]
    """The units whose assessments the reader may read."""
    may_read_agency: bool
    snapshot_hash: str
    least: int
    """Groups smaller than that are shown only to whoever may read assessments there."""

    def places(self) -> Iterator[tuple[str, str]]:
        """Where the page may look, as key and name: the whole agency, the OPDs, else the topmost units."""
        if self.agency is not None:
            yield "", self.agency.name
        for unit in self.rows():
            yield unit.unit_id, unit.name

    def rows(self, above: str | None = None) -> Sequence[RunUnit]:
        """The units right below one; without one the OPDs, else the topmost units of the reader."""
        if above is not None:
            return [unit for unit in self.units.values() if unit.parent_unit_id == above]
        opds = [unit for unit in self.units.values() if unit.is_opd]
        return opds or [unit for unit in self.units.values() if unit.parent_unit_id not in self.units]

    def siblings(self, unit_id: str) -> Sequence[RunUnit]:
        """The units beside one, itself among them: those of the same unit above, or as topmost as it is."""
        above = self.units[unit_id].parent_unit_id
        if above is None or above not in self.units:
            return [unit for unit in self.units.values() if unit.parent_unit_id not in self.units]
        return self.rows(above)

    def place(self, unit_id: str) -> Place:
        """The unit as a place; the whole agency, or the reader's first unit, where none is named."""
        if not unit_id:
            if self.agency is not None:
                return self.agency
            unit_id = next((unit.unit_id for unit in self.rows()), "")
        unit = self.units.get(unit_id)
        if unit is None:
            raise OutOfScopeError(message("You see no such unit."))
        below = below_of(unit.run_id, self.snapshot_hash)[unit_id]
        return Place("unit", unit_id, unit.name, unit.agency_id, below & self.units.keys())

    def is_hidden(self, unit_id: str | None, people: int) -> bool:
        """Whether so few people stand there that a figure would give one away to this reader."""
        return people < self.least and not self.may_read(unit_id)

    def may_read(self, unit_id: str | None) -> bool:
        """Whether the reader may read assessments there: in the unit, or in the whole agency where none is named."""
        return self.may_read_agency if unit_id is None else unit_id in self.reads_all

    def split(self, level: str, scope_ids: Sequence[str], sector: str, status: str) -> Q:
        """The sums of those scopes for a sector and a status, or for all where none is named.

        A unit whose people are of one sector has no rows by sector: its rows for all are that sector's.
        """
        rows = Q(level=level, scope_id__in=scope_ids, **_only("sector", sector), **_only("status", status))
        if not sector or level != "unit":
            return rows
        alone = [each for each in scope_ids if self.units[each].only_sector == sector]
        return rows | Q(level=level, scope_id__in=alone, **_only("sector", ""), **_only("status", status))


def read_run_tree(scope: Scope, run: Run) -> RunTree:
    """The units of the run within the reader's reach, by name."""
    reach, reading = scope.require(Right.SEE_RESULTS), scope.reach(Right.READ_ASSESSMENTS)
    every = units_of(run.pk, run.snapshot_hash)
    units = {unit.unit_id: unit for unit in every if reach.holds(unit.agency_id, unit.unit_id)}
    whole = run.agency_id if run.agency_id in reach.agency_ids else None
    agency = None
    if whole is not None:
        named = _name_agency if scope.archive is None else _name_agency_kept
        agency = Place("agency", whole, named(whole, scope.archive), whole)
    return RunTree(
        units,
        agency,
        frozenset(each.unit_id for each in units.values() if reading.holds(each.agency_id, each.unit_id)),
        run.agency_id in reading.agency_ids,
        run.snapshot_hash,
        int(load_library().on(run.law_date).number(SMALL_GROUP)),
    )


def _only(name: str, value: str) -> dict[str, str | bool]:
    return {name: value} if value else {f"{name}__isnull": True}


def _name_agency(agency_id: str, archive: Hashable) -> str:  # noqa: ARG001 part of the name
    found = Agency.objects.filter(agency_id=agency_id).order_by("-pk").values_list("name", flat=True).first()
    return found or agency_id


_name_agency_kept = lru_cache(maxsize=256)(_name_agency)
"""The same, kept in memory until the archive is further than it was."""


def forget_places() -> None:
    """Forget what is kept of names."""
    _name_agency_kept.cache_clear()

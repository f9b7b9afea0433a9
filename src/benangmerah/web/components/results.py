"""What every page of results opens with: the run, where it looks, and what it is chosen by."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Visit
from benangmerah.snapshot.contract.inputs import SECTORS, STATUSES
from benangmerah.store.selectors.place import Place, RunTree, read_run_tree
from benangmerah.store.selectors.shown_run import ShownRun, read_shown_run
from benangmerah.web.components.figures import figure, said
from benangmerah.web.components.filters import Filter, Filters, read_filters
from benangmerah.web.components.table import Words
from benangmerah.web.shell import remember_run
from benangmerah.web.visit import visit_of

PAGE_SIZE = 25
"""Rows on a page of results, so that it is there at once also on a slow line."""
UNIT, SECTOR, STATUS = "unit", "sektor", "status"


@dataclass(frozen=True)
class Tab:
    """Another look at the same thing."""

    label: Words
    address: str
    is_here: bool


@dataclass(frozen=True)
class Results:
    """A page of results that somebody has opened."""

    visit: Visit
    run: ShownRun
    tree: RunTree
    place: Place
    filters: Filters
    is_former: bool
    """Whether another run than the published one was asked for."""

    @property
    def chosen(self) -> dict[str, str]:
        """What the page is chosen by; empty where all are meant."""
        return self.filters.chosen

    @property
    def query(self) -> str:
        """What links to other pages of results keep: the place, and the run where a former one was asked for."""
        kept = {UNIT: self.place.key, "run": str(self.run.pk) if self.is_former else ""}
        return urlencode({name: value for name, value in kept.items() if value})

    @property
    def notes(self) -> list[str]:
        """What stands above the rows of a workbook: the run and the choices."""
        words = _("run %(number)s, data of %(day)s") % {"number": self.run.pk, "day": figure(self.run.as_of)}
        return [words, *self.filters.words]

    def link(self, address: str, **more: str) -> str:
        """An address with what links keep."""
        query = "&".join(part for part in (self.query, urlencode({k: v for k, v in more.items() if v})) if part)
        return f"{address}?{query}" if query else address

    def at_unit(self, address: str, unit_id: str, **more: str) -> str:
        """An address that looks at another unit, of the same run."""
        kept = {UNIT: unit_id, "run": str(self.run.pk) if self.is_former else "", **more}
        return f"{address}?{urlencode({name: value for name, value in kept.items() if value})}"

    def tabs(self, here: str, *looks: tuple[str, Words]) -> list[Tab]:
        """Other looks, as address and words; they keep the place and the run."""
        return [Tab(label, self.link(address), address == here) for address, label in looks]


def split_filters() -> tuple[Filter, Filter]:
    """The split by sector and by status that every map and list has."""
    return (
        Filter(SECTOR, _("Sector"), [(sector, said(sector)) for sector in SECTORS]),
        Filter(STATUS, _("Status"), [(status, said(status)) for status in STATUSES]),
    )


def open_results(request: HttpRequest, *lists: Filter, right: Right = Right.SEE_RESULTS) -> Results | None:
    """The page's run and place; none where nothing was published yet that knows a unit of the reader's.

    Refuses whoever lacks the right.
    """
    visit = visit_of(request)
    visit.scope.require(right)
    asked = request.GET.get("run", "")
    run = read_shown_run(visit.scope, asked)
    if run is None:
        return None
    remember_run(request, run)
    tree = read_run_tree(visit.scope, run)
    if not tree.units and tree.agency is None:
        return None
    named, places = request.GET.get(UNIT, ""), list(tree.places())
    if named in tree.units and named not in {key for key, _name in places}:
        places.append((named, tree.units[named].name))
    filters = read_filters(request, (Filter(UNIT, _("Unit"), places, has_all=False), *lists))
    return Results(visit, run, tree, tree.place(named or filters.chosen[UNIT]), filters, is_former=bool(asked))


def open_place(request: HttpRequest, unit_id: str, *lists: Filter) -> Results | None:
    """The results of one unit; none where nothing was published yet."""
    visit = visit_of(request)
    asked = request.GET.get("run", "")
    run = read_shown_run(visit.scope, asked)
    if run is None:
        return None
    remember_run(request, run)
    tree = read_run_tree(visit.scope, run)
    return Results(visit, run, tree, tree.place(unit_id), read_filters(request, lists), is_former=bool(asked))


def show_no_run(request: HttpRequest, title: Words) -> HttpResponse:
    """What stands where nothing was published yet."""
    may_start = visit_of(request).scope.may(Right.START_RUNS)
    return render(request, "components/no_run.html", {"title": title, "may_start": may_start})

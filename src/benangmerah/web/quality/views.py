"""The pages of data quality: how fit for use the data are, what was found, and who or what is behind each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from benangmerah.domain.quality import CHECKS, UNCHECKED, Check, Severity, Subject
from benangmerah.domain.role import Right
from benangmerah.flow.check_quality import ask_quality
from benangmerah.flow.read_quality import read_check, read_findings
from benangmerah.kernel.message_json import read_message
from benangmerah.store.selectors.quality import (
    FoundCount,
    OpdFitness,
    Place,
    count_changes_since,
    count_findings,
    find_check_job,
    list_fitness,
    read_place,
    read_review,
)
from benangmerah.store.selectors.scope import Scope
from benangmerah.web.components.figures import figure, nip, percent, said, say_if_known
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.menu import address_of
from benangmerah.web.quality.words import CHECK_WORDS, SEVERITIES, UNCHECKED_WORDS, CheckWords
from benangmerah.web.visit import visit_of


@dataclass(frozen=True)
class Line:
    """A check on the page: what, how many, why it matters, how to mend it."""

    code: str
    words: CheckWords
    subjects: int
    people: int
    address: str
    mend_address: str


@dataclass(frozen=True)
class Group:
    """The checks of one severity that have found something."""

    severity: str
    name: str | Promise
    words: str | Promise
    lines: list[Line]


def say_name(name: str) -> str:
    """An OPD by its name; people outside of any are said to be so."""
    return name or _("outside of any OPD")


def address_of_opd(line: OpdFitness) -> str | None:
    """Where the findings of an OPD stand."""
    return reverse("quality:show_unit", args=[line.opd_id]) if line.opd_id else None


FITNESS = Layout(
    name="fitness",
    caption=gettext_lazy("Fit for use by OPD"),
    is_exported=True,
    columns=(
        Column("name", gettext_lazy("OPD"), say=say_name, address=address_of_opd),
        Column("share", gettext_lazy("Fit for use"), say=percent, is_number=True),
        Column("fit_people", gettext_lazy("People fit"), is_number=True),
        Column("people", gettext_lazy("Active people"), is_number=True),
    ),
    searched=("name",),
    nothing=gettext_lazy("No OPD has people here."),
)


@require_safe
def show_quality(request: HttpRequest) -> HttpResponse:
    """How fit for use the data are, and what was found, the worst first."""
    return _show(request, None)


@require_safe
def show_unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """The same for one unit and what is below it."""
    return _show(request, unit_id)


def _show(request: HttpRequest, unit_id: str | None) -> HttpResponse:
    scope = visit_of(request).scope
    place = read_place(scope, unit_id)
    review = read_review(scope)
    context: dict[str, Any] = {
        "review": review, "place": place, "progress": _progress(scope), "is_whole": unit_id is None,
    }  # fmt: skip
    if review is None:
        return render(request, "quality/quality.html", context | {"steps": []})
    found, fitness = count_findings(review, place), list_fitness(review, place)
    people, fit = sum(line.people for line in fitness), sum(line.fit_people for line in fitness)
    context |= {
        "share": fit / people if people else None, "people": people, "fit_people": fit,
        "groups": _group(found, place),
        "clean": [CHECK_WORDS[each.code].name for each in CHECKS if each.code not in found],
        "unchecked": [UNCHECKED_WORDS[code] for code in UNCHECKED],
        "changes": count_changes_since(review),
    }  # fmt: skip
    table = read_table(request, list(fitness), FITNESS)
    return show_table_page(request, "quality/quality.html", table, context)


@require_safe
def show_findings(request: HttpRequest, code: str) -> HttpResponse:
    """Who or what is behind one line; with `unit` in the address, in that unit alone."""
    visit = visit_of(request)
    place, check = read_place(visit.scope, request.GET.get("unit") or None), read_check(code)
    review = read_review(visit.scope)
    words = CHECK_WORDS[code]
    context = {
        "check": check, "words": words, "place": place, "severity": SEVERITIES[check.severity][0], "review": review,
        "mend_address": address_of(words.route), "back": _address(place),
    }  # fmt: skip
    layout = _layout(check, words)
    found = read_table(request, [], layout) if review is None else read_table(
        request, read_findings(visit, review, place, code), layout
    )  # fmt: skip
    return show_table_page(request, "quality/findings.html", found, context)


@require_safe
def show_progress(request: HttpRequest) -> HttpResponse:
    """How far the check is; when it has ended the page around it is drawn anew."""
    scope = visit_of(request).scope
    scope.require(Right.SEE_PEOPLE)
    progress = _progress(scope)
    over = {"name": "quality-progress", "address": "", "stage": _("checked"), "done": 0, "total": 0, "is_over": True}
    answer = render(request, "components/progress.html", progress or over)
    if progress is None and request.headers.get("HX-Request"):
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def check_anew(request: HttpRequest) -> HttpResponse:
    """Check the data of the reader's agencies as of a day."""
    visit = visit_of(request)
    visit.scope.require(Right.SEE_PEOPLE)
    as_of = _read_day(request.POST.get("as_of", ""))
    if request.POST.get("as_of") and as_of is None:
        messages.error(request, _("That is no day. Choose one from the calendar, for example 17-08-2026."))
        return redirect("quality:show_quality")
    for agency_id in sorted(visit.scope.agencies_of(Right.SEE_PEOPLE)):
        ask_quality(visit, agency_id, as_of)
    messages.success(request, _("The data are being checked."))
    return redirect("quality:show_quality")


def _read_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # a day that no month has
        return None


def _progress(scope: Scope) -> Mapping[str, Any] | None:
    job = find_check_job(scope.agencies_of(Right.SEE_PEOPLE))
    if job is None:
        return None
    return {
        "name": "quality-progress", "address": reverse("quality:show_progress"),
        "stage": said(read_message(job.stage)) if job.stage else _("The check waits for its turn"),
        "done": job.done, "total": job.total, "is_over": False,
    }  # fmt: skip


def _group(found: Mapping[str, FoundCount], place: Place) -> list[Group]:
    groups = [
        Group(severity.value, *SEVERITIES[severity], [
            _line(found[check.code], place) for check in CHECKS if check.severity is severity and check.code in found
        ])
        for severity in Severity
    ]  # fmt: skip
    return [group for group in groups if group.lines]


def _line(count: FoundCount, place: Place) -> Line:
    words = CHECK_WORDS[count.code]
    address = reverse("quality:show_findings", args=[count.code])
    query = f"?unit={place.unit_id}" if place.unit_id else ""
    return Line(count.code, words, count.subjects, count.people, address + query, address_of(words.route))


def _address(place: Place) -> str:
    return reverse("quality:show_unit", args=[place.unit_id]) if place.unit_id else reverse("quality:show_quality")


def _layout(check: Check, words: CheckWords) -> Layout:
    label = {Subject.PERSON: _("Name"), Subject.POSITION: _("Position"), Subject.UNIT: _("Unit")}[check.subject]
    columns = [Column("label", label)]
    if check.subject is not Subject.UNIT:
        number = "NIP" if check.subject is Subject.PERSON else _("Number")
        columns += [Column("subject_id", number, say=nip), Column("unit_name", _("Unit"), say=say_if_known)]
    if check.subject is not Subject.PERSON:
        columns.append(Column("people", _("People concerned"), is_number=True))
    if words.amount:
        columns.append(Column("amount", words.amount, say=figure, is_number=True))
    if words.words:
        columns.append(Column("words", words.words, say=_say_words))
    return Layout(
        name="findings", caption=words.name, columns=columns, is_exported=True,
        searched=("label", "subject_id", "unit_name"), nothing=_("Nothing was found here, or nothing that matches."),
    )  # fmt: skip


def _say_words(text: str | None) -> str:
    """A code of the rules, a number of a person, or a day, as a person reads it."""
    day = _read_day(text or "")
    return str(figure(day)) if day else nip(said(text or ""))

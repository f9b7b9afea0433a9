"""Saved scenarios: the list, one with its answer and its people, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from benangmerah.domain.role import Right
from benangmerah.domain.scenario import Question, list_changes, read_answer, read_question
from benangmerah.flow.ask_sketch import open_askable
from benangmerah.flow.change_scenario import ask_proof, remove_scenario, restore_scenario, save_scenario
from benangmerah.flow.draft_scenario import make_draft
from benangmerah.flow.read_scenario_people import read_changed_people
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.message_json import read_message
from benangmerah.store.selectors.scenario import SavedScenario, list_scenarios, read_scenario
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import figure, nip, page_language, percent, rupiah, said
from benangmerah.web.components.results import PAGE_SIZE
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.run.runs import say_time
from benangmerah.web.scenario.figures import draw_answer, say_distance
from benangmerah.web.scenario.form import write_number
from benangmerah.web.visit import visit_of

COMPARED = "skenario"
"""The name in an address of each scenario that is compared."""
ALL_UNITS = 1_000
UNDER_WAY = ("waiting", "running")


@require_safe
def show_scenarios(request: HttpRequest) -> HttpResponse:
    """The scenarios of the reader's agencies; two to four of them are chosen to be compared."""
    visit = visit_of(request)
    rows = list_scenarios(visit.scope)
    removed = request.GET.get("dihapus", "")
    context = {"removed": int(removed) if removed.isdecimal() else None, "count": rows.count()}
    return show_table_page(request, "scenario/scenarios.html", read_table(request, rows, _list_layout()), context)


@require_safe
def show_scenario(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """One scenario: what it asks, what its plan comes to beside the run's, OPD by OPD, and what can be done with it."""
    visit = visit_of(request)
    scenario = read_scenario(visit.scope, scenario_id)
    answer, question = read_answer(scenario.answer), read_question(scenario.question)
    askable = open_askable(visit, scenario.run_id)
    base = askable.question if askable else question
    job = scenario.refinement
    may_set_policy = scenario.agency_id in visit.scope.reach(Right.SET_POLICY).agency_ids
    changes = list_changes(base, question)
    context = {
        "scenario": scenario, "drawn": draw_answer(answer, question, ALL_UNITS), "asks": list_asks(base, question),
        "is_proving": job is not None and job.state in UNDER_WAY,
        "errors": [read_message(each) for each in job.error or ()] if job and not scenario.is_refined else [],
        "may_draft": may_set_policy or changes in ([], ["budget_rupiah"]),
        "may_see_people": scenario.agency_id in visit.scope.reach(Right.READ_ASSESSMENTS).agency_ids,
        "made_at": say_time(scenario.made_at),
    }  # fmt: skip
    return render(request, "scenario/scenario.html", context)


@require_safe
def show_people(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Who is no longer helped by a scenario, who gets less and who gains."""
    visit = visit_of(request)
    visit.scope.require(Right.READ_ASSESSMENTS)
    scenario, rows = read_changed_people(visit, scenario_id)
    table = read_table(request, rows, _people_layout(scenario))
    return show_table_page(request, "scenario/people.html", table, {"scenario": scenario})


@require_POST
def save(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """Keep an answered question under a name."""
    name, note = request.POST.get("name", ""), request.POST.get("note", "")
    try:
        scenario = save_scenario(visit_of(request), sketch_id, name, note)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect(f"{reverse('scenario:show_what_if')}?jawaban={sketch_id}")
    messages.success(request, _("The scenario is saved; it is being proved behind the pages."))
    return redirect("scenario:show_scenario", scenario.pk)


@require_POST
def prove(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Have a scenario proved that is still a sketch."""
    ask_proof(visit_of(request), scenario_id)
    return redirect("scenario:show_scenario", scenario_id)


@require_POST
def remove(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Take a scenario away, and offer to put it back."""
    scenario = remove_scenario(visit_of(request), scenario_id)
    messages.success(request, _("The scenario %(name)s was taken away.") % {"name": scenario.name})
    return redirect(f"{reverse('scenario:show_scenarios')}?dihapus={scenario.pk}")


@require_POST
def restore(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Put a scenario back."""
    try:
        restore_scenario(visit_of(request), scenario_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect("scenario:show_scenarios")
    return redirect("scenario:show_scenario", scenario_id)


@require_POST
def draft(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Start the run that makes a scenario the draft, and go to where it is watched."""
    try:
        run = make_draft(visit_of(request), scenario_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect("scenario:show_scenario", scenario_id)
    return redirect("run:show_run", run.pk)


def list_asks(base: Question, question: Question) -> list[tuple[str, str | SafeString, str | SafeString]]:
    """What a question asks for otherwise than the run: entry, before, with it."""
    found: list[tuple[str, str | SafeString, str | SafeString]] = []
    if base.budget_rupiah != question.budget_rupiah:
        found.append((_("Budget"), rupiah(base.budget_rupiah), rupiah(question.budget_rupiah)))
    weights = {_("Weight of %(importance)s") % {"importance": _name_importance(name)}: (old, question.importance[name])
               for name, old in base.importance.items()}  # fmt: skip
    weights[_("Weight of the position aimed at")] = base.aimed_weight, question.aimed_weight
    weights[_("Points for each missing JP")] = base.jp_penalty, question.jp_penalty
    found += [(label, write_number(old), write_number(new)) for label, (old, new) in weights.items() if old != new]
    shares = (
        (_("Percent of JP in class at most"), base.classical_percent, question.classical_percent, _("without a limit")),
        (_("Percent of its gap closed for every OPD"), base.floor_percent, question.floor_percent, _("no floor")),
    )
    for label, *both, nothing in shares:
        old, new = (nothing if each is None else write_number(each) for each in both)
        found += [(label, old, new)] if old != new else []
    lists = (
        (_("Must be in it"), base.pins, question.pins, _say_choice),
        (_("Must not be in it"), base.bans, question.bans, _say_choice),
        (_("Most people with an item"), base.quotas, question.quotas, _say_quota),
    )
    found += [(label, _say_list(old, say), _say_list(new, say)) for label, old, new, say in lists if old != new]
    return found


def _say_list(rows: Sequence[Any], say: Callable[..., str]) -> str:
    return ", ".join(say(*each) for each in rows) or "–"


def _say_quota(unit: str, most: int) -> str:
    return f"{unit}: {most}"


def _name_importance(name: str) -> str:
    return _("needs without an importance") if name == "empty" else said(name)


def _say_choice(person: str | None, offering: str) -> str:
    return offering if person is None else f"{nip(person)} · {offering}"


def say_quality(scenario: SavedScenario) -> str:
    """Whether its plan is proved or sketched, and how far from the best it is at most."""
    answer = read_answer(scenario.answer)
    words = _("proved, at most %(share)s") if answer.is_refined else _("sketch, at most %(share)s")
    return words % {"share": say_distance(answer)}


def _list_layout() -> Layout:
    def leads(row: SavedScenario) -> str:
        return reverse("scenario:show_scenario", args=[row.pk])

    def tick(pk: int) -> SafeString:
        return format_html(
            '<input class="form-check-input" type="checkbox" form="compare" name="{}" value="{}" aria-label="{}">',
            COMPARED, pk, _("Compare scenario %(number)s") % {"number": pk},
        )  # fmt: skip

    return Layout(
        name="scenarios", caption=_("Scenarios"), is_exported=True, page_size=PAGE_SIZE,
        columns=[
            Column("pk", _("Compare"), say=tick, is_sorted=False, in_file=False),
            Column("name", _("Scenario"), address=leads),
            Column("answer__after__budget_rupiah", _("Budget"), say=rupiah, is_number=True, is_sorted=False),
            Column("answer__after", _("Weighted gap closed"), say=_say_closed, is_number=True, is_sorted=False,
                   value=lambda row: read_answer(row.answer).after.closure),
            Column("answer__after__people_below_minimum_jp", _("PNS below the minimum JP"), say=figure, is_number=True,
                   is_sorted=False),
            Column("answer", _("How good"), say=_say_quality_of, is_sorted=False, value=say_quality),
            Column("run_id", _("Run"), say=str, is_number=True),
            Column("made_by__name", _("By")), Column("made_at", _("Saved"), say=say_time),
        ],
        nothing=_("There is no scenario yet. Ask what if, and save the answer under a name."),
    )  # fmt: skip


def _say_closed(after: dict[str, Any]) -> str | SafeString:
    gap = after["weighted_gap"]
    return percent(round(after["weighted_closure"] / gap, 4) if gap else None)


def _say_quality_of(answer: dict[str, Any]) -> str:
    read = read_answer(answer)
    words = _("proved, at most %(share)s") if read.is_refined else _("sketch, at most %(share)s")
    return words % {"share": say_distance(read)}


def _people_layout(scenario: SavedScenario) -> Layout:
    def person(row: Any) -> str:
        return f"{reverse('employee:show_employee', args=[row.employee_id])}?run={scenario.run_id}"

    fates = [("dropped", _("no longer helped")), ("losing", _("gets less")), ("gaining", _("gains"))]
    return Layout(
        name="people", caption=_("Whom the scenario changes something for"), is_exported=True, page_size=PAGE_SIZE,
        notes=[_("Scenario %(name)s, run %(run)s") % {"name": scenario.name, "run": scenario.run_id}],
        columns=[
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip),
            Column("position_title", _("Position")), Column("opd", "OPD"),
            Column("fate", _("What changes"), say=lambda fate: dict(fates)[fate]),
            Column("items_before", _("Items now"), say=figure, is_number=True),
            Column("items", _("Items with it"), say=figure, is_number=True),
            Column("hours_before", _("JP now"), say=figure, is_number=True),
            Column("hours", _("JP with it"), say=figure, is_number=True),
            Column("levels_before", _("Levels closed now"), say=figure, is_number=True),
            Column("levels", _("Levels closed with it"), say=figure, is_number=True),
        ],
        searched=("name", "employee_id", "position_title", "opd"), choices=[Choice("fate", _("What changes"), fates)],
        nothing=_("The scenario changes nothing for anybody whom you may see."),
    )  # fmt: skip

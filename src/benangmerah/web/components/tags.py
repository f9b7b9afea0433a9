"""The components as template tags; each draws one template of this folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BoundField, CheckboxInput, Select
from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.kernel.explanation import Explanation
from benangmerah.web.components import figures
from benangmerah.web.components.icon import icon
from benangmerah.web.components.table import Table

register = Library()
register.simple_tag(icon)


@register.simple_tag
def not_assessed() -> SafeString:
    """The grey, hatched words where nothing is known."""
    return figures.not_assessed()


@register.simple_tag
def breadcrumbs(*parts: str) -> SafeString:
    """The way here: label and address in turn, and at last the label of this page."""
    links = [(parts[at + 1], parts[at]) for at in range(0, len(parts) - 1, 2)]
    items = format_html_join("", '<li class="breadcrumb-item"><a href="{}">{}</a></li>', links)
    here = format_html('<li class="breadcrumb-item active" aria-current="page">{}</li>', parts[-1])
    return format_html('<nav aria-label="{}"><ol class="breadcrumb">{}{}</ol></nav>', _("You are here"), items, here)


@register.simple_tag
def why(address: str, figure: str) -> SafeString:
    """The link that opens the reasons of a figure beside the page, or as a page where there is no script."""
    return format_html(
        '<a class="why-link" href="{0}" hx-get="{0}" hx-target="#why-body">{1}{2}'
        '<span class="visually-hidden"> {3}</span></a>',
        address, icon("help-circle"), _("Why?"), figure,
    )  # fmt: skip


@register.inclusion_tag("components/figure_card.html")
def figure_card(
    label: str, value: Any, *, covered: int | None = None, total: int | None = None, note: str = "",
    why_address: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A figure with what it rests on; a value of None says that nothing is known."""
    return {
        "label": label, "value": figures.say(value), "is_known": value is not None, "covered": covered, "total": total,
        "note": note, "why_address": why_address,
    }  # fmt: skip


@register.inclusion_tag("components/explanation.html")
def explain(explanation: Explanation) -> dict[str, Any]:
    """Why a figure is what it is: sentence, arithmetic, law, and the same of what it rests on."""
    return {"explanation": explanation}


@register.inclusion_tag("components/table.html")
def show_table(table: Table) -> dict[str, Any]:
    """A table of `components.table.read_table`."""
    return {"table": table}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A field of a form with its label, its help and what is wrong with it."""
    widget = bound.field.widget
    is_choice = isinstance(widget, CheckboxInput)
    is_select = isinstance(widget, Select)
    is_slider = getattr(widget, "input_type", "") == "range"
    look = "form-check-input" if is_choice else "form-select" if is_select else "form-control"
    look = "form-range" if is_slider else look
    return {"field": bound, "widget": _draw(bound, {"class": look}), "is_choice": is_choice}


@register.inclusion_tag("components/drop_zone.html")
def drop_zone(bound: BoundField) -> dict[str, Any]:
    """A field for files, which may be dropped onto it."""
    return {"field": bound, "widget": _draw(bound, {})}


def _draw(bound: BoundField, look: Mapping[str, str]) -> SafeString:
    described = " ".join(_list_descriptions(bound))
    attributes: dict[str, str | bool] = {**look}
    if described:
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return bound.as_widget(attrs=attributes)


def _list_descriptions(bound: BoundField) -> Iterator[str]:
    if bound.help_text:
        yield f"{bound.auto_id}_helptext"
    if bound.errors:
        yield f"{bound.auto_id}_error"

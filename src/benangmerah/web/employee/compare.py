"""The table of a person: required and attained, the gap, and the training that closes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.flow.read_person_result import Comparison
from benangmerah.web.components.figures import figure, not_assessed, said
from benangmerah.web.components.table import Column, Layout
from benangmerah.web.need.words import say_limit


def make_compare_layout(explain: str) -> Layout:
    """Every required competency; its name leads to the reasons. `explain` is their address up to the competency."""

    def why(row: Comparison) -> str:
        return f"{explain}&kompetensi={row.competency_id}"

    return Layout(
        name="gaps", caption=_("Required and attained"), page_size=60, is_exported=True,
        columns=[
            Column("name", _("Competency"), address=why), Column("target", _("Position"), say=said),
            Column("required", _("Required"), say=figure, is_number=True),
            Column("attained", _("Attained"), say=_say_level, is_number=True),
            Column("gap", _("Levels short"), say=_say_gap, is_number=True),
            Column("items", _("What comes"), say=_say_items, is_sorted=False),
            Column("after", _("After it"), say=_say_after, is_number=True),
            Column("limit", _("In the way"), say=say_limit),
            Column("lapses_on", _("Known until before"), say=_say_day),
        ],
        nothing=_("No position of this person asks for a competency, or the standard is missing."),
    )  # fmt: skip


def _say_level(level: float | None) -> Any:
    return not_assessed() if level is None else figure(level)


def _say_gap(gap: float | None) -> Any:
    return "" if gap is None else figure(gap)


def _say_after(level: float | None) -> Any:
    return "" if level is None else figure(level)


def _say_day(day: date | None) -> Any:
    return "" if day is None else figure(day)


def _say_items(titles: tuple[str, ...]) -> SafeString:
    return format_html_join("", "<div>{}</div>", ((title,) for title in titles))

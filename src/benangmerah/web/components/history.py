"""What was changed about something, as a list of events."""

from __future__ import annotations

from typing import Any

from django.template import Library
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.planning import PLANNING
from benangmerah.store.selectors.history import Event, RowChange
from benangmerah.web.components.figures import figure, not_known, page_language, said

register = Library()
KINDS = {
    "import": gettext_lazy("file brought in"), "edit": gettext_lazy("changed by hand"),
    "example": gettext_lazy("example loaded"), "undo": gettext_lazy("put back"), "policy": gettext_lazy("policy"),
}  # fmt: skip
ROW_KINDS = {"added": gettext_lazy("new"), "changed": gettext_lazy("changed"), "ended": gettext_lazy("ended")}


@register.inclusion_tag("components/history.html")
def show_history(events: list[Event]) -> dict[str, Any]:
    """Every event with what changed from what to what."""
    return {"events": [_say_event(event) for event in events]}


def _say_event(event: Event) -> dict[str, Any]:
    there = timezone.localtime(event.made_at)
    return {
        "when": f"{figure(there.date())} {there:%H.%M}",
        "what": KINDS[event.kind],
        "who": event.made_by,
        "note": event.note,
        "changes": [_say_change(change) for change in event.changes],
    }


def _say_change(change: RowChange) -> dict[str, Any]:
    return {
        "name": " · ".join(
            str(_say_value(value, column))
            for column, value in zip(_key_of(change.table), change.key, strict=False)
            if value is not None
        ),
        "kind": ROW_KINDS[change.kind],
        "differences": [
            (name_column(change.table, column), _say_value(before, column), _say_value(after, column))
            for column, before, after in change.differences
        ],
        "is_changed": change.kind == "changed",
    }


def name_column(table: str, column: str) -> str:
    """A column as a reader knows it: its heading in workbooks, in English its name."""
    heading = (INPUTS | PLANNING)[table].column(column).heading
    return heading if page_language() == "id" and heading else column.replace("_", " ")


def _key_of(table: str) -> tuple[str, ...]:
    contract = (INPUTS | PLANNING)[table]
    return contract.key or tuple(contract.names)


def _say_value(value: Any, column: str = "") -> Any:
    if value is None:
        return not_known()
    if column.endswith("year"):
        return str(value)  # 2025, not 2.025
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return said(value) if isinstance(value, str) else figure(value)

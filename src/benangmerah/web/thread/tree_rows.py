"""The planning tree as an indented table, whose branches are fetched when they are opened."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.store.selectors.thread import NodeRow
from benangmerah.web.components.figures import figure, not_known, percent, rupiah, said, share
from benangmerah.web.components.icon import icon
from benangmerah.web.components.results import Results

DEEPEST = 9
"""Deeper nodes are drawn as far in as these."""
ON_A_PHONE = (1, 5)
"""Which figures a phone shows at once, people and needs closed; the others when all lines are asked for."""


def headings() -> list[str]:
    """The headings of the columns after the first."""
    return [
        _("Asked of units"), _("People with a need"), _("Levels short"), _("Participations"), _("Cost by the head"),
        _("Needs closed"), _("Trainings finished"), _("Target achieved"), _("State"),
    ]  # fmt: skip


def draw_rows(results: Results, rows: Sequence[NodeRow], opened: Collection[str]) -> SafeString:
    """The rows; `opened` names the nodes whose branches stand in them already."""
    return format_html_join("\n", "{}", ((_row(results, row, row.node.objective_id in opened),) for row in rows))


def _row(results: Results, row: NodeRow, is_open: bool) -> SafeString:
    node = row.node
    address = results.link(reverse("thread:show_node", args=[node.objective_id]))
    cells = [
        figure(row.link_count), _known(row.people), _known(row.gap), figure(row.item_count),
        rupiah(row.head_rupiah), share(row.closed_share) if row.people is not None else not_known(),
        figure(row.done_count + row.done_before_count), "" if not row.results else percent(row.achieved),
    ]  # fmt: skip
    looks = ("number" if place in ON_A_PHONE else "number is-folded" for place in range(len(cells)))
    drawn = format_html_join(
        "", '<td class="{}" data-label="{}">{}</td>', zip(looks, headings(), cells, strict=False)
    )  # fmt: skip
    return format_html(
        '<tr class="tree-row tree-{}" data-node="{}" data-above="{}"><th scope="row"><span class="tree-name">{}'
        '<span><span class="visually-hidden">{} </span><span class="tree-kind">{}{}</span> '
        '<a href="{}">{}</a></span></span></th>{}<td data-label="{}">{}</td></tr>',
        min(node.depth, DEEPEST), node.objective_id, node.parent_objective_id or "", _toggle(results, row, is_open),
        _("level %(number)s,") % {"number": node.depth + 1}, said(node.kind), f" {node.code}" if node.code else "",
        address, node.title, drawn, _("State"), say_state(row.state),
    )  # fmt: skip


def _toggle(results: Results, row: NodeRow, is_open: bool) -> SafeString:
    """What opens or closes a branch; without a script the node's own page shows what is below."""
    if not row.below_count:
        return format_html('<span class="tree-none">{}</span>', "")
    words = _("What is below: %(title)s") % {"title": row.node.title}
    fetch = results.link(reverse("thread:show_branch", args=[row.node.objective_id]))
    asks = SafeString("") if is_open else format_html(
        ' hx-get="{}" hx-target="closest tr" hx-swap="afterend" hx-trigger="click once"', fetch
    )  # fmt: skip
    return format_html(
        '<button type="button" class="tree-toggle only-script" data-branch aria-expanded="{}" aria-label="{}"{}>{}'
        "</button>",
        "true" if is_open else "false", words, asks, icon("chevron-right"),
    )  # fmt: skip


def say_state(state: str) -> SafeString:
    """What the plan does for a node, as a chip."""
    words = {"served": _("served"), "unserved": _("nobody serves it"), "unlinked": _("asks nothing of a unit")}
    looks = {"served": "good", "unserved": "bad", "unlinked": "plain"}
    return format_html('<span class="fate fate-{}">{}</span>', looks[state], words[state])


def _known(value: float | None) -> str | SafeString:
    return not_known() if value is None else figure(value)

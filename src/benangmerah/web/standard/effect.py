"""Whose gap changes, in words and figures."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benangmerah.flow.weigh_standard import StandardEffect

SHOWN = 100
"""So many lines are shown; the counts are of all."""
STATE_WORDS: dict[str, str | Promise] = {
    "not_required": _("not required"),
    "not_assessed": _("not assessed"),
    "gap": _("gap"),
    "met": _("met"),
}


def say_effect(effect: StandardEffect) -> dict[str, Any]:
    """What the page shows: counts by state before and after, the burden, and the people by name."""
    order = list(STATE_WORDS)
    changes = sorted(effect.changes.items(), key=lambda item: (order.index(item[0][1]), order.index(item[0][0])))
    return {
        "effect": effect,
        "is_known": effect.run_id is not None,
        "changes": [(STATE_WORDS[before], STATE_WORDS[after], count) for (before, after), count in changes],
        "lines": [(line, STATE_WORDS[line.before], STATE_WORDS[line.after]) for line in effect.lines[:SHOWN]],
        "more": max(0, len(effect.lines) - SHOWN),
    }

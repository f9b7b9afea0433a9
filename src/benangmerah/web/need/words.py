"""What fates and limits are called on pages, and how they look."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from benangmerah.kernel.explanation import Term
from benangmerah.web.components.figures import not_known, said

FATES: dict[str, str | Promise] = {
    "closed": _("closed by the plan"), "partly": _("closed in part"), "open": _("not served"),
    "left_out": _("not planned for"),
}  # fmt: skip
WISHES: dict[str, str | Promise] = {
    "planned": _("in the plan"), "closed": _("its need is closed by another item"),
    "partly": _("its need is closed in part"),
    "open": _("its need is not served"), "left_out": _("its person is not planned for"),
    "met": _("the standard is met already"), "no_need": _("no need was found"), "unknown": _("cannot be weighed"),
}  # fmt: skip
LOOKS = {"closed": "good", "planned": "good", "partly": "warn", "open": "bad"}


def say_fate(fate: str | None) -> SafeString:
    """The fate of a need as a chip; grey words where the run made no plan."""
    return not_known() if fate is None else _chip(fate, FATES[fate])


def say_wish(fate: str) -> SafeString:
    """The fate of a wish as a chip."""
    return _chip(fate, WISHES[fate])


def say_limit(limit: str | None) -> str:
    """What stands in the way, by its Indonesian name."""
    return said(Term(limit)) if limit else ""


def _chip(fate: str, words: Any) -> SafeString:
    return format_html('<span class="fate fate-{}">{}</span>', LOOKS.get(fate, "plain"), words)

"""Figures, dates, money and numbers of people as a person reads them, in the language of the page."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from benangmerah.kernel.explanation import LANGUAGES, Message, Term, Value, render, render_value, translate
from benangmerah.kernel.quantity import exact, shown

register = Library()
THOUSAND = 1_000
MILLION = THOUSAND * THOUSAND
BILLION = THOUSAND * MILLION
TRILLION = THOUSAND * BILLION
CIVIL_SERVANT_NUMBER = re.compile(r"(\d{8})(\d{6})(\d)(\d{3})")


def page_language() -> str:
    """The language of the page: `id` or `en`."""
    chosen = (get_language() or "id").partition("-")[0]
    return chosen if chosen in LANGUAGES else "id"


def not_assessed() -> SafeString:
    """What stands where nobody has been assessed: grey, hatched, and in words; never a zero."""
    return _hatch(_("not assessed"))


def not_known() -> SafeString:
    """What stands where a figure is not known, for whatever reason."""
    return _hatch(render_value(None, page_language()))


def _hatch(words: str) -> SafeString:
    return format_html('<span class="not-assessed"><span class="not-assessed-words">{}</span></span>', words)


@register.filter
def figure(value: Value) -> str | SafeString:
    """A number or a day: 1.234,5 and 17 Agustus 2026; what is not known is said to be so."""
    return not_known() if value is None else render_value(value, page_language())


@register.filter
def percent(value: float | Decimal | Fraction | None) -> str | SafeString:
    """A share of one as a percentage: 57,4 %."""
    return not_known() if value is None else f"{render_value(exact(value) * 100, page_language())} %"


@register.filter
def share(value: float | Decimal | Fraction | None) -> SafeString:
    """A share of one as a percentage with a small bar; what is not known is a grey dash."""
    if value is None:
        return format_html('<span class="share-unknown">–<span class="visually-hidden">{}</span></span>',
                           render_value(None, page_language()))  # fmt: skip
    return format_html(
        '<span class="share">{}<span class="share-words">{}</span></span>', _bar(float(value)), percent(value)
    )


@register.filter
def coverage(pair: tuple[int, int] | None) -> SafeString:
    """How many were assessed of how many are required, with a small bar: the `say` of a column of such pairs."""
    if pair is None or not pair[1]:
        return share(None)
    words = _("%(covered)s of %(total)s") % {"covered": figure(pair[0]), "total": figure(pair[1])}
    return format_html(
        '<span class="share">{}<span class="share-words">{}</span></span>', _bar(pair[0] / pair[1]), words
    )


def _bar(filled: float) -> SafeString:
    # drawn by attributes, since a page carries no style of its own
    width = round(max(0.0, min(1.0, filled)) * 100)
    return format_html(
        '<svg class="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="share-all" width="100" height="10"/><rect class="share-part" width="{}" height="10"/></svg>',
        width,
    )


@register.filter
def rupiah(value: int | None) -> str | SafeString:
    """Money as it is said, Rp 2,4 miliar, with the full figure for whoever points at it."""
    if value is None:
        return not_known()
    full = f"Rp {render_value(value, page_language())}"
    if abs(value) < MILLION:
        return full
    return format_html('<data value="{}" title="{}">{}</data>', value, full, _say_large(value))


def _say_large(value: int) -> str:
    sizes = {MILLION: _("million"), BILLION: _("billion"), TRILLION: _("trillion")}
    size = next((each for each in sizes if abs(shown(Fraction(value, each), 1)) < THOUSAND), TRILLION)
    return f"Rp {render_value(shown(Fraction(value, size), 1), page_language())} {sizes[size]}"


@register.filter
def nip(value: str | None) -> str:
    """A NIP in groups: birth, appointment, sex, serial; any other number as it stands."""
    found = CIVIL_SERVANT_NUMBER.fullmatch(value or "")
    return "\N{NO-BREAK SPACE}".join(found.groups()) if found else (value or "")


@register.filter
def said(value: Message | Term | str) -> str:
    """A sentence or a code of the rules in the language of the page."""
    language = page_language()
    if isinstance(value, Message):
        return render(value, language)
    return translate(value.code if isinstance(value, Term) else value, language)


def say_if_known(text: str | None) -> str:
    """A text, or nothing where there is none: for cells that are often empty."""
    return text or ""


def say(value: Any) -> str | SafeString:
    """A value of whatever kind, as a cell of a table says it."""
    return value if isinstance(value, str) else figure(value)

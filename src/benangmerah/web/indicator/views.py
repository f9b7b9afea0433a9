"""The registry of quoted figures: what each is, of which year, and who published it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.flow.read_indicator import read_indicators
from benangmerah.kernel.explanation import Term
from benangmerah.web.components.figures import figure, page_language, said
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.visit import visit_of


@require_safe
def show_indicators(request: HttpRequest) -> HttpResponse:
    """Every quoted figure, for everybody: nothing in it is about a person."""
    language = page_language()
    rows = [
        {
            "name": one.name.say(language), "subject": one.measures.say(language), "value": one.value, "year": one.year,
            "published": one.published, "source": f"{one.citation.instrument}, {one.citation.article}",
            "confidence": said(Term(one.citation.confidence)),
        }
        for one in read_indicators(visit_of(request).on)
    ]  # fmt: skip
    layout = Layout(
        name="indicators", caption=_("Quoted figures"), is_exported=True,
        columns=[
            Column("name", _("Figure")), Column("subject", _("What it measures")),
            Column("value", _("Value"), say=figure, is_number=True), Column("year", _("Year"), say=str, is_number=True),
            Column("published", _("Published"), say=figure), Column("source", _("Source")),
            Column("confidence", _("How sure")),
        ],
    )  # fmt: skip
    return show_table_page(request, "indicator/indicators.html", read_table(request, rows, layout))

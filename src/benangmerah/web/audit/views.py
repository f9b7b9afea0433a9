"""The audit log, for auditors and whoever answers for the accounts."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb
from benangmerah.store.selectors.audit import list_entries
from benangmerah.web.components.figures import nip, said, say_if_known
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.visit import visit_of


def say_moment(moment: datetime) -> str:
    """A day with its time, where the product is used."""
    return date_format(localtime(moment), "j F Y, H.i")


def make_layout() -> Layout:
    """The table of the log; what was done is chosen from its words in the language of the page."""
    return Layout(
        name="entries",
        caption=_("Audit log"),
        is_exported=True,
        columns=(
            Column("at", _("When"), say=say_moment),
            Column("account__name", _("Who"), say=say_if_known),
            Column("verb", _("What"), say=said),
            Column("subject__name", _("Account"), say=say_if_known, is_sorted=False),
            Column("whose_name", _("Whose"), say=say_if_known, is_sorted=False),
            Column("employee_id", "NIP", say=nip),
            Column("unit_name", _("Unit"), say=say_if_known, is_sorted=False),
        ),
        searched=("account__name", "subject__name", "employee_id", "whose_name"),
        choices=(Choice("verb", _("What"), [(verb.value, said(verb.value)) for verb in Verb]),),
        order="-at",
        nothing=_("Nothing was written down that matches."),
    )


@require_safe
def show_log(request: HttpRequest) -> HttpResponse:
    """What was done and read in one's units."""
    scope = visit_of(request).scope
    scope.require(Right.READ_AUDIT)
    return show_table_page(request, "audit/log.html", read_table(request, list_entries(scope), make_layout()))

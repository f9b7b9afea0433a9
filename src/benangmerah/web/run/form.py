"""The form that starts a run: which data, which year, how much money."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benangmerah.domain.role import Right
from benangmerah.flow.ask_run import AskedRun
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import list_agencies
from benangmerah.web.account.form import DayInput, Form
from benangmerah.web.account.forms import DAYS

GROUPED = re.compile(r"\d+|\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+")


class RupiahField(forms.CharField):
    """Whole rupiah, with or without dots between the thousands: 1.500.000.000."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=32, **options)

    def clean(self, value: Any) -> int | None:
        """The amount; None where nothing was written."""
        text = super().clean(value).removeprefix("Rp").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
        if not text:
            return None
        if not GROUPED.fullmatch(text) or len(re.sub(r"\D", "", text)) > 18:
            raise forms.ValidationError(_("Write whole rupiah, for example 1.500.000.000."))
        return int(re.sub(r"\D", "", text))


class RunForm(Form):
    """What a run is asked for."""

    agency_id = forms.ChoiceField(label=_("Agency"))
    as_of = forms.DateField(
        label=_("Data and regulations of the day"), widget=DayInput, input_formats=DAYS,
        help_text=_("Ratings count, or have expired, as of this day; the law of this day holds."),
    )  # fmt: skip
    year = forms.IntegerField(
        label=_("Plan year"), required=False, min_value=1900, max_value=2200,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}), help_text=_("Empty: the year of that day."),
    )  # fmt: skip
    budget = RupiahField(
        label=_("Budget (Rp)"), required=False,
        help_text=_("Empty: the money of the plan year as it stands in the data."),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = list_agencies(scope, Right.START_RUNS)
        self.fields["agency_id"].choices = agencies  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["as_of"].initial = scope.on

    def read_asked(self) -> AskedRun:
        """What the form asks for."""
        given = self.cleaned_data
        return AskedRun(given["agency_id"], given["as_of"], given["year"], given["budget"])

"""The form that asks for a target: what is counted, how much of it, by when, and what is assumed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from benangmerah.domain.plan_target import MOST_YEARS, PlanTarget, TargetKind
from benangmerah.kernel.quantity import exact
from benangmerah.web.account.form import Form

KINDS = (
    (TargetKind.MINIMUM_JP.value, _("The minimum of JP for everybody who owes it")),
    (TargetKind.CLOSURE.value, _("A share of the gaps closed (percent of the weighted gap)")),
    (TargetKind.INDEX.value, _("An IP ASN mean at the end of the plan year")),
    (TargetKind.INDEX_PATH.value, _("A way to an IP ASN mean, year by year")),
)


class TargetForm(Form):
    """What a plan is to reach."""

    kind = forms.ChoiceField(label=_("Plan for a target"), choices=KINDS)
    value = forms.DecimalField(
        label=_("How much"), required=False, max_digits=5, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), localize=True,
        help_text=_("Percent of the gaps, or points of the mean, for example 75. Empty for the minimum of JP."),
    )  # fmt: skip
    until = forms.TypedChoiceField(
        label=_("Reached in"), required=False, coerce=int, empty_value=None,
        help_text=_("For a way alone: the last year."),
    )  # fmt: skip
    lifts_unit_money = forms.BooleanField(
        label=_("Without the budgets of units"), required=False,
        help_text=_("The question is what it costs: budgets of units bind unless they are left out here."),
    )  # fmt: skip
    repeats_yearly = forms.BooleanField(
        label=_("What was reported is repeated each year"), required=False,
        help_text=_(
            "For IP ASN: technical training and seminars count in one measurement year only. Tick this where the "
            "people who had them will have them again each year beside this plan."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(str(one), str(one)) for one in range(year + 1, year + MOST_YEARS)]
        self.fields["until"].choices = [("", "–"), *years]  # type: ignore[attr-defined]  # a ChoiceField

    def read_target(self) -> PlanTarget:
        """What the form asks for; what a kind does not know is left away."""
        given, kind = self.cleaned_data, TargetKind(self.cleaned_data["kind"])
        is_index = kind in {TargetKind.INDEX, TargetKind.INDEX_PATH}
        has_value = kind is not TargetKind.MINIMUM_JP and given["value"] is not None
        return PlanTarget(
            kind,
            exact(given["value"]) if has_value else None,
            given["until"] if kind is TargetKind.INDEX_PATH else None,
            not given["lifts_unit_money"],
            is_index and given["repeats_yearly"],
        )

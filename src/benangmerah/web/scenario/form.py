"""The form of a what-if question: money by a slider or to the rupiah, weights, pins, bans and quotas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benangmerah.domain.scenario import Choice, Question, Quota
from benangmerah.web.account.form import Form
from benangmerah.web.run.form import RupiahField

WHOLE = 100
MOST_PERCENT = 200
"""Where the slider ends; other budgets are written to the rupiah."""
SPARE_ROWS = 2
MOST_ROWS = 20
PIN, BAN = "pin", "ban"
DECIMAL = re.compile(r"\d{1,4}([.,]\d{1,4})?")
NUMBERED = re.compile(r"(offering|unit)_(\d{1,2})")


class WeightField(forms.CharField):
    """A number with a comma or a point: 0,5."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=10, **options)

    def clean(self, value: Any) -> Fraction | None:
        """The number, exactly as it was written; none where nothing was."""
        text = super().clean(value).strip()
        if not text:
            return None
        if not DECIMAL.fullmatch(text):
            raise forms.ValidationError(_("Write a number, for example 0,5."))
        return Fraction(text.replace(",", "."))


class SliderInput(forms.NumberInput):
    """A slider; without a script its value is sent all the same."""

    input_type = "range"


class QuestionForm(Form):
    """What a plan is asked for: what stays empty is as in the run."""

    percent = forms.IntegerField(
        label=gettext_lazy("Budget, in percent of the planned one"), min_value=0, max_value=MOST_PERCENT,
        widget=SliderInput(attrs={"step": 1}),
    )  # fmt: skip
    budget = RupiahField(
        label=gettext_lazy("or to the rupiah"), required=False,
        help_text=gettext_lazy("Where an amount stands here, it holds and the slider does not."),
    )  # fmt: skip
    mutlak = WeightField(label=gettext_lazy("mutlak"))
    penting = WeightField(label=gettext_lazy("penting"))
    perlu = WeightField(label=gettext_lazy("perlu"))
    empty = WeightField(label=gettext_lazy("without an importance"))
    aimed_weight = WeightField(
        label=gettext_lazy("Position aimed at"), help_text=gettext_lazy("Of the weight of the position held."),
    )  # fmt: skip
    jp_penalty = WeightField(
        label=gettext_lazy("JP missing to the minimum"), help_text=gettext_lazy("Points that each missing JP costs."),
    )  # fmt: skip

    classical = WeightField(
        label=gettext_lazy("Percent of JP in class at most"), required=False,
        help_text=gettext_lazy("Of all JP of the plan, in classical forms (KL). Empty: as many as there are."),
    )  # fmt: skip

    floor = WeightField(
        label=gettext_lazy("Percent of its gap closed for every OPD"), required=False,
        help_text=gettext_lazy("Closed for every OPD first, where that can be. Empty: no floor."),
    )  # fmt: skip

    weights = ("mutlak", "penting", "perlu", "empty", "aimed_weight", "jp_penalty")

    def __init__(self, data: Mapping[str, Any] | None = None, *, base: Question, asked: Question | None = None) -> None:
        self.base = base
        shown = asked or base
        self.choices, self.quotas = _count_rows(data, "offering"), _count_rows(data, "unit")
        if data is None:
            self.choices = len(shown.pins) + len(shown.bans) + SPARE_ROWS
            self.quotas = len(shown.quotas) + 1
        super().__init__(data, initial=_write_initial(shown, base))
        for number in range(self.choices):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("What"), choices=[(PIN, _("must be in it")), (BAN, _("must not be in it"))]
            )
            self.fields[f"offering_{number}"] = _listed(_("Offering"), "offerings")
            self.fields[f"person_{number}"] = _listed(_("NIP, or empty for everybody"), "")
        for number in range(self.quotas):
            self.fields[f"unit_{number}"] = _listed(_("Unit and all below it"), "units")
            self.fields[f"people_{number}"] = forms.IntegerField(
                label=_("Most people with an item"), required=False, min_value=0,
                widget=forms.NumberInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def weight_fields(self) -> Iterator[BoundField]:
        """The weights, for the template."""
        return (self[name] for name in self.weights)

    def choice_rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """Pins and bans, row by row."""
        return ((self[f"kind_{n}"], self[f"offering_{n}"], self[f"person_{n}"]) for n in range(self.choices))

    def quota_rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        """Quotas, row by row."""
        return ((self[f"unit_{n}"], self[f"people_{n}"]) for n in range(self.quotas))

    @property
    def has_lists(self) -> bool:
        """Whether something stands in the lists of pins, bans and quotas, or is wrong there."""
        names = [name for name in self.fields if NUMBERED.fullmatch(name) or name.startswith(("person_", "people_"))]
        return any(self[name].value() not in (None, "") or name in self.errors for name in names)

    def read_question(self, names: Mapping[str, str]) -> Question:
        """What is asked; `names` gives the number of an offering or unit for what it is called, in small letters."""
        given = self.cleaned_data
        budget, percent = given["budget"], given["percent"]
        if budget is None:
            budget = self.base.budget_rupiah * percent // WHOLE
        weights = {name: given[name] for name in self.weights}
        return replace(
            self.base,
            budget_rupiah=budget,
            importance={name: weights.get(name, old) for name, old in self.base.importance.items()},
            aimed_weight=weights["aimed_weight"],
            jp_penalty=weights["jp_penalty"],
            classical_percent=given["classical"],
            floor_percent=given["floor"],
            pins=tuple(self._read_choices(PIN, names)),
            bans=tuple(self._read_choices(BAN, names)),
            quotas=tuple(self._read_quotas(names)),
        )

    def _read_choices(self, kind: str, names: Mapping[str, str]) -> Iterator[Choice]:
        given = self.cleaned_data
        for number in range(self.choices):
            offering = given[f"offering_{number}"].strip()
            if offering and (given[f"kind_{number}"] or PIN) == kind:
                person = re.sub(r"\s", "", given[f"person_{number}"])
                yield person or None, names.get(offering.casefold(), offering)

    def _read_quotas(self, names: Mapping[str, str]) -> Iterator[Quota]:
        given = self.cleaned_data
        for number in range(self.quotas):
            unit, most = given[f"unit_{number}"].strip(), given[f"people_{number}"]
            if unit and most is not None:
                yield names.get(unit.casefold(), unit), most

    def clean_classical(self) -> Fraction | None:
        """A share is no more than all."""
        return self._clean_percent("classical")

    def clean_floor(self) -> Fraction | None:
        """No more than the whole gap can be closed."""
        return self._clean_percent("floor")

    def _clean_percent(self, name: str) -> Fraction | None:
        share: Fraction | None = self.cleaned_data[name]
        if share is not None and share > WHOLE:
            raise forms.ValidationError(_("Write a percentage from 0 to 100."))
        return share

    def clean(self) -> dict[str, Any]:
        """A quota needs both its unit and its number; a person needs an offering."""
        given = super().clean() or self.cleaned_data
        for number in range(self.quotas):
            unit, most = given.get(f"unit_{number}"), given.get(f"people_{number}")
            if bool(unit) != (most is not None) and f"people_{number}" not in self.errors:
                self.add_error(f"people_{number}", _("A quota names a unit and a number of people."))
        for number in range(self.choices):
            if given.get(f"person_{number}") and not given.get(f"offering_{number}"):
                self.add_error(f"offering_{number}", _("Name the offering."))
        return given


def _listed(label: str, suggestions: str) -> forms.CharField:
    attributes = {"autocomplete": "off", **({"list": suggestions} if suggestions else {})}
    return forms.CharField(label=label, required=False, max_length=300, widget=forms.TextInput(attrs=attributes))


def _count_rows(data: Mapping[str, Any] | None, name: str) -> int:
    """How many rows were sent."""
    found = [NUMBERED.fullmatch(key) for key in data or ()]
    numbers = [int(each[2]) + 1 for each in found if each and each[1] == name]
    return min(MOST_ROWS, max(numbers, default=0))


def _write_initial(shown: Question, base: Question) -> dict[str, Any]:
    weights = {**shown.importance, "aimed_weight": shown.aimed_weight, "jp_penalty": shown.jp_penalty}
    initial: dict[str, Any] = {name: write_number(weight) for name, weight in weights.items()}
    for name, share in (("classical", shown.classical_percent), ("floor", shown.floor_percent)):
        if share is not None:
            initial[name] = write_number(share)
    initial |= _write_money(shown.budget_rupiah, base.budget_rupiah)
    rows = [(PIN, each) for each in shown.pins] + [(BAN, each) for each in shown.bans]
    for number, (kind, (person, offering)) in enumerate(rows):
        initial |= {f"kind_{number}": kind, f"offering_{number}": offering, f"person_{number}": person or ""}
    for number, (unit, most) in enumerate(shown.quotas):
        initial |= {f"unit_{number}": unit, f"people_{number}": most}
    return initial


def _write_money(budget: int, planned: int) -> dict[str, Any]:
    """The slider where it can say the budget, else the amount."""
    percent = round(budget / planned * WHOLE) if planned else WHOLE
    is_said = planned and percent <= MOST_PERCENT and planned * percent // WHOLE == budget
    return {"percent": percent if is_said else min(MOST_PERCENT, percent), "budget": "" if is_said else str(budget)}


def write_number(number: Fraction) -> str:
    """A weight as it is written: 0,5."""
    return f"{float(number):g}".replace(".", ",")


def list_faults(form: QuestionForm) -> Sequence[str]:
    """What is wrong, each with the label of its field, for where the fields are not drawn anew."""
    return [
        f"{form[name].label}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]

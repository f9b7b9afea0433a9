"""The form of a standard: every competency of the dictionary with the level asked for, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benangmerah.flow.change_standard import DECREED, PROVISIONAL, Line, StandardGiven
from benangmerah.snapshot.contract.inputs import IMPORTANCES, REQUIREMENTS
from benangmerah.store.selectors.standard import StandardLine, list_dictionary
from benangmerah.web.account.form import DayInput, Form
from benangmerah.web.account.forms import DAYS
from benangmerah.web.components.figures import said

_LEVEL = REQUIREMENTS.column("required_level")
LEVELS = range(int(_LEVEL.minimum or 0), int(_LEVEL.maximum or 0) + 1)


@dataclass(frozen=True)
class Asked:
    """A line of the form: the competency, and its two fields."""

    name: str
    level: BoundField
    importance: BoundField


class StandardForm(Form):
    """From when, on what basis, and which competency at which level."""

    valid_from = forms.DateField(
        label=gettext_lazy("Holds from"), widget=DayInput, input_formats=DAYS,
        help_text=gettext_lazy("What held before ends on that day and stays readable."),
    )  # fmt: skip
    basis = forms.ChoiceField(label=gettext_lazy("Rests on"))
    decree = forms.CharField(
        label=gettext_lazy("Decree"), max_length=300, required=False,
        help_text=gettext_lazy("Number and date; a provisional standard may leave it out."),
    )  # fmt: skip

    def __init__(self, *args: Any, there: Mapping[str, StandardLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bases = ((PROVISIONAL, said(PROVISIONAL)), (DECREED, said(DECREED)))
        self.fields["basis"].choices = bases  # type: ignore[attr-defined]  # a ChoiceField
        self.dictionary = list_dictionary()
        levels: list[tuple[str, Any]] = [("", _("not required")), *((str(each), str(each)) for each in LEVELS)]
        importances: list[tuple[str, Any]] = [("", "–"), *((each, said(each)) for each in IMPORTANCES)]
        for number, competency in enumerate(self.dictionary):
            line = there.get(competency.competency_id)
            self.fields[f"level_{number}"] = forms.ChoiceField(
                label=_("Level of %(competency)s") % {"competency": competency.name}, choices=levels, required=False,
                initial=str(line.level) if line else "",
            )  # fmt: skip
            self.fields[f"importance_{number}"] = forms.ChoiceField(
                label=_("Importance of %(competency)s") % {"competency": competency.name}, choices=importances,
                required=False, initial=line.importance or "" if line else "",
            )  # fmt: skip

    def groups(self) -> Iterator[tuple[str, list[Asked]]]:
        """The lines by kind of competency."""
        kinds = dict.fromkeys(competency.kind for competency in self.dictionary)
        for kind in kinds:
            yield (
                said(kind),
                [
                    Asked(each.name, self[f"level_{number}"], self[f"importance_{number}"])
                    for number, each in enumerate(self.dictionary)
                    if each.kind == kind
                ],
            )

    def head_fields(self) -> list[BoundField]:
        """What stands above the competencies."""
        return [field for field in self.visible_fields() if not field.name.startswith(("level_", "importance_"))]

    def read_standard(self) -> StandardGiven:
        """What the form says."""
        given = self.cleaned_data
        lines = {
            competency.competency_id: Line(int(given[f"level_{number}"]), given[f"importance_{number}"] or None)
            for number, competency in enumerate(self.dictionary)
            if given[f"level_{number}"]
        }
        return StandardGiven(lines, given["valid_from"], given["basis"], given["decree"] or None)

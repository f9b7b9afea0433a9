"""What every form of accounts does: refusals stand beside their field, and the first of them is where one types."""

from __future__ import annotations

from django import forms

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.web.components.figures import page_language


class DayInput(forms.DateInput):
    """A day, chosen from the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Form(forms.Form):
    """A form that can be told what a flow has refused."""

    def refuse(self, error: BenangMerahError) -> None:
        """Show the reason beside the field it names, or above the form."""
        field = getattr(error, "field", None)
        self.add_error(field if field in self.fields else None, error.say(page_language()))

    def focus(self) -> None:
        """Put the cursor where something is wrong, else into the first field."""
        wrong = [name for name in self.fields if name in self.errors] if self.is_bound else []
        first = next(iter([*wrong, *self.fields]))
        self.fields[first].widget.attrs["autofocus"] = True

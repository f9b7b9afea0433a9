"""The forms of imports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from benangmerah.flow.keep_upload import SentFile
from benangmerah.store.selectors.import_draft import list_import_places
from benangmerah.store.selectors.scope import Scope
from benangmerah.web.account.form import Form
from benangmerah.web.account.forms import read_place, write_place

LONGEST_VALUE = 2_000
KINDS = ".xlsx,.xlsm,.csv,.parquet,.zip"


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; each is cleaned as one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as a list."""
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in several or [None]]


class UploadForm(Form):
    """Which files, for which place."""

    upload = FilesField(
        label=_("Workbook, tables or SIASN export"), widget=FilesInput(attrs={"accept": KINDS}),
        help_text=_("Excel (.xlsx), CSV, Parquet, or a zip of tables. Nothing changes before you accept it."),
    )  # fmt: skip
    place = forms.ChoiceField(label=_("For"), help_text=_("Rows of other units are refused."))
    is_complete = forms.BooleanField(
        label=_("The file is complete: whoever is missing from it has left"), required=False
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(write_place(agency_id, unit_id), name) for agency_id, unit_id, name in list_import_places(scope)]
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a ChoiceField

    def read_files(self) -> list[SentFile]:
        """The files as the flow takes them."""
        files: Sequence[UploadedFile[bytes]] = self.cleaned_data["upload"]
        return [SentFile(file.name or "data", file.chunks()) for file in files]

    def read_place(self) -> tuple[str, str | None]:
        """Agency and unit."""
        return read_place(self.cleaned_data["place"])


class MendForm(Form):
    """Another value for one cell."""

    value = forms.CharField(
        label=_("Correct value"), max_length=LONGEST_VALUE, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choices:
            label = self.fields["value"].label
            options = [("", "–"), *((each, each) for each in choices)]
            self.fields["value"] = forms.ChoiceField(label=label, choices=options, required=False)

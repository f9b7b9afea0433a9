"""The forms of logging in, passwords, accounts and roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from django import forms
from django.utils.translation import gettext_lazy as _

from benangmerah.domain.role import STANDING_IN, Capacity, Right, Role, may_grant
from benangmerah.flow.account import NewAccount
from benangmerah.flow.membership import RoleAtPlace
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import list_agencies, list_units
from benangmerah.web.account.form import DayInput, Form
from benangmerah.web.components.figures import said

LONGEST_NAME = 254
LONGEST_PASSWORD = 1024
"""Longer passwords would only keep the server busy."""
INDENT = "\N{EM SPACE}"
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


def password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """A field that a password manager recognises."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=LONGEST_PASSWORD, help_text=help_text)


class LogInForm(Form):
    """Who one is, and how one shows it."""

    username = forms.CharField(
        label=_("NIP or e-mail"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = password_field(_("Password"), "current-password")


class PasswordForm(Form):
    """A new password, twice, and the one it replaces."""

    old = password_field(_("Password you have now"), "current-password")
    new = password_field(
        _("New password"), "new-password", _("At least 12 characters, not only digits; a sentence is easy to keep.")
    )
    again = password_field(_("New password again"), "new-password")

    def clean_again(self) -> str:
        """The same twice."""
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(_("This is not the same password."))
        return again


class RoleForm(Form):
    """A role at a place, from a day."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ChoiceField(label=_("Where"), help_text=_("The role holds there and in all units below."))
    capacity = forms.ChoiceField(label=_("Capacity"), initial=Capacity.DIRECT.value)
    from_date = forms.DateField(label=_("From"), widget=DayInput, input_formats=DAYS)
    to_date = forms.DateField(
        label=_("Until"), widget=DayInput, input_formats=DAYS, required=False,
        help_text=_("The first day on which the role no longer holds, or empty. Plt. and Plh. need a day."),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = list_roles(scope)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["place"].choices = list(list_places(scope))  # type: ignore[attr-defined]
        self.fields["capacity"].choices = label_codes(list(Capacity))  # type: ignore[attr-defined]
        self.fields["from_date"].initial = scope.on

    def read_role(self) -> RoleAtPlace:
        """What the form asks for."""
        given = self.cleaned_data
        agency_id, unit_id = read_place(given["place"])
        return RoleAtPlace(
            Role(given["role"]), agency_id, given["from_date"], unit_id, Capacity(given["capacity"]), given["to_date"]
        )


class AccountForm(RoleForm):
    """A new account, with a role where one is chosen."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    nip = forms.CharField(
        label="NIP", max_length=32, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Of your own staff; they then see their own data."),
    )  # fmt: skip
    mail = forms.EmailField(
        label=_("E-mail"), max_length=LONGEST_NAME, required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("name", "nip", "mail", "role", "place", "capacity", "from_date", "to_date")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        none: list[tuple[str, Any]] = [("", _("no role"))]
        self.fields["role"].required = False
        self.fields["role"].choices = [*none, *list_roles(scope)]  # type: ignore[attr-defined]  # a ChoiceField

    def read_account(self) -> NewAccount:
        """Whom the account is for."""
        given = self.cleaned_data
        return NewAccount(given["name"], given["nip"], given["mail"])

    def read_role_if_any(self) -> RoleAtPlace | None:
        """The role that was chosen, if one was."""
        return self.read_role() if self.cleaned_data["role"] else None


class DelegateForm(Form):
    """Who stands in for a role of one's own, and when."""

    name = forms.CharField(
        label=_("NIP or e-mail of the delegate"), max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    capacity = forms.ChoiceField(label=_("Capacity"), initial=Capacity.PLH.value)
    from_date = forms.DateField(label=_("From"), widget=DayInput, input_formats=DAYS)
    to_date = forms.DateField(
        label=_("Until"), widget=DayInput, input_formats=DAYS,
        help_text=_("The first day on which you act yourself again."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = label_codes(sorted(STANDING_IN))  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["from_date"].initial = on


def list_roles(scope: Scope) -> list[tuple[str, str]]:
    """The roles that the reader may give somewhere."""
    return label_codes([role for role in Role if any(may_grant(grant.role, role) for grant in scope.grants)])


def list_places(scope: Scope) -> Iterator[tuple[str, str]]:
    """The places where the reader may give roles: whole agencies, and units as a tree."""
    for agency_id, name in list_agencies(scope, Right.MANAGE_ACCOUNTS):
        yield write_place(agency_id, None), name
    for root in list_units(scope, Right.MANAGE_ACCOUNTS):
        for depth, node in root.walk():
            yield write_place(node.agency_id, node.unit_id), f"{INDENT * depth}{node.name}"


def write_place(agency_id: str, unit_id: str | None) -> str:
    """A place as the value of a choice."""
    return f"{quote(agency_id, safe='')}/{quote(unit_id or '', safe='')}"


def read_place(value: str) -> tuple[str, str | None]:
    """The place that a value names."""
    agency_id, _slash, unit_id = value.partition("/")
    return unquote(agency_id), unquote(unit_id) or None


def label_codes(codes: Sequence[Role | Capacity]) -> list[tuple[str, str]]:
    """Codes with their words in the language of the page."""
    return [(code.value, said(code.value)) for code in codes]

"""The accounts of one's scope: listed, made, closed, reopened, given a new password."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.account import (
    create_account,
    deactivate_account,
    may_manage_account,
    reactivate_account,
    reset_password,
)
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.account import count_roles, list_accounts, read_account
from benangmerah.store.selectors.membership import list_memberships_of
from benangmerah.store.selectors.role_line import list_role_lines
from benangmerah.store.selectors.scope import OutOfScopeError
from benangmerah.web.account.forms import AccountForm
from benangmerah.web.components.figures import figure, nip
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.visit import visit_of

ACCOUNTS = Layout(
    name="accounts",
    caption=gettext_lazy("Accounts"),
    is_exported=True,
    columns=(
        Column(
            "name", gettext_lazy("Name"),
            address=lambda account: reverse("account:show_account", args=[account.pk]),
        ),
        Column("nip", "NIP", say=nip),
        Column("mail", gettext_lazy("E-mail"), say=lambda mail: mail or ""),
        Column("role_count", gettext_lazy("Roles today"), say=figure, is_number=True),
        Column("is_active", gettext_lazy("State"), say=lambda is_active: _("open") if is_active else _("closed")),
    ),
    searched=("name", "nip", "mail"),
    order="name",
    nothing=gettext_lazy("No account in your units matches."),
)  # fmt: skip


@require_safe
def show_accounts(request: HttpRequest) -> HttpResponse:
    """Who has an account in the units of one's scope."""
    scope = visit_of(request).scope
    scope.require(Right.MANAGE_ACCOUNTS)
    table = read_table(request, count_roles(list_accounts(scope), scope.on), ACCOUNTS)
    return show_table_page(request, "account/accounts.html", table)


@require_safe
def show_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account, its roles in one's scope, and what may be done with it."""
    visit = visit_of(request)
    visit.scope.require(Right.MANAGE_ACCOUNTS)
    account = read_account(visit.scope, account_id)
    context = {
        "account": account,
        "roles": list_role_lines(visit.scope, list_memberships_of(visit.scope, account)),
        "may_manage": may_manage_account(visit, account),
        "may_grant": account.is_active and account.pk != visit.account_id,
    }
    return render(request, "account/account.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_account(request: HttpRequest) -> HttpResponse:
    """Make an account; its first password is shown once."""
    visit = visit_of(request)
    visit.scope.require(Right.MANAGE_ACCOUNTS)
    form = AccountForm(request.POST or None, scope=visit.scope)
    if form.is_valid():
        try:
            account, first = create_account(visit, form.read_account(), form.read_role_if_any())
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            return render(request, "account/first_password.html", {"account": account, "first": first})
    form.focus()
    return render(request, "account/add_account.html", {"form": form})


@never_cache
@require_POST
def renew_password(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give somebody who has forgotten theirs a password for one log-in; it is shown once."""
    visit = visit_of(request)
    visit.scope.require(Right.MANAGE_ACCOUNTS)
    account, first = reset_password(visit, account_id)
    return render(request, "account/first_password.html", {"account": account, "first": first})


@require_POST
def close_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Let nobody log in by this account until it is reopened."""
    visit = visit_of(request)
    visit.scope.require(Right.MANAGE_ACCOUNTS)
    account = deactivate_account(visit, account_id)
    messages.success(request, _("The account of %(name)s is closed.") % {"name": account.name})
    return redirect("account:show_account", account_id)


@require_POST
def reopen_account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Let somebody log in again."""
    visit = visit_of(request)
    visit.scope.require(Right.MANAGE_ACCOUNTS)
    account = reactivate_account(visit, account_id)
    messages.success(request, _("The account of %(name)s is open again.") % {"name": account.name})
    return redirect("account:show_account", account_id)

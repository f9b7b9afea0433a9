"""One's own account: roles, delegates, password, sessions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benangmerah.domain.role import Capacity
from benangmerah.flow.account import change_password as replace_password
from benangmerah.flow.account import close_sessions as end_sessions
from benangmerah.flow.membership import delegate_membership
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.account import list_log_ins
from benangmerah.store.selectors.audit import list_reads_of
from benangmerah.store.selectors.membership import (
    list_given_delegations,
    list_own_memberships,
)
from benangmerah.store.selectors.role_line import list_role_lines, read_own_line
from benangmerah.store.selectors.scope import OutOfScopeError, account_of
from benangmerah.web.account.forms import DelegateForm, PasswordForm
from benangmerah.web.visit import visit_of


@require_safe
def show_own(request: HttpRequest) -> HttpResponse:
    """Who one is here, what one may do and who stands in, and the latest log-ins."""
    visit = visit_of(request)
    account = account_of(request.user)
    context = {
        "account": account,
        "roles": list_role_lines(visit.scope, list_own_memberships(visit.scope)),
        "delegations": list_role_lines(visit.scope, list_given_delegations(visit.scope)),
        "log_ins": list_log_ins(account),
        "reads": list_reads_of(account),
    }
    return render(request, "account/own.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; other sessions end, this one goes on."""
    account = account_of(request.user)
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            replace_password(visit_of(request), account, form.cleaned_data["old"], form.cleaned_data["new"])
        except BenangMerahError as error:
            form.refuse(error)
        else:
            update_session_auth_hash(request, account)
            messages.success(request, _("The new password holds. All other sessions have ended."))
            return redirect("account:show_own")
    form.focus()
    return render(request, "account/password.html", {"form": form, "account": account})


@require_POST
def close_sessions(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    account = account_of(request.user)
    end_sessions(visit_of(request), account)
    update_session_auth_hash(request, account)
    messages.success(request, _("All other sessions have ended."))
    return redirect("account:show_own")


@require_http_methods(["GET", "HEAD", "POST"])
def delegate(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Let a colleague stand in for one of one's roles."""
    visit = visit_of(request)
    role = read_own_line(visit.scope, membership_id)
    form = DelegateForm(request.POST or None, on=visit.on)
    if form.is_valid():
        given = form.cleaned_data
        try:
            membership = delegate_membership(
                visit, membership_id, given["name"], Capacity(given["capacity"]), given["from_date"], given["to_date"]
            )
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(name)s stands in for you.") % {"name": membership.account.name})
            return redirect("account:show_own")
    form.focus()
    return render(request, "account/delegate.html", {"form": form, "role": role})

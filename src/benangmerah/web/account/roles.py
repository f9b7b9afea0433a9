"""Giving a role to an account of one's scope, and ending one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.membership import end_membership, grant_membership
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.account import read_account_of_another
from benangmerah.store.selectors.scope import OutOfScopeError
from benangmerah.web.account.forms import RoleForm
from benangmerah.web.visit import visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def grant_role(request: HttpRequest, account_id: int) -> HttpResponse:
    """Give a role at a place of one's scope."""
    visit = visit_of(request)
    visit.scope.require(Right.MANAGE_ACCOUNTS)
    account = read_account_of_another(visit.scope, account_id)
    form = RoleForm(request.POST or None, scope=visit.scope)
    if form.is_valid():
        try:
            grant_membership(visit, account_id, form.read_role())
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(name)s has the role.") % {"name": account.name})
            return redirect("account:show_account", account_id)
    form.focus()
    return render(request, "account/grant_role.html", {"form": form, "account": account})


@require_POST
def end_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End a role today, and go back to where it was listed."""
    visit = visit_of(request)
    membership = end_membership(visit, membership_id)
    messages.success(request, _("The role of %(name)s has ended.") % {"name": membership.account.name})
    if membership.stands_in_for_id is not None and not visit.scope.may(Right.MANAGE_ACCOUNTS):
        return redirect("account:show_own")
    return redirect("account:show_account", membership.account_id)

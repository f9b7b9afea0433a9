"""Logging in and out. Whatever is wrong with a name or a password, the answer is the same."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.flow.log_in import is_too_busy, record_failed_log_in, record_log_in, record_log_out
from benangmerah.store.selectors.scope import account_of
from benangmerah.web.account.forms import LogInForm
from benangmerah.web.account.language import set_language_cookie
from benangmerah.web.visit import address_of_visitor, visit_of

TOO_MANY_REQUESTS = 429


@sensitive_post_parameters("password")
@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is; lead them where they wanted to go."""
    if request.user.is_authenticated:
        return redirect(find_next(request))
    if request.method == "POST" and is_too_busy(address_of_visitor(request), timezone.now()):
        return render(request, "account/locked.html", status=TOO_MANY_REQUESTS)
    form = LogInForm(request.POST or None)
    if form.is_valid():
        answer = _try(request, form)
        if answer is not None:
            return answer
        form.add_error(None, _("This NIP or e-mail and this password do not belong together."))
    form.focus()
    return render(request, "account/log_in.html", {"form": form, "next": find_next(request)})


def _try(request: HttpRequest, form: LogInForm) -> HttpResponse | None:
    """The answer to the right name and password; none to any other."""
    name = form.cleaned_data["username"]
    account = authenticate(request, username=name, password=form.cleaned_data["password"])
    if account is None:
        record_failed_log_in(visit_of(request), name)
        return None
    login(request, account)
    known = account_of(account)
    record_log_in(visit_of(request), known)
    return set_language_cookie(redirect(find_next(request)), known.language)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    record_log_out(visit_of(request), account_of(request.user))
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def find_next(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if that is a page of ours; else the first page."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)

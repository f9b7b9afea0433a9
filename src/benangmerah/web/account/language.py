"""The language of the pages, kept in the account and in a cookie."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.views import i18n
from django.views.decorators.http import require_POST

from benangmerah.flow.account import choose_language
from benangmerah.kernel.explanation import LANGUAGES
from benangmerah.store.selectors.scope import account_of

A_YEAR = 60 * 60 * 24 * 365
Response = TypeVar("Response", bound=HttpResponseBase)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language from now on, and at the next log-in too."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in LANGUAGES:
        choose_language(account_of(request.user), language)
    return i18n.set_language(request)


def set_language_cookie(response: Response, language: str) -> Response:
    """Let the pages after log-in speak the account's language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        secure=settings.LANGUAGE_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip
    return response

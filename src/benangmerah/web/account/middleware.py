"""What holds for every page: a first password is replaced first, no page is kept, refusals become 403 and 404."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError

OPEN_WITH_A_FIRST_PASSWORD = frozenset({"account:change_password", "account:log_out", "set_language"})
"""The pages that somebody may see who has not chosen a password yet."""


class FirstPasswordMiddleware:
    """Leads whoever was given a password to the page where they choose their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the page does."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """Send them to the page where a password is chosen."""
        user = request.user
        route = request.resolver_match.view_name if request.resolver_match else ""
        if user.is_authenticated and user.must_change_password and route not in OPEN_WITH_A_FIRST_PASSWORD:
            return redirect("account:change_password")
        return None


class PrivatePagesMiddleware:
    """Keeps the pages of whoever is logged in out of every cache: on a shared computer nobody goes back to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the page does, to be kept by nobody."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


class RefusalMiddleware:
    """Answers 404 where something lies outside the reader's scope, and 403 where no role allows it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the page does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:  # noqa: ARG002 Django's words
        """Turn a refusal into what a browser understands."""
        language = get_language() or "id"
        if isinstance(error, OutOfScopeError):
            raise Http404(error.say(language)) from error
        if isinstance(error, NotAllowedError):
            raise PermissionDenied(error.say(language)) from error

"""Logging in by NIP or by e-mail; the names and places that failures are counted by."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from benangmerah.store.models.account import Account
from benangmerah.store.selectors.account import find_account_by_name, normalise_name


class NipOrMailBackend(BaseBackend):
    """Finds the account by either name and checks the password; the same time passes where there is no account."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """The account whose password that is."""
        account = find_account_by_name(username or "")
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password or "") and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def name_of_log_in(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name that failures are counted by: one however it is spaced or spelled, else a space buys five more tries."""
    given = (credentials or {}).get("username") or request.POST.get("username") or ""
    return normalise_name(str(given))


def client_address(request: HttpRequest) -> str:
    """The address of the visitor: the one our own proxies saw, never one that the visitor wrote in front of it."""
    count = int(settings.TRUSTED_PROXIES)
    if count < 1:
        return str(request.META.get("REMOTE_ADDR", ""))
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    address = seen[-count] if 0 < count <= len(seen) else ""
    try:
        return str(ip_address(address))
    except ValueError:
        return str(request.META.get("REMOTE_ADDR", ""))

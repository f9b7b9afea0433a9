"""Logging in by NIP or by e-mail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Q
from django.http import HttpRequest

from benangmerah.store.models.account import Account


class NipOrMailBackend(BaseBackend):
    """Finds the account by either name and checks the password; the same time passes where there is no account."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """The account whose password that is."""
        name = (username or "").replace(" ", "")
        account = Account.objects.filter(Q(nip=name) | Q(mail=name.lower())).first() if name else None
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password or "") and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session."""
        return Account.objects.filter(pk=user_id, is_active=True).first()

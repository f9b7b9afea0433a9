"""Accounts: a person who may log in, by NIP or e-mail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the password is hashed."""

    def create_account(self, *, nip: str = "", mail: str = "", password: str | None = None, **fields: Any) -> Account:
        """Add an account that can log in by its NIP, its e-mail, or both."""
        account = self.model(nip=nip or None, mail=self.normalize_email(mail).lower() or None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who may log in; what they may see and do lies in their memberships."""

    nip = models.CharField(max_length=32, unique=True, null=True)
    mail = models.EmailField(unique=True, null=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="id")
    must_change_password = models.BooleanField(default=False)
    employee_id = models.TextField(unique=True, null=True)
    """The person of the dataset whose account it is; empty for people from outside."""
    session_round = models.PositiveIntegerField(default=0)
    """Raised to close every open session of the account."""

    objects = AccountManager()

    USERNAME_FIELD = "nip"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One of the two names must be there."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(nip__isnull=False) | Q(mail__isnull=False), name="account_has_nip_or_mail"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is held to: it ends when the password changes or the round is raised."""
        held_to = f"{self.password}:{self.session_round}"
        return salted_hmac("benangmerah.session", held_to, secret=secret, algorithm="sha256").hexdigest()

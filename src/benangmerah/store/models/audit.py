"""The audit log: who did or read what, whose, when and from where. It only grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NoReturn

from django.db import models

from benangmerah.store.models.account import Account


class AppendOnlyError(Exception):
    """A row of the audit log was to be changed or removed."""


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries can be added and read; whatever would change or remove them is refused."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise AppendOnlyError

    update = _refuse
    delete = _refuse
    bulk_update = _refuse
    update_or_create = _refuse

    def bulk_create(self, objs: Iterable[AuditEntry], *args: Any, **kwargs: Any) -> list[AuditEntry]:
        """Add entries together; none that stands there already gives way."""
        if len(args) > 1 or kwargs.get("update_conflicts") or kwargs.get("ignore_conflicts"):
            raise AppendOnlyError
        return super().bulk_create(objs, *args, **kwargs)


class AuditEntry(models.Model):
    """One thing that was done or read."""

    at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=64)
    employee_id = models.TextField(null=True)
    subject = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    agency_id = models.TextField(null=True)
    unit_id = models.TextField(null=True)
    page = models.CharField(max_length=200)
    address = models.CharField(max_length=64, null=True)
    detail = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        """Newest first; found by whose data was read and by who read."""

        ordering: ClassVar[Sequence[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["employee_id", "-at"]),
            models.Index(fields=["account", "-at"]),
            models.Index(fields=["subject", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; one that stands there already cannot be saved again."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Nothing is removed."""
        raise AppendOnlyError

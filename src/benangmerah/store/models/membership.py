"""Memberships: what an account may do, where, in which capacity and from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from benangmerah.domain.role import STANDING_IN, Capacity, Role
from benangmerah.store.models.account import Account

_ROLES = [each.value for each in Role if each is not Role.EMPLOYEE]
"""An employee is one by their account, not by a membership."""
_CAPACITIES = [each.value for each in Capacity]
_STANDING_IN = sorted(each.value for each in STANDING_IN)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, asked by day."""

    def in_force(self, on: date) -> Self:
        """Those that hold on that day: the first day belongs to them, the last named day does not."""
        return self.filter(Q(to_date__isnull=True) | Q(to_date__gt=on), from_date__lte=on)

    def not_over(self, on: date) -> Self:
        """Those that hold on that day or will."""
        return self.filter(Q(to_date__isnull=True) | Q(to_date__gt=on))


class Membership(models.Model):
    """One role of one account at one unit and all below it, or in the whole agency."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=32)
    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    capacity = models.CharField(max_length=8, default=Capacity.DIRECT.value)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    stands_in_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="delegations")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        """A period has an end after its start, or none; a delegate's always ends."""

        ordering: ClassVar[Sequence[str]] = ["-from_date", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "unit_id"])]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(capacity__in=_STANDING_IN) | Q(to_date__isnull=False),
                name="membership_of_delegate_ends",
            ),
            models.CheckConstraint(condition=Q(role__in=_ROLES), name="membership_role_exists"),
            models.CheckConstraint(condition=Q(capacity__in=_CAPACITIES), name="membership_capacity_exists"),
            models.CheckConstraint(condition=~Q(agency_id=""), name="membership_has_agency"),
            models.CheckConstraint(condition=~Q(unit_id=""), name="membership_unit_not_blank"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.agency_id}/{self.unit_id or '*'}"

"""Targets that somebody asked a plan for, and what was found: money, what is proven, years, OPDs, people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class PlanTarget(models.Model):
    """One question about a run (sasaran rencana) with its answer; what is not known yet, or not at all, is empty."""

    class Kind(models.TextChoices):
        """What is counted."""

        CLOSURE = "closure", "closure"
        MINIMUM_JP = "minimum_jp", "minimum_jp"
        INDEX = "index", "index"
        INDEX_PATH = "index_path", "index_path"

    agency_id = models.TextField()
    run = models.ForeignKey("store.Run", on_delete=models.CASCADE, related_name="targets")
    job = models.ForeignKey("store.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, null=True, related_name="+")

    kind = models.CharField(max_length=16, choices=Kind)
    value = models.FloatField(null=True)
    """Percent of the weighted gap, or points of the mean; empty for the minimum of hours."""
    until = models.BigIntegerField(null=True)
    keeps_unit_money = models.BooleanField(default=True)
    repeats_yearly = models.BooleanField(default=False)

    found_at = models.DateTimeField(null=True)
    is_reached = models.BooleanField(null=True)
    aimed = models.FloatField(null=True)
    reached = models.FloatField(null=True)
    cost_rupiah = models.BigIntegerField(null=True)
    batch_rupiah = models.BigIntegerField(null=True)
    """What of it batches cost: it belongs to no unit."""
    least_rupiah = models.BigIntegerField(null=True)
    """Proven: what is reached cannot be had for less."""
    most = models.FloatField(null=True)
    """Proven: no lawful plan reaches more, whatever its money."""
    today = models.FloatField(null=True)
    without = models.FloatField(null=True)
    points_missing = models.JSONField(default=dict)
    way = models.JSONField(default=list)
    """Targets on the way, each with the money below which it cannot be had."""

    class Meta:
        """Newest first."""

        ordering: ClassVar[Sequence[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            CheckConstraint(
                condition=Q(kind__in=["closure", "minimum_jp", "index", "index_path"]), name="plan_target_kind_in_list"
            ),
            CheckConstraint(condition=Q(value__gt=0, value__lte=100), name="plan_target_value_within"),
            CheckConstraint(
                condition=Q(found_at__isnull=True) | Q(cost_rupiah__gte=0, reached__isnull=False),
                name="plan_target_found_has_cost",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value or ''}".strip()


class PlanTargetYear(models.Model):
    """One year of an answer; a target of one year has one."""

    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="years")
    year = models.BigIntegerField()
    before = models.FloatField(null=True)
    aimed = models.FloatField()
    reached = models.FloatField()
    cost_rupiah = models.BigIntegerField()
    least_rupiah = models.BigIntegerField(null=True)
    people = models.BigIntegerField()
    items = models.BigIntegerField()

    class Meta:
        """In the order of years."""

        ordering: ClassVar[Sequence[str]] = ["year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(fields=["target", "year"], name="plan_target_year_once")
        ]

    def __str__(self) -> str:
        return str(self.year)


class PlanTargetUnit(models.Model):
    """What one OPD has of an answer; costs by the head. Without a unit: who is outside of any OPD."""

    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="units")
    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    name = models.TextField(blank=True)
    planned_people = models.BigIntegerField()
    served_people = models.BigIntegerField()
    items = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    left_people = models.BigIntegerField()

    class Meta:
        """The most money first."""

        ordering: ClassVar[Sequence[str]] = ["-cost_rupiah", "name", "pk"]

    def __str__(self) -> str:
        return self.name or "-"


class PlanTargetItem(models.Model):
    """One person takes one offering in a year of an answer."""

    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="items")
    agency_id = models.TextField()
    unit_id = models.TextField()
    employee_id = models.TextField()
    name = models.TextField()
    year = models.BigIntegerField()
    intervention_id = models.TextField()
    title = models.TextField()
    learning_hours = models.FloatField()
    cost_rupiah = models.BigIntegerField()

    class Meta:
        """By person."""

        ordering: ClassVar[Sequence[str]] = ["year", "name", "employee_id", "intervention_id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["target", "unit_id"], name="plan_target_item")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.intervention_id}"


class PlanTargetLeft(models.Model):
    """Somebody whom the plan of an answer does not bring to the minimum of hours, and the limit that binds."""

    target = models.ForeignKey(PlanTarget, on_delete=models.CASCADE, related_name="left")
    agency_id = models.TextField()
    unit_id = models.TextField()
    employee_id = models.TextField()
    name = models.TextField()
    limit = models.CharField(max_length=32)
    detail = models.JSONField()
    """Why, as a sentence: its text and values."""

    class Meta:
        """By person."""

        ordering: ClassVar[Sequence[str]] = ["name", "employee_id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["target", "unit_id"], name="plan_target_left")]

    def __str__(self) -> str:
        return f"{self.employee_id} {self.limit}"

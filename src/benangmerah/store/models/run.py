"""Runs: from a snapshot to gaps, needs and a plan, and which of them is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Run(models.Model):
    """One run with the four names that repeat it: snapshot, law date, policy and code version."""

    class Until(models.TextChoices):
        """How far a run goes."""

        INDEX = "index", "index"
        NEED = "need", "need"
        PLAN = "plan", "plan"

    class Status(models.TextChoices):
        """Where a run stands."""

        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        FINISHED = "finished", "finished"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"

    agency_id = models.TextField(null=True)
    """The agency whose run it is; unknown where it covers the whole archive."""
    as_of = models.DateField()
    law_date = models.DateField()
    year = models.BigIntegerField()
    budget_rupiah = models.BigIntegerField(null=True)
    until = models.CharField(max_length=16, choices=Until, default=Until.PLAN)

    snapshot_hash = models.CharField(max_length=64, blank=True)
    policy = models.ForeignKey("store.PolicyVersion", on_delete=models.PROTECT, null=True, related_name="+")
    """Unknown where only the defaults hold."""
    policy_sha256 = models.CharField(max_length=64, blank=True)
    code_version = models.CharField(max_length=64)
    last_receipt = models.ForeignKey("store.Receipt", on_delete=models.PROTECT, null=True, related_name="+")
    """The newest change that the run has seen."""

    status = models.CharField(max_length=16, choices=Status, default=Status.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    folder = models.TextField(blank=True)
    """Where its snapshot and results stand, below the data folder."""
    summary = models.JSONField(default=dict)
    is_published = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; one run of an agency is under way, and one is published when it has finished."""

        ordering: ClassVar[Sequence[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(
                fields=["agency_id"],
                condition=Q(is_published=True, agency_id__isnull=False),
                name="run_one_published",
            ),
            UniqueConstraint(
                fields=["is_published"],
                condition=Q(is_published=True, agency_id__isnull=True),
                name="run_one_published_without_agency",
            ),
            UniqueConstraint(
                fields=["agency_id"], condition=Q(status__in=["waiting", "running"]), name="run_one_under_way"
            ),
            CheckConstraint(
                condition=Q(is_published=False) | Q(status="finished", published_at__isnull=False),
                name="run_published_only_when_finished",
            ),
            CheckConstraint(
                condition=Q(status__in=["waiting", "running", "finished", "failed", "cancelled"]),
                name="run_status_in_list",
            ),
            CheckConstraint(condition=Q(until__in=["index", "need", "plan"]), name="run_until_in_list"),
            CheckConstraint(condition=Q(budget_rupiah__gte=0), name="run_budget_at_least"),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.as_of}"

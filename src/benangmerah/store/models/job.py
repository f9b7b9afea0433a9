"""Jobs: long work that a person asked for, how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q


class Job(models.Model):
    """A background job with its progress; its worker gives a sign of life while it runs."""

    class State(models.TextChoices):
        """Where a job stands."""

        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        FINISHED = "finished", "finished"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"
        LOST = "lost", "lost"

    kind = models.CharField(max_length=32)
    """What it does: the name of its flow."""
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    request = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    stage = models.JSONField(null=True)
    """What is being done, as a sentence: its text and values."""
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    """How much there is to do; 0 where that is not known."""
    error = models.JSONField(null=True)
    """Why it failed, as sentences: reason and suggestion."""
    is_cancel_requested = models.BooleanField(default=False)
    heartbeat_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=64, blank=True)
    """The process that does it; it gives the signs of life."""
    task_id = models.CharField(max_length=64, blank=True)
    """The task of the worker's queue that does it."""
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    run = models.ForeignKey("store.Run", on_delete=models.CASCADE, null=True, related_name="jobs")
    receipt = models.ForeignKey("store.Receipt", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first; what has ended says when."""

        ordering: ClassVar[Sequence[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            CheckConstraint(
                condition=Q(state__in=["waiting", "running", "finished", "failed", "cancelled", "lost"]),
                name="job_state_in_list",
            ),
            CheckConstraint(
                condition=Q(done__gte=0) & (Q(total=0) | Q(done__lte=F("total"))), name="job_done_within_total"
            ),
            CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["finished", "failed", "cancelled", "lost"], finished_at__isnull=False),
                name="job_ended_has_time",
            ),
            CheckConstraint(
                condition=~Q(state="running") | Q(started_at__isnull=False, heartbeat_at__isnull=False),
                name="job_running_has_heartbeat",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "heartbeat_at"], name="job_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

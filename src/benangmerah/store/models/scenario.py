"""Scenarios: what-if questions about a run's plan that somebody has saved, each with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Scenario(models.Model):
    """A question with the plan it would give (skenario): sketched at first, then proved behind the pages."""

    run = models.ForeignKey("store.Run", on_delete=models.CASCADE, related_name="+")
    """The run whose plan it is asked about."""
    agency_id = models.TextField()
    name = models.CharField(max_length=80)
    note = models.TextField(blank=True)
    question = models.JSONField()
    """As `domain.scenario.write_question` gives it."""
    answer = models.JSONField()
    """As `domain.scenario.write_answer` gives it; the proved one takes the place of the sketch."""
    people = models.JSONField(default=list)
    """Whom it changes something for, as `domain.scenario.write_people` gives them: there may be thousands."""
    is_refined = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, related_name="+")
    refinement = models.ForeignKey("store.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    """The job that proves it."""
    draft = models.ForeignKey("store.Run", on_delete=models.SET_NULL, null=True, related_name="+")
    """The run that it was made the draft by."""
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first; a name stands once in an agency, and what was removed says by whom."""

        ordering: ClassVar[Sequence[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(
                fields=["agency_id", "name"], condition=Q(removed_at__isnull=True), name="scenario_one_of_a_name"
            ),
            CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="scenario_removed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

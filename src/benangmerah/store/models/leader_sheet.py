"""The sheet for leaders of a run: the five sentences that are signed, and what a smaller ceiling would postpone."""

from __future__ import annotations

from django.db import models

from benangmerah.store.models.run import Run


class LeaderSheet(models.Model):
    """Sentences and cut list as they were when the run was published (lembar pimpinan)."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="leader_sheet")
    sentences = models.JSONField()
    """Five messages in their order."""
    cuts = models.JSONField()
    """The batches that would be postponed, in that order, with what the list is for."""

    def __str__(self) -> str:
        return f"sheet of run {self.run_id}"

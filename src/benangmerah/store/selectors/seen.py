"""Rows of the archive as a run saw them: what was recorded by then, and not archived yet."""

from __future__ import annotations

from django.db.models import Q

from benangmerah.store.models.run import Run


def seen_by(run: Run) -> Q:
    """The rows of a dated table that stood when the run began; today's where the run knows no last change."""
    if run.last_receipt_id is None:
        return Q(archived__isnull=True)
    newest = run.last_receipt_id
    return Q(recorded_id__lte=newest) & (Q(archived__isnull=True) | Q(archived_id__gt=newest))

"""Data quality: what the newest check of an agency's data has found, and how many people are fit for use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q


class QualityReview(models.Model):
    """One check of the data (pemeriksaan mutu data); the next one takes its place."""

    agency_id = models.TextField(unique=True)
    as_of = models.DateField()
    checked_at = models.DateTimeField()
    last_receipt = models.ForeignKey("store.Receipt", on_delete=models.PROTECT, null=True, related_name="+")
    """The newest change that it has seen."""

    class Meta:
        """As Django has it."""

        verbose_name = "quality review"

    def __str__(self) -> str:
        return f"{self.agency_id} {self.as_of}"


class QualityFinding(models.Model):
    """One person, position or unit that a check has found; of a position a row for each unit that has holders."""

    review = models.ForeignKey(QualityReview, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=16)
    subject_kind = models.CharField(max_length=16)
    subject_id = models.TextField()
    label = models.TextField()
    """What the subject is called."""
    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    """Unknown where it belongs to no unit: then only who sees the whole agency sees it."""
    people = models.BigIntegerField()
    amount = models.FloatField(null=True)
    words = models.TextField(null=True)

    class Meta:
        """Read by check within units."""

        ordering: ClassVar[Sequence[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review", "code", "unit_id"], name="quality_finding_code"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            CheckConstraint(
                condition=Q(severity__in=["blocking", "misleading", "cosmetic"]), name="quality_severity_in_list"
            ),
            CheckConstraint(
                condition=Q(subject_kind__in=["person", "position", "unit"]), name="quality_subject_in_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject_id}"


class QualityFitness(models.Model):
    """How many active people of a unit no blocking finding touches (laik pakai)."""

    review = models.ForeignKey(QualityReview, on_delete=models.CASCADE, related_name="fitness")
    agency_id = models.TextField()
    unit_id = models.TextField()
    opd_id = models.TextField(null=True)
    """The unit itself or the nearest above that answers for needs."""
    people = models.BigIntegerField()
    fit_people = models.BigIntegerField()

    class Meta:
        """One row a unit with people of its own."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "unit_id"], name="quality_fitness_one_a_unit"),
            CheckConstraint(
                condition=Q(fit_people__gte=0, fit_people__lte=F("people")), name="quality_fitness_within_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.fit_people}/{self.people}"

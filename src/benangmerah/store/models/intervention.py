"""Interventions: what a person can take part in, for whom, after what, and what it raises."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import EFFECTS, ELIGIBILITY, INTERVENTIONS, PREREQUISITES
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Intervention(InputRow):
    """One offering of a development activity (kegiatan pengembangan kompetensi)."""

    contract: ClassVar[Table] = INTERVENTIONS

    intervention_id = models.TextField()
    program_id = models.TextField(null=True)
    agency_id = models.TextField(null=True)
    title = models.TextField()
    form = models.TextField()
    provider = models.TextField(null=True)
    scheme = models.TextField(null=True)
    curriculum_ref = models.TextField(null=True)
    curriculum_fit = models.TextField(null=True)
    learning_hours = models.FloatField()
    duration_days = models.FloatField(null=True)
    cost_per_participant = models.BigIntegerField()
    cost_per_batch = models.BigIntegerField()
    batch_size = models.BigIntegerField(null=True)
    min_batch_size = models.BigIntegerField(null=True)
    max_batches = models.BigIntegerField(null=True)
    period = models.BigIntegerField(null=True)
    mandatory = models.BooleanField(null=True)
    repeat_after_months = models.BigIntegerField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(INTERVENTIONS)
        indexes: ClassVar[list[models.Index]] = look_up_current(INTERVENTIONS, ("agency_id",))


class Effect(InputRow):
    """How far an offering raises a competency."""

    contract: ClassVar[Table] = EFFECTS

    intervention_id = models.TextField()
    competency_id = models.TextField()
    raise_by = models.FloatField()
    raise_to = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(EFFECTS)
        indexes: ClassVar[list[models.Index]] = look_up_current(EFFECTS, ("competency_id",))


class Eligibility(InputRow):
    """One way to qualify for an offering; two equal rows say no more than one, and both are kept."""

    contract: ClassVar[Table] = ELIGIBILITY

    intervention_id = models.TextField()
    grade = models.TextField(null=True)
    job_family = models.TextField(null=True)
    unit_id = models.TextField(null=True)
    status = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(ELIGIBILITY)
        indexes: ClassVar[list[models.Index]] = look_up_current(ELIGIBILITY, ("intervention_id",))


class Prerequisite(InputRow):
    """An offering that must come before another."""

    contract: ClassVar[Table] = PREREQUISITES

    intervention_id = models.TextField()
    requires_intervention_id = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(PREREQUISITES)

"""Policies of agencies: what an official has decided, in force from a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q, UniqueConstraint

from benangmerah.store.models.contract_limits import CURRENT
from benangmerah.store.models.dated import DatedRow


class PolicyVersion(DatedRow):
    """A policy (kebijakan instansi) with its decree and signer; without an agency it holds for all that have none."""

    agency_id = models.TextField(null=True)
    in_force_from = models.DateField()
    decree = models.TextField()
    signer = models.TextField()
    text = models.TextField()
    """The policy file (YAML) as it was handed in."""
    is_trial = models.BooleanField(default=False)
    """Whether it holds for one run alone, which a scenario was made the draft by; it comes into force for nobody."""

    class Meta:
        """One policy comes into force for an agency on a day."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(
                fields=["agency_id", "in_force_from"],
                condition=CURRENT & Q(agency_id__isnull=False, is_trial=False),
                name="policy_one_current",
            ),
            UniqueConstraint(
                fields=["in_force_from"],
                condition=CURRENT & Q(agency_id__isnull=True),
                name="policy_one_current_without_agency",
            ),
        ]

    def __str__(self) -> str:
        return self.decree

"""Planning documents, and what the archive keeps of their nodes beside the dataset's tables."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.planning import (
    INDICATOR_BASES,
    LINK_REASONS,
    OBJECTIVE_BUDGETS,
    OBJECTIVE_DETAILS,
    PLANNING_DOCUMENTS,
    THREAD_THRESHOLDS,
)
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class PlanningDocument(InputRow):
    """A planning document (RPJMD, Renstra, …) as it stands; what stood before an amendment is archived."""

    contract: ClassVar[Table] = PLANNING_DOCUMENTS

    document_id = models.TextField()
    agency_id = models.TextField(null=True)
    kind = models.TextField()
    title = models.TextField()
    first_year = models.BigIntegerField()
    last_year = models.BigIntegerField()
    unit_id = models.TextField(null=True)
    decree = models.TextField(null=True)
    amendment = models.BigIntegerField()
    nomenclature = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(PLANNING_DOCUMENTS)


class ObjectiveDetail(InputRow):
    """A node's document, responsible unit, national priority and nomenclature."""

    contract: ClassVar[Table] = OBJECTIVE_DETAILS

    objective_id = models.TextField()
    document_id = models.TextField(null=True)
    unit_id = models.TextField(null=True)
    national_objective_id = models.TextField(null=True)
    nomenclature = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(OBJECTIVE_DETAILS)
        indexes: ClassVar[list[models.Index]] = look_up_current(OBJECTIVE_DETAILS, ("document_id",))


class ObjectiveBudget(InputRow):
    """The ceiling (pagu) of a node in a year."""

    contract: ClassVar[Table] = OBJECTIVE_BUDGETS

    objective_id = models.TextField()
    year = models.BigIntegerField()
    amount_rupiah = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(OBJECTIVE_BUDGETS)


class IndicatorBase(InputRow):
    """What an indicator stood at before the plan (kondisi awal), and the direction that somebody set by hand."""

    contract: ClassVar[Table] = INDICATOR_BASES

    objective_id = models.TextField()
    name = models.TextField()
    base_year = models.BigIntegerField(null=True)
    base_value = models.FloatField(null=True)
    direction = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(INDICATOR_BASES)


class LinkReason(InputRow):
    """Why a node asks a competency of a unit, with the name of who decided it."""

    contract: ClassVar[Table] = LINK_REASONS

    objective_id = models.TextField()
    unit_id = models.TextField()
    competency_id = models.TextField()
    reason = models.TextField()
    decided_by = models.TextField()
    source = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(LINK_REASONS)


class ThreadThreshold(InputRow):
    """The coverage by the red thread that an agency expects of a plan before it is submitted."""

    contract: ClassVar[Table] = THREAD_THRESHOLDS

    agency_id = models.TextField()
    targets_percent = models.FloatField()
    money_percent = models.FloatField()
    decree = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(THREAD_THRESHOLDS)

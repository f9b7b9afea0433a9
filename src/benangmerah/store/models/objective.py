"""The planning tree: objectives, their indicators and the competencies they need."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import OBJECTIVE_INDICATORS, OBJECTIVE_NEEDS, OBJECTIVES
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Objective(InputRow):
    """A node of the planning tree, from vision to sub-activity."""

    contract: ClassVar[Table] = OBJECTIVES

    objective_id = models.TextField()
    parent_objective_id = models.TextField(null=True)
    agency_id = models.TextField(null=True)
    kind = models.TextField()
    code = models.TextField(null=True)
    title = models.TextField()
    weight = models.FloatField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(OBJECTIVES)
        indexes: ClassVar[list[models.Index]] = look_up_current(OBJECTIVES, ("parent_objective_id",), ("agency_id",))


class ObjectiveIndicator(InputRow):
    """What an objective is measured by in a year."""

    contract: ClassVar[Table] = OBJECTIVE_INDICATORS

    objective_id = models.TextField()
    unit_id = models.TextField(null=True)
    name = models.TextField()
    measure = models.TextField()
    year = models.BigIntegerField()
    target = models.FloatField()
    realised = models.FloatField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(OBJECTIVE_INDICATORS)
        indexes: ClassVar[list[models.Index]] = look_up_current(OBJECTIVE_INDICATORS, ("unit_id",))


class ObjectiveNeed(InputRow):
    """A competency that an objective asks of a unit: the red thread."""

    contract: ClassVar[Table] = OBJECTIVE_NEEDS

    objective_id = models.TextField()
    unit_id = models.TextField()
    competency_id = models.TextField()
    level = models.BigIntegerField(null=True)
    weight = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(OBJECTIVE_NEEDS)
        indexes: ClassVar[list[models.Index]] = look_up_current(OBJECTIVE_NEEDS, ("unit_id",))

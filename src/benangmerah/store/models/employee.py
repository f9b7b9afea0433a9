"""People who work for an agency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import EMPLOYEES
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Employee(InputRow):
    """A person in the civil service (pegawai ASN), with the position held."""

    contract: ClassVar[Table] = EMPLOYEES

    employee_id = models.TextField()
    agency_id = models.TextField()
    unit_id = models.TextField()
    position_id = models.TextField()
    target_position_id = models.TextField(null=True)
    target_approved = models.BooleanField(null=True)
    name = models.TextField()
    status = models.TextField()
    standing = models.TextField(null=True)
    contract_end = models.DateField(null=True)
    sex = models.TextField(null=True)
    birth_date = models.DateField(null=True)
    rank = models.TextField(null=True)
    education_level = models.TextField()
    field_of_study = models.TextField(null=True)
    performance_score = models.FloatField(null=True)
    performance_predicate = models.TextField(null=True)
    performance_scheme = models.TextField(null=True)
    performance_year = models.BigIntegerField(null=True)
    discipline = models.TextField(null=True)
    leadership_training = models.BooleanField(null=True)
    functional_training = models.BooleanField(null=True)
    technical_training_jp = models.FloatField(null=True)
    seminar = models.BooleanField(null=True)
    learning_hours = models.FloatField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(EMPLOYEES)
        indexes: ClassVar[list[models.Index]] = [
            *look_up_current(EMPLOYEES, ("agency_id",), ("unit_id",), ("position_id",)),
            models.Index(fields=["employee_id"], name="employees_of_person"),  # archived ones too, for former runs
        ]

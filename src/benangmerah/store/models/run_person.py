"""People as a run saw them, each with the figures a list shows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import RUN_PERSON
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class RunPerson(RunRow):
    """A person with unit, position, gaps, needs and plan in sums (pegawai dalam satu proses hitung)."""

    contract: ClassVar[Table] = RUN_PERSON

    employee_id = models.TextField()
    agency_id = models.TextField()
    unit_id = models.TextField()
    opd_id = models.TextField(null=True)
    position_id = models.TextField()
    target_position_id = models.TextField(null=True)
    name = models.TextField()
    position_title = models.TextField()
    status = models.TextField()
    standing = models.TextField()
    grade = models.TextField()
    sector = models.TextField()
    sex = models.TextField(null=True)
    required_count = models.BigIntegerField()
    assessed_count = models.BigIntegerField()
    below_count = models.BigIntegerField()
    burden = models.FloatField()
    unmet_qualification_count = models.BigIntegerField()
    is_below_performance = models.BooleanField(null=True)
    need_count = models.BigIntegerField()
    priority = models.FloatField()
    index_total = models.FloatField(null=True)
    learning_hours = models.FloatField(null=True)
    is_planned = models.BooleanField(null=True)
    item_count = models.BigIntegerField()
    planned_hours = models.FloatField()
    cost_rupiah = models.BigIntegerField()
    closes = models.FloatField()
    weighted_closure = models.FloatField()
    open_count = models.BigIntegerField()
    target_title = models.TextField(null=True)
    match_percent = models.FloatField(null=True)
    match_category = models.TextField(null=True)
    performance_score = models.FloatField(null=True)
    performance_predicate = models.TextField(null=True)
    index_category = models.TextField(null=True)
    left_out = models.TextField(null=True)
    minimum_limit = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(RUN_PERSON)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "agency_id", "unit_id"], name="run_person_place"),
            models.Index(fields=["run", "unit_id"], name="run_person_unit_id"),
            models.Index(fields=["run", "opd_id"], name="run_person_opd_id"),
            models.Index(fields=["run", "name", "employee_id"], name="run_person_name"),
            models.Index(fields=["employee_id"], name="run_person_employee_id"),
        ]

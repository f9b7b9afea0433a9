"""What a document needs to know of a run: its day, its law, its policy and its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from benangmerah.domain.policy import PlanPolicy
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.contract.published import PLAN_FACTS

BESIDE = {table.name: table for table in PLAN_FACTS}


@dataclass(frozen=True)
class RunFacts:
    """One run as the documents tell it.

    `instrument` is the regulation behind the IP ASN; `policy_differences` are sentences, one for each thing in which
    the agency's policy differs from the defaults; `tables` holds inputs, outputs and the facts beside the plan by name;
    `summary` is what the run says of itself, and `plan_policy` the limits it planned under, where they are known.
    """

    as_of: date
    law_date: date
    snapshot_hash: str
    instrument: str
    policy_differences: Sequence[str] = ()
    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    summary: Mapping[str, Any] = field(default_factory=dict)
    plan_policy: PlanPolicy | None = None

    @property
    def year(self) -> int:
        """The year that is planned for; the day's year where the run names none."""
        return int(self.summary.get("year", self.as_of.year))

    @property
    def has_plan(self) -> bool:
        """Whether a plan was made: every agency with people then has its row, also where nothing is to be closed."""
        return len(self.table("plan_agency")) > 0

    def has(self, name: str) -> bool:
        """Whether the run holds that table, be it without rows."""
        return name in self.tables

    def table(self, name: str) -> pa.Table:
        """The table, with no rows where the run does not hold it."""
        if name in self.tables:
            return self.tables[name]
        return {**INPUTS, **OUTPUTS, **BESIDE}[name].schema.empty_table()

"""What the summary of the needs analysis (AKPK) rests on, read once for all its forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benangmerah.reports.assessed import Coverage, count_below, read_coverage
from benangmerah.reports.cut_list import CutList, list_cuts
from benangmerah.reports.owed_training import OwedTraining, read_owed
from benangmerah.reports.person import Directory
from benangmerah.reports.plan_facts import PlanFacts, read_plan
from benangmerah.reports.run import RunFacts
from benangmerah.reports.standard import Standards, read_standards
from benangmerah.reports.thread import Thread, read_thread
from benangmerah.reports.unit_target import UnitTargets, read_unit_targets


@dataclass(frozen=True)
class AkpkFacts:
    """The facts behind the five sentences; what a run does not hold is None, never zero."""

    facts: RunFacts
    plan: PlanFacts
    coverage: Coverage | None
    standards: Standards
    below: int | None
    owed: OwedTraining | None
    performance: Mapping[str, int] | None
    unit_targets: UnitTargets
    thread: Thread
    cuts: Sequence[CutList]

    @property
    def directory(self) -> Directory:
        """Who is who in the run."""
        return self.plan.directory

    @property
    def people(self) -> int:
        """Everybody in the run."""
        return len(self.facts.table("employees"))

    @property
    def opds(self) -> int:
        """OPDs with people."""
        people = self.facts.table("employees")["employee_id"].to_pylist()
        return len({place for place in self.directory.place_people(people) if place[1] is not None})

    @property
    def money_traced_percent(self) -> float | None:
        """Share of the money that closes a need of the planning tree, as the run counted it."""
        thread = self.facts.summary.get("thread") or {}
        percent: float | None = thread.get("money_traced_percent")
        return percent


def read_akpk(facts: RunFacts) -> AkpkFacts:
    """The facts of the run."""
    plan = read_plan(facts)
    return AkpkFacts(
        facts=facts,
        plan=plan,
        coverage=read_coverage(facts, plan.directory),
        standards=read_standards(facts),
        below=count_below(facts),
        owed=read_owed(facts, plan.directory),
        performance=_count_states(facts),
        unit_targets=read_unit_targets(facts),
        thread=read_thread(facts, plan.directory, plan.items),
        cuts=list_cuts(plan),
    )


def _count_states(facts: RunFacts) -> Mapping[str, int] | None:
    if not facts.has("performance_gap"):
        return None
    return Counter(facts.table("performance_gap")["state"].to_pylist())

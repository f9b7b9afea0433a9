"""The run once more, person by person, by the rules of the domain: what the marts must agree with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from benangmerah.domain.assess_first import reason_not_assessed
from benangmerah.domain.assessment import Rating
from benangmerah.domain.attainment import Attainment, attain
from benangmerah.domain.gap import AIMED, HELD, Gap, measure_gap, weigh_gap
from benangmerah.domain.job_match import match_job
from benangmerah.domain.learning_hour import FinishedHours, hours_so_far, is_elective
from benangmerah.domain.need import Need, comparable, is_need, rank_needs
from benangmerah.domain.organisation_gap import people_at_level, people_missing
from benangmerah.domain.organization import OrgUnit, chain_upwards, inherited_sector
from benangmerah.domain.performance_gap import judge_performance, performance_law
from benangmerah.domain.plan import PNS, PPPK_STATUSES, PlanPerson, reason_not_planned
from benangmerah.domain.policy import Policy
from benangmerah.domain.policy_mirror import fit_percent
from benangmerah.domain.professionalism_index import (
    IndexPerson,
    IndexTables,
    ProfessionalismIndex,
    is_covered,
    professionalism_index,
)
from benangmerah.domain.qualification_gap import (
    QualifiedPerson,
    held_value,
    judge_alternatives,
    judge_qualification,
    normalise,
    qualification_law,
)
from benangmerah.domain.rollup import RolledPerson, roll_up
from benangmerah.domain.standard import Requirement, requirement_in_force
from benangmerah.domain.strategic_effect import rank_without_strategy
from benangmerah.domain.strategy import Objective, ObjectiveNeed, strategic_weights
from benangmerah.kernel.period import Period
from benangmerah.kernel.quantity import LEVEL_UNITS, exact
from benangmerah.regulations.library import Law
from tests.factories.dataset import Rows

Table = list[dict[str, Any]]


@dataclass(frozen=True)
class MeasuredRequirement:
    """One row of the gap table with what the rules need to go on."""

    employee: dict[str, Any]
    target: str
    requirement: Requirement
    attained: Attainment | None
    gap: Gap
    weight: Fraction


def run_by_rules(rows: Rows, as_of: date, policy: Policy, law: Law, plan_year: int | None = None) -> dict[str, Table]:
    """Every output table of the run, and what the planner reads, each row by the domain's own functions."""
    return ScalarRun(rows, as_of, policy, law, plan_year).tables()


class ScalarRun:
    """One dataset on one day under one policy; a plan is made where a year is named."""

    def __init__(self, rows: Rows, as_of: date, policy: Policy, law: Law, plan_year: int | None = None) -> None:
        self.rows, self.as_of, self.policy, self.law, self.plan_year = rows, as_of, policy, law, plan_year
        self.units = {
            row["unit_id"]: OrgUnit(
                row["unit_id"], row["agency_id"], row["parent_unit_id"], row["sector"], row["is_opd"]
            )
            for row in rows["units"]
        }
        self.positions = {row["position_id"]: row for row in rows["positions"]}
        self.kinds = {row["competency_id"]: row["kind"] for row in rows["competencies"]}
        self.attained = {
            (person, competency): found
            for person in (row["employee_id"] for row in rows["employees"])
            for competency, kind in self.kinds.items()
            if (found := attain(self.ratings(person, competency), kind, as_of, policy.ratings)) is not None
        }
        self.strategic = self._strategic()
        self.measured = [measured for row in rows["employees"] for measured in self._measure(row)]
        self.indices = {row["employee_id"]: self._index(row) for row in rows["employees"]}

    def ratings(self, person: str, competency: str) -> list[Rating]:
        return [
            Rating(
                row["rating_id"],
                row["source"],
                exact(row["level"]),
                row["assessed_on"],
                row["valid_until"],
                row["rater_id"],
            )
            for row in self.rows["ratings"]
            if (row["employee_id"], row["competency_id"]) == (person, competency)
        ]

    def _strategic(self) -> dict[tuple[str, str], Fraction]:
        objectives = [
            Objective(
                row["objective_id"], row.get("parent_objective_id"),
                None if row["weight"] is None else exact(row["weight"]), row["kind"],
            )
            for row in self.rows["objectives"]
        ]  # fmt: skip
        needs = [
            ObjectiveNeed(row["objective_id"], row["unit_id"], row["competency_id"], exact(row["weight"]))
            for row in self.rows["objective_needs"]
        ]
        return strategic_weights(self.units.values(), objectives, needs)

    def targets(self, row: dict[str, Any]) -> list[tuple[str, str]]:
        aimed = [(AIMED, row["target_position_id"])] if row["target_position_id"] else []
        return [(HELD, row["position_id"]), *aimed]

    def _measure(self, employee: dict[str, Any]) -> Iterable[MeasuredRequirement]:
        for target, position_id in self.targets(employee):
            for competency in self.kinds:
                requirement = requirement_in_force(self._requirements(position_id, competency), self.as_of)
                if requirement is None:
                    continue
                attained = self.attained.get((employee["employee_id"], competency))
                criticality = self.positions[position_id]["criticality"]
                weight = weigh_gap(
                    requirement,
                    target=target,
                    criticality=None if criticality is None else exact(criticality),
                    strategic_weight=self.strategic.get((employee["unit_id"], competency), Fraction()),
                    policy=self.policy,
                )
                gap = measure_gap(requirement.required_level, attained, self.policy)
                yield MeasuredRequirement(employee, target, requirement, attained, gap, weight)

    def _requirements(self, position_id: str, competency: str) -> list[Requirement]:
        return [
            Requirement(
                position_id, competency, row["required_level"], row["importance"], row["basis"],
                Period(row["valid_from"], row["valid_to"]),
            )
            for row in self.rows["requirements"]
            if (row["position_id"], row["competency_id"]) == (position_id, competency)
        ]  # fmt: skip

    def _index(self, row: dict[str, Any]) -> ProfessionalismIndex | None:
        if not is_covered(row["status"], self.policy.index_statuses):
            return None
        person = IndexPerson(
            grade=self.positions[row["position_id"]]["grade"],
            education_level=row["education_level"],
            performance_score=None if row["performance_score"] is None else exact(row["performance_score"]),
            performance_predicate=row["performance_predicate"],
            performance_scheme=row["performance_scheme"],
            discipline=row["discipline"],
            leadership_training=row["leadership_training"],
            functional_training=row["functional_training"],
            technical_training_jp=None if row["technical_training_jp"] is None else exact(row["technical_training_jp"]),
            seminar=row["seminar"],
        )
        return professionalism_index(person, IndexTables.from_law(self.law))

    def tables(self) -> dict[str, Table]:
        return {
            "attainment": self.attainment(),
            "gap": self.gap(),
            "job_match": self.job_match(),
            "qualification_gap": self.qualification_gap(),
            "performance_gap": self.performance_gap(),
            "professionalism_index": self.professionalism_index(),
            "excluded": self.excluded(),
            "rollup": self.rollup(),
            "need": self.need(),
            "strategic_effect": self.strategic_effect(),
            "organisation_gap": self.organisation_gap(),
            "assess_first": self.assess_first(),
            "policy_mirror": self.policy_mirror(),
            "planned_person": self.planned_person(),
            "planned_need": self.planned_need(),
            "finished_offering": self.finished_offering(),
        }

    def attainment(self) -> Table:
        return [
            {"employee_id": person, "competency_id": competency, "attained_level": found.level, "basis": found.basis,
             "source": found.source, "rating_count": found.rating_count}
            for (person, competency), found in self.attained.items()
        ]  # fmt: skip

    def gap(self) -> Table:
        return [
            {
                "employee_id": row.employee["employee_id"], "competency_id": row.requirement.competency_id,
                "target": row.target, "position_id": row.requirement.position_id,
                "required_level": row.requirement.required_level,
                "attained_level": None if row.attained is None else row.attained.level,
                "gap": row.gap.levels, "surplus": row.gap.surplus, "state": row.gap.state,
                "basis_of_standard": row.requirement.basis_of_standard, "weight": float(row.weight),
            }
            for row in self.measured
        ]  # fmt: skip

    def job_match(self) -> Table:
        bands = self.law.bands(f"job_match/{self.policy.match_purpose}")
        found = []
        for employee in self.rows["employees"]:
            for target, position_id in self.targets(employee):
                pairs = [
                    (row.requirement.required_level, row.attained)
                    for row in self.measured
                    if row.employee is employee and row.target == target
                ]
                match = match_job(pairs, bands, self.policy)
                found.append({
                    "employee_id": employee["employee_id"], "target": target, "position_id": position_id,
                    "job_match_percent": _double(match.percent),
                    "job_match_uncapped_percent": _double(match.uncapped_percent),
                    "assessed_count": match.assessed_count, "required_count": match.required_count,
                    "category": match.category,
                })  # fmt: skip
        return found

    def qualification_gap(self) -> Table:
        orders = qualification_law(self.law)
        found = []
        for employee in self.rows["employees"]:
            person = self._qualified(employee)
            for target, position_id in self.targets(employee):
                asked = [row for row in self.rows["position_requirements"] if row["position_id"] == position_id]
                for kind in sorted({row["kind"] for row in asked}):
                    values = [row["value"] for row in asked if row["kind"] == kind]
                    states = [judge_qualification(kind, value, person, target, orders) for value in values]
                    for value, state in zip(values, judge_alternatives(kind, states), strict=True):
                        found.append({
                            "employee_id": employee["employee_id"], "target": target, "kind": kind,
                            "required_value": value, "held_value": held_value(kind, person, target), "state": state,
                        })  # fmt: skip
        return found

    def _qualified(self, row: dict[str, Any]) -> QualifiedPerson:
        done = {
            completion["intervention_id"]
            for completion in self.rows["completions"]
            if completion["employee_id"] == row["employee_id"] and completion["completed_on"] <= self.as_of
        }
        names = {
            normalise(name)
            for offering in self.rows["interventions"]
            if offering["intervention_id"] in done
            for name in (offering["intervention_id"], offering.get("program_id"), offering["title"])
            if name
        }
        hours = row["technical_training_jp"]
        return QualifiedPerson(
            row["education_level"], row["field_of_study"], row["rank"], row["leadership_training"],
            row["functional_training"], None if hours is None else exact(hours), names,
        )  # fmt: skip

    def performance_gap(self) -> Table:
        law = performance_law(self.law)
        return [
            {
                "employee_id": row["employee_id"],
                "performance_score": row["performance_score"],
                "performance_predicate": row["performance_predicate"],
                "state": judge_performance(
                    None if row["performance_score"] is None else exact(row["performance_score"]),
                    row["performance_predicate"], row["performance_scheme"], law,
                ),
            }
            for row in self.rows["employees"]
        ]  # fmt: skip

    def professionalism_index(self) -> Table:
        return [
            {"employee_id": person, "qualification": float(index.qualification), "competency": float(index.competency),
             "performance": float(index.performance), "discipline": float(index.discipline),
             "total": float(index.total), "category": index.category}
            for person, index in self.indices.items()
            if index is not None
        ]  # fmt: skip

    def excluded(self) -> Table:
        of_index = [
            {"employee_id": row["employee_id"], "from": "index", "reason": f"status_{row['status']}"}
            for row in self.rows["employees"]
            if self.indices[row["employee_id"]] is None
        ]
        of_plan = [
            {"employee_id": row["employee_id"], "from": "plan", "reason": reason}
            for row in self.rows["employees"]
            if self.plan_year is not None and (reason := self.reason_not_planned(row)) is not None
        ]
        return of_index + of_plan

    def reason_not_planned(self, row: dict[str, Any]) -> str | None:
        grade = self.positions[row["position_id"]]["grade"]
        person = PlanPerson(
            row["status"], row["standing"] or "active", grade, row["birth_date"], row["contract_end"]
        )  # fmt: skip
        return reason_not_planned(person, self.as_of, self.law, self.policy.plan)

    def planned(self) -> list[dict[str, Any]]:
        return [row for row in self.rows["employees"] if self.reason_not_planned(row) is None]

    def planned_person(self) -> Table:
        found = []
        for row in self.planned():
            filled = None if row["learning_hours"] is None else exact(row["learning_hours"])
            finished = self._hours_of_year(row["employee_id"])
            is_pppk, position = row["status"] in PPPK_STATUSES, self.positions[row["position_id"]]
            under_ceiling = hours_so_far(filled, finished, only_elective=not is_pppk)
            found.append({
                "agency_id": row["agency_id"], "unit_id": row["unit_id"], "employee_id": row["employee_id"],
                "status": row["status"], "grade": position["grade"], "job_family": position["job_family"],
                "owes_minimum": row["status"] == PNS, "counts_every_form": is_pppk,
                "hours_so_far": float(hours_so_far(filled, finished)), "hours_under_ceiling": float(under_ceiling),
            })  # fmt: skip
        return found

    def _hours_of_year(self, employee_id: str) -> list[FinishedHours]:
        forms = {row["intervention_id"]: row["form"] for row in self.rows["interventions"]}
        return [
            FinishedHours(exact(row["learning_hours"]), is_elective(forms[row["intervention_id"]], self.law))
            for row in self.rows["completions"]
            if row["employee_id"] == employee_id
            and row["completed_on"] <= self.as_of
            and row["completed_on"].year == self.plan_year
        ]

    def planned_need(self) -> Table:
        planned = {row["employee_id"] for row in self.planned()}
        return [
            {
                "agency_id": row.employee["agency_id"], "employee_id": need.employee_id,
                "competency_id": need.competency_id, "target": need.target,
                "required_units": row.requirement.required_level * LEVEL_UNITS,
                "attained_units": None if row.attained is None else row.attained.units, "weight": float(need.weight),
            }
            for row, need in self.needs()
            if need.employee_id in planned
        ]  # fmt: skip

    def finished_offering(self) -> Table:
        agencies = {row["employee_id"]: row["agency_id"] for row in self.planned()}
        latest: dict[tuple[str, str], date] = {}
        for row in self.rows["completions"]:
            key = row["employee_id"], row["intervention_id"]
            if row["employee_id"] in agencies and row["completed_on"] <= self.as_of:
                latest[key] = max(row["completed_on"], latest.get(key, row["completed_on"]))
        return [
            {"agency_id": agencies[person], "employee_id": person, "intervention_id": offering, "latest_on": day}
            for (person, offering), day in latest.items()
        ]

    def rollup(self) -> Table:
        found = []
        for level, scope_id, unit_ids in self._scopes():
            staff = [row for row in self.rows["employees"] if row["unit_id"] in unit_ids]
            sectors = sorted({inherited_sector(row["unit_id"], self.units) for row in staff})
            for sector in (None, *sectors):
                members = [
                    self._rolled(row) for row in staff if sector in (None, inherited_sector(row["unit_id"], self.units))
                ]
                for competency in (None, *self.kinds):
                    rolled = roll_up(members, competency)
                    if rolled is not None:
                        found.append({
                            "level": level, "scope_id": scope_id, "competency_id": competency, "sector": sector,
                            "people": rolled.people, "required_count": rolled.required_count,
                            "assessed_count": rolled.assessed_count, "below_count": rolled.below_count,
                            "below_people": rolled.below_people, "burden": float(rolled.burden),
                            "mean_gap": _double(rolled.mean_gap), "coverage_percent": _double(rolled.coverage_percent),
                            "index_mean": _double(rolled.index_mean), "index_people": rolled.index_people,
                        })  # fmt: skip
        return found

    def _scopes(self) -> list[tuple[str, str, set[str]]]:
        below = {
            scope: {unit for unit in self.units if scope in chain_upwards(unit, self.units)} for scope in self.units
        }
        agencies = {unit.agency_id for unit in self.units.values()}
        return [
            *(("unit", scope, members) for scope, members in below.items()),
            *(("agency", a, {u.unit_id for u in self.units.values() if u.agency_id == a}) for a in sorted(agencies)),
            ("nation", "nation", set(self.units)),
        ]

    def _rolled(self, row: dict[str, Any]) -> RolledPerson:
        gaps = tuple(
            (measured.requirement.competency_id, measured.gap)
            for measured in self.measured
            if measured.employee is row and measured.target == HELD
        )
        index = self.indices[row["employee_id"]]
        return RolledPerson(gaps, None if index is None else index.total)

    def needs(self) -> list[tuple[MeasuredRequirement, Need]]:
        return [
            (
                row,
                Need(
                    row.employee["employee_id"],
                    row.requirement.competency_id,
                    row.target,
                    row.gap.gap_units or 0,
                    row.weight,
                ),
            )
            for row in self.measured
            if is_need(row.gap.state, row.target, is_target_approved=bool(row.employee["target_approved"]))
        ]

    def need(self) -> Table:
        found = []
        for agency in {unit.agency_id for unit in self.units.values()}:
            needs = [need for row, need in self.needs() if row.employee["agency_id"] == agency]
            for need, rank in zip(needs, rank_needs([need.priority for need in needs]), strict=True):
                found.append({
                    "employee_id": need.employee_id, "competency_id": need.competency_id, "target": need.target,
                    "gap": need.gap_units / 10_000, "weight": float(need.weight), "priority": float(need.priority),
                    "rank_in_agency": rank,
                })  # fmt: skip
        return found

    def strategic_effect(self) -> Table:
        found = []
        for agency in {unit.agency_id for unit in self.units.values()}:
            rows = [(row, need) for row, need in self.needs() if row.employee["agency_id"] == agency]
            strategic = [
                self.strategic.get((row.employee["unit_id"], need.competency_id), Fraction()) for row, need in rows
            ]
            priorities = [
                comparable(need.priority / (1 + weight)) for (_, need), weight in zip(rows, strategic, strict=True)
            ]
            ranks = rank_without_strategy(priorities)
            for (row, need), weight, rank in zip(rows, strategic, ranks, strict=True):
                found.append({
                    "agency_id": agency, "unit_id": row.employee["unit_id"], "employee_id": need.employee_id,
                    "competency_id": need.competency_id, "target": need.target, "strategic_weight": float(weight),
                    "rank_without": rank,
                })  # fmt: skip
        return found

    def organisation_gap(self) -> Table:
        found = []
        for row in self.rows["unit_needs"]:
            members = [
                (person["standing"], self.attained.get((person["employee_id"], row["competency_id"])))
                for person in self.rows["employees"]
                if row["unit_id"] in chain_upwards(person["unit_id"], self.units)
            ]
            present = people_at_level(members, row["level"])
            found.append({**row, "people_at_level": present, "missing": people_missing(row["people_needed"], present)})
        return found

    def assess_first(self) -> Table:
        return [
            {
                "employee_id": row.employee["employee_id"],
                "competency_id": row.requirement.competency_id,
                "target": row.target,
                "reason": reason_not_assessed(
                    self.ratings(row.employee["employee_id"], row.requirement.competency_id),
                    self.as_of,
                    self.policy.ratings,
                ),
            }
            for row in self.measured
            if row.attained is None
        ]

    def policy_mirror(self) -> Table:
        found = []
        for line in self.rows["spending"]:
            competencies = self._competencies(line)
            scope = {
                unit_id
                for unit_id, unit in self.units.items()
                if (
                    line["unit_id"] in chain_upwards(unit_id, self.units)
                    if line["unit_id"]
                    else unit.agency_id == line["agency_id"]
                )
            }
            needing = {
                need.employee_id
                for row, need in self.needs()
                if row.employee["unit_id"] in scope and need.competency_id in competencies
            }
            people = len(needing) if competencies else None
            found.append({
                "spending_id": line["spending_id"], "amount_rupiah": line["amount_rupiah"],
                "participants": line["participants"], "people_with_need": people,
                "fit_percent": _double(fit_percent(line["participants"], people)),
                "objectives": self._targets_served(competencies, scope),
            })  # fmt: skip
        return found

    def _competencies(self, line: dict[str, Any]) -> set[str]:
        if line["competency_id"]:
            return {line["competency_id"]}
        return {
            row["competency_id"] for row in self.rows["effects"] if row["intervention_id"] == line["intervention_id"]
        }

    def _targets_served(self, competencies: set[str], scope: set[str]) -> int:
        above = {row["objective_id"]: row.get("parent_objective_id") for row in self.rows["objectives"]}
        kinds = {row["objective_id"]: row["kind"] for row in self.rows["objectives"]}
        served = set()
        for link in self.rows["objective_needs"]:
            reached = {unit for unit in self.units if link["unit_id"] in chain_upwards(unit, self.units)}
            node: str | None = link["objective_id"]
            while node is not None:
                if kinds[node] == "target" and link["competency_id"] in competencies and reached & scope:
                    served.add(node)
                node = above[node]
        return len(served)


def _double(value: Fraction | None) -> float | None:
    return None if value is None else float(value)

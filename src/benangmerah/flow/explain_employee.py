"""Why a person's figures are what they are: ratings used and ignored, weights, rule and article, from the snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pyarrow.compute as pc

from benangmerah.domain.assess_first import explain_not_assessed, reason_not_assessed
from benangmerah.domain.assessment import explain_rating, sort_ratings
from benangmerah.domain.attainment import explain_attainment
from benangmerah.domain.gap import explain_gap, explain_weight
from benangmerah.domain.job_match import explain_job_match, match_job
from benangmerah.domain.need import Need, explain_rank
from benangmerah.domain.performance_gap import explain_performance
from benangmerah.domain.professionalism_index import explain_index, is_covered
from benangmerah.domain.qualification_gap import explain_qualification
from benangmerah.domain.standard import Requirement, explain_requirement_in_force
from benangmerah.domain.strategic_effect import explain_effect
from benangmerah.domain.strategy import explain_strategic_weight
from benangmerah.flow.explain_plan import explain_plan
from benangmerah.flow.person_case import PersonCase, optional, read_person_case, written_at
from benangmerah.flow.result_folder import FACTS
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, Term, message
from benangmerah.kernel.quantity import exact, level_units
from benangmerah.snapshot.contract.facts import STRATEGIC_EFFECT
from benangmerah.snapshot.contract.inputs import EMPLOYEES
from benangmerah.snapshot.contract.outputs import NEED
from benangmerah.snapshot.parquet import find_rows, read_table
from benangmerah.snapshot.person import Row


def explain_employee(run_folder: Path, employee_id: str, competency_id: str | None = None) -> list[Explanation]:
    """One explanation a figure: every requirement of the positions held and aimed at, then the person as a whole."""
    case = read_person_case(run_folder, employee_id)
    found = [*_explain_requirements(case, run_folder, competency_id), *_explain_beside(case, competency_id)]
    if competency_id is None:
        return [*found, *_explain_person(case), *explain_plan(case, run_folder)]
    if not found:
        raise BenangMerahError(
            message("No position of {employee_id} requires {competency_id} on {day}, and nothing was rated.",
                    employee_id=employee_id, competency_id=competency_id, day=case.as_of),
            message("Write the competency_id as it stands in the table competencies, or leave --competency out."),
        )  # fmt: skip
    return found


def explain_figure(run_folder: Path, employee_id: str, figure: str) -> list[Explanation]:
    """Why one figure of the whole person is what it is: a name of `FIGURES`."""
    case = read_person_case(run_folder, employee_id)
    if figure == PLAN_FIGURE:
        return list(explain_plan(case, run_folder))
    return list(FIGURES[figure](case))


def _explain_requirements(case: PersonCase, run_folder: Path, only: str | None) -> Iterator[Explanation]:
    ranks = _ranks(case, run_folder)
    for target, position_id in case.targets:
        for requirement in case.requirements(position_id):
            if only in (None, requirement.competency_id):
                yield _explain_requirement(case, target, requirement, ranks)


def _explain_beside(case: PersonCase, only: str | None) -> Iterator[Explanation]:
    """Competencies that were rated though no position requires them."""
    required = {one.competency_id for _, position_id in case.targets for one in case.requirements(position_id)}
    rated = {row["competency_id"] for row in case.rows.ratings} - required
    for competency_id in sorted(rated):
        if only in (None, competency_id):
            name = case.competencies[competency_id]["name"]
            heading = message("{competency}, not required of this person", competency=name)
            yield Explanation(heading, parts=(_explain_attained(case, competency_id),))


def _explain_requirement(
    case: PersonCase, target: str, requirement: Requirement, ranks: dict[tuple[str, str], list[Explanation]]
) -> Explanation:
    competency_id = requirement.competency_id
    attained = case.attained(competency_id)
    strategic = case.strategic_weights.get(competency_id, Fraction())
    parts = [
        explain_requirement_in_force(requirement, case.as_of),
        _explain_attained(case, competency_id),
        explain_gap(requirement.required_level, attained, case.policy),
        explain_weight(
            requirement, target=target, criticality=case.criticality(requirement.position_id),
            strategic_weight=strategic, policy=case.policy,
        ),
    ]  # fmt: skip
    if strategic:
        parts.append(explain_strategic_weight(strategic))
    if attained is None:
        reason = reason_not_assessed(case.ratings(competency_id), case.as_of, case.policy.ratings)
        parts.append(explain_not_assessed(reason))
    if (competency_id, target) in ranks:
        parts += ranks[competency_id, target]
    heading = message(
        "{competency}, position {target}: {title}", competency=case.competencies[competency_id]["name"],
        target=Term(target), title=case.rows.positions[requirement.position_id]["title"],
    )  # fmt: skip
    return Explanation(heading, parts=tuple(parts))


def _explain_attained(case: PersonCase, competency_id: str) -> Explanation:
    ratings = case.ratings(competency_id)
    fates = sort_ratings(ratings, case.as_of, case.policy.ratings)
    newest_last = sorted(fates.items(), key=lambda item: (item[0].assessed_on, item[0].rating_id))
    looked_at = [explain_rating(rating, fate, case.as_of, case.policy.ratings) for rating, fate in newest_last]
    found = explain_attainment(ratings, case.competencies[competency_id]["kind"], case.as_of, case.policy.ratings)
    return Explanation(found.sentence, found.steps, found.citations, tuple(looked_at))


def _ranks(case: PersonCase, run_folder: Path) -> dict[tuple[str, str], list[Explanation]]:
    """The person's ranks as the run published them, and what strategic weight changed; none before the needs."""
    path = run_folder / "need.parquet"
    if not path.is_file():
        return {}
    mine = find_rows(path, NEED, "employee_id", case.employee["employee_id"])
    total = _count_needs(path, case.folder, case.employee["agency_id"], written_at(case.folder)) if mine else 0
    without = _read_effects(run_folder, case.employee) if mine else {}
    found = {}
    for row in mine:
        key = (row["competency_id"], row["target"])
        need = Need(row["employee_id"], *key, level_units(exact(row["gap"])), exact(row["weight"]))
        found[key] = [explain_rank(need, row["rank_in_agency"], total)]
        parts = case.strategic_targets(row["competency_id"])
        if key in without and (parts or without[key] != row["rank_in_agency"]):
            found[key].append(explain_effect(row["rank_in_agency"], without[key], total, parts))
    return found


def _read_effects(run_folder: Path, employee: Row) -> dict[tuple[str, str], int]:
    """The ranks the person's needs would have without strategic weight; none where the run kept no facts."""
    folder = run_folder / FACTS / STRATEGIC_EFFECT.name
    rows = [
        row
        for path in sorted(folder.rglob("*.parquet"))
        for row in find_rows(path, STRATEGIC_EFFECT, "employee_id", employee["employee_id"])
    ]
    return {(row["competency_id"], row["target"]): row["rank_without"] for row in rows}


@lru_cache(maxsize=32)
def _count_needs(path: Path, folder: Path, agency_id: str, at: int) -> int:  # noqa: ARG001 part of the name
    """The needs of an agency; the same for everybody of a run."""
    members = read_table(folder / "employees.parquet", EMPLOYEES, where={"agency_id": agency_id}).column("employee_id")
    needing = read_table(path, NEED).column("employee_id")
    return int(pc.sum(pc.is_in(needing, value_set=members)).as_py() or 0)


def _explain_person(case: PersonCase) -> Iterator[Explanation]:
    for explain in FIGURES.values():
        yield from explain(case)


def _explain_positions(case: PersonCase) -> Iterator[Explanation]:
    for target, position_id in case.targets:
        yield _explain_position(case, target, position_id)


def _explain_performance(case: PersonCase) -> Iterator[Explanation]:
    person = case.employee
    score = optional(person["performance_score"])
    yield explain_performance(score, person["performance_predicate"], person["performance_scheme"], case.law)


def _explain_index(case: PersonCase) -> Iterator[Explanation]:
    person = case.employee
    if is_covered(person["status"], case.policy.index_statuses):
        yield explain_index(case.index_person, case.law)
    else:
        yield Explanation(
            message("No IP ASN: the index does not cover status {status}.", status=Term(person["status"]))
        )


def _explain_position(case: PersonCase, target: str, position_id: str) -> Explanation:
    pairs = [(one.required_level, case.attained(one.competency_id)) for one in case.requirements(position_id)]
    path = f"job_match/{case.policy.match_purpose}"
    match = explain_job_match(match_job(pairs, case.law.bands(path), case.policy), case.policy)
    asked = [row for row in case.rows.position_requirements if row["position_id"] == position_id]
    person = case.qualified
    qualifications = [explain_qualification(row["kind"], row["value"], person, target, case.law) for row in asked]
    title = case.rows.positions[position_id]["title"]
    heading = message("Position {target}: {title}", target=Term(target), title=title)
    cited = Explanation(match.sentence, match.steps, (case.law.citation(path),))
    return Explanation(heading, parts=(cited, *qualifications))


PLAN_FIGURE = "plan"
FIGURES: dict[str, Callable[[PersonCase], Iterator[Explanation]]] = {
    "match": _explain_positions,
    "performance": _explain_performance,
    "index": _explain_index,
}
"""What is said of the whole person, in this order; the plan comes after."""

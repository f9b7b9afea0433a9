"""Targets of a published run: found by the worker, kept, lawful, and only for whoever may ask."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from benangmerah.domain.plan_target import PlanTarget as Target
from benangmerah.domain.plan_target import TargetKind
from benangmerah.domain.professionalism_index import finish_trainings, professionalism_index
from benangmerah.domain.qualification_gap import normalise
from benangmerah.domain.role import Role
from benangmerah.flow.ask_target import ask_target, forget_target, stop_target
from benangmerah.flow.audit import Visit
from benangmerah.flow.find_target import find_target, is_new_year, read_crowd
from benangmerah.flow.read_person_result import policy_of
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.run_problem import RunAsked, RunProblem, read_run_problem
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models import AgencyPlan, AuditEntry, PlanTarget, Run
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.checker.given import Item, make_given
from tests.checker.limits import check_limits
from tests.factories.cast import make_member, visit_by
from tests.factories.published import keep_city
from tests.factories.run import AS_OF, visit_of_stranger

pytestmark = pytest.mark.django_db
MINIMUM = Target(TargetKind.MINIMUM_JP)


@pytest.fixture(scope="module")
def run(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:  # noqa: ARG001 asked for by name
    with django_db_blocker.unblock(), keep_city(tmp_path_factory.mktemp("data")) as kept:
        yield kept


def analyst(run: Run) -> Visit:
    assert run.asked_by is not None
    return visit_by(run.asked_by)


def problem_of(run: Run) -> RunProblem:
    asked = RunAsked(run.as_of, run.year, run.budget_rupiah, policy_of(run))
    return read_run_problem(path_of(run) / "snapshot", asked, str(run.agency_id))


def faults_of(run: Run, target: PlanTarget) -> list[str]:
    """What is not lawful about the kept plan, by code that knows nothing of the product."""
    folder = path_of(run)
    given = make_given(
        folder / "snapshot", folder, as_of=AS_OF, year=run.year, budget=target.cost_rupiah, policy={}
    )  # fmt: skip
    return check_limits(given, list(_seat(given.offerings, target)))


def _seat(offerings: Any, target: PlanTarget) -> Iterator[Item]:
    """The kept items spread evenly over the fewest batches."""
    takers: dict[str, list[str]] = {}
    for item in target.items.all():
        takers.setdefault(item.intervention_id, []).append(item.employee_id)
    for intervention_id, people in takers.items():
        size = offerings[intervention_id]["batch_size"] or len(people)
        batches = -(-len(people) // size)
        for place, employee_id in enumerate(sorted(people)):
            yield Item(employee_id, intervention_id, place % batches + 1)


def test_minimum_of_hours_for_everybody_is_found_kept_and_lawful(run: Run) -> None:
    target = ask_target(analyst(run), run.pk, MINIMUM)
    target.refresh_from_db()
    assert target.job is not None
    assert target.job.state == "finished"
    assert target.least_rupiah is not None
    assert 0 <= target.least_rupiah <= (target.cost_rupiah or 0)
    assert faults_of(run, target) == []
    below = AgencyPlan.objects.get(run=run).people_below_minimum_jp
    assert target.left.count() <= below
    assert target.is_reached is (target.left.count() == 0)
    assert sum(unit.left_people for unit in target.units.all()) == target.left.count()
    by_head = sum(unit.cost_rupiah for unit in target.units.all())
    assert by_head + (target.batch_rupiah or 0) == target.cost_rupiah == target.years.get().cost_rupiah
    assert sum(unit.items for unit in target.units.all()) == target.items.count()
    assert AuditEntry.objects.filter(verb="target_asked").count() == 1


def test_what_the_plan_closes_is_had_for_no_more_than_the_plan_costs(run: Run) -> None:
    """The published plan closes so much for its money: the least money for as much is not above it."""
    plan = AgencyPlan.objects.get(run=run)
    percent = Fraction(int(plan.weighted_closure / plan.weighted_gap * 100))
    target = ask_target(analyst(run), run.pk, Target(TargetKind.CLOSURE, percent))
    target.refresh_from_db()
    assert target.is_reached
    assert float(percent) <= (target.reached or 0)
    assert (target.least_rupiah or 0) <= plan.spent_rupiah
    assert faults_of(run, target) == []


def test_mean_that_is_reached_is_that_of_rule_8(run: Run) -> None:
    problem = problem_of(run)
    crowd = read_crowd(problem)
    assert is_new_year(problem)  # the run is of 1 January: what is counted by the year begins anew
    begun = crowd.start_year()
    wanted = begun.mean + 1
    target = ask_target(analyst(run), run.pk, Target(TargetKind.INDEX, wanted.limit_denominator(1)))
    target.refresh_from_db()
    taken: dict[str, list[tuple[str, Fraction]]] = {}
    forms = {row["intervention_id"]: row["form"] for row in problem.rows("interventions")}
    for item in target.items.all():
        fitting = crowd.asked.get(item.employee_id, {}).get(crowd.forms.get(forms[item.intervention_id], ""))
        if fitting is not None and normalise(item.title) not in fitting:
            continue
        done = (forms[item.intervention_id], Fraction(item.learning_hours))
        taken.setdefault(item.employee_id, []).append(done)
    totals = [
        professionalism_index(finish_trainings(person, taken.get(one, ()), crowd.forms), crowd.tables).total
        for one, person in begun.people.items()
    ]
    assert target.reached == pytest.approx(float(sum(totals, Fraction()) / len(totals)))
    assert target.today == pytest.approx(float(crowd.mean))
    assert target.without == pytest.approx(float(begun.mean))
    assert target.is_reached is ((target.reached or 0) >= (target.value or 0))
    assert faults_of(run, target) == []


def test_mean_beyond_training_is_said_to_be_out_of_reach_with_a_proof(run: Run) -> None:
    answer = find_target(problem_of(run), Target(TargetKind.INDEX, Fraction(100)))
    assert not answer.is_reached
    assert answer.most is not None
    assert answer.reached <= answer.most < 100
    assert answer.points_missing["qualification"] > 0


def test_way_goes_year_by_year_and_keeps_what_lasts(run: Run) -> None:
    problem = problem_of(run)
    mean = read_crowd(problem).start_year().mean + 2
    repeated = Target(TargetKind.INDEX_PATH, mean, 2027, repeats_yearly=False)
    answer = find_target(problem, repeated)
    assert [one.year for one in answer.years] == [2026, 2027]
    assert sum(one.cost_rupiah for one in answer.years) == answer.cost_rupiah
    assert answer.least_rupiah is None or answer.least_rupiah <= answer.cost_rupiah
    assert answer.years[1].before is not None
    assert answer.years[0].before is not None
    assert answer.years[0].before <= answer.years[1].before <= answer.years[0].reached
    programmes = {row["intervention_id"]: row for row in problem.rows("interventions")}
    once = [
        (item.employee_id, item.intervention_id)
        for item in answer.items
        if programmes[item.intervention_id]["repeat_after_months"] is None
    ]
    assert len(once) == len(set(once))


def test_only_who_may_start_runs_of_that_agency_asks_stops_and_takes_away(run: Run) -> None:
    stranger = visit_of_stranger()
    with pytest.raises(OutOfScopeError):
        ask_target(stranger, run.pk, MINIMUM)
    reader = make_member("198001012005011009", "Pembaca", Role.OPD_HEAD, None, str(run.agency_id))
    with pytest.raises(NotAllowedError):
        ask_target(visit_by(reader), run.pk, MINIMUM)
    kept = PlanTarget.objects.create(agency_id=str(run.agency_id), run=run, asked_at=run.asked_at, kind="minimum_jp")
    for forbidden in (stop_target, forget_target):
        with pytest.raises(OutOfScopeError):
            forbidden(stranger, kept.pk)
    forget_target(analyst(run), kept.pk)
    assert not PlanTarget.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(
    "target",
    [
        Target(TargetKind.CLOSURE),
        Target(TargetKind.INDEX, Fraction(101)),
        Target(TargetKind.INDEX_PATH, Fraction(75), 2026),
        Target(TargetKind.INDEX_PATH, Fraction(75), 2040),
    ],
)
def test_target_that_cannot_be_is_refused_before_it_is_asked(run: Run, target: Target) -> None:
    with pytest.raises(BenangMerahError):
        ask_target(analyst(run), run.pk, target)
    assert not PlanTarget.objects.filter(run=run).exists()

"""What if, on a run that was really computed: asked, answered, saved, proved, taken away, and made the draft."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.domain.scenario import Question, list_changes, question_of, read_answer, read_question
from benangmerah.exchange.imports.dataset import Reading
from benangmerah.flow.answer_sketch import warm_up
from benangmerah.flow.ask_run import find_policy
from benangmerah.flow.ask_sketch import Sketched, ask_sketch, read_sketch
from benangmerah.flow.audit import Visit
from benangmerah.flow.change_scenario import ask_proof, remove_scenario, restore_scenario, save_scenario
from benangmerah.flow.draft_scenario import make_draft, write_policy
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.flow.read_scenario_people import read_changed_people
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.run_tables import RunOrder, run_tables
from benangmerah.flow.sketch_world import open_world
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models import AuditEntry, Job, PolicyVersion, Receipt, Run, Scenario
from benangmerah.store.selectors.policy import list_policies, read_policy
from benangmerah.store.selectors.scenario import list_scenarios
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.factories.cast import NOW, make_member, visit_by
from tests.factories.policy import make_policy
from tests.factories.run import (
    AS_OF,
    BUDGET,
    agency_of,
    city_of,
    make_run,
    store_city,
    visit_of_analyst,
    visit_of_stranger,
)
from tests.factories.scenario import make_scenario, make_sketch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]
AGENCY = agency_of(city_of())


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of the small city, computed once."""
    folder = tmp_path_factory.mktemp("computed") / "run"
    run_tables(Reading(city_of(), ()), RunOrder(out=folder, as_of=AS_OF, budget=BUDGET), make_policy())
    return folder


@pytest.fixture
def run(computed: Path, data_folder: Path) -> Iterator[Run]:
    """The run, finished and published, with its folder."""
    assert data_folder
    one = make_run(AGENCY, status="finished", finished_at=NOW, is_published=True, published_at=NOW, as_of=AS_OF,
                   law_date=AS_OF, budget_rupiah=BUDGET)  # fmt: skip
    path_of(one).parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(computed, path_of(one))
    yield one
    shutil.rmtree(path_of(one))


def question() -> Question:
    return question_of(make_policy(), BUDGET)


def ask(visit: Visit, run: Run, **changes: Any) -> Sketched:
    return read_sketch(visit, ask_sketch(visit, run.pk, replace(question(), **changes)))


def visit_of_head() -> Visit:
    return visit_by(make_member("197001011990011001", "Kepala", Role.HR_AGENCY_HEAD, None, AGENCY))


def test_same_question_is_measured_as_the_run_measured_its_plan(run: Run) -> None:
    world = open_world(path_of(run), AGENCY, AS_OF, 2026)
    import pyarrow.parquet as pq

    row = pq.read_table(path_of(run) / "plan_agency.parquet").to_pylist()[0]
    figures = world.figures
    for name in ("budget_rupiah", "spent_rupiah", "batches", "people_below_minimum_jp"):
        assert getattr(figures, name) == row[name], name
    for name in ("weighted_gap", "weighted_closure", "missing_jp", "classical_share_percent"):
        assert getattr(figures, name) == pytest.approx(row[name]), name
    assert world.reached.objective(world.problem) == pytest.approx(row["objective"])
    summary = pq.read_table(path_of(run) / "professionalism_index.parquet")["total"].to_pylist()
    assert figures.index_mean is not None
    assert sum(summary) / len(summary) <= figures.index_mean < sum(summary) / len(summary) + 40


def test_smaller_budget_is_answered_with_a_lawful_plan_under_its_bound(run: Run) -> None:
    found = ask(visit_of_analyst(AGENCY), run, budget_rupiah=BUDGET // 2)
    answer = found.answer
    assert (found.state, found.error) == ("finished", [])
    assert answer is not None
    assert answer.after.spent_rupiah <= answer.after.budget_rupiah == BUDGET // 2
    assert answer.objective <= answer.upper_bound + 1e-6
    assert answer.after.weighted_gap == pytest.approx(answer.before.weighted_gap)
    assert sum(each.people for each in answer.units) == answer.after.people
    assert sum(each.closure for each in answer.units) == pytest.approx(answer.after.weighted_closure)
    assert sum(each.helped for each in answer.units) == answer.after.people_helped
    assert answer.gaining + answer.losing == len(found.people)


def test_without_money_nobody_takes_what_costs_and_who_is_dropped_is_told(run: Run) -> None:
    visit = visit_of_analyst(AGENCY)
    found = ask(visit, run, budget_rupiah=0)
    assert found.answer is not None
    assert found.answer.after.spent_rupiah == 0
    scenario = make_scenario(run.asked_by or _account(visit), run, answer=_stored(found)["answer"], people=found.people)
    make_people(run, found)
    _, rows = read_changed_people(visit, scenario.pk)
    assert sum(row.fate == "dropped" for row in rows) == found.answer.dropped > 0
    assert [row.fate for row in rows] == sorted((row.fate for row in rows), key=["dropped", "losing", "gaining"].index)
    assert AuditEntry.objects.filter(verb="assessment_read", detail__about="scenario").count() == 1


def test_question_of_the_run_itself_is_bounded_by_all_that_the_run_proved(run: Run) -> None:
    import pyarrow.parquet as pq

    proven = pq.read_table(path_of(run) / "plan_agency.parquet").to_pylist()[0]["upper_bound"]
    assert (path_of(run) / "facts" / "plan_branch.parquet").is_file()
    world = open_world(path_of(run), AGENCY, AS_OF, 2026)
    answer = world.answer(world.question)
    assert answer.objective - 1e-6 <= answer.upper_bound <= proven + 1e-6


def test_pin_that_cannot_be_kept_is_told_with_the_limit(run: Run) -> None:
    visit = visit_of_analyst(AGENCY)
    world = open_world(path_of(run), AGENCY, AS_OF, 2026)
    offering = world.problem.offerings[0].intervention_id
    found = ask(visit, run, pins=(("nobody", offering),))
    assert (found.state, found.answer) == ("failed", None)
    assert "plan.pins.1.employee_id" in str(found.error[0].values)
    left_out = next(
        each for each in world.dataset.table("employees")["employee_id"].to_pylist()
        if each not in set(world.problem.people.employee_ids.tolist())
    )  # fmt: skip
    found = ask(visit, run, pins=((left_out, offering),))
    assert "plan leaves this person out" in str(found.error[0].values)
    banned = ask(visit, run, pins=((None, offering),), bans=((None, offering),))
    assert "same policy bans it" in str(banned.error[0].values)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"budget_rupiah": -1}, "budget"),
        ({"aimed_weight": Fraction(-1)}, "aimed_weight"),
        ({"importance": {"mutlak": Fraction(5000)}}, "mutlak"),
        ({"quotas": (("U1", -1),)}, "quotas"),
        ({"quotas": (("U1", 1), ("U1", 2))}, "quotas"),
    ],
)
def test_what_no_plan_can_be_asked_for_is_refused_beside_its_field(changes: dict[str, Any], field: str) -> None:
    run = make_run(AGENCY, status="finished")
    with pytest.raises(RefusedFieldError) as refused:
        ask(visit_of_analyst(AGENCY), run, **changes)
    assert (refused.value.field, Job.objects.count()) == (field, 0)


def test_later_question_takes_the_place_of_earlier_ones_and_few_are_kept(run: Run) -> None:
    visit = visit_of_analyst(AGENCY)
    waiting = make_sketch(_account(visit), run, state="waiting", finished_at=None, started_at=None, result=None)
    for _ in range(7):
        make_sketch(_account(visit), run)
    other = make_sketch(make_member("1", "Rekan", Role.ANALYST, None, AGENCY), run)
    ask(visit, run)
    own = Job.objects.filter(kind="sketch", asked_by_id=visit.account_id)
    assert own.count() == 5
    assert not Job.objects.filter(pk=waiting.pk, state="waiting").exists()
    assert Job.objects.filter(pk=other.pk).exists()
    with pytest.raises(OutOfScopeError):
        read_sketch(visit, other.pk)


def test_floor_per_opd_is_measured_with_the_weights_of_the_question_and_names_who_stays_below(run: Run) -> None:
    visit = visit_of_analyst(AGENCY)
    world = open_world(path_of(run), AGENCY, AS_OF, 2026)
    asked = replace(question(), floor_percent=Fraction(100))
    answer = world.answer(asked)
    opds = {unit.name: unit for unit in answer.units}
    below = {name for name, unit in opds.items() if unit.weighted_gap and unit.closure < unit.weighted_gap - 1e-6}
    real = {world.opd_names[world.problem.unit_ids[each]] for each in world.problem.opd if each >= 0}
    assert below
    assert set(answer.below_floor) == below & real
    assert answer.floor_distance > 0
    nothing = world.answer(replace(asked, floor_percent=Fraction(0)))
    assert (nothing.floor_distance, nothing.below_floor) == (0.0, ())
    saved = save_scenario(visit, ask(visit, run, floor_percent=Fraction(100)).job_id, "Batas bawah")
    proved = read_answer(saved.answer, saved.people)
    assert proved.floor_distance <= answer.floor_distance + 1e-6
    assert proved.upper_bound == pytest.approx(world.answer(question()).upper_bound)


def test_saved_scenario_is_proved_and_can_be_taken_away_and_put_back(run: Run) -> None:
    visit = visit_of_analyst(AGENCY)
    found = ask(visit, run, budget_rupiah=BUDGET // 2, jp_penalty=Fraction(2))
    saved = save_scenario(visit, found.job_id, "  Pagu   separuh ", "untuk rapat")
    assert (saved.name, saved.note, saved.is_refined, saved.agency_id) == ("Pagu separuh", "untuk rapat", True, AGENCY)
    answer, sketch = read_answer(saved.answer, saved.people), found.answer
    assert sketch is not None
    assert answer.objective >= sketch.objective
    assert answer.upper_bound <= sketch.upper_bound
    assert answer.objective <= answer.upper_bound + 1e-6
    assert len(answer.people) == answer.gaining + answer.losing
    assert read_question(saved.question) == replace(question(), budget_rupiah=BUDGET // 2, jp_penalty=Fraction(2))
    with pytest.raises(RefusedFieldError) as refused:
        save_scenario(visit, found.job_id, "Pagu separuh")
    assert refused.value.field == "name"
    jobs = Job.objects.filter(kind="refine_scenario").count()
    assert (ask_proof(visit, saved.pk).is_refined, Job.objects.filter(kind="refine_scenario").count()) == (True, jobs)

    remove_scenario(visit, saved.pk)
    assert list(list_scenarios(visit.scope)) == []
    again = save_scenario(visit, found.job_id, "Pagu separuh")
    with pytest.raises(RefusedFieldError):
        restore_scenario(visit, saved.pk)
    remove_scenario(visit, again.pk)
    assert [restore_scenario(visit, saved.pk)] == list(list_scenarios(visit.scope))
    verbs = AuditEntry.objects.filter(agency_id=AGENCY).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["sketch_asked", "scenario_saved", "scenario_removed", "scenario_saved", "scenario_removed",
                           "scenario_restored"]  # fmt: skip


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_name_that_cannot_be_is_refused(name: str) -> None:
    visit, run = visit_of_analyst(AGENCY), make_run(AGENCY, status="finished")
    with pytest.raises(RefusedFieldError):
        save_scenario(visit, make_sketch(_account(visit), run).pk, name)


def test_stranger_asks_reads_saves_and_drafts_nothing() -> None:
    store_city()
    run = make_run(AGENCY, status="finished", is_published=True, published_at=NOW)
    analyst, stranger = visit_of_analyst(AGENCY), visit_of_stranger()
    sketch, scenario = make_sketch(_account(analyst), run), make_scenario(_account(analyst), run)
    with pytest.raises(OutOfScopeError):
        ask(stranger, run)
    for flow in (read_sketch, lambda visit, pk: save_scenario(visit, pk, "Punya orang")):
        with pytest.raises(OutOfScopeError):
            flow(stranger, sketch.pk)
    for change in (ask_proof, remove_scenario, restore_scenario, make_draft, read_changed_people):
        with pytest.raises(OutOfScopeError):
            change(stranger, scenario.pk)
    assert list(list_scenarios(stranger.scope)) == []
    superior = visit_by(make_member("2", "Atasan", Role.SUPERIOR, None, AGENCY))
    with pytest.raises(NotAllowedError):
        make_draft(superior, scenario.pk)
    assert (Scenario.objects.count(), Run.objects.count()) == (1, 1)


def test_scenario_of_money_becomes_the_draft_under_the_policy_in_force(run: Run) -> None:
    store_city()
    analyst = visit_of_analyst(AGENCY)
    scenario = make_scenario(_account(analyst), run)
    draft = make_draft(analyst, scenario.pk)
    scenario.refresh_from_db()
    assert (draft.budget_rupiah, draft.policy, draft.as_of, draft.year) == (1_000_000, None, AS_OF, 2026)
    assert (draft.status, draft.is_published, scenario.draft_id) == ("finished", True, draft.pk)


def test_scenario_that_changes_the_policy_is_drafted_by_who_may_set_it_and_holds_for_that_run_alone(run: Run) -> None:
    store_city()
    analyst, head = visit_of_analyst(AGENCY), visit_of_head()
    receipt = Receipt.objects.create(kind="policy", made_at=NOW)
    in_force = PolicyVersion.objects.create(
        agency_id=AGENCY, in_force_from=AS_OF, decree="SK 1", signer="Wali Kota", recorded=receipt,
        text="# milik kota\nplan: {max_items: 3}\naimed_weight: 0.4\n",
    )  # fmt: skip
    asked = replace(
        question(),
        budget_rupiah=BUDGET // 2,
        jp_penalty=Fraction(3, 2),
        importance={**question().importance, "mutlak": Fraction(5)},
    )
    scenario = make_scenario(_account(analyst), run, "Mutlak lebih berat", question=_written(asked))
    with pytest.raises(NotAllowedError):
        make_draft(analyst, scenario.pk)
    draft = make_draft(head, scenario.pk)
    trial = draft.policy
    assert trial is not None
    assert (trial.is_trial, trial.decree, trial.signer) == (True, "Skenario Mutlak lebih berat", "Kepala")
    policy = read_policy_text(trial.text)
    assert (policy.plan.max_items, policy.aimed_weight) == (3, Fraction(2, 5))  # as in force
    assert (policy.importance["mutlak"], policy.plan.jp_penalty) == (Fraction(5), Fraction(3, 2))  # as asked
    assert find_policy(AGENCY, AS_OF) == in_force
    assert list(list_policies(head.scope)) == [in_force]
    assert read_policy(head.scope, trial.pk) == trial
    assert draft.status == "finished"
    assert draft.summary["policy"]["importance.mutlak"] == {"default": "3", "value": "5"}


def test_policy_file_reads_back_as_the_question_was() -> None:
    asked = replace(
        question(), aimed_weight=Fraction(1, 8), importance={**question().importance, "perlu": Fraction("0.05")},
        pins=(("199", "K 1"), (None, 'K"2')), bans=((None, "K3"),), quotas=(("U-1", 0),), classical_percent=Fraction(40),
        floor_percent=Fraction("12.5"),
    )  # fmt: skip
    text = write_policy("plan:\n  max_items: 4\n  pins: [{intervention_id: K9}]\n", asked, "Skenario\n# jahat: 1")
    policy = read_policy_text(text)
    assert question_of(policy, asked.budget_rupiah) == asked
    assert policy.plan.max_items == 4
    assert list_changes(asked, question_of(read_policy_text(write_policy(text, question(), "x")), BUDGET)) == [
        "importance", "aimed_weight", "pins", "bans", "quotas", "classical_percent", "floor_percent",
    ]  # fmt: skip


def test_warm_worker_opens_published_runs_once(run: Run) -> None:
    opened = warm_up()
    assert opened == {run.pk}
    shutil.rmtree(path_of(run) / "snapshot")
    assert warm_up(opened) == {run.pk}
    shutil.copytree(path_of(run), path_of(run).with_name("beside"))


def test_run_without_a_plan_or_a_folder_says_what_to_do(run: Run) -> None:
    (path_of(run) / "plan_agency.parquet").unlink()
    found = ask(visit_of_analyst(AGENCY), run)
    assert (found.state, found.error[0].text) == ("failed", "This run has no plan that questions could be asked about.")
    with pytest.raises(BenangMerahError):
        open_world(path_of(run) / "nowhere", AGENCY, AS_OF, 2026)


def make_people(run: Run, found: Sketched) -> None:
    """Everybody of the answer, as the run has them for the pages."""
    from tests.factories.run import make_run_person

    for number, row in enumerate(found.people):
        make_run_person(run, str(row[0]), f"Orang {number}", "U1")


def _account(visit: Visit) -> Any:
    from benangmerah.store.models import Account

    return Account.objects.get(pk=visit.scope.account_id)


def _stored(found: Sketched) -> dict[str, Any]:
    return dict(Job.objects.get(pk=found.job_id).result or {})


def _written(asked: Question) -> dict[str, Any]:
    from benangmerah.domain.scenario import write_question

    return write_question(asked)

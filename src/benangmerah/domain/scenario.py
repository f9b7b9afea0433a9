"""Skenario ("andai"): what is asked of a plan with other money, weights and choices, and what the answer says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from fractions import Fraction
from typing import Any, TypeAlias, cast

from benangmerah.domain.plan import optimality_gap_percent
from benangmerah.domain.policy import Policy, Tree

Json: TypeAlias = dict[str, Any]
Choice: TypeAlias = tuple[str | None, str]
Quota: TypeAlias = tuple[str, int]
NEAR = 1e-6
"""Floors that differ by less are reached alike."""


@dataclass(frozen=True)
class Question:
    """What a plan is to be made with: the money, and whatever of the policy may be tried out.

    Every entry is the whole of it: pins, bans and quotas stand in the place of those of the policy.
    """

    budget_rupiah: int
    importance: Mapping[str, Fraction]
    aimed_weight: Fraction
    jp_penalty: Fraction
    pins: tuple[Choice, ...] = ()
    bans: tuple[Choice, ...] = ()
    quotas: tuple[Quota, ...] = ()
    classical_percent: Fraction | None = None
    floor_percent: Fraction | None = None


def question_of(policy: Policy, budget_rupiah: int) -> Question:
    """What a plan under that policy and with that money was asked."""
    plan = policy.plan
    return Question(
        budget_rupiah, dict(policy.importance), policy.aimed_weight, plan.jp_penalty, plan.pins, plan.bans, plan.quotas,
        plan.classical_percent, plan.floor_percent,
    )  # fmt: skip


def change_policy(policy: Policy, question: Question) -> Policy:
    """The policy with what the question tries out in its place."""
    plan = replace(
        policy.plan, jp_penalty=question.jp_penalty, pins=question.pins, bans=question.bans, quotas=question.quotas,
        classical_percent=question.classical_percent, floor_percent=question.floor_percent,
    )  # fmt: skip
    return replace(policy, importance=dict(question.importance), aimed_weight=question.aimed_weight, plan=plan)


def write_entries(written: Tree, question: Question, defaults: Question) -> Tree:
    """The entries of a policy file with those of the question in them; what is as the defaults is left out."""
    file = dict(written) if isinstance(written, Mapping) else {}
    plan = dict(cast("Mapping[str, Tree]", file.get("plan") or {}))
    _put(file, "importance", dict(question.importance), dict(defaults.importance))
    _put(file, "aimed_weight", question.aimed_weight, defaults.aimed_weight)
    for name in ("jp_penalty", "classical_percent", "floor_percent"):
        _put(plan, name, getattr(question, name), getattr(defaults, name))
    for name in ("pins", "bans"):
        _put(plan, name, [_write_choice(each) for each in getattr(question, name)], [])
    _put(plan, "quotas", [{"unit_id": unit, "max_people": most} for unit, most in question.quotas], [])
    _put(file, "plan", plan, {})
    return file


def _put(entries: dict[str, Tree], name: str, value: Tree, default: Tree) -> None:
    entries.pop(name, None)
    if value != default:
        entries[name] = value


def _write_choice(choice: Choice) -> dict[str, str]:
    employee_id, intervention_id = choice
    named = {} if employee_id is None else {"employee_id": employee_id}
    return {**named, "intervention_id": intervention_id}


def list_changes(before: Question, question: Question) -> list[str]:
    """The entries in which a question differs from another, by their names."""
    return [each.name for each in fields(Question) if getattr(before, each.name) != getattr(question, each.name)]


def write_question(question: Question) -> Json:
    """The question as JSON; numbers as exact text."""
    return {
        "budget_rupiah": question.budget_rupiah,
        "importance": {name: str(weight) for name, weight in question.importance.items()},
        "aimed_weight": str(question.aimed_weight),
        "jp_penalty": str(question.jp_penalty),
        "pins": [list(each) for each in question.pins],
        "bans": [list(each) for each in question.bans],
        "quotas": [list(each) for each in question.quotas],
        "classical_percent": _text(question.classical_percent),
        "floor_percent": _text(question.floor_percent),
    }


def read_question(written: Mapping[str, Any]) -> Question:
    """The question that was kept."""
    return Question(
        int(written["budget_rupiah"]),
        {name: Fraction(weight) for name, weight in written["importance"].items()},
        Fraction(written["aimed_weight"]),
        Fraction(written["jp_penalty"]),
        tuple((employee, intervention) for employee, intervention in written["pins"]),
        tuple((employee, intervention) for employee, intervention in written["bans"]),
        tuple((unit, int(most)) for unit, most in written["quotas"]),
        _number(written["classical_percent"]),
        _number(written["floor_percent"]),
    )


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@dataclass(frozen=True)
class PlanFigures:
    """What a plan comes to, measured with the weights in force, so that plans of different questions compare."""

    budget_rupiah: int
    spent_rupiah: int
    batches: int
    items: int
    people: int
    people_helped: int
    weighted_gap: float
    weighted_closure: float
    levels_gap: float
    levels_closed: float
    learning_hours: float
    missing_jp: float
    people_below_minimum_jp: int
    classical_share_percent: float | None
    index_mean: float | None
    """The mean IP ASN if all that is planned is finished: a simulation with the assumptions of decision 0012."""

    @property
    def closure(self) -> float | None:
        """The share of the weighted gap that is closed."""
        return self.weighted_closure / self.weighted_gap if self.weighted_gap else None


@dataclass(frozen=True)
class UnitChange:
    """What a scenario changes in one OPD."""

    unit_id: str
    name: str
    people: int
    helped_before: int
    helped: int
    weighted_gap: float
    closure_before: float
    closure: float
    gaining: int
    losing: int
    dropped: int


@dataclass(frozen=True)
class PersonChange:
    """Somebody for whom a scenario is not the plan: items, JP and levels closed before and with it."""

    employee_id: str
    items_before: int
    items: int
    hours_before: float
    hours: float
    levels_before: float
    levels: float

    @property
    def is_gaining(self) -> bool:
        """Whether more is closed for her, or as much with more JP."""
        return (self.levels, self.hours) > (self.levels_before, self.hours_before)

    @property
    def is_dropped(self) -> bool:
        """Whether the plan helps her and the scenario does not."""
        return bool(self.items_before) and not self.items


@dataclass(frozen=True)
class Answer:
    """A plan of the changed question beside the plan of the run, and how far from the best it is at most.

    `objective` and `upper_bound` are measured with the weights of the question itself.
    """

    objective: float
    upper_bound: float
    is_refined: bool
    before: PlanFigures
    after: PlanFigures
    units: tuple[UnitChange, ...]
    seconds: float
    people: tuple[PersonChange, ...] = ()
    """Everybody for whom something changes; empty where the answer was read without them."""
    floor_distance: float = 0.0
    below_floor: tuple[str, ...] = ()
    """How far all OPDs together are from the floor that was asked for, and those below it, the furthest first."""

    def is_better_than(self, other: Answer) -> bool:
        """Whether its plan is nearer to the floors, or as near and worth no less."""
        if abs(self.floor_distance - other.floor_distance) > NEAR:
            return self.floor_distance < other.floor_distance
        return self.objective >= other.objective

    @property
    def distance_percent(self) -> float:
        """How far from the best plan it can be, in percent."""
        return optimality_gap_percent(self.upper_bound, self.objective)

    @property
    def gaining(self) -> int:
        """How many people gain."""
        return sum(each.gaining for each in self.units)

    @property
    def losing(self) -> int:
        """How many people get less, those among them who are no longer helped."""
        return sum(each.losing for each in self.units)

    @property
    def dropped(self) -> int:
        """How many people are no longer helped."""
        return sum(each.dropped for each in self.units)


def write_answer(answer: Answer) -> Json:
    """The answer as JSON, without its people."""
    written = asdict(replace(answer, people=()))
    del written["people"]
    return written


def write_people(answer: Answer) -> list[list[Any]]:
    """The people of an answer as rows of values, since there may be thousands."""
    return [list(asdict(each).values()) for each in answer.people]


def read_answer(written: Mapping[str, Any], people: Sequence[Sequence[Any]] = ()) -> Answer:
    """The answer that was kept."""
    return Answer(
        objective=written["objective"],
        upper_bound=written["upper_bound"],
        is_refined=written["is_refined"],
        before=PlanFigures(**written["before"]),
        after=PlanFigures(**written["after"]),
        units=tuple(UnitChange(**each) for each in written["units"]),
        seconds=written["seconds"],
        people=tuple(PersonChange(*row) for row in people),
        # scenarios that were saved before floors were measured have neither
        floor_distance=written.get("floor_distance", 0.0),
        below_floor=tuple(written.get("below_floor", ())),
    )

"""The figures of a plan that follow from its items: of each item, of each agency, of all agencies together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.checker.effect import Credit, find_credits, missing_hours
from tests.checker.given import Given, Item, Need, Row, by_person, exact
from tests.checker.limits import batches_of, spent_by
from tests.checker.who import list_admitted, list_needs

TOLERANCE = 1e-9
CLOSED_ENOUGH = Fraction(1, 100)
SUMMED = (
    "budget_rupiah", "spent_rupiah", "batches", "weighted_gap", "weighted_closure", "missing_jp", "objective",
    "people_below_minimum_jp",
)  # fmt: skip

Figures = dict[str, Any]


def is_near(written: object, right: Fraction | int | None) -> bool:
    """Whether a written double is this figure, but for its last bits."""
    if written is None or right is None:
        return written is right
    if isinstance(written, bool) or not isinstance(written, int | float):
        return False
    return abs(written - float(right)) <= TOLERANCE * max(1.0, abs(float(right)))


def divide(part: Fraction, whole: Fraction) -> Fraction | None:
    """The percentage that a part is of the whole; none of nothing."""
    return part / whole * 100 if whole else None


@dataclass
class Outcome:
    """What a plan does to everybody whom rule 14 admits."""

    given: Given
    items: Sequence[Item]
    needs: list[Need] = field(init=False)
    credits: dict[tuple[str, str], list[Credit]] = field(init=False)
    missing: dict[str, Fraction] = field(init=False)

    def __post_init__(self) -> None:
        self.needs = list_needs(self.given)
        taken = by_person(self.items)
        needs_of: dict[str, list[Need]] = defaultdict(list)
        for need in self.needs:
            needs_of[need.employee_id].append(need)
        self.credits = defaultdict(list)
        for person, offerings in taken.items():
            for credit in find_credits(self.given, needs_of[person], person, offerings):
                self.credits[person, credit.intervention_id].append(credit)
        self.missing = {
            person: missing_hours(self.given, person, taken.get(person, ())) for person in list_admitted(self.given)
        }

    def closes(self, item: Item) -> Fraction:
        """Levels that an item closes, summed over needs."""
        return _sum(credit.levels for credit in self.credits_of(item))

    def weighted_closure(self, item: Item) -> Fraction:
        """The same, each need by its weight."""
        return _sum(credit.levels * credit.need.weight for credit in self.credits_of(item))

    def credits_of(self, item: Item) -> list[Credit]:
        """What an item closes, need by need."""
        return self.credits.get((item.employee_id, item.intervention_id), [])

    def needs_left(self) -> list[Need]:
        """Needs that the plan does not fully close."""
        closed: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
        for earned in self.credits.values():
            for credit in earned:
                closed[credit.need[:3]] += credit.levels
        return [need for need in self.needs if need.attained + closed[need[:3]] < need.required]

    def people_below(self) -> list[str]:
        """PNS who stay below the minimum of JP."""
        return [person for person, missing in self.missing.items() if missing > 0]


def _sum(parts: Iterable[Fraction]) -> Fraction:
    return sum(parts, Fraction(0))


def figures_of_agency(outcome: Outcome, agency_id: str) -> Figures:
    """What the row of an agency must say, all but its bound, its gap and its method."""
    given = outcome.given
    items = [item for item in outcome.items if given.agency_of(item.employee_id) == agency_id]
    missing = {person: jp for person, jp in outcome.missing.items() if given.agency_of(person) == agency_id}
    closure = _sum(outcome.weighted_closure(item) for item in items)
    missing_jp = _sum(missing.values())
    return {
        "budget_rupiah": given.budget_of(agency_id),
        "spent_rupiah": spent_by(given, items)[agency_id],
        "batches": sum(len(batches) for batches in batches_of(given, items).values()),
        "weighted_gap": _sum(
            need.weight * (need.required - need.attained)
            for need in outcome.needs
            if given.agency_of(need.employee_id) == agency_id
        ),
        "weighted_closure": closure,
        "missing_jp": missing_jp,
        "objective": closure - exact(given.policy.jp_penalty) * missing_jp,
        "people_below_minimum_jp": sum(jp > 0 for jp in missing.values()),
        "classical_share_percent": classical_share(given, items),
    }


def figures_of_all(outcome: Outcome) -> Figures:
    """The figures of all agencies together."""
    agencies = [figures_of_agency(outcome, agency_id) for agency_id in agencies_with_people(outcome.given)]
    summed = {name: sum((agency[name] for agency in agencies), Fraction(0)) for name in SUMMED}
    return {**summed, "classical_share_percent": classical_share(outcome.given, outcome.items)}


def classical_share(given: Given, items: Sequence[Item]) -> Fraction | None:
    """JP of classical forms in a hundred JP of the plan."""
    hours = [(given.is_classical(item.intervention_id), given.hours_of(item.intervention_id)) for item in items]
    return divide(_sum(jp for is_classical, jp in hours if is_classical), _sum(jp for _, jp in hours))


def agencies_with_people(given: Given) -> list[str]:
    """Every agency that has people, in the order they are met."""
    return list(dict.fromkeys(row["agency_id"] for row in given.people.values()))


def compare(name: str, of_whom: str, written: Mapping[str, Any], right: Figures) -> list[str]:
    """Every written figure that is not the right one."""
    return [
        f"{name}: {column} of {of_whom} is {written.get(column)}, right is {figure if figure is None else float(figure)}"
        for column, figure in right.items()
        if not is_near(written.get(column), figure)
    ]


def check_items(outcome: Outcome, rows: Sequence[Row]) -> list[str]:
    """What each row of the plan says of its offering and of its effect."""
    faults = []
    for item, row in zip(outcome.items, rows, strict=True):
        offering = outcome.given.offerings[item.intervention_id]
        right: Figures = {
            "learning_hours": exact(offering["learning_hours"]),
            "cost_rupiah": offering["cost_per_participant"],
            "period": offering.get("period"),
            "closes": outcome.closes(item),
            "weighted_closure": outcome.weighted_closure(item),
        }
        faults += compare("plan", f"{item.employee_id} in {item.intervention_id}", row, right)
    return faults


def check_agencies(outcome: Outcome, rows: Sequence[Row]) -> list[str]:
    """Every agency with people has its row, with the right figures and a bound that holds."""
    written = [row["agency_id"] for row in rows]
    with_people = agencies_with_people(outcome.given)
    faults = [
        f"plan_agency: {agency_id} has {written.count(agency_id)} rows"
        for agency_id in dict.fromkeys([*with_people, *written])
        if written.count(agency_id) != 1
    ]
    for row in rows:
        right = figures_of_agency(outcome, row["agency_id"])
        faults += compare("plan_agency", row["agency_id"], row, right)
        faults += check_bound("plan_agency", row["agency_id"], row, right["objective"])
        if not row.get("method"):
            faults.append(f"plan_agency: {row['agency_id']} does not say how its plan was found")
    return faults


def check_bound(name: str, of_whom: str, row: Mapping[str, Any], objective: Fraction) -> list[str]:
    """The bound is not below the objective, and the gap between them is what rule 16 makes of it."""
    bound = row.get("upper_bound")
    if bound is None:
        return [f"{name}: {of_whom} has no upper_bound"]
    faults = []
    if bound < objective and not is_near(bound, objective):
        faults.append(f"{name}: upper_bound of {of_whom} is {bound}, below the objective {float(objective)}")
    distance = exact(bound) - objective
    percent = distance / max(Fraction(1), abs(exact(bound))) * 100
    on_the_edge = is_near(float(distance), CLOSED_ENOUGH)
    allowed = {Fraction(0), percent} if on_the_edge else {Fraction(0) if distance <= CLOSED_ENOUGH else percent}
    written = row.get("optimality_gap_percent")
    if not any(is_near(written, figure) for figure in allowed):
        right = " or ".join(str(float(figure)) for figure in sorted(allowed))
        faults.append(f"{name}: optimality_gap_percent of {of_whom} is {written}, right is {right}")
    return faults


def check_totals(outcome: Outcome, agencies: Sequence[Row], totals: Mapping[str, Any]) -> list[str]:
    """The plan in the summary: agencies added up, shares and the gap computed anew."""
    right = figures_of_all(outcome)
    bound = _sum(exact(row["upper_bound"]) for row in agencies if row.get("upper_bound") is not None)
    faults = compare("summary", "the plan", totals, {**right, "upper_bound": bound})
    return faults + check_bound("summary", "the plan", {**totals, "upper_bound": float(bound)}, right["objective"])

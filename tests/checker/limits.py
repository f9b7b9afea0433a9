"""Every limit of rule 17, one function each; each says in words what breaks it, and nothing where it is kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from math import floor

from tests.checker.given import PPPK, PPPK_CEILING, Given, Item, add_months, by_person, exact

Items = Sequence[Item]


def batches_of(given: Given, items: Items) -> dict[tuple[str, str], Counter[int]]:
    """People in each batch of each agency and offering."""
    found: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for item in items:
        found[given.agency_of(item.employee_id), item.intervention_id][item.batch] += 1
    return found


def spent_by(given: Given, items: Items) -> Counter[str]:
    """Rupiah that each agency spends: heads and batches."""
    found: Counter[str] = Counter()
    for (agency_id, intervention_id), batches in batches_of(given, items).items():
        offering = given.offerings[intervention_id]
        found[agency_id] += batches.total() * offering["cost_per_participant"]
        found[agency_id] += len(batches) * offering["cost_per_batch"]
    return found


def check_money(given: Given, items: Items) -> list[str]:
    """No agency spends more than its budget."""
    return [
        f"{agency_id} spends {amount} of {given.budget_of(agency_id)}"
        for agency_id, amount in spent_by(given, items).items()
        if amount > given.budget_of(agency_id)
    ]


def check_unit_money(given: Given, items: Items) -> list[str]:
    """Costs per head of a unit and all below it stay within its own row; costs of batches never count there."""
    spent: Counter[str] = Counter()
    for item in items:
        for unit_id in given.units_of(item.employee_id):
            spent[unit_id] += given.offerings[item.intervention_id]["cost_per_participant"]
    return [
        f"{row['unit_id']} spends {spent[row['unit_id']]} of {row['amount_rupiah']}"
        for row in given.budgets_of_year
        if row.get("unit_id") is not None and spent[row["unit_id"]] > row["amount_rupiah"]
    ]


def check_batch_numbers(given: Given, items: Items) -> list[str]:
    """Batches of an agency and offering are numbered from 1 without holes."""
    return [
        f"batches of {intervention_id} in {agency_id} are numbered {sorted(batches)}"
        for (agency_id, intervention_id), batches in batches_of(given, items).items()
        if sorted(batches) != list(range(1, len(batches) + 1))
    ]


def check_smallest_batch(given: Given, items: Items) -> list[str]:
    """No batch is smaller than the offering allows."""
    return [
        f"batch {number} of {intervention_id} in {agency_id} has {people}"
        for (agency_id, intervention_id), batches in batches_of(given, items).items()
        for number, people in sorted(batches.items())
        if people < (given.offerings[intervention_id].get("min_batch_size") or 1)
    ]


def check_largest_batch(given: Given, items: Items) -> list[str]:
    """No batch is larger than the offering allows."""
    return [
        f"batch {number} of {intervention_id} in {agency_id} has {people}"
        for (agency_id, intervention_id), batches in batches_of(given, items).items()
        for number, people in sorted(batches.items())
        if (size := given.offerings[intervention_id].get("batch_size")) is not None and people > size
    ]


def check_most_batches(given: Given, items: Items) -> list[str]:
    """No agency holds more batches than the offering allows, and one where a batch has no size."""
    found = []
    for (agency_id, intervention_id), batches in batches_of(given, items).items():
        offering = given.offerings[intervention_id]
        most = [offering.get("max_batches"), 1 if offering.get("batch_size") is None else None]
        if any(limit is not None and len(batches) > limit for limit in most):
            found.append(f"{agency_id} holds {len(batches)} batches of {intervention_id}")
    return found


def check_programme(given: Given, items: Items) -> list[str]:
    """Nobody takes a programme twice."""
    taken = Counter((item.employee_id, given.program_of(item.intervention_id)) for item in items)
    return [f"{person} takes {program} {times} times" for (person, (_, program)), times in taken.items() if times > 1]


def first_day_of(given: Given, intervention_id: str) -> date:
    """The first day of an offering's month, or the day of the plan where it has none."""
    period = given.offerings[intervention_id].get("period")
    return given.as_of if period is None else date(given.year, period, 1)


def is_completed(given: Given, employee_id: str, intervention_id: str) -> bool:
    """Whether a completion in the programme still stands against the offering."""
    program = given.program_of(intervention_id)
    done = [
        row["completed_on"]
        for row in given.completions.get(employee_id, ())
        if given.program_of(row["intervention_id"]) == program
    ]
    if not done:
        return False
    repeat = given.offerings[intervention_id].get("repeat_after_months")
    return repeat is None or add_months(max(done), repeat) > first_day_of(given, intervention_id)


def check_completed(given: Given, items: Items) -> list[str]:
    """Nobody takes again what is completed, before its time."""
    return [
        f"{item.employee_id} has completed the programme of {item.intervention_id}"
        for item in items
        if is_completed(given, item.employee_id, item.intervention_id)
    ]


def is_passed(given: Given, intervention_id: str) -> bool:
    """Whether the month of an offering lies before the month of the day."""
    period = given.offerings[intervention_id].get("period")
    return period is not None and (given.year, period) < (given.as_of.year, given.as_of.month)


def check_period_passed(given: Given, items: Items) -> list[str]:
    """No offering of a month gone by is planned."""
    planned = sorted({item.intervention_id for item in items})
    return [f"the month of {offering} is over" for offering in planned if is_passed(given, offering)]


def is_eligible(given: Given, employee_id: str, intervention_id: str) -> bool:
    """Whether one row fits in all its filled columns, or there is no row."""
    person = given.people[employee_id]
    position = given.positions[person["position_id"]]
    has = {"grade": position["grade"], "job_family": position.get("job_family"), "status": person["status"]}
    units = given.units_of(employee_id)
    rows = given.eligibility.get(intervention_id, [])
    return not rows or any(
        all(row.get(column) in (None, value) for column, value in has.items())
        and (row.get("unit_id") is None or row["unit_id"] in units)
        for row in rows
    )


def check_eligibility(given: Given, items: Items) -> list[str]:
    """Everybody qualifies for what they take."""
    return [
        f"{item.employee_id} does not qualify for {item.intervention_id}"
        for item in items
        if not is_eligible(given, item.employee_id, item.intervention_id)
    ]


def is_of_another_agency(given: Given, employee_id: str, intervention_id: str) -> bool:
    """Whether the offering belongs to an agency that is not the person's."""
    return given.offerings[intervention_id].get("agency_id") not in (None, given.agency_of(employee_id))


def check_other_agency(given: Given, items: Items) -> list[str]:
    """Nobody takes an offering of another agency."""
    return [
        f"{item.intervention_id} is not of the agency of {item.employee_id}"
        for item in items
        if is_of_another_agency(given, item.employee_id, item.intervention_id)
    ]


def lacks_prerequisite(given: Given, employee_id: str, intervention_id: str, taken: Sequence[str]) -> bool:
    """Whether something that must come first is neither completed nor taken in time."""
    completed = {row["intervention_id"] for row in given.completions.get(employee_id, ())}
    return any(
        first not in completed and not (first in taken and _may_precede(given, first, intervention_id))
        for first in given.prerequisites.get(intervention_id, ())
    )


def _may_precede(given: Given, first: str, then: str) -> bool:
    month, next_month = given.offerings[first].get("period"), given.offerings[then].get("period")
    return month is None or next_month is None or bool(month < next_month)


def check_prerequisite(given: Given, items: Items) -> list[str]:
    """What must come first comes first."""
    return [
        f"{person} takes {offering} without what must come first"
        for person, taken in by_person(items).items()
        for offering in taken
        if lacks_prerequisite(given, person, offering, taken)
    ]


def exceeds_hours(given: Given, employee_id: str, taken: Sequence[str]) -> bool:
    """Whether items that count for a ceiling lead above it."""
    if given.people[employee_id]["status"] in PPPK:
        counting, ceiling = list(taken), Fraction(PPPK_CEILING)
        before = given.hours_so_far(employee_id)
    else:
        counting, ceiling = [one for one in taken if given.is_elective(one)], exact(given.policy.elective_ceiling)
        before = given.hours_so_far(employee_id, elective_only=True)
    return bool(counting) and before + sum(given.hours_of(one) for one in counting) > ceiling


def check_hours(given: Given, items: Items) -> list[str]:
    """PPPK stay within their JP of a year, PNS and CPNS within their elective JP."""
    return [
        f"{person} takes {taken} above the ceiling of JP"
        for person, taken in by_person(items).items()
        if exceeds_hours(given, person, taken)
    ]


def check_count(given: Given, items: Items) -> list[str]:
    """Nobody has more items than the policy allows."""
    return [
        f"{person} takes {len(taken)} items"
        for person, taken in by_person(items).items()
        if len(taken) > given.policy.max_items
    ]


def most_absent(given: Given, unit_id: str) -> int:
    """How many of a workplace may be away in one month."""
    share = exact(given.policy.absence_percent) / 100
    return max(1, floor(share * given.people_in_unit[unit_id]))


def workplace_month(given: Given, employee_id: str, intervention_id: str) -> tuple[str, int] | None:
    """The workplace and month in which a participation counts as absence."""
    period = given.offerings[intervention_id].get("period")
    if period is None or not given.is_classical(intervention_id):
        return None
    return given.people[employee_id]["unit_id"], period


def check_absence(given: Given, items: Items) -> list[str]:
    """No workplace has too many in classical forms in one month."""
    away = Counter(workplace_month(given, item.employee_id, item.intervention_id) for item in items)
    return [
        f"{key[0]} has {people} away in month {key[1]}"
        for key, people in away.items()
        if key is not None and people > most_absent(given, key[0])
    ]


def check_quota(given: Given, items: Items) -> list[str]:
    """No unit has more people in the plan than its quota."""
    planned = {item.employee_id for item in items}
    found = []
    for quota in given.policy.quotas:
        people = sum(quota["unit_id"] in given.units_of(person) for person in planned)
        if people > quota["max_people"]:
            found.append(f"{people} people of {quota['unit_id']} are planned")
    return found


def check_classical_share(given: Given, items: Items) -> list[str]:
    """No agency's plan has more of its JP in class than policy allows."""
    percent = given.policy.classical_percent
    hours, classical = defaultdict[str, Fraction](Fraction), defaultdict[str, Fraction](Fraction)
    for item in items:
        jp, agency_id = given.hours_of(item.intervention_id), given.agency_of(item.employee_id)
        hours[agency_id] += jp
        classical[agency_id] += jp if given.is_classical(item.intervention_id) else 0
    return [
        f"{agency_id} has {classical[agency_id]} of {all_hours} JP in class"
        for agency_id, all_hours in hours.items()
        if percent is not None and 100 * classical[agency_id] > exact(percent) * all_hours
    ]


def is_banned(given: Given, employee_id: str, intervention_id: str) -> bool:
    """Whether the policy forbids the offering, to this person or to all."""
    return any(
        ban["intervention_id"] == intervention_id and ban.get("employee_id") in (None, employee_id)
        for ban in given.policy.bans
    )


def check_ban(given: Given, items: Items) -> list[str]:
    """Nothing banned is planned."""
    return [
        f"{item.employee_id} takes {item.intervention_id}"
        for item in items
        if is_banned(given, item.employee_id, item.intervention_id)
    ]


def check_pin(given: Given, items: Items) -> list[str]:
    """Who is pinned takes the offering; an offering pinned without a person is held."""
    return [
        f"{pin.get('employee_id') or 'nobody'} does not take {pin['intervention_id']}"
        for pin in given.policy.pins
        if not any(
            item.intervention_id == pin["intervention_id"] and pin.get("employee_id") in (None, item.employee_id)
            for item in items
        )
    ]


LIMITS: dict[str, Callable[[Given, Items], list[str]]] = {
    "money": check_money,
    "unit_money": check_unit_money,
    "batch_numbers": check_batch_numbers,
    "smallest_batch": check_smallest_batch,
    "largest_batch": check_largest_batch,
    "most_batches": check_most_batches,
    "programme": check_programme,
    "completed": check_completed,
    "period_passed": check_period_passed,
    "eligibility": check_eligibility,
    "other_agency": check_other_agency,
    "prerequisite": check_prerequisite,
    "hours": check_hours,
    "count": check_count,
    "absence": check_absence,
    "quota": check_quota,
    "classical_share": check_classical_share,
    "ban": check_ban,
    "pin": check_pin,
}


def check_limits(given: Given, items: Items) -> list[str]:
    """Every fault against rule 17, with the name of its limit in front."""
    return [f"{name}: {fault}" for name, check in LIMITS.items() for fault in check(given, items)]

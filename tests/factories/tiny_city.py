"""Tiny cities at random: few enough people and offerings that every plan can be tried, full of limits that bind."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

Rows = dict[str, list[dict[str, Any]]]
T = TypeVar("T")

DAYS = (date(2026, 1, 1), date(2026, 3, 31), date(2026, 6, 15), date(2024, 2, 29))
COMPETENCIES = {"C1": "technical", "C2": "managerial", "C3": "technical"}
SOURCES = {"technical": "competency_test", "managerial": "assessment_center"}
GRADES = ("pelaksana", "administrator", "jpt_pratama", "jf_ahli_madya", "jf_ahli_utama", "jf_terampil")
AGES = (58, 60, 65)
FORMS = ("KL01", "KL03", "KL03", "KL04", "KL07", "NKL01", "NKL03", "NKL07", "PD01", "PD02")
MILLION = 1_000_000


@dataclass
class TinyCity:
    """Rows of a dataset that the contract accepts, and what the run is told beside it."""

    seed: int
    random: Random
    as_of: date
    year: int
    rows: Rows = field(default_factory=dict)
    budget: int | None = None
    policy: dict[str, Any] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """True in that share of cities."""
        return self.random.random() < share

    def pick(self, values: Sequence[T]) -> T:
        """One of the values."""
        return self.random.choice(values)

    def maybe(self, share: float, values: Sequence[T]) -> T | None:
        """One of the values in that share of cities, else empty."""
        return self.pick(values) if self.chance(share) else None

    def ids(self, table: str, agency_id: str | None = None) -> list[str]:
        """The keys of a table, which stand first in its rows; of one agency where it is named."""
        rows = [row for row in self.rows[table] if agency_id is None or row["agency_id"] == agency_id]
        return [str(next(iter(row.values()))) for row in rows]


def make_tiny_city(seed: int) -> TinyCity:
    """The city of a seed: the same seed, the same city."""
    random = Random(seed)
    as_of = random.choice(DAYS)
    city = TinyCity(seed, random, as_of, as_of.year + (random.random() < 0.15))
    agencies = ["A", "B"] if city.chance(0.25) else ["A"]
    city.rows["agencies"] = [{"agency_id": agency, "name": agency, "kind": "city"} for agency in agencies]
    count = city.pick((1, 2, 3, 3))
    city.rows["competencies"] = [
        {"competency_id": key, "name": key, "kind": kind} for key, kind in list(COMPETENCIES.items())[:count]
    ]
    city.rows["units"] = [unit for agency in agencies for unit in _units(city, agency)]
    city.rows["positions"] = [position for agency in agencies for position in _positions(city, agency)]
    city.rows["requirements"] = _requirements(city)
    city.rows["employees"] = [_employee(city, number) for number in range(city.pick((1, 2, 3, 3, 4, 4, 4, 4, 4, 4)))]
    city.rows["ratings"] = _ratings(city)
    city.rows["interventions"] = [
        _intervention(city, number) for number in range(city.pick((1, 2, 3, 4, 4, 5, 5, 5, 5)))
    ]
    city.rows["effects"] = _effects(city)
    city.rows["eligibility"] = _eligibility(city)
    city.rows["prerequisites"] = _prerequisites(city)
    city.rows["completions"] = _completions(city)
    city.rows["objectives"], city.rows["objective_needs"] = _objectives(city)
    _give_money(city)
    _give_policy(city)
    return city


def _units(city: TinyCity, agency: str) -> list[dict[str, Any]]:
    units: list[dict[str, Any]] = []
    for number in range(city.random.randint(1, 3)):
        above = city.maybe(0.6, units) if units else None
        units.append({
            "unit_id": f"{agency}U{number}", "agency_id": agency, "name": f"Unit {number}", "is_opd": above is None,
            "parent_unit_id": above["unit_id"] if above else None,
        })  # fmt: skip
    return units


def _positions(city: TinyCity, agency: str) -> list[dict[str, Any]]:
    return [
        {"position_id": f"{agency}P{number}", "agency_id": agency, "title": "Jabatan", "grade": city.pick(GRADES),
         "job_family": city.maybe(0.5, ("F1", "F2")), "criticality": city.maybe(0.4, (0.5, 1.25, 2.0))}
        for number in range(city.random.randint(1, 2))
    ]  # fmt: skip


def _requirements(city: TinyCity) -> list[dict[str, Any]]:
    return [
        {"position_id": position, "competency_id": competency, "required_level": city.pick((2, 3, 3, 4, 4, 5)),
         "importance": city.maybe(0.7, ("mutlak", "penting", "perlu"))}
        for position in city.ids("positions")
        for competency in city.ids("competencies")[:: 1 if city.chance(0.8) else 2]
    ]  # fmt: skip


def _employee(city: TinyCity, number: int) -> dict[str, Any]:
    unit = city.pick(city.rows["units"])
    status = city.pick(("pns", "pns", "pns", "cpns", "pppk", "pppk", "pppk_part_time"))
    aims = city.chance(0.4)
    return {
        "employee_id": f"E{number}", "agency_id": unit["agency_id"], "unit_id": unit["unit_id"], "name": "Orang",
        "position_id": city.pick(city.ids("positions", unit["agency_id"])), "status": status,
        "target_position_id": city.pick(city.ids("positions")) if aims else None,
        "target_approved": city.maybe(0.8, (True, True, False)) if aims else None,
        "standing": city.maybe(0.2, ("active", "active", "leave", "study")), "education_level": "s1",
        "birth_date": _birth_date(city), "contract_end": _contract_end(city) if status.startswith("pppk") else None,
        "learning_hours": city.maybe(0.4, (0.0, 4.0, 10.0, 14.0, 20.0, 24.0, 25.0, 100.0, 120.0, 121.0)),
    }  # fmt: skip


def _shift(day: date, months: int, days: int = 0) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    same = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return same + timedelta(days)


def _birth_date(city: TinyCity) -> date | None:
    """Seldom a person on the edge of an age limit; the 29th of February stays out, its birthdays are disputed."""
    if city.chance(0.75):
        return None
    age, day = city.pick((30, 40, 50, *AGES)), city.pick((-1, 0, 0, 1))
    born = _shift(city.as_of, 12 - 12 * age, day)
    return born - timedelta(1) if (born.month, born.day) == (2, 29) else born


def _contract_end(city: TinyCity) -> date | None:
    return None if city.chance(0.6) else _shift(city.as_of, city.pick((6, 24, 24)), city.pick((-1, 0, 1)))


def _ratings(city: TinyCity) -> list[dict[str, Any]]:
    kinds = {row["competency_id"]: row["kind"] for row in city.rows["competencies"]}
    levels = (0.0, 0.5, 1.0, 1.0, 1.0, 1.5, 1.5, 2.0, 2.25, 2.67, 3.0, 3.5)
    return [
        {"rating_id": f"{person}-{competency}", "employee_id": person, "competency_id": competency,
         "source": SOURCES[kind], "level": city.pick(levels), "assessed_on": city.as_of - timedelta(30)}
        for person in city.ids("employees")
        for competency, kind in kinds.items()
        if city.chance(0.9)
    ]  # fmt: skip


def _intervention(city: TinyCity, number: int) -> dict[str, Any]:
    size = city.maybe(0.7, (1, 2, 2, 3))
    return {
        "intervention_id": f"I{number}", "program_id": city.maybe(0.35, ("PR1", "PR1", "PR2")),
        "agency_id": city.maybe(0.25, city.ids("agencies")), "title": f"Kegiatan {number}", "form": city.pick(FORMS),
        "learning_hours": city.pick((1.0, 2.5, 4.0, 4.0, 6.0, 6.0, 10.0, 10.0, 12.0, 14.0, 20.0, 24.0, 40.0, 121.0)),
        "cost_per_participant": city.pick((0, 1, 1, 1, 2, 3)) * MILLION, "cost_per_batch": city.pick((0, 0, 1, 3)) * MILLION,
        "batch_size": size, "min_batch_size": city.maybe(0.4, range(1, min(size or 3, 3) + 1)),
        "max_batches": city.maybe(0.6, (1, 1, 2)), "period": _period(city),
        "repeat_after_months": city.maybe(0.5, (6, 12)),
    }  # fmt: skip


def _period(city: TinyCity) -> int | None:
    month = city.as_of.month
    near = [one for one in (month - 1, month, month, month + 1, month + 2) if 1 <= one <= 12]
    return city.maybe(0.65, near)


def _effects(city: TinyCity) -> list[dict[str, Any]]:
    """Two ladders: short steps that end early, long ones that end late, so that their order matters."""
    found = []
    for intervention in city.ids("interventions"):
        for competency in city.ids("competencies"):
            if city.chance(0.7):
                by, to = city.pick(
                    ((0.5, 2.5), (1.0, 2.0), (1.0, 3.0), (1.0, 4.0), (1.5, 4.0), (2.0, 5.0), (0.75, 5.0))
                )
                found.append(
                    {"intervention_id": intervention, "competency_id": competency, "raise_by": by, "raise_to": to}
                )
    return found


def _eligibility(city: TinyCity) -> list[dict[str, Any]]:
    grades = [row["grade"] for row in city.rows["positions"]]
    return [
        {"intervention_id": intervention, "grade": city.maybe(0.3, grades), "job_family": city.maybe(0.3, ("F1", "F2")),
         "unit_id": city.maybe(0.4, city.ids("units")), "status": city.maybe(0.3, ("pns", "cpns", "pppk"))}
        for intervention in city.ids("interventions")
        for _ in range(city.pick((0, 0, 0, 0, 1, 2)))
    ]  # fmt: skip


def _prerequisites(city: TinyCity) -> list[dict[str, Any]]:
    """Only earlier offerings come first, so that no circle arises."""
    offerings = city.ids("interventions")
    return [
        {"intervention_id": offering, "requires_intervention_id": city.pick(offerings[:place])}
        for place, offering in enumerate(offerings)
        if place and city.chance(0.2)
    ]


def _completions(city: TinyCity) -> list[dict[str, Any]]:
    """Around the day on which a repeat becomes lawful, and around the day of the plan."""
    found = {}
    for person in city.ids("employees"):
        for offering in city.rows["interventions"]:
            if city.chance(0.12):
                month = offering["period"]
                first = city.as_of if month is None else date(city.year, month, 1)
                months = city.pick((-12, -6, -6, -1))
                day = _shift(first, months, city.pick((-1, 0, 0, 1)))
                found[person, offering["intervention_id"], city.pick((day, day, city.as_of))] = city.pick((4.0, 10.0))
    return [
        {"employee_id": person, "intervention_id": offering, "completed_on": day, "learning_hours": hours}
        for (person, offering, day), hours in found.items()
    ]


def _objectives(city: TinyCity) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    if city.chance(0.4):
        return [], []
    shares = city.pick(((None, None), (0.3, 0.7), (0.0, 1.0)))
    objectives: list[dict[str, Any]] = [{"objective_id": "O", "kind": "goal", "title": "Tujuan"}]
    objectives += [
        {"objective_id": f"T{place}", "parent_objective_id": "O", "kind": "target", "title": "Sasaran", "weight": share}
        for place, share in enumerate(shares)
    ]
    objectives.append({"objective_id": "G", "parent_objective_id": "T0", "kind": "program", "title": "Program"})
    keys = {
        (city.pick(("T0", "T1", "G")), city.pick(city.ids("units")), city.pick(city.ids("competencies")))
        for _ in range(city.random.randint(1, 3))
    }
    needs = [
        {"objective_id": objective, "unit_id": unit, "competency_id": competency, "weight": city.pick((0.25, 0.5, 1.0))}
        for objective, unit, competency in sorted(keys)
    ]
    return objectives, needs


def _give_money(city: TinyCity) -> None:
    """The command's money, an agency's row, or only units' rows; units' rows bind beside each of them."""
    rows: list[dict[str, Any]] = []
    amounts = [amount * MILLION for amount in (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 100)]
    agencies = city.ids("agencies")
    by_command = len(agencies) == 1 and city.chance(0.3)
    if by_command:
        city.budget = city.pick(amounts[3:])
    units = [unit for unit in city.ids("units") if city.chance(0.25)]
    rows += [
        {"unit_id": unit, "agency_id": unit[0], "year": city.year, "amount_rupiah": city.pick(amounts[:6])}
        for unit in units
    ]
    whole = [agency for agency in agencies if city.chance(0.85)]
    if not by_command and not units and not whole:
        whole = agencies
    rows += [{"agency_id": agency, "year": city.year, "amount_rupiah": city.pick(amounts[3:])} for agency in whole]
    if city.chance(0.2):
        rows.append({"agency_id": agencies[0], "year": city.year - 1, "amount_rupiah": 1000 * MILLION})
    city.rows["budgets"] = rows


def _give_policy(city: TinyCity) -> None:
    """Half of the cities keep the defaults; a pin is of an offering without an obvious obstacle, yet may be impossible."""
    if city.chance(0.5):
        return
    plan: dict[str, Any] = {}
    some = {
        "jp_penalty": (0, 0.1, 2), "minimum_jp": (4, 10), "elective_ceiling": (4, 10, 40), "max_items": (1, 1, 2),
        "absence_percent": (0, 50, 50, 100), "statuses": (["pns"], ["pns", "cpns", "pppk", "pppk_part_time"]),
        "standings": (["active", "leave"],), "retiring_months": (0, 24), "contract_months": (0, 12),
        "quotas": tuple([{"unit_id": unit, "max_people": most}] for unit in city.ids("units") for most in (0, 1, 1, 2)),
        "bans": tuple(_aims(city)), "pins": tuple(_aims(city)),
    }  # fmt: skip
    for name, values in some.items():
        if city.chance(0.05 if name == "pins" else 0.2):
            plan[name] = city.pick(values)
    city.policy = {"plan": plan} if plan else {}


def _aims(city: TinyCity) -> list[list[dict[str, Any]]]:
    offerings = city.ids("interventions")
    for_all = [[{"intervention_id": offering}] for offering in offerings]
    people = city.ids("employees")
    return for_all + [[{"employee_id": who, "intervention_id": what}] for who in people for what in offerings]

"""Every check of the data quality, subject by subject with the rules, against its statement: on cities full of faults."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random
from typing import Any

import pytest

from benangmerah.analytics.data_quality import Mentions, find_quality
from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import build_marts
from benangmerah.domain.assessment import Rating, newest_per_rater, rating_counts
from benangmerah.domain.policy import Policy
from benangmerah.domain.quality import (
    CHECKS,
    QualityLimits,
    are_copied,
    are_identical,
    is_beyond_hours,
    is_overrated,
    is_past_retirement,
)
from benangmerah.kernel.period import months_after, months_before, years_before
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from tests.factories.dataset import Rows, make_dataset
from tests.factories.policy import make_policy

AS_OF = date(2026, 3, 31)
LAW = load_library().on(AS_OF)
LIMITS = QualityLimits.from_law(LAW)
POLICY = make_policy()
COMPETENCIES = {"C1": "managerial", "C2": "technical", "C3": "sociocultural"}
LEADING = {"jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas"}
Found = dict[str, dict[tuple[str, str | None], tuple[int, float | None]]]


def make_messy_city(random: Random) -> Rows:
    """A small city in which every check has something to find now and then."""
    units = [
        {"unit_id": f"U{n}", "agency_id": "A", "name": f"Unit {n}", "is_opd": n < 2,
         "parent_unit_id": None if n < 2 else f"U{random.randrange(n)}"}
        for n in range(6)
    ]  # fmt: skip
    positions = [
        {"position_id": f"P{n}", "agency_id": "A", "title": f"Jabatan {random.randrange(6)}",
         "grade": random.choice(["pelaksana", "pengawas", "jf_ahli_muda", "jf_ahli_madya", "pelaksana"])}
        for n in range(8)
    ]  # fmt: skip
    people = [_person(random, n) for n in range(40)]
    days = [AS_OF + timedelta(step) for months in (0, 9, 12, 33, 36) for step in (-1, 0, 1)
            for AS_OF in (months_before(date(2026, 3, 31), months),)]  # fmt: skip
    habits = {unit["unit_id"]: random.choice(["copy", "same", "free", "none"]) for unit in units}
    ratings: list[dict[str, Any]] = []
    for person in people:
        if habits[person["unit_id"]] == "none":
            continue
        for competency in COMPETENCIES:
            superior = (
                3.0 if habits[person["unit_id"]] == "same" and random.random() < 0.95 else random.choice([1, 2.5, 4])
            )
            own = superior if habits[person["unit_id"]] == "copy" else random.choice([1, 2.0, 3.5, 5])
            for source, level in (("superior", superior), ("self", own), ("competency_test", 3.0)):
                if random.random() < 0.8:
                    ratings.append({
                        "rating_id": f"R{len(ratings)}", "employee_id": person["employee_id"],
                        "competency_id": competency, "source": source, "level": float(level),
                        "assessed_on": random.choice(days),
                        "valid_until": random.choice([None, None, None, AS_OF + timedelta(40), AS_OF]),
                    })  # fmt: skip
    return {
        "agencies": [{"agency_id": "A", "name": "Kota", "kind": "city"}],
        "units": units,
        "positions": positions,
        "competencies": [{"competency_id": c, "name": c, "kind": kind} for c, kind in COMPETENCIES.items()],
        "employees": people,
        "requirements": [
            {"position_id": position["position_id"], "competency_id": competency, "required_level": 3,
             "basis": random.choice([None, "decreed", "provisional"])}
            for position, competency in product(positions, COMPETENCIES)
            if position["position_id"] != "P0" and random.random() < 0.6
        ],
        "position_requirements": [
            {"position_id": position["position_id"], "kind": "education_level", "value": "s1"} for position in positions[:4]
        ],
        "assignments": [
            {"employee_id": person["employee_id"], "position_id": "P1", "kind": random.choice(["plt", "additional"]),
             "from_date": random.choice([AS_OF, AS_OF + timedelta(1), date(2025, 1, 1)]),
             "to_date": random.choice([None, AS_OF, AS_OF + timedelta(1)])}
            for person in people[:4]
        ],
        "interventions": [
            {"intervention_id": f"I{n}", "title": f"Diklat {n}", "form": "KL03", "learning_hours": 20.0,
             "duration_days": days, "cost_per_participant": 1, "cost_per_batch": 0}
            for n, days in enumerate([None, 2.0, 40.0])
        ],
        "completions": [
            {"employee_id": person["employee_id"], "intervention_id": f"I{n}", "completed_on": day,
             "learning_hours": random.choice([20.0, 20.1, 290.0, 300.0, 401.0])}
            for person in people[:20]
            for n, day in random.sample(list(product(range(3), [date(2026, 2, 1), date(2026, 2, 28), AS_OF, date(2026, 4, 1)])), 3)
        ],
        "ratings": ratings,
    }  # fmt: skip


def _person(random: Random, number: int) -> dict[str, Any]:
    age_limit = random.choice([58, 60, 40, 30])
    born = years_before(AS_OF, age_limit) + timedelta(random.choice([-1, 0, 1, 200]))
    return {
        "employee_id": f"E{number:02}", "agency_id": "A", "unit_id": f"U{random.randrange(5)}",
        "position_id": f"P{random.randrange(7)}", "target_position_id": random.choice([None, None, "P7"]),
        "name": f"Orang {random.randrange(30)}", "status": "pns", "standing": random.choice([None, "active", "leave"]),
        "education_level": random.choice(["s1", "slta", "d3"]), "birth_date": random.choice([born, born, born, None]),
    }  # fmt: skip


class City:
    """The rules asked one subject after the other; gaps and reasons come from marts that have their own agreement test."""

    def __init__(self, rows: Rows, marts: dict[str, list[dict[str, Any]]], mentions: Mentions, policy: Policy) -> None:
        self.rows, self.marts, self.mentions, self.policy = rows, marts, mentions, policy
        self.people = {row["employee_id"]: row for row in rows["employees"]}
        self.grade = {row["position_id"]: row["grade"] for row in rows["positions"]}
        self.held = [row for row in marts["gap"] if row["target"] == "held"]
        self.levels = self._levels()

    def unit(self, employee_id: str) -> str:
        return str(self.people[employee_id]["unit_id"])

    def is_active(self, employee_id: str) -> bool:
        return self.people[employee_id]["standing"] in (None, "active")

    def _levels(self) -> dict[tuple[str, str, str], Fraction]:
        """The level of each source that counts, its raters averaged."""
        given: dict[tuple[str, str, str], list[Rating]] = defaultdict(list)
        for row in self.rows["ratings"]:
            rating = Rating(
                row["rating_id"], row["source"], exact(row["level"]), row["assessed_on"], row["valid_until"]
            )
            if rating_counts(rating, AS_OF, self.policy.ratings):
                given[row["employee_id"], row["competency_id"], row["source"]].append(rating)
        newest = {key: newest_per_rater(ratings) for key, ratings in given.items()}
        return {
            key: sum((each.level for each in ratings), Fraction()) / len(ratings) for key, ratings in newest.items()
        }

    def persons(self, *found: str) -> dict[tuple[str, str | None], tuple[int, float | None]]:
        return {(person, self.unit(person)): (1, None) for person in found}

    def counted(self, counts: dict[str, int]) -> dict[tuple[str, str | None], tuple[int, float | None]]:
        return {(person, self.unit(person)): (1, float(count)) for person, count in counts.items() if count}

    def position_without_standard(self) -> Any:
        asked = {row["position_id"] for row in self.held}
        return self._by_position([p for p in self.people.values() if p["position_id"] not in asked])

    def _by_position(self, people: list[dict[str, Any]], amounts: dict[tuple[str, str], int] | None = None) -> Any:
        found: dict[tuple[str, str], int] = defaultdict(int)
        for person in people:
            found[person["position_id"], person["unit_id"]] += 1
        return {key: (count, None if amounts is None else float(amounts[key])) for key, count in found.items()}

    def nobody_rated_her(self) -> Any:
        states: dict[str, list[str]] = defaultdict(list)
        for row in self.held:
            states[row["employee_id"]].append(row["state"])
        return self.counted({p: len(s) for p, s in states.items() if set(s) == {"not_assessed"}})

    def held_twice(self) -> Any:
        seen: dict[Any, list[str]] = defaultdict(list)
        for person in self.people.values():
            if person["birth_date"]:
                seen[person["name"].lower(), person["birth_date"]].append(person["employee_id"])
        return self.persons(*(each for same in seen.values() if len(same) > 1 for each in same))

    def unit_without_rater(self) -> Any:
        found: dict[tuple[str, str | None], tuple[int, float | None]] = {}
        duty = {row["employee_id"] for row in self.rows["assignments"] if row["kind"] == "plt"
                and row["from_date"] <= AS_OF and (row["to_date"] is None or row["to_date"] > AS_OF)}  # fmt: skip
        for unit in self.rows["units"]:
            mine = [p for p in self.people.values() if p["unit_id"] == unit["unit_id"]]
            leads = any(self.grade[p["position_id"]] in LEADING or p["employee_id"] in duty for p in mine)
            rated = any(
                self.unit(person) == unit["unit_id"] for person, _, source in self.levels if source == "superior"
            )
            if mine and not leads and not rated:
                found[unit["unit_id"], unit["unit_id"]] = (len(mine), None)
        return found

    def only_in_siasn(self) -> Any:
        named = set().union(*self.mentions.files.values())
        return self.persons(*(
            p for p in self.people
            if p in self.mentions.siasn and p not in named and self.unit(p) in self.mentions.covered_units and self.is_active(p)
        ))  # fmt: skip

    def not_in_siasn(self) -> Any:
        return self.persons(
            *(p for p in self.people if self.mentions.siasn and p not in self.mentions.siasn and self.is_active(p))
        )

    def in_two_files(self) -> Any:
        counts = {p: sum(p in people for people in self.mentions.files.values()) for p in self.people}
        return self.counted({p: count for p, count in counts.items() if count > 1})

    def past_retirement(self) -> Any:
        return self.persons(*(
            p for p, row in self.people.items()
            if self.is_active(p) and row["birth_date"]
            and is_past_retirement(row["birth_date"], self.grade[row["position_id"]], AS_OF, LAW)
        ))  # fmt: skip

    def education_below_standard(self) -> Any:
        gaps = [row for row in self.marts["qualification_gap"] if row["target"] == "held" and row["state"] == "gap"]
        return self.persons(*{row["employee_id"] for row in gaps if row["kind"] == "education_level"})

    def identical_ratings(self) -> Any:
        given: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
        for (person, _, source), level in self.levels.items():
            if source == "superior":
                given[self.unit(person)].append((person, level))
        return {
            (unit, unit): (len({person for person, _ in rows}),
                           max(sum(level == each for _, each in rows) for _, level in rows) * 100 / len(rows))
            for unit, rows in given.items()
            if are_identical([level for _, level in rows], LIMITS)
        }  # fmt: skip

    def _pairs(self) -> list[tuple[str, Fraction, Fraction]]:
        return [
            (person, level, self.levels[person, competency, "superior"])
            for (person, competency, source), level in self.levels.items()
            if source == "self" and (person, competency, "superior") in self.levels
        ]

    def self_equals_superior(self) -> Any:
        units: dict[str, list[tuple[str, Fraction, Fraction]]] = defaultdict(list)
        for pair in self._pairs():
            units[self.unit(pair[0])].append(pair)
        return {
            (unit, unit): (len({person for person, *_ in pairs}), float(len(pairs)))
            for unit, pairs in units.items()
            if are_copied([(own, above) for _, own, above in pairs], LIMITS)
        }

    def self_above_superior(self) -> Any:
        counts: dict[str, int] = defaultdict(int)
        for person, own, above in self._pairs():
            counts[person] += is_overrated(own, above, LIMITS)
        return self.counted(counts)

    def hours_beyond_possible(self) -> Any:
        days = {row["intervention_id"]: row["duration_days"] for row in self.rows["interventions"]}
        found: dict[str, float] = {}
        months: dict[tuple[str, int, int], list[float]] = defaultdict(list)
        for row in self.rows["completions"]:
            day, hours, length = row["completed_on"], row["learning_hours"], days[row["intervention_id"]]
            if day > AS_OF:
                continue
            if length is not None and is_beyond_hours(exact(hours), exact(length), LIMITS):
                found[row["employee_id"]] = max(hours, found.get(row["employee_id"], 0))
            last = (months_after(day.replace(day=1), 1) - timedelta(1)).day
            if length is None or length <= last:
                months[row["employee_id"], day.month, last].append(hours)
        for (person, _, last), hours in months.items():
            if is_beyond_hours(sum(map(exact, hours), Fraction()), Fraction(last), LIMITS):
                found[person] = max(sum(hours), found.get(person, 0))
        return {(person, self.unit(person)): (1, pytest.approx(hours)) for person, hours in found.items()}

    def standard_not_decreed(self) -> Any:
        rows = [row for row in self.held if row["basis_of_standard"] != "decreed"]
        asked: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            asked[row["position_id"], self.unit(row["employee_id"])].add(row["competency_id"])
        people = [self.people[each] for each in {row["employee_id"] for row in rows}]
        return self._by_position(people, {key: len(each) for key, each in asked.items()})

    def ratings_lapsed(self) -> Any:
        counts: dict[str, int] = defaultdict(int)
        for row in self.marts["assess_first"]:
            counts[row["employee_id"]] += (row["target"], row["reason"]) == ("held", "expired")
        return self.counted(counts)

    def ratings_lapse_soon(self) -> Any:
        later = months_after(AS_OF, LIMITS.lapse_months)
        counting: set[tuple[str, str]] = set()
        ever: set[tuple[str, str]] = set()
        for row in self.rows["ratings"]:
            if (
                row["source"] not in self.policy.ratings.order[COMPETENCIES[row["competency_id"]]]
                or row["assessed_on"] > AS_OF
            ):
                continue
            rating = Rating(
                row["rating_id"], row["source"], exact(row["level"]), row["assessed_on"], row["valid_until"]
            )
            ever.add((row["employee_id"], row["competency_id"]))
            if rating_counts(rating, later, self.policy.ratings):
                counting.add((row["employee_id"], row["competency_id"]))
        counts: dict[str, int] = defaultdict(int)
        for row in self.held:
            key = (row["employee_id"], row["competency_id"])
            counts[row["employee_id"]] += row["state"] != "not_assessed" and key in ever and key not in counting
        return self.counted(counts)

    def birth_date_missing(self) -> Any:
        return self.persons(*(p for p, row in self.people.items() if row["birth_date"] is None))

    def position_without_holder(self) -> Any:
        taken = {row[part] for row in self.people.values() for part in ("position_id", "target_position_id")}
        return {(p, None): (0, None) for p in self.grade if p not in taken}

    def unit_without_people(self) -> Any:
        parents = {row["unit_id"]: row["parent_unit_id"] for row in self.rows["units"]}
        peopled = set()
        for person in self.people.values():
            above = person["unit_id"]
            while above is not None:
                peopled.add(above)
                above = parents[above]
        return {(unit, unit): (0, None) for unit in parents if unit not in peopled}

    def same_title_twice(self) -> Any:
        same: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self.rows["positions"]:
            same[row["title"], row["grade"]].append(row["position_id"])
        return {(p, None): (0, None) for each in same.values() if len(each) > 1 for p in each}


def make_mentions(random: Random, rows: Rows) -> Mentions:
    people = [row["employee_id"] for row in rows["employees"]]
    if random.random() < 0.2:
        return Mentions()
    files = {place: frozenset(random.sample(people, 15)) for place in ("U0", "U1")}
    return Mentions(frozenset(random.sample(people, 30)), files, frozenset({"U0", "U1", "U2"}))


def find_both(
    rows: Rows, mentions: Mentions
) -> tuple[Found, Found, dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    """What the statements find, and what the rules find; then the fitness of units by both."""
    dataset = make_dataset(rows)
    with DuckDB(threads=1) as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        for name, table in parameter_tables(dataset, LAW, POLICY, AS_OF).items():
            engine.add(name, table)
        build_marts(engine, Stage.NEED)
        marts = {name: engine.fetch(OUTPUTS[name]).to_pylist() for name in ("gap", "qualification_gap", "assess_first")}
        findings, fitness = find_quality(engine, LAW, POLICY, AS_OF, mentions)
    found: Found = {check.code: {} for check in CHECKS}
    for row in findings.to_pylist():
        found[row["code"]][row["subject_id"], row["unit_id"]] = (row["people"], row["amount"])
    city = City({name: rows.get(name, []) for name in INPUTS}, marts, mentions, POLICY)
    expected: Found = {check.code: getattr(city, check.code)() for check in CHECKS}
    fit = {row["unit_id"]: (row["people"], row["fit_people"]) for row in fitness.to_pylist()}
    return found, expected, fit, count_fit(city, expected)


@cache
def find_in_messy_city(seed: int) -> tuple[Found, Found, dict[str, tuple[int, int]], dict[str, tuple[int, int]]]:
    random = Random(seed)
    rows = make_messy_city(random)
    return find_both(rows, make_mentions(random, rows))


def count_fit(city: City, expected: Found) -> dict[str, tuple[int, int]]:
    """Active people of each unit, and those whom no blocking finding touches: on them, their post there, their unit."""
    blocking = [check for check in CHECKS if check.severity.value == "blocking"]
    found: dict[str, tuple[int, int]] = {}
    for person, row in city.people.items():
        if not city.is_active(person):
            continue
        subjects = {"person": person, "position": row["position_id"], "unit": row["unit_id"]}
        is_fit = not any((subjects[each.subject.value], row["unit_id"]) in expected[each.code] for each in blocking)
        people, fit = found.get(row["unit_id"], (0, 0))
        found[row["unit_id"]] = (people + 1, fit + is_fit)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_every_check_finds_what_the_rules_find(seed: int) -> None:
    found, expected, fit, fit_by_rules = find_in_messy_city(seed)
    assert found == expected
    assert fit == fit_by_rules


def test_cities_give_every_check_something_to_find() -> None:
    seen = {code for seed in range(25) for code, rows in find_in_messy_city(seed)[1].items() if rows}
    assert seen == {check.code for check in CHECKS}


def test_every_check_holds_at_its_edge() -> None:
    """Nine in ten of ten ratings, nine alike, four in five; five pairs and four; JP that just fit, and a tenth more."""
    units = {"TEN": [3] * 9 + [2], "NINE": [3] * 9, "FOUR-IN-FIVE": [3] * 8 + [2] * 2, "PAIRS-5": [1, 2, 3, 4, 5],
             "PAIRS-4": [1, 2, 3, 4]}  # fmt: skip
    people = [(unit, number, level) for unit, levels in units.items() for number, level in enumerate(levels)]
    rows: Rows = {
        "agencies": [{"agency_id": "A", "name": "Kota", "kind": "city"}],
        "units": [
            {"unit_id": unit, "agency_id": "A", "name": unit, "is_opd": True, "parent_unit_id": None} for unit in units
        ],
        "positions": [{"position_id": "P", "agency_id": "A", "title": "Jabatan", "grade": "pelaksana"}],
        "competencies": [{"competency_id": "C1", "name": "C1", "kind": "managerial"}],
        "requirements": [{"position_id": "P", "competency_id": "C1", "required_level": 3}],
        "employees": [
            {"employee_id": f"{unit}-{number}", "agency_id": "A", "unit_id": unit, "position_id": "P", "name": unit,
             "status": "pns", "education_level": "s1", "standing": None, "birth_date": None, "target_position_id": None}
            for unit, number, _ in people
        ],
        "ratings": [
            {"rating_id": f"{unit}-{number}-{source}", "employee_id": f"{unit}-{number}", "competency_id": "C1",
             "source": source, "level": float(level), "assessed_on": date(2026, 3, 1), "valid_until": None}
            for unit, number, level in people
            for source in (("superior", "self") if unit.startswith("PAIRS") else ("superior",))
        ],
        "interventions": [
            {"intervention_id": f"I{days}", "title": "Diklat", "form": "KL03", "learning_hours": 1.0, "duration_days": days,
             "cost_per_participant": 1, "cost_per_batch": 0}
            for days in (2.0, None)
        ],
        "completions": [
            {"employee_id": f"TEN-{number}", "intervention_id": f"I{days}", "completed_on": date(2026, 3, 1),
             "learning_hours": hours}
            for number, (days, hours) in enumerate([(2.0, 20.0), (2.0, 20.1), (None, 310.0), (None, 310.1)])
        ],
    }  # fmt: skip
    found, expected, fit, fit_by_rules = find_both(rows, Mentions())
    assert (found, fit) == (expected, fit_by_rules)
    assert {unit for unit, _ in found["identical_ratings"]} == {"TEN"}
    assert {unit for unit, _ in found["self_equals_superior"]} == {"PAIRS-5"}
    assert {person for person, _ in found["hours_beyond_possible"]} == {"TEN-1", "TEN-3"}

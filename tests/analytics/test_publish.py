"""Needs, plan lines, limits, wishes, owed trainings and the mirror of the pages: counted once more from the results."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from benangmerah.domain.qualification_gap import normalise
from benangmerah.kernel.period import months_after
from tests.analytics.conftest import AS_OF, REPEAT
from tests.flow.test_add_up_run import City, Rows, rows_of


def fates(folder: Path) -> dict[tuple[str, str, str], tuple[str, str | None]]:
    """What becomes of each need: who is left out, what no limit names, what an item helps, and the rest."""
    left_out = {row["employee_id"] for row in rows_of(folder, "excluded") if row["from"] == "plan"}
    limits = {
        (row["employee_id"], row["competency_id"], row["target"]): row["limit"] for row in rows_of(folder, "unserved")
    }
    helped = {(row["employee_id"], row["competency_id"]) for row in rows_of(folder, "facts/plan_closure")}
    found = {}
    for need in rows_of(folder, "need"):
        key = (need["employee_id"], need["competency_id"], need["target"])
        if key[0] in left_out:
            fate = "left_out"
        elif key not in limits:
            fate = "closed"
        else:
            fate = "partly" if key[:2] in helped else "open"
        found[key] = (fate, limits.get(key))
    return found


def test_need_line_has_every_need_with_its_fate(folder: Path, tables: dict[str, pa.Table]) -> None:
    rows = tables["need_line"].to_pylist()
    assert {(r["employee_id"], r["competency_id"], r["target"]): (r["fate"], r["limit"]) for r in rows} == fates(folder)
    assert {fate for fate, _ in fates(folder).values()} == {"closed", "partly", "open", "left_out"}


def test_closed_need_is_closed_by_the_plan(folder: Path, tables: dict[str, pa.Table]) -> None:
    helped = {(row["employee_id"], row["competency_id"]) for row in rows_of(folder, "facts/plan_closure")}
    closed = {(r["employee_id"], r["competency_id"]) for r in tables["need_line"].to_pylist() if r["fate"] == "closed"}
    assert closed <= helped


def test_need_line_names_the_items_that_close_it(folder: Path, tables: dict[str, pa.Table]) -> None:
    titles = {row["intervention_id"]: row["title"] for row in rows_of(folder, "snapshot/interventions")}
    helping: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of(folder, "facts/plan_closure"):
        helping[row["employee_id"], row["competency_id"]].append(titles[row["intervention_id"]])
    for row in tables["need_line"].to_pylist():
        expected = sorted(helping.get((row["employee_id"], row["competency_id"]), []))
        assert (row["helped_by"] or "").split("; ") == (expected or [""])


def test_need_sum_counts_every_scope_competency_sector_and_status(
    city: City, folder: Path, tables: dict[str, pa.Table]
) -> None:
    known = fates(folder)
    lent = {(row["employee_id"], row["competency_id"]): row["strategic_weight"]
            for part in (folder / "facts" / "strategic_effect").rglob("*.parquet")
            for row in rows_of(part.parent, part.stem)}  # fmt: skip
    expected: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(lambda: defaultdict(float) | {"who": set()})
    for need in rows_of(folder, "need"):
        fate, _ = known[need["employee_id"], need["competency_id"], need["target"]]
        for (scope, sector, status), competency in product(
            city.splits(need["employee_id"]), (None, need["competency_id"])
        ):
            cell = expected[*scope, competency, sector, status]
            cell["who"].add(need["employee_id"])
            cell[f"{fate}_count"] += 1
            cell["gap"] += need["gap"]
            cell["priority"] += need["priority"]
            cell["without"] += need["priority"] / (1 + lent[need["employee_id"], need["competency_id"]])
    found = {
        (row["level"], row["scope_id"], row["competency_id"], row["sector"], row["status"]): row
        for row in tables["need_sum"].to_pylist()
    }
    assert found.keys() == expected.keys()
    assert any(row["priority_without"] < row["priority"] - 1e-3 for row in found.values())
    for key, row in found.items():
        cell = expected[key]
        assert row["priority_without"] == pytest.approx(cell["without"], abs=1e-3)
        counts = [row[f"{fate}_count"] for fate in ("closed", "partly", "open", "left_out")]
        assert counts == [cell.get(f"{fate}_count", 0) for fate in ("closed", "partly", "open", "left_out")]
        assert (row["people"], row["need_count"]) == (len(cell["who"]), sum(counts))
        assert (row["gap"], row["priority"]) == pytest.approx((cell["gap"], cell["priority"]), abs=1e-3)


def test_plan_line_spends_what_the_agency_spends(folder: Path, tables: dict[str, pa.Table]) -> None:
    agency = rows_of(folder, "plan_agency")[0]
    rows = tables["plan_line"].to_pylist()
    whole = [row for row in rows if row["level"] == "agency" and row["sector"] is None and row["status"] is None]
    assert sum(row["cost_rupiah"] for row in whole) == agency["spent_rupiah"]
    assert sum(row["batches"] for row in whole) == agency["batches"]
    assert sum(row["weighted_closure"] for row in whole) == pytest.approx(agency["weighted_closure"], abs=1e-3)


def test_plan_line_counts_people_needs_and_hours_by_sector_and_status(
    city: City, folder: Path, tables: dict[str, pa.Table]
) -> None:
    helped: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows_of(folder, "facts/plan_closure"):
        helped[row["employee_id"], row["intervention_id"]] += 1
    expected: dict[tuple[Any, ...], list[float]] = defaultdict(lambda: [0, 0, 0, 0])
    for item in rows_of(folder, "plan"):
        for scope, sector, status in city.splits(item["employee_id"]):
            cell = expected[*scope, item["intervention_id"], sector, status]
            needs = helped[item["employee_id"], item["intervention_id"]]
            for place, value in enumerate((1, needs, item["learning_hours"], item["closes"])):
                cell[place] += value
    found = {
        (row["level"], row["scope_id"], row["intervention_id"], row["sector"], row["status"]): [
            row["people"], row["need_count"], row["learning_hours"], row["closes"],
        ]
        for row in tables["plan_line"].to_pylist()
    }  # fmt: skip
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(expected[key], abs=1e-3) for key in found)


def test_plan_group_adds_up_the_people_the_plan_is_for(city: City, folder: Path, tables: dict[str, pa.Table]) -> None:
    sexes = {row["employee_id"]: row["sex"] for row in rows_of(folder, "snapshot/employees")}
    expected: dict[tuple[Any, ...], list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for person in tables["run_person"].to_pylist():
        if not person["is_planned"]:
            continue
        who = person["employee_id"]
        groups = {"sector": person["sector"], "status": person["status"], "grade": person["grade"], "sex": sexes[who]}
        for scope, (dimension, value) in product(city.scopes(who), groups.items()):
            cell = expected[*scope, dimension, value]
            for place, amount in enumerate((
                1, person["item_count"] > 0, person["cost_rupiah"], person["weighted_closure"], person["priority"],
            )):  # fmt: skip
                cell[place] += amount
    found = {
        (row["level"], row["scope_id"], row["dimension"], row["value"]): [
            row["people"], row["served_people"], row["cost_rupiah"], row["weighted_closure"], row["weighted_gap"],
        ]
        for row in tables["plan_group"].to_pylist()
    }  # fmt: skip
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(expected[key], abs=1e-3) for key in found)


def test_plan_cut_counts_both_plans_for_every_scope(city: City, folder: Path, tables: dict[str, pa.Table]) -> None:
    planned = {row["employee_id"] for row in tables["run_person"].to_pylist() if row["is_planned"]}
    items = {name: rows_of(folder, name) for name in ("plan", "facts/plan_cut_item")}
    having = {name: {row["employee_id"] for row in rows} for name, rows in items.items()}
    was, would = having["plan"], having["facts/plan_cut_item"]
    expected: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0] * 10)
    for who in planned:
        for scope in city.scopes(who):
            cell = expected[scope]
            for place, amount in enumerate((1, who in was, who in was - would, who in would - was)):
                cell[place] += amount
    for shift, rows in enumerate(items.values()):
        for row in rows:
            for scope in city.scopes(row["employee_id"]):
                cell = expected[scope]
                for place, amount in enumerate((1, row["cost_rupiah"], row["weighted_closure"])):
                    cell[4 + 2 * place + shift] += amount
    found = {
        (row["level"], row["scope_id"]): [
            row["people"], row["served_people"], row["lost_people"], row["won_people"], row["item_count"],
            row["cut_item_count"], row["cost_rupiah"], row["cut_cost_rupiah"], row["weighted_closure"],
            row["cut_weighted_closure"],
        ]
        for row in tables["plan_cut"].to_pylist()
    }  # fmt: skip
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(expected[key], abs=1e-3) for key in found)
    assert any(row["lost_people"] for row in tables["plan_cut"].to_pylist())


def test_plan_cut_lines_spend_what_both_plans_spend(folder: Path, tables: dict[str, pa.Table]) -> None:
    plan, cut, rows = (
        rows_of(folder, "plan_agency")[0], rows_of(folder, "facts/plan_cut_agency")[0], tables["plan_cut_line"].to_pylist()
    )  # fmt: skip
    assert sum(row["cost_rupiah"] for row in rows) == plan["spent_rupiah"]
    assert sum(row["cut_cost_rupiah"] for row in rows) == cut["spent_rupiah"] <= cut["budget_rupiah"]
    assert cut["budget_rupiah"] == plan["budget_rupiah"] * 75 // 100
    assert sum(row["cut_people"] for row in rows) == len(rows_of(folder, "facts/plan_cut_item"))
    assert sum(row["batches"] for row in rows) == plan["batches"]


def test_every_item_of_the_plan_says_what_comes_next(folder: Path, tables: dict[str, pa.Table]) -> None:
    asked = {(row["employee_id"], row["intervention_id"]) for row in tables["plan_next"].to_pylist()}
    assert asked == {(row["employee_id"], row["intervention_id"]) for row in rows_of(folder, "plan")}
    plan = asked
    for row in tables["plan_next"].to_pylist():
        assert (row["employee_id"], row["next_intervention_id"]) not in plan
    assert any(row["next_intervention_id"] for row in tables["plan_next"].to_pylist())
    places = [row["place"] for row in tables["plan_waiting"].to_pylist()]
    assert places == list(range(1, len(places) + 1)) != []


def test_limit_sum_counts_needs_and_missed_minimum(city: City, folder: Path, tables: dict[str, pa.Table]) -> None:
    expected: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows_of(folder, "unserved"):
        for scope, sector, status in city.splits(row["employee_id"]):
            expected[*scope, row["limit"], sector, status][row["competency_id"] is None] += 1
    found = {
        (row["level"], row["scope_id"], row["limit"], row["sector"], row["status"]): [
            row["need_count"], row["minimum_count"],
        ]
        for row in tables["limit_sum"].to_pylist()
    }  # fmt: skip
    assert found == dict(expected)


def test_wish_is_weighed_against_the_plan_and_the_needs_of_its_person(
    folder: Path, tables: dict[str, pa.Table]
) -> None:
    known = fates(folder)
    ranks = {(r["employee_id"], r["competency_id"], r["target"]): r["rank_in_agency"] for r in rows_of(folder, "need")}
    planned = {(row["employee_id"], row["intervention_id"]) for row in rows_of(folder, "plan")}
    raised: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(folder, "snapshot/effects"):
        raised[row["intervention_id"]].add(row["competency_id"])
    gaps: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of(folder, "gap"):
        gaps[row["employee_id"], row["competency_id"]].append(row["state"])
    rows = {row["wish_id"]: row for row in tables["wish_fate"].to_pylist()}
    for wish in rows_of(folder, "snapshot/wishes"):
        who, asked = wish["employee_id"], wish["competency_id"]
        if who is None:
            assert rows[wish["wish_id"]]["fate"] == "unknown"
            continue
        wanted = {asked} if asked else raised[wish["intervention_id"]] if wish["intervention_id"] else set()
        mine = [key for key in known if key[0] == who and key[1] in wanted]
        states = [state for competency in wanted for state in gaps.get((who, competency), [])]
        if (who, wish["intervention_id"]) in planned:
            expected: tuple[str, str | None] = ("planned", None)
        elif mine:
            order = ("closed", "partly", "open", "left_out")
            expected = known[min(mine, key=lambda key: (order.index(known[key][0]), ranks[key], key[1:]))]
        elif not wish["intervention_id"] and not asked:
            expected = ("unknown", None)
        else:
            expected = ("met" if states and set(states) == {"met"} else "no_need", None)
        row = rows[wish["wish_id"]]
        assert (row["fate"], row["limit"]) == expected, wish
    assert {row["fate"] for row in rows.values()} >= {"no_need", "unknown", "met"}


def latest_of(folder: Path, offerings: Rows) -> dict[tuple[str, str], date]:
    """The latest day on which somebody finished a programme."""
    programs = {one["intervention_id"]: one["program_id"] or one["intervention_id"] for one in offerings}
    done: dict[tuple[str, str], date] = {}
    for row in rows_of(folder, "snapshot/completions"):
        if row["completed_on"] <= AS_OF:
            key = (row["employee_id"], programs[row["intervention_id"]])
            done[key] = max(row["completed_on"], done.get(key, row["completed_on"]))
    return done


def owed_of(folder: Path) -> dict[tuple[str, str, str], tuple[str, bool, bool, str | None]]:
    """What everybody owes, one person and training at a time."""
    people = {row["employee_id"]: row for row in rows_of(folder, "snapshot/employees")}
    positions = {row["position_id"]: row for row in rows_of(folder, "snapshot/positions")}
    offerings = rows_of(folder, "snapshot/interventions")
    rules = defaultdict(list)
    for row in rows_of(folder, "snapshot/eligibility"):
        rules[row["intervention_id"]].append(row)
    units = City(folder)
    planned = {(row["employee_id"], row["intervention_id"]) for row in rows_of(folder, "plan")}

    def may_take(person: dict[str, Any], offering: dict[str, Any]) -> bool:
        position = positions[person["position_id"]]
        have = {"grade": position["grade"], "job_family": position["job_family"], "status": person["status"]}
        return not rules[offering["intervention_id"]] or any(
            all(rule[name] in (None, value) for name, value in have.items())
            and (rule["unit_id"] is None or rule["unit_id"] in units.above(person["unit_id"]))
            for rule in rules[offering["intervention_id"]]
        )

    def weigh(person: dict[str, Any], named: Rows) -> tuple[bool, bool, str | None]:
        mine = [one for one in named if one["agency_id"] in (None, person["agency_id"])]
        nominated = [
            one["intervention_id"] for one in mine if (person["employee_id"], one["intervention_id"]) in planned
        ]
        return bool(mine), any(may_take(person, one) for one in mine), min(nominated, default=None)

    found = {}
    for row in rows_of(folder, "qualification_gap"):
        if row["target"] == "held" and row["kind"].endswith("_training") and row["state"] != "met":
            names = ("intervention_id", "program_id", "title")
            asked = normalise(row["required_value"])
            named = [one for one in offerings if asked in {normalise(one[name] or "") for name in names}]
            key = (row["employee_id"], row["kind"], row["required_value"])
            found[key] = (row["state"], *weigh(people[row["employee_id"]], named))
    asked_of = {(who, normalise(asked)) for who, _, asked in found}
    done = latest_of(folder, offerings)

    def is_due(who: str, program: str, offering: dict[str, Any]) -> bool:
        latest, repeat = done.get((who, program)), offering["repeat_after_months"]
        return latest is None or (repeat is not None and months_after(latest, repeat) <= AS_OF)

    for offering in offerings:
        if not offering["mandatory"]:
            continue
        program = offering["program_id"] or offering["intervention_id"]
        named = [one for one in offerings if (one["program_id"] or one["intervention_id"]) == program]
        title = min(one["title"] for one in named)
        for who, person in people.items():
            if (
                may_take(person, offering)
                and is_due(who, program, offering)
                and (who, normalise(title)) not in asked_of
            ):
                found[who, "obligation", title] = ("gap", *weigh(person, named))
    return found


def test_owed_training_says_who_owes_what_whether_she_may_and_who_is_nominated(
    folder: Path, tables: dict[str, pa.Table]
) -> None:
    assert {row["repeat_after_months"] for row in rows_of(folder, "snapshot/interventions") if row["mandatory"]} == {
        REPEAT
    }
    found = {
        (row["employee_id"], row["kind"], row["asked"]): (
            row["state"], row["is_offered"], row["is_eligible"], row["intervention_id"],
        )
        for row in tables["owed_training"].to_pylist()
    }  # fmt: skip
    assert found == owed_of(folder)
    assert {kind for _, kind, _ in found} >= {"functional_training", "technical_training", "obligation"}


def test_mirror_line_is_the_policy_mirror_with_its_money(folder: Path, tables: dict[str, pa.Table]) -> None:
    mirror = {row["spending_id"]: row for row in rows_of(folder, "policy_mirror")}
    for row in tables["mirror_line"].to_pylist():
        known = mirror.pop(row["spending_id"])
        assert (row["people_with_need"], row["fit_percent"]) == (known["people_with_need"], known["fit_percent"])
        share = None if row["fit_percent"] is None else row["amount_rupiah"] * row["fit_percent"] / 100
        assert row["met_rupiah"] == (None if share is None else pytest.approx(share, abs=1))
    assert not mirror


def test_mirror_competency_counts_whom_no_spending_could_reach(
    city: City, folder: Path, tables: dict[str, pa.Table]
) -> None:
    raised: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(folder, "snapshot/effects"):
        raised[row["intervention_id"]].add(row["competency_id"])
    lines = rows_of(folder, "snapshot/spending")

    def raises(line: dict[str, Any], competency: str) -> bool:
        own = line["competency_id"]
        return competency == own if own else competency in raised.get(line["intervention_id"] or "", set())

    needing: dict[str, set[str]] = defaultdict(set)
    for need in rows_of(folder, "need"):
        needing[need["competency_id"]].add(need["employee_id"])
    found = {row["competency_id"]: row for row in tables["mirror_competency"].to_pylist()}
    assert found.keys() == needing.keys()
    for competency, people in needing.items():
        own = [line for line in lines if raises(line, competency)]
        scopes = {("unit", line["unit_id"]) if line["unit_id"] else ("agency", line["agency_id"]) for line in own}
        reached = {who for who in people if scopes & set(city.scopes(who))}
        row = found[competency]
        assert (row["people"], row["people_in_reach"], row["lines"]) == (len(people), len(reached), len(own))
        assert row["amount_rupiah"] == sum(line["amount_rupiah"] for line in own)

"""The law, the policy and the trees as small tables that the marts join: no number of theirs stands in SQL."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.domain.gap import AIMED, HELD
from benangmerah.domain.organization import OrgUnit, chain_upwards, inherited_sector
from benangmerah.domain.performance_gap import performance_law
from benangmerah.domain.plan import AGE_LIMIT, PNS, PPPK_STATUSES, reaches_age_on
from benangmerah.domain.policy import PlanPolicy, Policy
from benangmerah.domain.professionalism_index import INDICATORS, SCORED_SCHEMES, IndexTables
from benangmerah.domain.qualification_gap import normalise, qualification_law, read_amount, read_rank
from benangmerah.domain.strategy import Objective, ObjectiveNeed, strategic_weights
from benangmerah.kernel.period import months_after, months_before, years_before
from benangmerah.kernel.quantity import LEVEL_UNITS, exact
from benangmerah.regulations.library import Law
from benangmerah.regulations.parameter import Band
from benangmerah.snapshot.dataset import Dataset

NATION = "nation"
THOUSANDTHS = 1000
MILLIONTHS = 1_000_000
LARGEST_DENOMINATOR = 10**9
"""Beyond this a strategic weight is taken to the nearest fraction, far finer than the six decimals of a rank."""

_TEXT, _INT, _FLOAT, _DATE, _BOOL = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()


def parameter_tables(
    dataset: Dataset, law: Law, policy: Policy, as_of: date, plan_year: int | None = None
) -> dict[str, pa.Table]:
    """Every small table the marts read beside the dataset's own, by name; `plan_year` where a plan is made."""
    units = read_units(dataset)
    return {
        "run_day": _table({"as_of": _DATE}, [(as_of,)]),
        **_rating_tables(policy, as_of),
        **_weight_tables(dataset, units, policy),
        **_unit_tables(units),
        **_match_tables(law, policy),
        **_qualification_tables(dataset, law),
        **_performance_tables(law),
        **_index_tables(law, policy),
        "target_link": _target_links(dataset),
        **_plan_tables(law, policy.plan, as_of, plan_year),
    }


def read_units(dataset: Dataset) -> dict[str, OrgUnit]:
    """The organisation units of a dataset by id."""
    rows = dataset.table("units").select(["unit_id", "agency_id", "parent_unit_id", "sector", "is_opd"]).to_pylist()
    return {row["unit_id"]: OrgUnit(**row) for row in rows}


def _table(columns: Mapping[str, pa.DataType], rows: Iterable[Sequence[Any]]) -> pa.Table:
    rows = list(rows)
    arrays = [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(columns.values())]
    return pa.table(dict(zip(columns, arrays, strict=True)))


def _rating_tables(policy: Policy, as_of: date) -> dict[str, pa.Table]:
    ratings = policy.ratings
    panel = ratings.panel or {"superior": Fraction(1)}
    scale = math.lcm(*(weight.denominator for weight in panel.values()))
    weights = [int(panel.get(source, Fraction()) * scale) for source in ("superior", "peer", "subordinate", "self")]
    return {
        "source_validity": _table(
            {"source": _TEXT, "lapsed_on": _DATE},
            [(source, months_before(as_of, months)) for source, months in ratings.validity_months.items()],
        ),
        "source_place": _table(
            {"kind": _TEXT, "source": _TEXT, "place": _INT},
            [(kind, source, place) for kind, order in ratings.order.items() for place, source in enumerate(order)],
        ),
        "panel_weight": _table({"superior": _INT, "peer": _INT, "subordinate": _INT, "self": _INT}, [weights]),
        "gap_threshold": _table({"units": _INT}, [(math.ceil(policy.gap_counts_from * LEVEL_UNITS),)]),
    }


def _weight_tables(dataset: Dataset, units: Mapping[str, OrgUnit], policy: Policy) -> dict[str, pa.Table]:
    ratio = {"numerator": _INT, "denominator": _INT}
    positions = dataset.table("positions").select(["position_id", "criticality"]).to_pylist()
    duties = [
        (
            row["position_id"],
            importance,
            target,
            *(factor * (1 if target == HELD else policy.aimed_weight)).as_integer_ratio(),
        )
        for row in positions
        for criticality in (Fraction(1) if row["criticality"] is None else exact(row["criticality"]),)
        for importance, multiplier in policy.importance.items()
        for factor in (criticality * multiplier,)
        for target in (HELD, AIMED)
    ]
    strategic = strategic_weights(units.values(), read_objectives(dataset), read_objective_needs(dataset))
    return {
        "duty_weight": _table({"position_id": _TEXT, "importance": _TEXT, "target": _TEXT, **ratio}, duties),
        "strategic_factor": _table(
            {"unit_id": _TEXT, "competency_id": _TEXT, **ratio},
            [
                (unit_id, competency_id, *(1 + weight).limit_denominator(LARGEST_DENOMINATOR).as_integer_ratio())
                for (unit_id, competency_id), weight in strategic.items()
            ],
        ),
    }


def read_objectives(dataset: Dataset) -> list[Objective]:
    """The planning tree of a dataset."""
    rows = dataset.table("objectives").select(["objective_id", "parent_objective_id", "weight", "kind"]).to_pylist()
    return [Objective(**{**row, "weight": None if row["weight"] is None else exact(row["weight"])}) for row in rows]


def read_objective_needs(dataset: Dataset) -> list[ObjectiveNeed]:
    """The links from objectives to units and competencies."""
    columns = ["objective_id", "unit_id", "competency_id", "weight"]
    rows = dataset.table("objective_needs").select(columns).to_pylist()
    return [ObjectiveNeed(**{**row, "weight": exact(row["weight"])}) for row in rows]


def _unit_tables(units: Mapping[str, OrgUnit]) -> dict[str, pa.Table]:
    scopes = [("unit", above, unit_id) for unit_id in units for above in chain_upwards(unit_id, units)]
    scopes += [("agency", unit.agency_id, unit.unit_id) for unit in units.values()]
    scopes += [(NATION, NATION, unit_id) for unit_id in units]
    return {
        "unit_sector": _table(
            {"unit_id": _TEXT, "sector": _TEXT}, [(unit_id, inherited_sector(unit_id, units)) for unit_id in units]
        ),
        "unit_scope": _table({"level": _TEXT, "scope_id": _TEXT, "unit_id": _TEXT}, scopes),
    }


def _whole(bound: Fraction | None, scale: int) -> int | None:
    if bound is None:
        return None
    scaled = bound * scale
    if scaled.denominator != 1:
        raise ValueError(f"the law's bound {bound} has more decimals than 1/{scale} can hold")
    return int(scaled)


def _bands(bands: Iterable[Band], scale: int) -> list[tuple[Any, ...]]:
    return [
        (band.code, _whole(band.lower, scale), band.lower_inclusive, _whole(band.upper, scale), band.upper_inclusive)
        for band in bands
    ]


def _band_columns(unit: str, kind: pa.DataType) -> dict[str, pa.DataType]:
    return {f"lower_{unit}": kind, "is_lower_inclusive": _BOOL, f"upper_{unit}": kind, "is_upper_inclusive": _BOOL}


def _match_tables(law: Law, policy: Policy) -> dict[str, pa.Table]:
    bands = law.bands(f"job_match/{policy.match_purpose}")
    coverage = _whole(policy.match_minimum_coverage, MILLIONTHS)
    return {
        "job_match_band": _table({"code": _TEXT, **_band_columns("millionths", _INT)}, _bands(bands, MILLIONTHS)),
        "match_coverage": _table({"minimum_millionths": _INT}, [(coverage,)]),
    }


def _distinct(table: pa.Table, column: str) -> list[Any]:
    return [value for value in pc.unique(table.column(column)).to_pylist() if value is not None]


def _qualification_tables(dataset: Dataset, law: Law) -> dict[str, pa.Table]:
    orders = qualification_law(law)
    employees = dataset.table("employees")
    asked = dataset.table("position_requirements").select(["kind", "value"]).group_by(["kind", "value"]).aggregate([])
    interventions = dataset.table("interventions").select(["intervention_id", "program_id", "title"]).to_pylist()
    hours = _distinct(employees, "technical_training_jp")

    def place_of(kind: str, value: str) -> tuple[float | None, int | None]:
        if kind == "education_level":
            place = orders.education.get(normalise(value))
            return (None, None) if place is None else (float(place), 0)
        return place_of_rank(value) if kind == "rank" else (None, None)

    def place_of_rank(written: str) -> tuple[float | None, int | None]:
        rank = read_rank(written)
        found = ((float(order[rank]), scale) for scale, order in enumerate(orders.ranks) if rank in order)
        return next(found, (None, None))

    def hours_of(kind: str, value: str) -> float | None:
        amount = read_amount(value) if kind == "technical_training" else None
        return None if amount is None else float(amount)

    return {
        "qualification_value": _table(
            {"kind": _TEXT, "value": _TEXT, "normalised": _TEXT, "place": _FLOAT, "scale": _INT, "hours": _FLOAT},
            [
                (row["kind"], row["value"], normalise(row["value"]), *place_of(row["kind"], row["value"]),
                 hours_of(row["kind"], row["value"]))
                for row in asked.to_pylist()
            ],
        ),
        "education_place": _table(
            {"education_level": _TEXT, "place": _FLOAT},
            [(level, float(place)) for level, place in orders.education.items()],
        ),
        "rank_place": _table(
            {"written": _TEXT, "place": _FLOAT, "scale": _INT},
            [(written, *place_of_rank(written)) for written in _distinct(employees, "rank")],
        ),
        "field_key": _table(
            {"written": _TEXT, "normalised": _TEXT},
            [(written, normalise(written)) for written in _distinct(employees, "field_of_study")],
        ),
        "hours_text": _table({"hours": _FLOAT, "written": _TEXT}, [(value, f"{value:g}") for value in hours]),
        "intervention_name": _table(
            {"intervention_id": _TEXT, "normalised": _TEXT},
            sorted({
                (row["intervention_id"], normalise(name))
                for row in interventions
                for name in (row["intervention_id"], row["program_id"], row["title"])
                if name is not None
            }),
        ),
    }  # fmt: skip


def _performance_tables(law: Law) -> dict[str, pa.Table]:
    decisive = performance_law(law)
    bands = [
        (scheme, band.code, _double(band.lower), band.lower_inclusive, _double(band.upper), band.upper_inclusive)
        for scheme, of_scheme in decisive.scores.items()
        for band in of_scheme
    ]
    return {
        "performance_met": _table({"predicate": _TEXT, "state": _TEXT}, decisive.predicates.items()),
        "performance_met_band": _table({"scheme": _TEXT, "code": _TEXT, **_band_columns("bound", _FLOAT)}, bands),
    }


def _double(bound: Fraction | None) -> float | None:
    return None if bound is None else float(bound)


def _index_tables(law: Law, policy: Policy) -> dict[str, pa.Table]:
    tables = IndexTables.from_law(law)

    def scores(column: str, table: Mapping[str, Fraction]) -> pa.Table:
        rows = [(code, _whole(score, THOUSANDTHS)) for code, score in table.items()]
        return _table({column: _TEXT, "thousandths": _INT}, rows)

    groups = [
        (
            grade,
            *(
                _whole(tables.competency.get(f"{group}.{indicator}", Fraction()), THOUSANDTHS)
                for indicator in INDICATORS
            ),
        )
        for grade, group in tables.position_group.items()
    ]
    bands = [
        (scheme, _whole(band.score, THOUSANDTHS), _double(band.lower), band.lower_inclusive, _double(band.upper),
         band.upper_inclusive)
        for scheme in SCORED_SCHEMES
        for band in tables.performance_bands[scheme]
    ]  # fmt: skip
    constant = (float(tables.technical_training_minimum_jp), _whole(tables.unrated_performance, THOUSANDTHS))
    return {
        "index_status": _table({"status": _TEXT}, [(status,) for status in policy.index_statuses]),
        "index_group": _table({"grade": _TEXT, **dict.fromkeys(INDICATORS, _INT)}, groups),
        "index_qualification": scores("education_level", tables.qualification),
        "index_predicate": scores("predicate", tables.performance_predicate),
        "index_discipline": scores("discipline", tables.discipline),
        "index_performance_band": _table(
            {"scheme": _TEXT, "thousandths": _INT, **_band_columns("bound", _FLOAT)}, bands
        ),
        "index_constant": _table({"technical_training_minimum_jp": _FLOAT, "unrated_performance": _INT}, [constant]),
        "index_category": _table(
            {"code": _TEXT, **_band_columns("thousandths", _INT)}, _bands(tables.category, THOUSANDTHS)
        ),
    }


def _plan_tables(law: Law, policy: PlanPolicy, as_of: date, plan_year: int | None) -> dict[str, pa.Table]:
    year = as_of.year if plan_year is None else plan_year
    day = (as_of, date(year, 1, 1), date(year + 1, 1, 1), months_after(as_of, policy.contract_months))
    until = months_after(as_of, policy.retiring_months)
    limits = [(grade, _born_before(until, int(years))) for grade, years in law.table(AGE_LIMIT).items()]
    statuses = [(status, status == PNS, status in PPPK_STATUSES) for status in policy.statuses]
    days = dict.fromkeys(("as_of", "year_start", "year_end", "contract_bound"), _DATE)
    return {
        "plan_day": _table({**days, "is_planned": _BOOL}, [(*day, plan_year is not None)]),
        "plan_status": _table({"status": _TEXT, "owes_minimum": _BOOL, "counts_every_form": _BOOL}, statuses),
        "plan_standing": _table({"standing": _TEXT}, [(standing,) for standing in policy.standings]),
        "plan_age_limit": _table({"grade": _TEXT, "born_before": _DATE}, limits),
        "not_elective": _table({"form": _TEXT}, [(form,) for form in law.texts("learning_hour/not_elective")]),
    }


def _born_before(until: date, years: int) -> date:
    """The first birthday of those who reach that age on that day or later."""
    born = years_before(until, years) - timedelta(1)
    while reaches_age_on(born, years) < until:
        born += timedelta(1)
    return born


def _target_links(dataset: Dataset) -> pa.Table:
    """Each target of the planning tree with every link of its own or of a node below it."""
    objectives = {objective.objective_id: objective for objective in read_objectives(dataset)}
    links = set()
    for need in read_objective_needs(dataset):
        above: str | None = need.objective_id
        while above is not None:
            objective = objectives[above]
            if objective.kind == "target":
                links.add((above, need.competency_id, need.unit_id))
            above = objective.parent_objective_id
    return _table({"target_id": _TEXT, "competency_id": _TEXT, "unit_id": _TEXT}, sorted(links))

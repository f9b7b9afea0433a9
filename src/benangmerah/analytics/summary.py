"""The figures of summary.json, taken from the marts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from benangmerah.analytics.engine import Engine
from benangmerah.domain.policy import Policy
from benangmerah.domain.professionalism_index import DIMENSIONS, IndexTables, categorise
from benangmerah.regulations.library import Law
from benangmerah.regulations.parameter import Confidence

THOUSANDTHS = 1000


def summarise_gap(engine: Engine) -> dict[str, Any]:
    """The nation row of the roll-up: people, how many are below standard, burden, coverage."""
    rows = engine.query(
        "SELECT people, below_people, required_count, assessed_count, below_count, burden, mean_gap, coverage_percent "
        "FROM rollup WHERE level = 'nation' AND competency_id IS NULL AND sector IS NULL"
    ).to_pylist()
    return dict(rows[0]) if rows else {"people": 0, "burden": 0.0, "coverage_percent": None}


def summarise_index(engine: Engine, law: Law, policy: Policy, as_of: date) -> dict[str, Any]:
    """The mean IP ASN with its dimensions, category, coverage and what was not reported."""
    sums = ", ".join(f"SUM(CAST(ROUND({name} * {THOUSANDTHS}) AS BIGINT)) AS {name}" for name in DIMENSIONS)
    row = engine.query(f"SELECT COUNT(*) AS people, {sums} FROM professionalism_index").to_pylist()[0]  # noqa: S608 the names of the four dimensions
    people = int(row["people"])
    means = {name: Fraction(int(row[name]), THOUSANDTHS * people) if people else None for name in DIMENSIONS}
    total = sum((mean for mean in means.values() if mean is not None), Fraction()) if people else None
    return {
        "mean": None if total is None else float(total),
        "category": None if total is None else categorise(total, IndexTables.from_law(law)),
        "dimensions": {name: None if mean is None else float(mean) for name, mean in means.items()},
        "people": people,
        "not_reported": _not_reported(engine),
        "measurement_year": measurement_year(as_of, policy),
        "instrument": law.citation("professionalism_index/competency").instrument,
        "official": False,
        "assumed": law.citation("professionalism_index/competency").confidence == Confidence.ASSUMED,
    }


def measurement_year(as_of: date, policy: Policy) -> str:
    """The year that the training columns describe: the calendar year before a 1 January, else the day's own year."""
    if policy.measurement_year == "rolling":
        return f"rolling to {as_of.isoformat()}"
    return str(as_of.year - 1 if (as_of.month, as_of.day) == (1, 1) else as_of.year)


def _not_reported(engine: Engine) -> dict[str, int]:
    """People of the index with an empty column that was counted as none, or as nothing."""
    row = engine.query(
        """
        SELECT
            COUNT(*) FILTER (WHERE index_group.leadership_training > 0 AND employees.leadership_training IS NULL)
                AS leadership_training,
            COUNT(*) FILTER (WHERE index_group.functional_training > 0 AND employees.functional_training IS NULL)
                AS functional_training,
            COUNT(*) FILTER (WHERE employees.technical_training_jp IS NULL) AS technical_training_jp,
            COUNT(*) FILTER (WHERE employees.seminar IS NULL) AS seminar,
            COUNT(*) FILTER (WHERE employees.discipline IS NULL) AS discipline,
            COUNT(*) FILTER (WHERE employees.performance_predicate IS NULL AND (
                employees.performance_score IS NULL OR employees.performance_scheme = 'permenpanrb6'
            )) AS performance
        FROM employees
        INNER JOIN professionalism_index ON professionalism_index.employee_id = employees.employee_id
        INNER JOIN person ON person.employee_id = employees.employee_id
        INNER JOIN index_group ON index_group.grade = person.grade
        """
    ).to_pylist()[0]
    return {name: int(count) for name, count in row.items()}

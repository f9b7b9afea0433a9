"""Every check of the data quality over whole tables, and how many people of each unit are fit for use."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files

import pyarrow as pa

from benangmerah.analytics.engine import Engine
from benangmerah.domain.plan import AGE_LIMIT, reaches_age_on
from benangmerah.domain.policy import Policy
from benangmerah.domain.quality import CHECKS, LEADING_GRADES, Check, QualityLimits, Severity, Subject
from benangmerah.kernel.period import months_after, months_before, years_before
from benangmerah.regulations.library import Law

HUNDREDTHS = 100
FINDING = pa.schema([
    ("code", pa.string()), ("severity", pa.string()), ("subject_kind", pa.string()), ("subject_id", pa.string()),
    ("label", pa.string()), ("agency_id", pa.string()), ("unit_id", pa.string()), ("people", pa.int64()),
    ("amount", pa.float64()), ("words", pa.string()),
])  # fmt: skip
FITNESS = pa.schema([
    ("agency_id", pa.string()), ("unit_id", pa.string()), ("people", pa.int64()), ("fit_people", pa.int64()),
])  # fmt: skip
_SUBJECTS = {
    Subject.PERSON: "SELECT employee_id AS subject_id, name AS label, agency_id FROM employees",
    Subject.POSITION: "SELECT position_id AS subject_id, title AS label, agency_id FROM positions",
    Subject.UNIT: "SELECT unit_id AS subject_id, name AS label, agency_id FROM units",
}
_FIT = """
SELECT
    person.agency_id,
    person.unit_id,
    COUNT(*) AS people,
    SUM(CASE WHEN blocked.employee_id IS NULL THEN 1 ELSE 0 END) AS fit_people
FROM person
LEFT JOIN (
    SELECT person.employee_id
    FROM person
    INNER JOIN finding
        ON (finding.subject_kind = 'person' AND finding.subject_id = person.employee_id)
        OR (
            finding.subject_kind = 'position'
            AND finding.subject_id = person.position_id
            AND finding.unit_id = person.unit_id
        )
        OR (finding.subject_kind = 'unit' AND finding.subject_id = person.unit_id)
    WHERE finding.severity = '{blocking}'
    GROUP BY person.employee_id
) AS blocked ON blocked.employee_id = person.employee_id
WHERE person.standing = 'active'
GROUP BY person.agency_id, person.unit_id
ORDER BY person.agency_id, person.unit_id
"""


@dataclass(frozen=True)
class Mentions:
    """Who was named in which file: the newest export of SIASN, and each office's newest file by its place."""

    siasn: AbstractSet[str] = frozenset()
    files: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    covered_units: AbstractSet[str] = frozenset()
    """The units that some office's file speaks for."""


def find_quality(
    engine: Engine, law: Law, policy: Policy, as_of: date, mentions: Mentions
) -> tuple[pa.Table, pa.Table]:
    """What was found, and the fitness of each unit; the marts of a run up to the needs are in the engine already."""
    for name, table in _limit_tables(law, policy, as_of).items():
        engine.add(name, table)
    for name, table in _mention_tables(mentions).items():
        engine.add(name, table)
    found = [_find(engine, check) for check in CHECKS]
    findings = pa.concat_tables(found).cast(FINDING)
    engine.add("finding", findings)
    return findings, engine.query(_FIT.format(blocking=Severity.BLOCKING.value)).cast(FITNESS)


def read_check(code: str) -> str:
    """The one SELECT of a check, in DuckDB's dialect."""
    return (files("benangmerah.analytics.quality") / f"{code}.sql").read_text(encoding="utf-8")


def _find(engine: Engine, check: Check) -> pa.Table:
    sql = f"""
        SELECT
            '{check.code}' AS code, '{check.severity.value}' AS severity, '{check.subject.value}' AS subject_kind,
            found.subject_id, named.label, named.agency_id, found.unit_id,
            CAST(found.people AS BIGINT) AS people, CAST(found.amount AS DOUBLE) AS amount, found.words
        FROM ({read_check(check.code)}) AS found
        INNER JOIN ({_SUBJECTS[check.subject]}) AS named ON named.subject_id = found.subject_id
        ORDER BY found.subject_id, found.unit_id
    """  # noqa: S608 the names of the checks are our own
    return engine.query(sql).cast(FINDING)


def _limit_tables(law: Law, policy: Policy, as_of: date) -> dict[str, pa.Table]:
    limits = QualityLimits.from_law(law)
    later = months_after(as_of, limits.lapse_months)
    validity = policy.ratings.validity_months
    ages = law.table(AGE_LIMIT)
    return {
        "quality_limit": pa.table({
            "identical_percent": [float(limits.identical_share * 100)],
            "identical_ratings": [limits.identical_ratings],
            "self_equal_pairs": [limits.self_equal_pairs],
            "self_above_hundredths": [int(limits.self_above_levels * HUNDREDTHS)],
            "hours_a_day": [float(limits.hours_a_day)],
        }),
        "later_validity": pa.table({
            "source": list(validity),
            "lapsed_on": pa.array([months_before(later, months) for months in validity.values()], pa.date32()),
            "later_on": pa.array([later] * len(validity), pa.date32()),
        }),
        "leading_grade": pa.table({"grade": list(LEADING_GRADES)}),
        "retired_grade": pa.table({
            "grade": list(ages),
            "born_until": pa.array([_born_until(as_of, int(years)) for years in ages.values()], pa.date32()),
        }),
    }  # fmt: skip


def _born_until(as_of: date, years: int) -> date:
    """The last birthday of those who have reached that age by that day."""
    born = years_before(as_of, years) + timedelta(1)
    while reaches_age_on(born, years) > as_of:
        born -= timedelta(1)
    return born


def _mention_tables(mentions: Mentions) -> dict[str, pa.Table]:
    named = [(place, person) for place, people in sorted(mentions.files.items()) for person in sorted(people)]
    return {
        "siasn_mention": pa.table({"employee_id": pa.array(sorted(mentions.siasn), pa.string())}),
        "file_mention": pa.table({
            "place": pa.array([place for place, _ in named], pa.string()),
            "employee_id": pa.array([person for _, person in named], pa.string()),
        }),
        "file_cover": pa.table({"unit_id": pa.array(sorted(mentions.covered_units), pa.string())}),
    }  # fmt: skip

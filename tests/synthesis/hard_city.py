"""A city with what a run says of it, in one database, so that a test can count how hard the city is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

import duckdb

from benangmerah.analytics.mart import Stage
from benangmerah.exchange.exports.dataset import write_dataset
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.synthesis.city import make_city

Database: TypeAlias = duckdb.DuckDBPyConnection

VIEWS = (
    """CREATE VIEW planned AS SELECT e.*, grade, job_family FROM employees e JOIN positions USING (position_id)
       WHERE status IN ('pns', 'cpns', 'pppk') AND coalesce(standing, 'active') = 'active'""",
    """CREATE VIEW above AS WITH RECURSIVE line AS (
         SELECT unit_id, unit_id AS upper_id FROM units
         UNION ALL SELECT line.unit_id, parent_unit_id FROM line JOIN units ON units.unit_id = upper_id
         WHERE parent_unit_id IS NOT NULL) SELECT * FROM line""",
    """CREATE VIEW qualified AS SELECT employee_id, intervention_id FROM planned p, interventions i
       WHERE NOT EXISTS (SELECT 1 FROM eligibility q WHERE q.intervention_id = i.intervention_id)
          OR EXISTS (SELECT 1 FROM eligibility q WHERE q.intervention_id = i.intervention_id
               AND coalesce(q.grade = p.grade, true) AND coalesce(q.job_family = p.job_family, true)
               AND coalesce(q.status = p.status, true) AND (q.unit_id IS NULL
                 OR (p.unit_id, q.unit_id) IN (SELECT (unit_id, upper_id) FROM above)))""",
    """CREATE VIEW helps AS SELECT n.employee_id, n.competency_id, n.target, intervention_id
       FROM need n JOIN gap g USING (employee_id, competency_id, target) JOIN effects USING (competency_id)
       WHERE least(required_level, raise_to, attained_level + raise_by) > attained_level""",
)


def run_city(folder: Path, *, people: int, seed: int, as_of: date, until: Stage | None, policy: str = "") -> Path:
    """Write a city, run it up to that stage (to the end where none is named), and return where the results are."""
    source, out, policy_file = folder / "city", folder / "out", folder / "policy.yaml"
    source.mkdir(parents=True)
    write_dataset(make_city(people=people, seed=seed, as_of=as_of), source, format="parquet")
    policy_file.write_text(policy, encoding="utf-8")
    request = RunRequest(source=source, out=out, as_of=as_of, policy_file=policy_file if policy else None)
    run_dataset(request if until is None else replace(request, until=until))
    return out


def open_run(out: Path) -> Database:
    """The tables of the city and of the run."""
    connection = duckdb.connect()
    for path in (*(out.parent / "city").glob("*.parquet"), *out.glob("*.parquet")):
        connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM '{path}'")
    for view in VIEWS:
        connection.execute(view)
    return connection


def one(database: Database, sql: str) -> tuple[float, ...]:
    """The first row."""
    rows: list[tuple[float, ...]] = database.sql(sql).fetchall()
    return rows[0]


def share_not_assessed(database: Database) -> float:
    """Of what the positions held require."""
    return one(database, "SELECT avg((state = 'not_assessed')::int) FROM gap WHERE target = 'held'")[0]


def share_short_of_seats(database: Database) -> float:
    """The share of offerings with fewer seats than people who qualify and have a need that the offering closes."""
    return one(
        database,
        """WITH wanted AS (SELECT intervention_id, count(DISTINCT employee_id) AS people
                           FROM helps JOIN qualified USING (employee_id, intervention_id) GROUP BY 1)
           SELECT avg(coalesce(batch_size * max_batches < people, false)::int)
           FROM interventions LEFT JOIN wanted USING (intervention_id)""",
    )[0]

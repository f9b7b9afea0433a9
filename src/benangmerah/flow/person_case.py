"""One person of a run as the domain's own nouns, read from the run's snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path

from benangmerah.analytics.parameters import read_objective_needs, read_objectives, read_units
from benangmerah.domain.assessment import Rating
from benangmerah.domain.attainment import Attainment, attain
from benangmerah.domain.gap import AIMED, HELD
from benangmerah.domain.policy import Policy
from benangmerah.domain.professionalism_index import IndexPerson
from benangmerah.domain.qualification_gap import QualifiedPerson, normalise
from benangmerah.domain.standard import Requirement, requirement_in_force
from benangmerah.domain.strategic_effect import StrategicPart, strategic_parts
from benangmerah.domain.strategy import strategic_weights
from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.result_folder import SNAPSHOT
from benangmerah.flow.take_snapshot import POLICY_FILE
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.period import Period
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.manifest import FILE, read_manifest
from benangmerah.snapshot.parquet import read_table
from benangmerah.snapshot.person import PersonRows, Row, read_person, read_rows


@dataclass(frozen=True)
class PersonCase:
    """A person on the run's day, under the run's law and policy."""

    folder: Path
    as_of: date
    policy: Policy
    law: Law
    rows: PersonRows

    @property
    def employee(self) -> Row:
        """The person's own row."""
        return self.rows.employee

    @property
    def targets(self) -> list[tuple[str, str]]:
        """The position held, and the one aimed at where there is one."""
        aimed = self.employee["target_position_id"]
        return [(HELD, self.employee["position_id"]), *([(AIMED, aimed)] if aimed else [])]

    @cached_property
    def competencies(self) -> Mapping[str, Row]:
        """Every competency of the snapshot by id."""
        return _read_competencies(self.folder, written_at(self.folder))

    def criticality(self, position_id: str) -> Fraction | None:
        """What the position's gaps are multiplied by, where it says."""
        return optional(self.rows.positions[position_id]["criticality"])

    def requirements(self, position_id: str) -> list[Requirement]:
        """The position's requirements in force on the run's day, by competency."""
        rows = [row for row in self.rows.requirements if row["position_id"] == position_id]
        found = [
            Requirement(
                position_id, row["competency_id"], row["required_level"], row["importance"], row["basis"],
                Period(row["valid_from"], row["valid_to"]), row["decree"],
            )
            for row in sorted(rows, key=lambda row: str(row["competency_id"]))
        ]  # fmt: skip
        return [one for one in found if requirement_in_force([one], self.as_of) is not None]

    def ratings(self, competency_id: str) -> list[Rating]:
        """Every rating of the person in a competency, whatever became of it."""
        return [
            Rating(
                row["rating_id"], row["source"], exact(row["level"]), row["assessed_on"], row["valid_until"],
                row["rater_id"],
            )
            for row in self.rows.ratings
            if row["competency_id"] == competency_id
        ]  # fmt: skip

    def attained(self, competency_id: str) -> Attainment | None:
        """The attained level of the person in a competency."""
        kind = self.competencies[competency_id]["kind"]
        return attain(self.ratings(competency_id), kind, self.as_of, self.policy.ratings)

    @cached_property
    def strategic_weights(self) -> Mapping[str, Fraction]:
        """What the planning tree adds to each competency in the person's unit."""
        weights, mine = _weigh_units(self.folder, written_at(self.folder)), self.employee["unit_id"]
        return {competency_id: weight for (unit_id, competency_id), weight in weights.items() if unit_id == mine}

    def strategic_targets(self, competency_id: str) -> list[tuple[str, Fraction]]:
        """The targets, by title, that lend the competency its strategic weight for the person, with their parts."""
        parts = _part_units(self.folder, written_at(self.folder)).get((self.employee["unit_id"], competency_id), ())
        titles = _read_titles(self.folder, written_at(self.folder)) if parts else {}
        return [(titles[each.objective_id], each.part) for each in parts]

    @property
    def qualified(self) -> QualifiedPerson:
        """What is known of the person's qualifications."""
        person = self.employee
        return QualifiedPerson(
            person["education_level"], person["field_of_study"], person["rank"], person["leadership_training"],
            person["functional_training"], optional(person["technical_training_jp"]), self._finished(),
        )  # fmt: skip

    def _finished(self) -> set[str]:
        done = {row["intervention_id"] for row in self.rows.completions if row["completed_on"] <= self.as_of}
        offerings = [row for one in done for row in read_rows(self.folder, "interventions", intervention_id=one)]
        names = [row[column] for row in offerings for column in ("intervention_id", "program_id", "title")]
        return {normalise(name) for name in names if name is not None}

    @property
    def index_person(self) -> IndexPerson:
        """What the index asks about the person."""
        person = self.employee
        return IndexPerson(
            grade=self.rows.positions[person["position_id"]]["grade"],
            education_level=person["education_level"],
            performance_score=optional(person["performance_score"]),
            performance_predicate=person["performance_predicate"],
            performance_scheme=person["performance_scheme"],
            discipline=person["discipline"],
            leadership_training=person["leadership_training"],
            functional_training=person["functional_training"],
            technical_training_jp=optional(person["technical_training_jp"]),
            seminar=person["seminar"],
        )


def written_at(folder: Path) -> int:
    """When a snapshot was written: what is kept of it holds only for that."""
    return (folder / FILE).stat().st_mtime_ns


def _read_tree(folder: Path) -> Dataset:
    names = ("units", "objectives", "objective_needs")
    return Dataset({name: SourceTable(name, read_table(folder / f"{name}.parquet", INPUTS[name])) for name in names})


@lru_cache(maxsize=8)
def _part_units(
    folder: Path,
    at: int,  # noqa: ARG001 part of the name
) -> Mapping[tuple[str, str], tuple[StrategicPart, ...]]:
    """Which targets lend each competency of each unit its strategic weight; the same for everybody of a run."""
    tree = _read_tree(folder)
    return strategic_parts(read_units(tree).values(), read_objectives(tree), read_objective_needs(tree))


@lru_cache(maxsize=8)
def _read_titles(folder: Path, at: int) -> Mapping[str, str]:  # noqa: ARG001 part of the name
    return {row["objective_id"]: row["title"] for row in read_rows(folder, "objectives")}


@lru_cache(maxsize=8)
def _weigh_units(folder: Path, at: int) -> Mapping[tuple[str, str], Fraction]:  # noqa: ARG001 part of the name
    """What the planning tree adds to each competency in each unit; the same for everybody of a run."""
    tree = _read_tree(folder)
    return strategic_weights(read_units(tree).values(), read_objectives(tree), read_objective_needs(tree))


@lru_cache(maxsize=8)
def _read_competencies(folder: Path, at: int) -> Mapping[str, Row]:  # noqa: ARG001 part of the name
    return {row["competency_id"]: row for row in read_rows(folder, "competencies")}


def read_person_case(run_folder: Path, employee_id: str) -> PersonCase:
    """The case of a person of a run; a folder without a run or an unknown person is refused."""
    folder = run_folder / SNAPSHOT
    if not (folder / FILE).is_file():
        raise BenangMerahError(
            message("{path} holds no run.", path=str(run_folder)),
            message("Name the folder that `benangmerah run --out` has written."),
        )
    rows = read_person(folder, employee_id)
    if rows is None:
        raise BenangMerahError(
            message("The run knows no employee {employee_id}.", employee_id=employee_id),
            message("Write the employee_id as it stands in the table employees."),
        )
    as_of = date.fromisoformat(read_manifest(folder).as_of)
    policy = folder / POLICY_FILE
    return PersonCase(
        folder, as_of, read_policy_file(policy if policy.is_file() else None), load_library().on(as_of), rows
    )


def optional(number: float | None) -> Fraction | None:
    """An exact number, or unknown."""
    return None if number is None else exact(number)

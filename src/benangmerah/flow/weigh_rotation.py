"""A rotation before or after it is written → who moves, which gaps are new, whose planned training no longer fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.gap import measure_gap
from benangmerah.domain.intervention import Applicant, EligibilityRow, qualifies
from benangmerah.domain.policy import Policy
from benangmerah.domain.quality import LEADING_GRADES
from benangmerah.domain.role import Right
from benangmerah.flow.ask_run import find_policy
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.change_standard import levels_in_force
from benangmerah.flow.check_import import examine_import
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.extract import fetch_matching
from benangmerah.store.models import Effect, Eligibility, Employee, Gap, Intervention, PlanItem, Position, Run, Unit
from benangmerah.store.models.import_draft import ImportDraft
from benangmerah.store.selectors.attainment import read_levels
from benangmerah.store.selectors.competency import name_competencies

Row = Mapping[str, Any]
CLOSES = "closes_gap"


@dataclass(frozen=True)
class NewGap:
    """A competency of the new position in which the person is short, and was not required to be better before."""

    competency: str
    required_level: int


@dataclass(frozen=True)
class WrongTraining:
    """A planned training that closes no gap of the new position, or that the person no longer qualifies for."""

    title: str
    is_ineligible: bool


@dataclass(frozen=True)
class Move:
    """One person who gets another position or unit."""

    employee_id: str
    name: str
    unit_id: str
    position_before: str
    position_after: str
    unit_before: str
    unit_after: str
    new_gaps: tuple[NewGap, ...] = ()
    not_assessed_count: int = 0
    wrong_trainings: tuple[WrongTraining, ...] = ()
    is_shown: bool = True
    """Whether the reader may read the person's assessments; else gaps and trainings stay unsaid."""


@dataclass(frozen=True)
class RotationEffect:
    """Who moves and what follows; without a published run gaps and trainings are unknown."""

    moves: tuple[Move, ...]
    vacated: tuple[str, ...]
    headless: tuple[str, ...]
    run_id: int | None


def weigh_rotation(visit: Visit, draft: ImportDraft) -> RotationEffect:
    """What an annex changes, or has changed; every look at levels is written down."""
    pairs = _pairs(draft, visit)
    run = Run.objects.filter(agency_id=draft.agency_id, is_published=True).first()
    names = _Names.read(pairs)
    moves = [names.say(before, after) for before, after in pairs]
    if run is not None and moves:
        reach = visit.scope.reach(Right.READ_ASSESSMENTS)
        judge = _Judge.read(run, draft.agency_id, [after for _, after in pairs], visit)
        moves = [
            judge.judge(move, before, after)
            if reach.holds(str(after["agency_id"]), str(before["unit_id"]))
            or reach.holds(str(after["agency_id"]), str(after["unit_id"]))
            else replace(move, is_shown=False)
            for move, (before, after) in zip(moves, pairs, strict=True)
        ]
        write_audit(visit, Verb.ASSESSMENT_READ, place=(draft.agency_id, draft.unit_id), file=draft.file_name,
                    people=str(sum(move.is_shown for move in moves)))  # fmt: skip
    vacated, headless = _left_behind(pairs, names)
    return RotationEffect(tuple(moves), vacated, headless, run.pk if run else None)


def _pairs(draft: ImportDraft, visit: Visit) -> list[tuple[Row, Row]]:
    """Who has another position or unit afterwards: the row before, and after."""
    if draft.state == ImportDraft.State.CHECKED:
        difference = examine_import(draft, visit.scope).difference
        table = difference.tables.get("employees")
        found = [] if table is None else list(zip(table.before.to_pylist(), table.after.to_pylist(), strict=True))
    elif draft.receipt_id is not None:
        after = {row["employee_id"]: row for row in fetch_matching("employees", Q(recorded=draft.receipt)).to_pylist()}
        before = fetch_matching("employees", Q(archived=draft.receipt)).to_pylist()
        found = [(row, after[row["employee_id"]]) for row in before if row["employee_id"] in after]
    else:
        raise BenangMerahError(message("This annex has not been read yet."), message("Choose its heading rows first."))
    moved = [(one, two) for one, two in found if any(one[part] != two[part] for part in ("position_id", "unit_id"))]
    return sorted(moved, key=lambda pair: (str(pair[1]["name"]), str(pair[1]["employee_id"])))


@dataclass(frozen=True)
class _Names:
    positions: Mapping[str, Position]
    units: Mapping[str, str]

    @classmethod
    def read(cls, pairs: Sequence[tuple[Row, Row]]) -> _Names:
        position_ids = {row["position_id"] for pair in pairs for row in pair}
        unit_ids = {row["unit_id"] for pair in pairs for row in pair}
        positions = Position.objects.filter(archived__isnull=True, position_id__in=position_ids)
        units = Unit.objects.filter(archived__isnull=True, unit_id__in=unit_ids)
        return cls({row.position_id: row for row in positions}, dict(units.values_list("unit_id", "name")))

    def title(self, position_id: str) -> str:
        return self.positions[position_id].title if position_id in self.positions else position_id

    def unit(self, unit_id: str) -> str:
        return self.units.get(unit_id, unit_id)

    def say(self, before: Row, after: Row) -> Move:
        return Move(
            after["employee_id"], after["name"], after["unit_id"], self.title(before["position_id"]),
            self.title(after["position_id"]), self.unit(before["unit_id"]), self.unit(after["unit_id"]),
        )  # fmt: skip


@dataclass(frozen=True)
class _Judge:
    """What is known of the people who move: levels, gaps, the plan, and the law and policy to judge by."""

    policy: Policy
    competencies: Mapping[str, str]
    levels: Mapping[tuple[str, str], Attainment]
    gaps: frozenset[tuple[str, str, str]]
    standards: Mapping[str, Mapping[str, int]]
    items: Mapping[str, list[tuple[Intervention, bool]]]
    """The planned trainings of each, and whether one is there to close a gap."""
    raised: Mapping[str, frozenset[str]]
    eligibility: Mapping[str, list[EligibilityRow]]
    positions: Mapping[str, Position]
    parents: Mapping[str, str | None]

    @classmethod
    def read(cls, run: Run, agency_id: str, rows: Sequence[Row], visit: Visit) -> _Judge:
        people = [str(row["employee_id"]) for row in rows]
        position_ids = {str(row["position_id"]) for row in rows}
        version = find_policy(agency_id, visit.on)
        items = _items(run, people)
        offered = {each.intervention_id for of_person in items.values() for each, _ in of_person}
        return cls(
            read_policy_text(None if version is None else version.text), name_competencies(),
            read_levels(run, set(people)),
            frozenset(Gap.objects.filter(run=run, employee_id__in=people, state="gap").values_list(
                "employee_id", "competency_id", "target")),
            levels_in_force(sorted(position_ids), visit.on), items, _raised(offered), _eligibility(offered),
            {row.position_id: row for row in Position.objects.filter(archived=None, position_id__in=position_ids)},
            dict(Unit.objects.filter(archived=None, agency_id=agency_id).values_list("unit_id", "parent_unit_id")),
        )  # fmt: skip

    def judge(self, move: Move, before: Row, after: Row) -> Move:
        """The move with the gaps that are new and the trainings that no longer fit."""
        asked = self.standards.get(after["position_id"], {})
        states = {
            each: measure_gap(level, self.levels.get((move.employee_id, each)), self.policy).state
            for each, level in asked.items()
        }
        short = {each for each, state in states.items() if state == "gap"}
        new = [each for each in short if (move.employee_id, each, "held") not in self.gaps]
        aimed = {each for person, each, target in self.gaps if person == move.employee_id and target == "aimed"}
        is_moved = before["position_id"] != after["position_id"]
        wrong = (
            WrongTraining(item.title, is_ineligible)
            for item, closes_gap in self.items.get(move.employee_id, [])
            for is_ineligible in (not self._qualifies(after, item),)
            if is_ineligible
            or (is_moved and closes_gap and not self.raised.get(item.intervention_id, frozenset()) & (short | aimed))
        )
        gaps = (NewGap(self.competencies.get(each, each), asked[each]) for each in new)
        return replace(
            move,
            new_gaps=tuple(sorted(gaps, key=lambda gap: gap.competency)),
            not_assessed_count=sum(state == "not_assessed" for state in states.values()),
            wrong_trainings=tuple(sorted(wrong, key=lambda each: each.title)),
        )

    def _qualifies(self, after: Row, item: Intervention) -> bool:
        position = self.positions.get(after["position_id"])
        if position is None:
            return True
        chain: list[str] = []
        above: str | None = after["unit_id"]
        while above is not None and above not in chain:
            chain.append(above)
            above = self.parents.get(above)
        applicant = Applicant(position.grade, position.job_family, after["status"], tuple(chain))
        return qualifies(applicant, self.eligibility.get(item.intervention_id, []))


def _items(run: Run, people: Sequence[str]) -> dict[str, list[tuple[Intervention, bool]]]:
    items = PlanItem.objects.filter(run=run, employee_id__in=people)
    planned = list(items.values_list("employee_id", "intervention_id", "reason"))
    known = Intervention.objects.filter(archived__isnull=True, intervention_id__in={each for _, each, _ in planned})
    offerings = {row.intervention_id: row for row in known}
    found: dict[str, list[tuple[Intervention, bool]]] = {}
    for person, each, reason in planned:
        if each in offerings:
            found.setdefault(person, []).append((offerings[each], reason == CLOSES))
    return found


def _raised(offered: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    rows = Effect.objects.filter(archived__isnull=True, intervention_id__in=set(offered))
    for intervention_id, competency_id in rows.values_list("intervention_id", "competency_id"):
        found.setdefault(intervention_id, set()).add(competency_id)
    return {each: frozenset(raised) for each, raised in found.items()}


def _eligibility(offered: Iterable[str]) -> dict[str, list[EligibilityRow]]:
    found: dict[str, list[EligibilityRow]] = {}
    for row in Eligibility.objects.filter(archived__isnull=True, intervention_id__in=set(offered)):
        one = EligibilityRow(row.grade, row.job_family, row.unit_id, row.status)
        found.setdefault(row.intervention_id, []).append(one)
    return found


def _left_behind(pairs: Sequence[tuple[Row, Row]], names: _Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Positions that nobody holds afterwards, and units that lose the last who leads them."""
    movers = {row["employee_id"] for _, row in pairs}
    left_positions = {before["position_id"] for before, _ in pairs} - {after["position_id"] for _, after in pairs}
    stays = Employee.objects.filter(archived__isnull=True).exclude(employee_id__in=movers)
    held = set(stays.filter(position_id__in=left_positions).values_list("position_id", flat=True))
    leading = set(
        Position.objects.filter(archived=None, grade__in=LEADING_GRADES).values_list("position_id", flat=True)
    )
    lose = {before["unit_id"] for before, _ in pairs if before["position_id"] in leading}
    lead = {after["unit_id"] for _, after in pairs if after["position_id"] in leading}
    lead |= set(stays.filter(unit_id__in=lose, position_id__in=leading).values_list("unit_id", flat=True))
    return (
        tuple(sorted(names.title(each) for each in left_positions - held)),
        tuple(sorted(names.unit(each) for each in lose - lead)),
    )

"""Pola karier: which move is lawful and of which kind, how far a position is, what is missing, and who leaves when.

PP 11/2017 articles 188-189: a horizontal move goes to an equal position, a vertical one to a higher position of the
same group (JA, JF or JPT), a diagonal one to a higher position of another group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.gap import AIMED, measure_gap
from benangmerah.domain.job_match import JobMatch, match_job
from benangmerah.domain.policy import CareerPolicy, Policy
from benangmerah.domain.qualification_gap import (
    MET,
    SHORT,
    QualificationLaw,
    QualifiedPerson,
    compare_places,
    judge_alternatives,
    judge_qualification,
)
from benangmerah.kernel.explanation import Citation, Explanation, Message, Term, message
from benangmerah.kernel.period import years_after
from benangmerah.regulations.library import Law
from benangmerah.regulations.parameter import Band

HORIZONTAL, VERTICAL, DIAGONAL = "horizontal", "vertical", "diagonal"
GRADE_PLACE = "career/grade_place"
DIRECTION = "career/direction"
POSITION_QUALIFICATION = "career/position_qualification"
RETIREMENT_AGE = "career/retirement_age"
_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class GradePlace:
    """The group of a grade (ja, jf, jpt) and its place: grades of the same place stand equal."""

    group: str
    place: int


@dataclass(frozen=True)
class CareerPattern:
    """The law's places and directions under what the agency decided."""

    grades: Mapping[str, GradePlace]
    directions: Sequence[Mapping[str, object]]
    policy: CareerPolicy
    citation: Citation


@dataclass(frozen=True)
class Rung:
    """What a move looks at of a position: its grade and its job family."""

    grade: str
    job_family: str | None = None


@dataclass(frozen=True)
class Move:
    """A move between two positions: its direction and how many places it climbs, or what makes it no lawful move."""

    direction: str | None
    steps: int
    hindrance: Message | None = None

    @property
    def is_lawful(self) -> bool:
        """Whether the career pattern allows it."""
        return self.hindrance is None


def career_pattern(law: Law, policy: CareerPolicy) -> CareerPattern:
    """The pattern of an agency on a day: the law's grades, at the places that the agency's policy gives them."""
    grades = {}
    for record in law.records(GRADE_PLACE):
        grade, place = str(record["grade"]), record["place"]
        grades[grade] = GradePlace(str(record["group"]), policy.places.get(grade, int(str(place))))
    return CareerPattern(grades, law.records(DIRECTION), policy, law.citation(DIRECTION))


def judge_move(pattern: CareerPattern, start: Rung, end: Rung) -> Move:
    """Whether somebody may move from one position to the other, and in which direction."""
    here, there = pattern.grades[start.grade], pattern.grades[end.grade]
    steps = there.place - here.place
    if steps < 0:
        return Move(None, steps, message("The position stands lower; a career pattern does not lead down."))
    direction = _direction(pattern, is_higher=steps > 0, is_other_group=here.group != there.group)
    if direction is None or direction not in pattern.policy.directions:
        return Move(direction, steps, message("The agency's career pattern has no such move."))
    if steps > pattern.policy.most_steps_up:
        return Move(direction, steps, message(
            "The move climbs {steps} places; one move may climb {most}.",
            steps=steps, most=pattern.policy.most_steps_up,
        ))  # fmt: skip
    if not _may_change_family(pattern.policy, start.job_family, end.job_family):
        return Move(direction, steps, message("The career pattern does not lead into that job family from here."))
    return Move(direction, steps)


def _direction(pattern: CareerPattern, *, is_higher: bool, is_other_group: bool) -> str | None:
    """The direction of the law that fits; its columns say yes, no or any."""
    higher, other = (_YES if each else _NO for each in (is_higher, is_other_group))
    fits = (
        str(each["direction"]) for each in pattern.directions
        if each["is_higher"] == higher and each["is_other_group"] in (other, "any")
    )  # fmt: skip
    return next(fits, None)


def _may_change_family(policy: CareerPolicy, start: str | None, end: str | None) -> bool:
    if policy.family_moves == "any" or start == end:
        return True
    return policy.family_moves == "listed" and (start, end) in policy.families


def count_moves(pattern: CareerPattern, start: Rung, rungs: Iterable[Rung]) -> dict[Rung, int]:
    """The fewest lawful moves from one rung to each other over positions of those rungs; what is too far is missing."""
    left = set(rungs)
    found: dict[Rung, int] = {}
    reached = {start}
    for moves in range(1, pattern.policy.most_moves + 1):
        reached = {each for each in left if any(judge_move(pattern, one, each).is_lawful for one in reached)}
        left -= reached
        found |= dict.fromkeys(reached, moves)
    return found


@dataclass(frozen=True)
class Lack:
    """One competency that the position asks for and the person has not, or of which nothing is known."""

    competency_id: str
    required_level: int
    attained_units: int | None
    """Ten-thousandths of a level; empty where it was not assessed."""

    @property
    def is_known(self) -> bool:
        """Whether the person was assessed in it."""
        return self.attained_units is not None


@dataclass(frozen=True)
class QualificationLack:
    """One kind of qualification that is short or unknown, with the values of which one, or all, are asked for."""

    kind: str
    values: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Distance:
    """How far a person is from a position."""

    match: JobMatch
    short_units: int
    """Levels short in ten-thousandths, summed over the gaps; a surplus makes up for nothing."""
    lacks: tuple[Lack, ...]
    qualifications: tuple[QualificationLack, ...]

    @property
    def unknown_count(self) -> int:
        """Required competencies that were not assessed."""
        return self.match.required_count - self.match.assessed_count

    @property
    def unmet_qualifications(self) -> tuple[QualificationLack, ...]:
        """The qualifications that are known to be short."""
        return tuple(each for each in self.qualifications if each.state == SHORT)


def measure_distance(
    standard: Mapping[str, int],
    attained: Mapping[str, Attainment],
    qualifications: Sequence[QualificationLack],
    bands: Sequence[Band],
    policy: Policy,
) -> Distance:
    """The distance to a position by its standard (competency → level, 1-5): gaps by rule 5, the match by rule 6."""
    lacks = []
    short = 0
    for competency_id, level in sorted(standard.items()):
        found = attained.get(competency_id)
        gap = measure_gap(level, found, policy)
        if gap.state == "gap":
            short += gap.gap_units or 0
        if gap.state != "met":
            lacks.append(Lack(competency_id, level, None if found is None else found.units))
    match = match_job([(level, attained.get(each)) for each, level in sorted(standard.items())], bands, policy)
    return Distance(match, short, tuple(lacks), tuple(qualifications))


def lacking_qualifications(
    asked: Iterable[tuple[str, str]], person: QualifiedPerson, law: QualificationLaw
) -> tuple[QualificationLack, ...]:
    """What a position asks for beyond competencies and the person has not, or nobody knows whether she has."""
    by_kind: dict[str, list[str]] = {}
    for kind, value in asked:
        by_kind.setdefault(kind, []).append(value)
    found = []
    for kind, values in sorted(by_kind.items()):
        states = judge_alternatives(kind, [judge_qualification(kind, each, person, AIMED, law) for each in values])
        open_values = [(value, state) for value, state in zip(values, states, strict=True) if state != MET]
        if open_values:
            worst = SHORT if any(state == SHORT for _, state in open_values) else open_values[0][1]
            found.append(QualificationLack(kind, tuple(value for value, _ in open_values), worst))
    return tuple(found)


@dataclass(frozen=True)
class LawWarning:
    """What the law asks of whoever is appointed to a grade and the person seems not to have, or nobody can know."""

    sentence: Message
    citation: Citation


def warn_of_law(grade: str, education_level: str, age: int | None, law: Law) -> tuple[LawWarning, ...]:
    """Warnings, never a refusal: what the law library says of these conditions is assumed."""
    record = next((each for each in law.records(POSITION_QUALIFICATION) if each["grade"] == grade), None)
    if record is None:
        return ()
    citation = law.citation(POSITION_QUALIFICATION, grade)
    found = []
    least = str(record["education_level"])
    if compare_places(least, education_level, (law.table("education/level"),)) == SHORT:
        found.append(message("The law asks for an education of {level} or more.", level=Term(least)))
    most = record.get("maximum_age")
    if most is not None and age is not None and age > int(str(most)):
        found.append(message("The law sets the age at {most} at most.", most=int(str(most))))
    experience = message("The law asks for {years} years of experience as {experience}; the data do not tell.",
                         years=int(str(record["experience_years"])), experience=str(record["experience"]))  # fmt: skip
    return tuple(LawWarning(sentence, citation) for sentence in (*found, experience))


@dataclass(frozen=True)
class Leaving:
    """When somebody leaves, and by what: the age limit of the grade or the end of the contract."""

    on: date
    reason: str


def leaving_of(grade: str, birth_date: date | None, contract_end: date | None, law: Law) -> Leaving | None:
    """The first day known on which a person leaves; none where neither birth date nor contract is known."""
    ends = []
    if birth_date is not None:
        ends.append(Leaving(years_after(birth_date, int(law.table(RETIREMENT_AGE)[grade])), "age_limit"))
    if contract_end is not None:
        ends.append(Leaving(contract_end, "contract_end"))
    return min(ends, key=lambda each: each.on, default=None)


def is_critical(criticality: Fraction | None, policy: CareerPolicy) -> bool:
    """Whether a post is critical by the agency's policy; a post that says nothing weighs 1."""
    return (Fraction(1) if criticality is None else criticality) >= policy.critical_from


def explain_move(move: Move, pattern: CareerPattern) -> Explanation:
    """Which move it is, or why it is none, with the article."""
    if move.hindrance is not None:
        return Explanation(move.hindrance, citations=(pattern.citation,))
    return Explanation(
        message("A {direction} move: it climbs {steps} places.", direction=Term(str(move.direction)), steps=move.steps),
        citations=(pattern.citation,),
    )

"""Kotak manajemen talenta: which of the nine boxes somebody stands in, by performance and potential."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from benangmerah.domain.policy import POTENTIAL_PARTS, TalentPolicy
from benangmerah.kernel.explanation import Citation, Explanation, Message, Term, message
from benangmerah.regulations.library import Law

BOXES, NUMBERING, AXIS = "talent/nine_box", "talent/numbering", "talent/performance_axis"
ELEMENTS, THRESHOLDS = "talent/potential_element", "talent/threshold"
NATIONAL = "permenpanrb"
"""The numbering of PermenPANRB 3/2020, which stands in the records of the boxes themselves."""
BELOW, MEETS, ABOVE = "below", "meets", "above"
LOW, MEDIUM, HIGH = "low", "medium", "high"
PERFORMANCES, POTENTIALS = (BELOW, MEETS, ABOVE), (LOW, MEDIUM, HIGH)
COMPETENCY, POTENTIAL, TRACK_RECORD = POTENTIAL_PARTS
HIGHEST_SCORE = 100
PERFORMANCE_WORDS: Mapping[str, Term] = {
    BELOW: Term("below_expectations"), MEETS: Term("meets_expectations"), ABOVE: Term("above_expectations"),
}  # fmt: skip
PART_WORDS: Mapping[str, Term] = {
    COMPETENCY: Term("part_competency"), POTENTIAL: Term("part_potential"), TRACK_RECORD: Term("part_track_record"),
}  # fmt: skip
BOX_CONFLICT, LEVEL_CONFLICT = "box_conflict", "level_conflict"
FAMILIES = ("jpt", "administrator", "pengawas", "pelaksana", "jf")
"""Kinds of post (kelompok jabatan) as the grades name them."""


@dataclass(frozen=True)
class TalentBox:
    """One box: its code `performance.potential`, its number, and what the law recommends for who stands in it."""

    code: str
    number: int
    national_number: int
    performance: str
    potential: str
    recommendations: tuple[str, ...]
    is_succession: bool
    """Whether the agency's policy counts it into the succession group."""
    citation: Citation
    numbering: Citation


@dataclass(frozen=True)
class TalentLaw:
    """Boxes by code in the order of their numbers, and the band of each predicate of the yearly evaluation."""

    boxes: Mapping[str, TalentBox]
    predicates: Mapping[str, str]
    axis: Citation
    thresholds: Citation
    elements: Citation | None
    """What the potential is made of; None before PermenPANRB 20/2025."""

    def numbered(self, number: int) -> TalentBox | None:
        """The box of that number in the agency's numbering."""
        return next((box for box in self.boxes.values() if box.number == number), None)


@dataclass(frozen=True)
class TalentFacts:
    """What is known of somebody: bands or scores, given by a decision or by the data; None where nobody knows."""

    performance: str | None = None
    """The band that a decision gives: below, meets, above."""
    predicate: str | None = None
    """The predicate of the yearly evaluation, which gives the band where no decision does."""
    potential: str | None = None
    """The level that a decision gives: low, medium, high."""
    score: Fraction | None = None
    """The potential on a scale to 100, as an assessment gives it."""
    parts: Mapping[str, Fraction] = field(default_factory=dict)
    """Scores of competency, potential and track record, as far as they are known."""


@dataclass(frozen=True)
class Potential:
    """How high the potential is: its level and score, and what of the weights is known where it was computed."""

    level: str | None
    score: Fraction | None = None
    known_weight: Fraction | None = None
    """Percent of the weights that is known; None where a decision or an assessment gave the potential."""


@dataclass(frozen=True)
class Placement:
    """Where somebody stands; without a box `missing` says what is not known, and nothing stands for zero."""

    box: TalentBox | None
    performance: str | None
    potential: Potential

    @property
    def missing(self) -> tuple[str, ...]:
        """`performance`, `potential`, both, or nothing."""
        known = {"performance": self.performance, "potential": self.potential.level}
        return tuple(name for name, value in known.items() if value is None)


def talent_law(law: Law, policy: TalentPolicy) -> TalentLaw:
    """The boxes of the law under the agency's numbering."""
    others = law.table(NUMBERING)
    is_national = policy.numbering == NATIONAL
    boxes = []
    for record in law.records(BOXES):
        number, performance, potential = record["box"], str(record["performance"]), str(record["potential"])
        assert isinstance(number, Fraction)  # noqa: S101 the loader has checked the columns
        code = code_of(performance, potential)
        words = record["recommendations"]
        assert isinstance(words, tuple)  # noqa: S101 the loader has checked the columns
        cited = law.citation(BOXES, str(number))
        boxes.append(TalentBox(
            code, int(number) if is_national else int(others[code]), int(number), performance, potential, words,
            code in policy.succession_boxes, cited, cited if is_national else law.citation(NUMBERING, code),
        ))  # fmt: skip
    is_told = law.parameter(ELEMENTS).on(law.day) is not None
    return TalentLaw(
        {box.code: box for box in sorted(boxes, key=lambda box: box.number)}, law.texts(AXIS), law.citation(AXIS),
        law.citation(THRESHOLDS), law.citation(ELEMENTS) if is_told else None,
    )  # fmt: skip


def code_of(performance: str, potential: str) -> str:
    """The code of a box.

    >>> code_of("above", "high")
    'above.high'
    """
    return f"{performance}.{potential}"


def family_of(grade: str) -> str:
    """The kind of post (kelompok jabatan) of a grade.

    >>> family_of("jpt_pratama"), family_of("jf_ahli_muda"), family_of("pengawas")
    ('jpt', 'jf', 'pengawas')
    """
    return next((family for family in FAMILIES if grade.partition("_")[0] == family), grade)


def judge_score(score: Fraction, policy: TalentPolicy) -> str:
    """The level of a potential by the agency's thresholds; who stands on one has reached it. Never rounded before."""
    if score >= policy.high_from:
        return HIGH
    return MEDIUM if score >= policy.medium_from else LOW


def weigh_parts(parts: Mapping[str, Fraction], policy: TalentPolicy) -> Potential:
    """The weighted mean of the parts that are known; without a level where they weigh too little.

    A part that nobody knows is left out of both sums: it is no zero.
    """
    weights = {part: weight for part, weight in policy.weights.items() if part in parts and weight > 0}
    known = sum(weights.values(), Fraction(0))
    if known <= 0 or known < policy.minimum_weight:
        return Potential(None, None, known)
    if len(weights) == 1:  # a mean of one is that one: most people of an agency have the job match alone
        score = parts[next(iter(weights))]
    else:
        score = sum((parts[part] * weight for part, weight in weights.items()), Fraction(0)) / known
    return Potential(judge_score(score, policy), score, known)


def find_potential(facts: TalentFacts, policy: TalentPolicy) -> Potential:
    """What a decision gives comes first, then a score, then what the parts add up to."""
    if facts.potential is not None:
        return Potential(facts.potential, facts.score)
    if facts.score is not None:
        return Potential(judge_score(facts.score, policy), facts.score)
    return weigh_parts(facts.parts, policy)


def place_in_box(facts: TalentFacts, law: TalentLaw, policy: TalentPolicy) -> Placement:
    """Performance and potential name the box; where one of them is not known there is none."""
    performance = facts.performance
    if performance is None and facts.predicate is not None:
        performance = law.predicates[facts.predicate]
    potential = find_potential(facts, policy)
    if performance is None or potential.level is None:
        return Placement(None, performance, potential)
    return Placement(law.boxes[code_of(performance, potential.level)], performance, potential)


def find_conflict(
    box: TalentBox | None, facts: TalentFacts, law: TalentLaw, policy: TalentPolicy
) -> tuple[str, Message] | None:
    """What contradicts itself in what was given: a level against its score, or a box against what it stands for."""
    if facts.score is not None and facts.potential is not None:
        level = judge_score(facts.score, policy)
        if level != facts.potential:
            return LEVEL_CONFLICT, message(
                "A score of {score} is {level} under the agency's thresholds ({medium} and {high}), not {given}.",
                score=facts.score, level=Term(level), medium=policy.medium_from, high=policy.high_from,
                given=Term(facts.potential),
            )  # fmt: skip
    if box is None:
        return None
    placed = place_in_box(facts, law, policy)
    if placed.performance not in (None, box.performance) or placed.potential.level not in (None, box.potential):
        return BOX_CONFLICT, message(
            "Box {box} is performance {performance} and potential {potential}; the row says {given}.",
            box=box.number, performance=PERFORMANCE_WORDS[box.performance], potential=Term(box.potential),
            given=_say(placed),
        )  # fmt: skip
    return None


def _say(placed: Placement) -> list[Term]:
    """Performance and potential, as far as they are known."""
    performance = [] if placed.performance is None else [PERFORMANCE_WORDS[placed.performance]]
    return performance if placed.potential.level is None else [*performance, Term(placed.potential.level)]


@dataclass(frozen=True)
class Origin:
    """Where the facts of somebody come from, for the reasons of a box."""

    source: str | None = None
    """What an imported result names as its source."""
    decree: str | None = None
    period: int | None = None
    performance_year: int | None = None
    """The year of the evaluation in the staff data, where the predicate is taken from there."""
    match_of: date | None = None
    """The day of the run whose job match stands for the competency."""
    is_box_given: bool = False


def explain_box(facts: TalentFacts, origin: Origin, law: TalentLaw, policy: TalentPolicy) -> Explanation:
    """Why somebody stands in a box, or in none: the arithmetic, the source, and the law."""
    placed = place_in_box(facts, law, policy)
    parts = (_explain_performance(facts, origin, placed, law), _explain_potential(facts, origin, law, policy))
    told = tuple(_tell_source(origin))
    if placed.box is None:
        sentence = message("No box: {missing} not known. Nobody is put into a box for want of data.",
                           missing=[Term(each) for each in placed.missing])  # fmt: skip
        return Explanation(sentence, told, (law.axis,), parts)
    box = placed.box
    return Explanation(
        message("Box {number}: performance {performance}, potential {potential}.", number=box.number,
                performance=PERFORMANCE_WORDS[box.performance], potential=Term(box.potential)),
        told, tuple(dict.fromkeys((box.citation, box.numbering))), parts,
    )  # fmt: skip


def _tell_source(origin: Origin) -> Iterator[Message]:
    if origin.source is not None:
        yield message("Imported for {period}; source: {source}; decision: {decree}.", period=str(origin.period),
                      source=origin.source, decree=origin.decree)  # fmt: skip
        if origin.is_box_given:
            yield message("The decision names the box itself.")
    else:
        yield message("Computed by BenangMerah from the data; no decision has been imported.")


def _explain_performance(facts: TalentFacts, origin: Origin, placed: Placement, law: TalentLaw) -> Explanation:
    if facts.performance is not None:
        return Explanation(
            message("Performance {performance}, as imported.", performance=PERFORMANCE_WORDS[facts.performance])
        )
    if facts.predicate is None:
        return Explanation(
            message("Performance not known: no imported band, and no predicate in the staff data."),
            (message("Import the band, or bring the staff data up to date."),),
        )
    assert placed.performance is not None  # noqa: S101 a predicate has a band
    return Explanation(
        message("Performance {performance}: the predicate {predicate} of {year} in the staff data.",
                performance=PERFORMANCE_WORDS[placed.performance], predicate=Term(facts.predicate),
                year=None if origin.performance_year is None else str(origin.performance_year)),
        citations=(law.axis,),
    )  # fmt: skip


def _explain_potential(facts: TalentFacts, origin: Origin, law: TalentLaw, policy: TalentPolicy) -> Explanation:
    found = find_potential(facts, policy)
    bounds = message("High from {high}, medium from {medium}: the agency's policy.", high=policy.high_from,
                     medium=policy.medium_from)  # fmt: skip
    if facts.potential is not None:
        return Explanation(message("Potential {potential}, as imported.", potential=Term(facts.potential)))
    cited = tuple(each for each in (law.thresholds, law.elements) if each is not None)
    if facts.score is not None:
        assert found.level is not None  # noqa: S101 a score has a level
        return Explanation(message("Potential {potential}: the score is {score}.", potential=Term(found.level),
                                   score=facts.score), (bounds,), (law.thresholds,))  # fmt: skip
    steps = tuple(_tell_parts(facts, origin, policy))
    if found.level is None:
        return Explanation(
            message("Potential not known: {known} percent of its weights are known, {minimum} are needed.",
                    known=found.known_weight, minimum=policy.minimum_weight),
            steps, cited,
        )  # fmt: skip
    return Explanation(
        message("Potential {potential}: the parts add up to {score}.", potential=Term(found.level), score=found.score),
        (*steps, _tell_sum(facts, found, policy), bounds), cited,
    )  # fmt: skip


def _tell_parts(facts: TalentFacts, origin: Origin, policy: TalentPolicy) -> Iterator[Message]:
    for part, weight in policy.weights.items():
        if part not in facts.parts:
            yield message("{part}, weight {weight}: not known, left out.", part=PART_WORDS[part], weight=weight)
        elif part == COMPETENCY and origin.match_of is not None:
            yield message("{part}, weight {weight}: {score}, the job match of the run with data of {day}.",
                          part=PART_WORDS[part], weight=weight, score=facts.parts[part],
                          day=origin.match_of)  # fmt: skip
        else:
            yield message("{part}, weight {weight}: {score}.", part=PART_WORDS[part], weight=weight,
                          score=facts.parts[part])  # fmt: skip


def _tell_sum(facts: TalentFacts, found: Potential, policy: TalentPolicy) -> Message:
    known: Sequence[tuple[Fraction, Fraction]] = [
        (weight, facts.parts[part]) for part, weight in policy.weights.items() if part in facts.parts and weight > 0
    ]
    total = sum((weight * score for weight, score in known), Fraction(0))
    return message("{total} ÷ {known} = {score}", total=total, known=found.known_weight, score=found.score)

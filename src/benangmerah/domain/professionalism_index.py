"""Indeks profesionalitas ASN (IP ASN) by the law of the day (rule 8): a simulation, never the official figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from benangmerah.kernel.explanation import Citation, Explanation, Message, Term, message
from benangmerah.regulations.library import Law
from benangmerah.regulations.parameter import Band

DIMENSIONS = ("qualification", "competency", "performance", "discipline")
DEFAULT_SCHEME = "pp46"
DEFAULT_DISCIPLINE = "none"
SCORED_SCHEMES = ("pp46", "pp30")
INDICATORS = ("leadership_training", "functional_training", "technical_training", "seminar")
LASTING = ("leadership_training", "functional_training")
"""Indicators that stay met as long as the position is held; the others are counted in each measurement year anew."""


@dataclass(frozen=True)
class IndexPerson:
    """What the index asks about a person; an empty field was not reported."""

    grade: str
    education_level: str
    performance_score: Fraction | None = None
    performance_predicate: str | None = None
    performance_scheme: str | None = None
    discipline: str | None = None
    leadership_training: bool | None = None
    functional_training: bool | None = None
    technical_training_jp: Fraction | None = None
    seminar: bool | None = None


@dataclass(frozen=True)
class IndexTables:
    """The score tables of the law; scores are already weighted, so they are added, never multiplied again."""

    position_group: Mapping[str, str]
    qualification: Mapping[str, Fraction]
    competency: Mapping[str, Fraction]
    technical_training_minimum_jp: Fraction
    performance_predicate: Mapping[str, Fraction]
    performance_bands: Mapping[str, Sequence[Band]]
    unrated_performance: Fraction
    discipline: Mapping[str, Fraction]
    category: Sequence[Band]

    @classmethod
    def from_law(cls, law: Law) -> IndexTables:
        """The tables in force on the day of that law."""
        name = "professionalism_index"
        return cls(
            position_group=law.texts(f"{name}/position_group"),
            qualification=law.table(f"{name}/qualification"),
            competency=law.table(f"{name}/competency"),
            technical_training_minimum_jp=law.number(f"{name}/technical_training_minimum_jp"),
            performance_predicate=law.table(f"{name}/performance_predicate"),
            performance_bands={scheme: law.bands(f"{name}/performance_{scheme}") for scheme in SCORED_SCHEMES},
            unrated_performance=law.number(f"{name}/unrated_performance"),
            discipline=law.table(f"{name}/discipline"),
            category=law.bands(f"{name}/category"),
        )


@dataclass(frozen=True)
class ProfessionalismIndex:
    """The four dimensions, their sum, and the category of the sum before any rounding."""

    qualification: Fraction
    competency: Fraction
    performance: Fraction
    discipline: Fraction
    category: str

    @property
    def total(self) -> Fraction:
        """The sum of the four dimensions."""
        return self.qualification + self.competency + self.performance + self.discipline


def professionalism_index(person: IndexPerson, tables: IndexTables) -> ProfessionalismIndex:
    """Rule 8: what is not reported counts as none (training, discipline) or as nothing (performance)."""
    parts = (
        tables.qualification[person.education_level],
        sum(score_trainings(person, tables).values(), Fraction()),
        score_performance(person, tables),
        tables.discipline[person.discipline or DEFAULT_DISCIPLINE],
    )
    return ProfessionalismIndex(*parts, category=categorise(sum(parts, Fraction()), tables))


def is_covered(status: str, statuses: Sequence[str]) -> bool:
    """Whether the index covers people of that status; the others stand in `excluded`."""
    return status in statuses


def categorise(total: Fraction, tables: IndexTables) -> str:
    """The category of an index; upper bounds are inclusive, so 60.2 is *rendah* and 60 is *sangat rendah*."""
    return next(band.code for band in tables.category if band.holds(total))


def score_trainings(person: IndexPerson, tables: IndexTables) -> dict[str, Fraction]:
    """The score of each training indicator that the group of the person's grade is asked for."""
    group = tables.position_group[person.grade]
    has = {
        "leadership_training": person.leadership_training,
        "functional_training": person.functional_training,
        "technical_training": (person.technical_training_jp or 0) >= tables.technical_training_minimum_jp,
        "seminar": person.seminar,
    }
    scores = {indicator: tables.competency.get(f"{group}.{indicator}") for indicator in INDICATORS}
    return {
        indicator: score if has[indicator] else Fraction() for indicator, score in scores.items() if score is not None
    }


def score_performance(person: IndexPerson, tables: IndexTables) -> Fraction:
    """By the predicate where given, else by the score's band under its scheme; nothing where neither tells."""
    if person.performance_predicate is not None:
        return tables.performance_predicate[person.performance_predicate]
    bands = tables.performance_bands.get(person.performance_scheme or DEFAULT_SCHEME)
    if person.performance_score is None or bands is None:
        return tables.unrated_performance
    held = (band.score for band in bands if band.holds(person.performance_score))
    return next((score for score in held if score is not None), tables.unrated_performance)


def start_year(person: IndexPerson) -> IndexPerson:
    """The person at the beginning of a new measurement year: training that is counted by the year starts anew."""
    return replace(person, technical_training_jp=None, seminar=None)


def training_forms(law: Law) -> Mapping[str, str]:
    """Which training indicator a form of development meets; forms that are not named meet none."""
    return law.texts("professionalism_index/training_form")


def finish_trainings(
    person: IndexPerson, finished: Iterable[tuple[str, Fraction]], forms: Mapping[str, str]
) -> IndexPerson:
    """The person after some trainings, each with its form and its hours: what they meet under rule 8."""
    for form, hours in finished:
        indicator = forms.get(form)
        if indicator == "technical_training":
            person = replace(person, technical_training_jp=(person.technical_training_jp or Fraction()) + hours)
        elif indicator == "seminar":
            person = replace(person, seminar=True)
        elif indicator == "leadership_training":
            person = replace(person, leadership_training=True)
        elif indicator == "functional_training":
            person = replace(person, functional_training=True)
    return person


def missing_trainings(person: IndexPerson, tables: IndexTables) -> dict[str, Fraction]:
    """The training indicators that a person's group is asked for and that are not met, with the points they give."""
    group = tables.position_group[person.grade]
    return {
        indicator: tables.competency[f"{group}.{indicator}"]
        for indicator, score in score_trainings(person, tables).items()
        if not score and tables.competency[f"{group}.{indicator}"]
    }


def points_missing(person: IndexPerson, tables: IndexTables) -> dict[str, Fraction]:
    """For each dimension the points that a person lacks to the most that the law's tables give."""
    held = professionalism_index(person, tables)
    return {
        "qualification": max(tables.qualification.values()) - held.qualification,
        "competency": sum(missing_trainings(person, tables).values(), Fraction()),
        "performance": max(tables.performance_predicate.values()) - held.performance,
        "discipline": tables.discipline[DEFAULT_DISCIPLINE] - held.discipline,
    }


@dataclass(frozen=True)
class IndexStep:
    """One lawful way to raise an index: what it is about, the points it gives, and how it is done."""

    subject: str
    points: Fraction
    way: Message
    citation: Citation


def steps_to_raise(person: IndexPerson, law: Law) -> tuple[IndexStep, ...]:
    """What would raise a person's index, the most points first; each step alone, from where the person stands.

    Trainings that the group of the grade is asked for, the next education level that gives more, the next predicate
    of performance that gives more, and the end of a disciplinary punishment. Points are those of the law's tables.
    """
    tables, name = IndexTables.from_law(law), "professionalism_index"
    steps = [
        IndexStep(indicator, full, _TRAINING_WAYS[indicator], law.citation(f"{name}/competency"))
        for indicator, full in missing_trainings(person, tables).items()
    ]
    more = _next_above(tables.qualification, tables.qualification[person.education_level])
    if more is not None:
        way = message("Finish an education of level {level} with leave or permission to study.", level=Term(more[0]))
        steps.append(IndexStep("education_level", more[1], way, law.citation(f"{name}/qualification", more[0])))
    more = _next_above(tables.performance_predicate, score_performance(person, tables))
    if more is not None:
        way = message(
            "Reach the predicate {predicate} in the yearly evaluation of performance.", predicate=Term(more[0])
        )
        steps.append(IndexStep("performance", more[1], way, law.citation(f"{name}/performance_predicate", more[0])))
    held = tables.discipline[person.discipline or DEFAULT_DISCIPLINE]
    lost = tables.discipline[DEFAULT_DISCIPLINE] - held
    if lost > 0:
        way = message("The punishment ends and none follows: nothing else gives these points back.")
        steps.append(IndexStep("discipline", lost, way, law.citation(f"{name}/discipline")))
    return tuple(sorted(steps, key=lambda step: (-step.points, step.subject)))


_TRAINING_WAYS = {
    "leadership_training": message("Finish the leadership training that fits the position held."),
    "functional_training": message("Finish the functional training that fits the position held."),
    "technical_training": message("Reach the hours of technical training that the measurement year asks for."),
    "seminar": message("Take part in a seminar, workshop or the like in the measurement year."),
}


def _next_above(scores: Mapping[str, Fraction], held: Fraction) -> tuple[str, Fraction] | None:
    """The code with the least score above the held one, and how much more it gives; of equals the first named last."""
    above = sorted((score, -place, code) for place, (code, score) in enumerate(scores.items()) if score > held)
    return (above[0][2], above[0][0] - held) if above else None


def mean_index(totals: Sequence[Fraction]) -> Fraction | None:
    """The mean of a unit, agency or the nation: over the people who have an index, none where nobody has."""
    return sum(totals, Fraction()) / len(totals) if totals else None


def explain_index(person: IndexPerson, law: Law) -> Explanation:
    """The index in a sentence, each dimension with the article it rests on."""
    tables = IndexTables.from_law(law)
    index = professionalism_index(person, tables)
    name = "professionalism_index"
    trainings = score_trainings(person, tables)
    return Explanation(
        message("IP ASN {total} = qualification {q} + competency {c} + performance {p} + discipline {d}: {category}.",
                total=index.total, q=index.qualification, c=index.competency, p=index.performance, d=index.discipline,
                category=Term(index.category)),
        (
            message("Education {level}: {score}.", level=Term(person.education_level), score=index.qualification),
            message("Training asked of this group: {parts}.", parts=tuple(
                message("{indicator} {score}", indicator=Term(indicator), score=score)
                for indicator, score in trainings.items()
            )),
            message("A simulation under {instrument}, not the official figure.",
                    instrument=law.citation(f"{name}/competency").instrument),
        ),
        (
            law.citation(f"{name}/qualification", person.education_level),
            law.citation(f"{name}/competency"),
            law.citation(f"{name}/performance_predicate"),
            law.citation(f"{name}/discipline"),
            law.citation(f"{name}/category"),
        ),
    )  # fmt: skip

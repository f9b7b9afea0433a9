"""The seven contents that the law asks of a yearly plan, and what a line of the plan says under each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from benangmerah.kernel.explanation import Message, Term, Value, message, render_value
from benangmerah.regulations.library import load_library
from benangmerah.regulations.parameter import Confidence
from benangmerah.reports.plan_line import PlanLine
from benangmerah.reports.run import RunFacts
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS

CONTENTS = "development_plan/contents"
FORMS = "development_form"

FOR_MINIMUM = message("minimum JP of a year")
DUTY = message("duty of the position")
MANDATORY = message("mandatory")
FREE = message("free of charge")


def begin_cell(value: Value, language: str) -> str:
    """A value as the beginning of a cell, with a capital."""
    text = render_value(value, language)
    return text[:1].upper() + text[1:]


def read_contents(facts: RunFacts, language: str) -> Sequence[str]:
    """The contents in the order of the law, each with its number: `1. Jenis kompetensi`."""
    return [f"{number}. {name}" for number, name in enumerate(_read_names(facts, "name", language), start=1)]


def explain_contents(facts: RunFacts, language: str) -> Sequence[str]:
    """The same with what each of them means."""
    names, meanings = (_read_names(facts, column, language) for column in ("name", "meaning"))
    return [f"{name}: {meaning}" for name, meaning in zip(names, meanings, strict=True)]


def _read_names(facts: RunFacts, column: str, language: str) -> Sequence[str]:
    words = [record[column] for record in load_library().on(facts.law_date).records(CONTENTS)]
    return [str(word[language]) for word in words if isinstance(word, Mapping)]


def cite_contents(facts: RunFacts) -> Message:
    """The article that asks for them, and how sure we are of it."""
    citation = load_library().on(facts.law_date).citation(CONTENTS)
    law = message("{instrument} {article}", instrument=citation.instrument, article=citation.article)
    return law if citation.confidence == Confidence.VERIFIED else message("{law} (assumed)", law=law)


def read_tracks(facts: RunFacts) -> Mapping[str, str]:
    """For each form the track (jalur) it belongs to by law."""
    return {str(form["code"]): str(form["track"]) for form in load_library().on(facts.law_date).records(FORMS)}


def say_competencies(line: PlanLine) -> Value:
    """Content 1: what is raised, by kind; or why people take it though it raises nothing they need."""
    ordered = sorted(line.raised, key=lambda raised: COMPETENCY_KINDS.index(raised.kind))
    kinds: list[Value] = [
        message("{kind}: {names}", kind=Term(kind), names=[raised.name for raised in found])
        for kind, found in groupby(ordered, key=lambda raised: raised.kind)
    ]
    if line.needs:
        return _chain(kinds)
    purpose = DUTY if line.offering.is_mandatory else FOR_MINIMUM
    return _chain([*kinds, purpose])


def _chain(parts: Sequence[Value]) -> Value:
    """The parts with a semicolon between them."""
    if len(parts) == 1:
        return parts[0]
    return message("{first}; {rest}", first=parts[0], rest=_chain(parts[1:]))


def say_target(line: PlanLine) -> Message:
    """Content 2: how many people, and of which status."""
    parts = [message("{status} {count}", status=Term(status), count=count) for status, count in line.statuses]
    return message("{count} people: {parts}", count=line.participants, parts=parts)


def say_form(line: PlanLine, tracks: Mapping[str, str]) -> Message:
    """Content 3: the form and the track, and the hours."""
    offering = line.offering
    said = message(
        "{form} ({track}); {hours} learning hours (JP)",
        form=Term(offering.form), track=Term(tracks[offering.form]), hours=offering.learning_hours,
    )  # fmt: skip
    return message("{form}; {mandatory}", form=said, mandatory=MANDATORY) if offering.is_mandatory else said


def say_schedule(line: PlanLine, year: int) -> Message:
    """Content 5: when it begins, in how many batches."""
    return message("{month}; batches: {count}", month=line.offering.month(year), count=len(line.batches))


def say_money(line: PlanLine) -> Value:
    """Content 7: participants times the cost a head and batches times the cost of a batch."""
    batches = (len(line.batches), line.offering.cost_per_batch)
    parts = [
        message("{count} × IDR {each}", count=count, each=each) for count, each in (*_heads(line), batches) if each
    ]
    return _sum(parts) if parts else FREE


def _sum(parts: Sequence[Value]) -> Value:
    if len(parts) == 1:
        return parts[0]
    return message("{first} + {rest}", first=parts[0], rest=_sum(parts[1:]))


def _heads(line: PlanLine) -> Sequence[tuple[int, int]]:
    """How many people at which cost a head."""
    costs = sorted(item.cost_rupiah for item in line.items)
    return [(len(list(group)), cost) for cost, group in groupby(costs)]

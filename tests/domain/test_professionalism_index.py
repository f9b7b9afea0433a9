from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

from benangmerah.domain.professionalism_index import (
    IndexPerson,
    IndexStep,
    IndexTables,
    professionalism_index,
    steps_to_raise,
)
from benangmerah.kernel.explanation import Term
from benangmerah.regulations.library import load_library

LAW = load_library().on(date(2026, 1, 1))
TABLES = IndexTables.from_law(LAW)
PEOPLE = [
    IndexPerson(
        grade, education, performance_predicate=predicate, discipline=discipline, seminar=seminar,
        leadership_training=seminar, technical_training_jp=Fraction(hours),
    )
    for grade, education, predicate, discipline, seminar, hours in product(
        ("administrator", "jf_ahli_muda", "pelaksana"), ("slta", "d3", "s1", "s3"),
        (None, "kurang", "baik", "sangat_baik"), (None, "moderate"), (None, True), (0, 20),
    )
]  # fmt: skip


def total(person: IndexPerson) -> Fraction:
    return professionalism_index(person, TABLES).total


def after(person: IndexPerson, subject: str, code: str) -> IndexPerson:
    """The person when a step was taken."""
    changed: dict[str, object] = {
        "leadership_training": True, "functional_training": True, "seminar": True,
        "technical_training": TABLES.technical_training_minimum_jp, "education_level": code, "performance": code,
        "discipline": "none",
    }  # fmt: skip
    field = {"technical_training": "technical_training_jp", "performance": "performance_predicate"}.get(
        subject, subject
    )
    return replace(person, **{field: changed[subject]})  # type: ignore[arg-type]  # one field by its name


def code_of(step: IndexStep) -> str:
    """The level or predicate that a step names."""
    return next((value.code for _, value in step.way.values if isinstance(value, Term)), "")


def test_step_raises_the_index_by_the_points_it_promises() -> None:
    for person, step in ((each, step) for each in PEOPLE for step in steps_to_raise(each, LAW)):
        code = code_of(step)
        assert total(after(person, step.subject, code)) - total(person) == step.points > 0


def test_whoever_takes_every_step_again_and_again_ends_at_the_most() -> None:
    for beginner in PEOPLE:
        person = beginner
        while steps := steps_to_raise(person, LAW):
            code = code_of(steps[0])
            person = after(person, steps[0].subject, code)
        assert total(person) == 100


def test_largest_step_comes_first_and_cites_the_law() -> None:
    steps = steps_to_raise(IndexPerson("jf_ahli_muda", "s1", performance_predicate="baik"), LAW)
    assert [float(step.points) for step in steps] == sorted((float(step.points) for step in steps), reverse=True)
    assert {step.citation.instrument for step in steps} == {"Peraturan BKN 8/2019"}

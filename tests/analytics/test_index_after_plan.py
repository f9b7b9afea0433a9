"""The index after a plan is rule 8 over people whose finished trainings are written into their columns."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from benangmerah.analytics.index_after_plan import Training, read_asked, read_index_after_plan
from benangmerah.domain.professionalism_index import IndexPerson, IndexTables, professionalism_index
from benangmerah.regulations.library import load_library
from tests.factories.run import AS_OF

LAW = load_library().on(AS_OF)
TABLES = IndexTables.from_law(LAW)
TRAININGS = [
    Training("KL01", "Pelatihan Kepemimpinan Pengawas", 900), Training("KL04", "Pelatihan Fungsional Perawat", 30),
    Training("KL03", "Teknis A", 12), Training("KL03", "Teknis B", 8), Training("KL06", "Seminar", 4),
    Training("NKL03", "E-learning", 30),
]  # fmt: skip
GRADES = ("jpt_pratama", "administrator", "pengawas", "pelaksana", "jf_ahli_muda", "jf_terampil")


def draw_row(random: Random, number: int) -> dict[str, Any]:
    return {
        "employee_id": f"E{number}", "position_id": random.choice(("P1", "P2")), "education_level": "s1",
        "leadership_training": random.choice((None, True, False)), "functional_training": random.choice((None, True)),
        "technical_training_jp": random.choice((None, 0.0, 8.0, 19.5, 20.0, 40.0)), "seminar": random.choice((None, True)),
    }  # fmt: skip


def person_of(row: dict[str, Any], grade: str) -> IndexPerson:
    hours = row["technical_training_jp"]
    return IndexPerson(
        grade, row["education_level"], leadership_training=row["leadership_training"],
        functional_training=row["functional_training"], seminar=row["seminar"],
        technical_training_jp=None if hours is None else Fraction(hours),
    )  # fmt: skip


def finish(person: IndexPerson, items: list[int], *, is_nurse: bool) -> IndexPerson:
    """The person once the items are finished, training by training."""
    for item in items:
        if item == 0:
            person = replace(person, leadership_training=True)
        elif item == 1 and is_nurse:
            person = replace(person, functional_training=True)
        elif item in (2, 3):
            done = person.technical_training_jp or Fraction()
            person = replace(person, technical_training_jp=done + Fraction(TRAININGS[item].hours))
        elif item == 4:
            person = replace(person, seminar=True)
    return person


@pytest.mark.parametrize("seed", range(20))
def test_rule_08_index_after_a_plan_is_that_of_who_finished_it(seed: int) -> None:
    random = Random(seed)
    people = [(draw_row(random, number), random.choice(GRADES)) for number in range(8)]
    persons = [person_of(row, grade) for row, grade in people]
    totals = {
        row["employee_id"]: float(professionalism_index(one, TABLES).total)
        for (row, _), one in zip(people, persons, strict=True)
    }
    del totals["E7"]  # whose status has no index
    totals["nobody"] = 50.0  # who has one and is not planned for
    # P1 asks for another functional training than the one on offer, P2 names it, in other letters
    asked = read_asked([
        {"position_id": "P1", "kind": "functional_training", "value": "Pelatihan Fungsional Bidan"},
        {"position_id": "P2", "kind": "functional_training", "value": " pelatihan  fungsional PERAWAT "},
        {"position_id": "P1", "kind": "rank", "value": "III/a"},
    ])  # fmt: skip
    items = [random.sample(range(len(TRAININGS)), random.randint(0, 4)) for _ in people]
    found = read_index_after_plan(LAW, people, totals, TRAININGS, asked).mean(items)
    after = [
        float(professionalism_index(finish(one, of_one, is_nurse=row["position_id"] == "P2"), TABLES).total)
        for (row, _), one, of_one in zip(people, persons, items, strict=True)
    ]
    assert found == pytest.approx((sum(after[:7]) + 50.0) / 8)


def test_nobody_with_an_index_has_no_mean() -> None:
    assert read_index_after_plan(LAW, [], {}, TRAININGS, {}).mean([]) is None

"""Runs every scenario file of this folder; an official may add one without touching a line of Python."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from benangmerah.regulations.document_part import DocumentPart, top_of
from benangmerah.regulations.library import load_library
from benangmerah.regulations.strict_yaml import read_yaml
from tests.scenarios.subjects import SUBJECTS

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


def read_scenarios(file: Path) -> list[tuple[str, DocumentPart, date, DocumentPart, DocumentPart]]:
    """Subject, whole example, day of the law, what is given, and what must come out, for each example of a file."""
    fields = top_of(read_yaml(file, file.name)).fields(("pokok", "tanggal", "contoh"))
    found = []
    for example in fields["contoh"].items():
        parts = example.fields(("nama", "diketahui", "hasil"), ("tanggal",))
        day = parts.get("tanggal", fields["tanggal"]).day()
        found.append((fields["pokok"].one_of(SUBJECTS), example, day, parts["diketahui"], parts["hasil"]))
    return found


SCENARIOS = [
    pytest.param(subject, day, given, result, id=f"{file.stem}: {example.entries()['nama'].text()}")
    for file in FILES
    for subject, example, day, given, result in read_scenarios(file)
]


@pytest.mark.parametrize(("subject", "day", "given", "result"), SCENARIOS)
def test_scenario_comes_out_as_written(subject: str, day: date, given: DocumentPart, result: DocumentPart) -> None:
    assert SUBJECTS[subject](given, load_library().on(day)) == result.value


def test_every_subject_has_a_scenario() -> None:
    subjects = [top_of(read_yaml(file)).entries()["pokok"].text() for file in FILES]
    assert sorted(subjects) == sorted(SUBJECTS)


def test_no_two_scenarios_have_one_name() -> None:
    names = [parameters.id for parameters in SCENARIOS]
    assert len(set(names)) == len(names)


def test_sums_written_beside_a_figure_add_up() -> None:
    found = [
        (Fraction(figure), sum(Fraction(part.replace(",", ".")) for part in parts.split("+")))
        for file in FILES
        for figure, parts in re.findall(r"total: ([\d.]+) +# (\d[\d,]*(?: \+ [\d,]+)+)", file.read_text("utf-8"))
    ]
    assert len(found) > 20
    assert [pair for pair in found if pair[0] != pair[1]] == []

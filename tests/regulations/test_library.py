from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from benangmerah.kernel.explanation import Citation
from benangmerah.kernel.period import Period
from benangmerah.regulations.library import Law, LawError, load_library
from benangmerah.regulations.parameter import Band, Instrument, Words

INSTRUMENTS = """\
pp_1: {title: Peraturan Satu, short: PP 1, year: 2001}
pp_2: {title: Peraturan Dua, short: PP 2, year: 2002}
"""
HOURS = """\
title: {id: Jam, en: Hours}
unit: learning_hour
kind: number
note: {id: Catatan, en: A note}
values:
- from: 2020-01-01
  source: {instrument: pp_2, article: Pasal 2, confidence: verified}
  value: 20
- from: 2010-01-01
  to: 2015-01-01
  source: {instrument: pp_1, article: Pasal 1, confidence: practice}
  value: 12.5
"""
SCORES = """\
title: {id: Skor, en: Scores}
unit: score
kind: table
values:
- from: 2020-01-01
  source: {instrument: pp_1, article: Pasal 1, confidence: practice}
  entries:
    s3: {value: 25, source: {confidence: verified}}
    s2: {value: 20, source: {instrument: pp_2, article: Pasal 9}, note: {id: Kata, en: Word}}
    s1: 15
- from:
  to: 2020-01-01
  same_as: 2020-01-01
  source: {confidence: assumed}
"""
CODES = """\
title: {id: Kode, en: Codes}
unit: code
kind: texts
values:
- from:
  source: {instrument: pp_1, article: Pasal 1, confidence: practice}
  entries: {'05': sd, '99': ''}
"""
BANDS = """\
title: {id: Kelas, en: Bands}
unit: score
kind: bands
values:
- from:
  source: {instrument: pp_1, article: Pasal 1, confidence: practice}
  bands:
  - {code: high, above: 60, score: 3}
  - {code: middle, at_least: 50, up_to: 60, source: {confidence: assumed}}
  - {code: low, below: 50}
"""
RECORDS = """\
title: {id: Bentuk, en: Forms}
unit: words
kind: records
columns: {code: text, name: words, jp: number?, ways: texts?}
values:
- from:
  source: {instrument: pp_1, article: Pasal 1, confidence: practice}
  records:
  - {code: KL01, name: {id: Pelatihan, en: Training}, jp: 4}
  - {code: KL02, name: {id: Kursus, en: Course}, ways: [a, b], source: {article: Pasal 3}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"instruments": INSTRUMENTS, "hours": HOURS, "index/scores": SCORES, "codes": CODES, "bands": BANDS,
             "form/records": RECORDS}  # fmt: skip
    for name, text in files.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def law(root: Path) -> Law:
    return load_library(root).on(date(2026, 1, 1))


def test_path_of_a_parameter_is_its_file(root: Path) -> None:
    assert list(load_library(root).parameters) == ["bands", "codes", "form/records", "hours", "index/scores"]


def test_instruments_are_listed_with_title_and_year(root: Path) -> None:
    assert load_library(root).instruments == {
        "pp_1": Instrument("pp_1", "Peraturan Satu", "PP 1", 2001),
        "pp_2": Instrument("pp_2", "Peraturan Dua", "PP 2", 2002),
    }


def test_number_is_exact(law: Law) -> None:
    assert law.number("hours") == Fraction(20)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2010, 1, 1), Fraction(25, 2)),
        (date(2014, 12, 31), Fraction(25, 2)),
        (date(2020, 1, 1), Fraction(20)),
        (date(2099, 1, 1), Fraction(20)),
    ],
)
def test_law_of_a_day_is_the_value_that_holds_on_it(root: Path, day: date, hours: Fraction) -> None:
    assert load_library(root).on(day).number("hours") == hours


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2015, 1, 1), date(2019, 12, 31)])
def test_day_without_a_value_is_refused_by_name(root: Path, day: date) -> None:
    law = load_library(root).on(day)
    with pytest.raises(LawError, match=r"^the law on hours says nothing on "):
        law.number("hours")
    assert "hours" not in [parameter.path for parameter in law.parameters()]


def test_dated_values_stand_with_the_earliest_first(root: Path) -> None:
    periods = [value.period for value in load_library(root).parameters["hours"].values]
    assert periods == [Period(date(2010, 1, 1), date(2015, 1, 1)), Period(date(2020, 1, 1), None)]


def test_table_keeps_the_order_of_the_file(law: Law) -> None:
    assert [(code, int(score)) for code, score in law.table("index/scores").items()] == [
        ("s3", 25),
        ("s2", 20),
        ("s1", 15),
    ]


def test_texts_may_say_that_something_is_not_told(law: Law) -> None:
    assert law.texts("codes") == {"05": "sd", "99": ""}


def test_bands_carry_their_bounds_and_scores(law: Law) -> None:
    assert law.bands("bands") == (
        Band("high", Fraction(60), lower_inclusive=False, score=Fraction(3)),
        Band("middle", Fraction(50), True, Fraction(60), True),
        Band("low", upper=Fraction(50), upper_inclusive=False),
    )


def test_records_carry_their_columns(law: Law) -> None:
    assert law.records("form/records") == (
        {"code": "KL01", "name": {"id": "Pelatihan", "en": "Training"}, "jp": Fraction(4)},
        {"code": "KL02", "name": {"id": "Kursus", "en": "Course"}, "ways": ("a", "b")},
    )


@pytest.mark.parametrize(
    ("path", "entry", "citation"),
    [
        ("hours", None, Citation("PP 2", "Pasal 2", "verified")),
        ("index/scores", None, Citation("PP 1", "Pasal 1", "practice")),
        ("index/scores", "s3", Citation("PP 1", "Pasal 1", "verified")),
        ("index/scores", "s2", Citation("PP 2", "Pasal 9", "practice")),
        ("index/scores", "s1", Citation("PP 1", "Pasal 1", "practice")),
        ("bands", "middle", Citation("PP 1", "Pasal 1", "assumed")),
        ("form/records", "KL02", Citation("PP 1", "Pasal 3", "practice")),
    ],
)
def test_entry_without_a_source_of_its_own_rests_on_the_one_above(
    law: Law, path: str, entry: str | None, citation: Citation
) -> None:
    assert law.citation(path, entry) == citation


def test_repeated_value_has_the_same_entries_under_its_own_source(root: Path) -> None:
    law = load_library(root).on(date(2001, 1, 1))
    assert law.table("index/scores") == {"s3": 25, "s2": 20, "s1": 15}
    assert [law.citation("index/scores", code) for code in (None, "s3", "s2")] == [
        Citation("PP 1", "Pasal 1", "assumed"),
        Citation("PP 1", "Pasal 1", "assumed"),
        Citation("PP 2", "Pasal 9", "assumed"),
    ]


def test_dated_value_tells_period_notes_and_what_is_assumed(law: Law) -> None:
    value = law.dated("index/scores")
    assert value.period == Period(date(2020, 1, 1), None)
    assert [entry.note for entry in value.entries] == [None, Words("Kata", "Word"), None]
    assert [entry.is_assumed for entry in law.dated("bands").entries] == [False, True, False]
    assert law.parameter("hours").note == Words("Catatan", "A note")


def test_unknown_path_is_refused_by_name(law: Law) -> None:
    with pytest.raises(LawError, match=r"^the law library has no parameter jam$"):
        law.number("jam")


def test_unknown_entry_is_refused_by_name(law: Law) -> None:
    with pytest.raises(LawError, match=r"^the law on index/scores does not know s9$"):
        law.citation("index/scores", "s9")


def test_parameter_asked_for_in_another_shape_is_refused(law: Law) -> None:
    with pytest.raises(LawError, match=r"^the law on hours is given as number, not as table$"):
        law.table("hours")


def test_law_cannot_be_changed_by_who_reads_it(law: Law) -> None:
    table = law.table("index/scores")
    with pytest.raises(TypeError):
        table["s1"] = Fraction(0)  # type: ignore[index]

"""Every fault of a parameter file, or of the folder it lies in, is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.regulations.library import LawError, load_library

INSTRUMENTS = "pp_1: {title: Peraturan Satu, short: PP 1, year: 2001}\n"
HEAD = "title: {id: Skor, en: Score}\nunit: score\n"
SOURCE = "  source: {instrument: pp_1, article: Pasal 1, confidence: verified}\n"
TABLE = HEAD + "kind: table\nvalues:\n- from: 2020-01-01\n" + SOURCE + "  entries:\n"
NUMBER = HEAD + "kind: number\nvalues:\n- from: 2020-01-01\n" + SOURCE
BANDS = HEAD + "kind: bands\nvalues:\n- from:\n" + SOURCE + "  bands:\n"
BAND_KEYS = ("code", "above", "at_least", "up_to", "below", "score", "source", "note")
RECORDS = HEAD + "kind: records\ncolumns: {code: text, jp: number?}\nvalues:\n- from:\n" + SOURCE + "  records:\n"


def load_faulty(folder: Path, text: str, instruments: str = INSTRUMENTS) -> LawError:
    (folder / "index").mkdir()
    (folder / "instruments.yaml").write_text(instruments, encoding="utf-8")
    (folder / "index" / "score.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError) as refused:
        load_library(folder)
    return refused.value


def fault_of(folder: Path, text: str) -> str:
    error = load_faulty(folder, text)
    assert error.say("en").startswith(f"{error.file}:{error.line}: ")
    return error.say("en").removeprefix("index/score.yaml:")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: keys with values are expected here"),
        (HEAD + "kind: number\n", "1: the key values is missing"),
        (NUMBER + "  value: 1\nvalue: 2\n",
         "8: value: this key is not known; known here: title, unit, kind, values, note, columns"),
        (HEAD + "kind: tabel\nvalues: []\n", "3: kind: tabel is not one of number, table, texts, bands, records"),
        (HEAD + "unit: score\nkind: number\nvalues: []\n", "3: unit: this key stands twice (first on line 2)"),
        (HEAD.replace(", en: Score", "") + "kind: number\nvalues: []\n", "1: title: the key en is missing"),
        (HEAD.replace("score\n", "poin\n") + "kind: number\nvalues: []\n",
         "2: unit: poin is not one of score, percent, learning_hour, minute, year, level, ranking, code, words"),
        (HEAD + "kind: number\nvalues: []\n", "4: values: at least one dated value is needed"),
        (HEAD + "kind: number\nvalues: 3\n", "4: values: a list is expected here"),
        (NUMBER + "  value: dua puluh\n", "7: values[1].value: a number is expected here, with a decimal point"),
        (NUMBER + "  entries: {a: 1}\n",
         "7: values[1].entries: this key is not known; known here: from, source, value, to, note"),
        (TABLE + "    s1: lima\n", "8: values[1].entries.s1: a number is expected here, with a decimal point"),
        (TABLE + "    s1: 1\n    s1: 2\n", "9: values[1].entries.s1: this key stands twice (first on line 8)"),
        (TABLE + "    s1: {nilai: 1}\n",
         "8: values[1].entries.s1.nilai: this key is not known; known here: value, source, note"),
        (TABLE.replace("entries:", "entries: {}"), "7: values[1].entries: at least one entry is needed"),
        (TABLE.replace("kind: table", "kind: texts") + "    s1: 5\n",
         "8: values[1].entries.s1: text is expected here (a number or date that is text stands in quotes)"),
        (HEAD + "kind: number\ncolumns: {a: text}\nvalues: []\n", "4: columns: only records have columns"),
    ],
)  # fmt: skip
def test_file_that_is_not_as_it_must_be_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_of(tmp_path, text) == fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + "kind: number\nvalues:\n- from:\n  value: 1\n", "5: values[1]: the key source is missing"),
        (NUMBER.replace(", article: Pasal 1", "") + "  value: 1\n", "6: values[1].source: the key article is missing"),
        (NUMBER.replace("instrument: pp_1, ", "") + "  value: 1\n", "6: values[1].source: the key instrument is missing"),
        (NUMBER.replace(", confidence: verified", "") + "  value: 1\n",
         "6: values[1].source: the key confidence is missing"),
        (NUMBER.replace("Pasal 1", "' '") + "  value: 1\n",
         "6: values[1].source.article: text is expected here, not an empty one"),
        (NUMBER.replace("pp_1", "pp_9") + "  value: 1\n",
         "6: values[1].source.instrument: the instrument pp_9 is not listed in instruments.yaml"),
        (NUMBER.replace("verified", "pasti") + "  value: 1\n",
         "6: values[1].source.confidence: pasti is not one of verified, practice, assumed"),
        (NUMBER.replace("article", "href") + "  value: 1\n",
         "6: values[1].source.href: this key is not known; known here: instrument, article, confidence"),
        (TABLE + "    s1: {value: 1, source: {instrument: pp_9}}\n",
         "8: values[1].entries.s1.source.instrument: the instrument pp_9 is not listed in instruments.yaml"),
    ],
)  # fmt: skip
def test_value_without_a_full_citation_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_of(tmp_path, text) == fault


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("- from: 2025-01-01\n" + SOURCE + "  value: 2\n",
         "8: values[2]: this value and another one of the file hold on the same day"),
        ("- from:\n  to: 2020-01-02\n" + SOURCE + "  value: 2\n",
         "8: values[2]: this value and another one of the file hold on the same day"),
        ("- from:\n  same_as: 2020-01-01\n",
         "8: values[2]: this value and another one of the file hold on the same day"),
        ("- from:\n  to: 2020-01-01\n  same_as: 2019-01-01\n",
         "10: values[2].same_as: no value of this file begins on 1 January 2019"),
        ("- from: 2010-01-01\n  to: 2010-01-01\n" + SOURCE + "  value: 2\n",
         "9: values[2].to: the value ends before it begins"),
        ("- from: Januari\n" + SOURCE + "  value: 2\n",
         "8: values[2].from: a date such as 2026-01-31 is expected here"),
        ("- to: 2020-01-01\n" + SOURCE + "  value: 2\n", "8: values[2]: the key from is missing"),
        ("- from:\n  to:\n" + SOURCE + "  value: 2\n",
         "9: values[2].to: a date such as 2026-01-31 is expected here"),
        ("- from: 2019-02-29\n" + SOURCE + "  value: 2\n", "8: values[2].from: 2019-02-29 is no day of the calendar"),
    ],
)  # fmt: skip
def test_dates_that_contradict_each_other_are_refused(tmp_path: Path, more: str, fault: str) -> None:
    assert fault_of(tmp_path, NUMBER + "  value: 1\n" + more) == fault


@pytest.mark.parametrize(
    ("bands", "fault"),
    [
        ("  - {code: a, at_least: 50}\n  - {code: b, up_to: 50}\n",
         "9: values[1].bands[2]: this band and a hold the same figure"),
        ("  - {code: a, at_least: 50, above: 40}\n",
         "8: values[1].bands[1].at_least: a bound is written once: this one or above"),
        ("  - {code: a, up_to: 50, below: 40}\n",
         "8: values[1].bands[1].up_to: a bound is written once: this one or below"),
        ("  - {code: a, at_least: 50, up_to: 50}\n", "8: values[1].bands[1].code: the band ends before it begins"),
        ("  - {code: a, score: tinggi}\n",
         "8: values[1].bands[1].score: a number is expected here, with a decimal point"),
        ("  - {code: a, lebih: 50}\n",
         "8: values[1].bands[1].lebih: this key is not known; known here: " + ", ".join(BAND_KEYS)),
        ("  - {above: 50}\n", "8: values[1].bands[1]: the key code is missing"),
    ],
)  # fmt: skip
def test_bands_that_contradict_each_other_are_refused(tmp_path: Path, bands: str, fault: str) -> None:
    assert fault_of(tmp_path, BANDS + bands) == fault


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        ("  - {code: a}\n  - {code: a}\n", "10: values[1].records[2]: the record a stands twice"),
        ("  - {jp: 3}\n", "9: values[1].records[1]: the key code is missing"),
        ("  - {code: a, jam: 3}\n",
         "9: values[1].records[1].jam: this key is not known; known here: code, jp, source, note"),
        ("  - {code: a, jp: '3'}\n",
         "9: values[1].records[1].jp: a number is expected here, with a decimal point"),
    ],
)  # fmt: skip
def test_records_that_do_not_fit_their_columns_are_refused(tmp_path: Path, records: str, fault: str) -> None:
    assert fault_of(tmp_path, RECORDS + records) == fault


def test_records_without_columns_are_refused(tmp_path: Path) -> None:
    text = RECORDS.replace("columns: {code: text, jp: number?}\n", "") + "  - {code: a}\n"
    assert fault_of(tmp_path, text) == "3: kind: records need the key columns"


def test_column_of_an_unknown_type_is_refused(tmp_path: Path) -> None:
    text = RECORDS.replace("number?", "angka") + "  - {code: a}\n"
    assert fault_of(tmp_path, text) == (
        "4: columns.jp: angka is not one of text, texts, number, words, text?, texts?, number?, words?"
    )


@pytest.mark.parametrize(
    ("instruments", "error"),
    [
        ("pp_1: {title: Satu, short: PP 1}\n", "instruments.yaml:1: pp_1: the key year is missing"),
        ("pp_1: {title: Satu, short: PP 1, year: 2001.5}\n", "instruments.yaml:1: pp_1.year: a year is expected here"),
        (INSTRUMENTS + "pp_1: {title: Dua, short: PP 2, year: 2002}\n",
         "instruments.yaml:2: pp_1: this key stands twice (first on line 1)"),
    ],
)  # fmt: skip
def test_faulty_list_of_instruments_is_refused(tmp_path: Path, instruments: str, error: str) -> None:
    assert load_faulty(tmp_path, NUMBER + "  value: 1\n", instruments).say("en") == error


def test_file_with_another_ending_is_refused_lest_it_be_overlooked(tmp_path: Path) -> None:
    (tmp_path / "instruments.yaml").write_text(INSTRUMENTS, encoding="utf-8")
    (tmp_path / "score.yml").write_text(NUMBER + "  value: 1\n", encoding="utf-8")
    with pytest.raises(LawError) as refused:
        load_library(tmp_path)
    assert refused.value.say("en") == "score.yml does not belong in the law library: its files end in .yaml"


def test_folder_without_instruments_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawError, match=r"^instruments\.yaml:1: the file cannot be read: "):
        load_library(tmp_path)


def test_fault_is_said_in_indonesian(tmp_path: Path) -> None:
    error = load_faulty(tmp_path, NUMBER + "  value: banyak\n")
    assert error.say("id") == "index/score.yaml:7: values[1].value: di sini harus ada angka, dengan titik desimal"

"""Every sentence and code has its translation, and the script that says so finds each fault."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.catalogue import Source, find_faults, find_missing, needs_english, places_of, read_source, write_missing
from tests.architecture.source import ROOT

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def write_catalogue(root: Path, language: str, entries: dict[str, str], name: str = "room.po") -> None:
    folder = root / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    lines = "".join(f'\nmsgid "{text}"\nmsgstr "{translation}"\n' for text, translation in entries.items())
    (folder / name).write_text(HEADER + lines, encoding="utf-8")


def faults_of(root: Path, sentences: list[str], codes: list[str]) -> list[str]:
    source = Source(sentences=dict.fromkeys(sentences, "gap.py:1"))
    return list(find_faults(source, dict.fromkeys(codes, "gap.py:2"), root))


def test_every_sentence_and_code_is_translated() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/catalogue.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_sentences_and_codes_are_collected_from_the_source(tmp_path: Path) -> None:
    text = 'message("a {b} " "c", b=1)\nexplanation.message("d")\nTerm("gap")\nTerm(code)\nmessage("e {f}", **given)\n'
    (tmp_path / "room.py").write_text(text, encoding="utf-8")
    source = read_source(tmp_path)
    assert source.sentences == {"a {b} c": "room.py:1", "d": "room.py:2", "e {f}": "room.py:5"}
    assert (source.codes, source.faults) == ({"gap": "room.py:3"}, [])


def test_text_that_cannot_be_collected_or_filled_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text('message(f"a {b}")\nmessage(text)\nmessage("{a} {b}", a=1)\n', encoding="utf-8")
    assert read_source(tmp_path).faults == [
        "room.py:1: the text of a message must stand there as a plain string",
        "room.py:2: the text of a message must stand there as a plain string",
        "room.py:3: the message gives no value for {b}",
    ]


def test_complete_catalogues_have_no_fault(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "id", {"{a} of {b}": "{a} dari {b}", "{a}: {b}.": "{a}: {b}.", "no_rating": "nihil"})
    write_catalogue(tmp_path, "en", {"no_rating": "no rating"})
    assert faults_of(tmp_path, ["{a} of {b}", "{a}: {b}."], ["no_rating"]) == []


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ({}, "gap.py:1: no translation (id) of '{a} of {b}'"),
        ({"{a} of {b}": ""}, "gap.py:1: no translation (id) of '{a} of {b}'"),
        ({"{a} of {b}": "{a} dari {c}"}, "id/room.po:4: the translation of '{a} of {b}' names other places"),
        ({"{a} of {b}": "{a} of {b}"}, "id/room.po:4: '{a} of {b}' is translated by itself"),
        ({"{a} of {b}": "{a} dari {b}", "gone": "hilang"}, "id/room.po:7: nothing says 'gone' any more"),
    ],
)
def test_faulty_entry_is_named(tmp_path: Path, entries: dict[str, str], fault: str) -> None:
    write_catalogue(tmp_path, "id", entries)
    assert faults_of(tmp_path, ["{a} of {b}"], []) == [fault]


def test_code_without_translation_is_missing_in_both_languages(tmp_path: Path) -> None:
    assert find_missing(Source(), {"no_rating": "gap.py:2", "gap": "gap.py:3"}, tmp_path) == {
        "id": {"no_rating": "gap.py:2", "gap": "gap.py:3"},
        "en": {"no_rating": "gap.py:2"},
    }


def test_two_rooms_that_translate_differently_are_a_fault(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "id", {"gap": "kesenjangan"}, "a.po")
    write_catalogue(tmp_path, "id", {"gap": "selisih"}, "b.po")
    assert faults_of(tmp_path, [], ["gap"]) == ["id/b.po:4: 'gap' is translated differently elsewhere"]


def test_code_that_stands_only_as_a_literal_is_in_use(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "id", {"urgency": "urgensi"})
    assert list(find_faults(Source(literals={"urgency"}), {}, tmp_path)) == []


def test_doubled_braces_are_no_place() -> None:
    assert places_of("{{a}} {b}") == {"b"}


@pytest.mark.parametrize(("code", "needed"), [("gap", False), ("no_rating", True), ("PD01", True), ("s1", True)])
def test_codes_that_need_english_words(code: str, needed: bool) -> None:
    assert needs_english(code) is needed


def test_missing_entries_wait_for_their_translation() -> None:
    entries = "".join(write_missing({"id": {"a": "gap.py:1"}, "en": {"no_rating": "gap.py:2"}}))
    assert entries == ('#. id, gap.py:1\nmsgid "a"\nmsgstr ""\n\n#. en, gap.py:2\nmsgid "no_rating"\nmsgstr ""\n\n')

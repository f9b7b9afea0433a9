from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from benangmerah.kernel.explanation import message
from benangmerah.regulations.strict_yaml import Document, DocumentError, read_yaml


def read_text(folder: Path, text: str) -> Document:
    path = folder / "aturan.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path, "aturan.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("20", Fraction(20)),
        ("-3", Fraction(-3)),
        ("22.5", Fraction(45, 2)),
        ("0.1", Fraction(1, 10)),
        ("0.10000000000000000555", Fraction("0.10000000000000000555")),
        ("true", True),
        ("false", False),
        ("", None),
        ("null", None),
        ("~", None),
        ("2026-01-31", date(2026, 1, 31)),
        ("'20'", "20"),
        ('"2026-01-31"', "2026-01-31"),
        ("'true'", "true"),
        ("''", ""),
        ("22,5", "22,5"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("yes", "yes"),
        ("on", "on"),
        (".nan", ".nan"),
        ("2026-01", "2026-01"),
        ("III/d", "III/d"),
        ("[1, a]", [Fraction(1), "a"]),
        ("{a: 1}", {"a": Fraction(1)}),
    ],
)
def test_value_is_read_exactly(tmp_path: Path, written: str, value: object) -> None:
    read = read_text(tmp_path, f"key: {written}\n").value
    assert read == {"key": value}
    assert isinstance(read, dict)
    assert type(read["key"]) is type(value)


def test_block_text_is_one_text(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a: >-\n  1\n  2\nb: |-\n  1\n  2\n").value == {"a": "1 2", "b": "1\n2"}


def test_keys_are_text_as_written(tmp_path: Path) -> None:
    assert read_text(tmp_path, "05: a\non: b\n2026-01-31: c\nnull: d\n").value == {
        "05": "a", "on": "b", "2026-01-31": "c", "null": "d",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_empty_file_holds_nothing(tmp_path: Path, text: str) -> None:
    assert read_text(tmp_path, text).value is None


def test_byte_order_mark_and_windows_line_ends_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "aturan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    document = read_yaml(path)
    assert (document.value, document.line("b")) == ({"a": Fraction(1), "b": Fraction(2)}, 2)


def test_line_of_every_key_and_item_is_known(tmp_path: Path) -> None:
    document = read_text(tmp_path, "# comment\na:\n  b:\n  - x\n  - c: 1\n    d: 2\n")
    places: list[tuple[str | int, ...]] = [("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1), ("a", "b", 1, "d")]
    assert [document.line(*place) for place in places] == [2, 3, 4, 5, 6]


def test_line_of_a_key_that_is_not_written_is_that_of_the_nearest_above(tmp_path: Path) -> None:
    document = read_text(tmp_path, "\na:\n  b: 1\n")
    assert (document.line("a", "c"), document.line("z")) == (2, 2)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("a: 1\nb: 2\na: 3\n", "aturan.yaml:3: a: this key stands twice (first on line 1)"),
        ("a:\n  b: 1\n  'b': 2\n", "aturan.yaml:3: a.b: this key stands twice (first on line 2)"),
        ("a: &x 1\n", "aturan.yaml:1: a: anchors and aliases (& and *) are not allowed: write it out"),
        ("a: 1\nb: *a\n", "aturan.yaml:2: b: anchors and aliases (& and *) are not allowed: write it out"),
        ("a: 1\nb: !!str 2\n", "aturan.yaml:2: b: tags (!) are not allowed; write the value as it is"),
        ("a: 1\nb: !x [2]\n", "aturan.yaml:2: b: tags (!) are not allowed; write the value as it is"),
        ("a:\n- 1\n- 05\n", "aturan.yaml:3: a[2]: 05 begins with a zero: put a code in quotes, or leave the zero out"),
        ("a: 2026-02-30\n", "aturan.yaml:1: a: 2026-02-30 is no day of the calendar"),
        ("a: 1\n---\nb: 2\n", "aturan.yaml:2: a file holds one document only"),
        ("a: 1\n? [x]\n: 2\n", "aturan.yaml:2: a key must be plain text"),
        ("a: 1\n'': 2\n", "aturan.yaml:2: a key must be plain text"),
        ("a: " + "[" * 30 + "]" * 30, "aturan.yaml:1: a" + "[1]" * 20 + ": the file is nested too deeply"),
    ],
)
def test_what_a_reader_could_overlook_is_refused(tmp_path: Path, text: str, error: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_text(tmp_path, text)
    assert refused.value.say("en") == error


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\nb: [1,\n", 3), ("a: 1\n\tb: 2\n", 2), ("a: 1\nb\n", 3), ("a: 'x\n", 2)]
)
def test_what_is_not_yaml_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(DocumentError, match=rf"^aturan\.yaml:{line}: this is not valid YAML: ") as refused:
        read_text(tmp_path, text)
    assert (refused.value.file, refused.value.line, refused.value.key) == ("aturan.yaml", line, "")


def test_control_character_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"^aturan\.yaml:2: this is not valid YAML: "):
        read_text(tmp_path, "a: 1\nb: \x01\n")


def test_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "aturan.yaml"
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(DocumentError) as refused:
        read_yaml(path, "aturan.yaml")
    assert refused.value.say("en") == "aturan.yaml:2: the file is not written in UTF-8"


def test_missing_file_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"tiada\.yaml:1: the file cannot be read: "):
        read_yaml(tmp_path / "tiada.yaml")


def test_error_points_to_a_key(tmp_path: Path) -> None:
    error = read_text(tmp_path, "a:\n- b: 1\n- b: x\n").error(message("a list is expected here"), "a", 1, "b")
    assert (error.say("en"), error.line, error.key) == ("aturan.yaml:3: a[2].b: a list is expected here", 3, "a[2].b")

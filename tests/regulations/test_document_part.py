from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from benangmerah.regulations.document_part import DocumentPart, top_of
from benangmerah.regulations.strict_yaml import DocumentError, read_yaml


def read_part(folder: Path, text: str) -> DocumentPart:
    path = folder / "aturan.yaml"
    path.write_text(text, encoding="utf-8")
    return top_of(read_yaml(path, "aturan.yaml"))


def test_each_reading_gives_what_is_written(tmp_path: Path) -> None:
    part = read_part(tmp_path, "t: teks\nn: 2.5\nd: 2026-01-31\nf: true\nl: [a, b]\nc: kota\n")
    fields = part.fields(required=("t", "n", "d"), optional=("f", "l", "c", "z"))
    assert (fields["t"].text(), fields["n"].number(), fields["d"].day()) == ("teks", Fraction(5, 2), date(2026, 1, 31))
    assert (fields["f"].flag(), [item.text() for item in fields["l"].items()]) == (True, ["a", "b"])
    assert (fields["c"].one_of(("kota", "provinsi")), "z" in fields) == ("kota", False)


@pytest.mark.parametrize(
    ("text", "read", "error"),
    [
        ("a: 1\n", lambda part: part.text(), "text is expected here (a number or date that is text stands in quotes)"),
        ("a: x\n", lambda part: part.number(), "a number is expected here, with a decimal point"),
        ("a: true\n", lambda part: part.number(), "a number is expected here, with a decimal point"),
        ("a: '2026-01-31'\n", lambda part: part.day(), "a date such as 2026-01-31 is expected here"),
        ("a: yes\n", lambda part: part.flag(), "true or false is expected here"),
        ("a: 1\n", lambda part: part.items(), "a list is expected here"),
        ("a: [1]\n", lambda part: part.fields(), "keys with values are expected here"),
        ("a:\n", lambda part: part.entries(), "keys with values are expected here"),
        ("a: x\n", lambda part: part.one_of(["b", "c"]), "x is not one of b, c"),
    ],
)
def test_what_is_not_as_expected_is_refused(
    tmp_path: Path, text: str, read: Callable[[DocumentPart], object], error: str
) -> None:
    part = read_part(tmp_path, "# law\n" + text).entries()["a"]
    with pytest.raises(DocumentError) as refused:
        read(part)
    assert refused.value.say("en") == f"aturan.yaml:2: a: {error}"


def test_unknown_key_is_refused_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read_part(tmp_path, "a: 1\nbb: 2\n").fields(required=("a",), optional=("b",))
    assert refused.value.say("en") == "aturan.yaml:2: bb: this key is not known; known here: a, b"


def test_missing_key_is_refused_where_it_should_stand(tmp_path: Path) -> None:
    part = read_part(tmp_path, "a:\n- x: 1\n- y: 2\n").entries()["a"].items()[1]
    with pytest.raises(DocumentError) as refused:
        part.fields(required=("x",), optional=("y",))
    assert refused.value.say("en") == "aturan.yaml:3: a[2]: the key x is missing"

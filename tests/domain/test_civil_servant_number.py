from __future__ import annotations

from datetime import date

import pytest

from benangmerah.domain.civil_servant_number import CivilServantNumber, read_civil_servant_number
from benangmerah.kernel.explanation import Message, render
from benangmerah.regulations.library import Law, load_library

SARI = CivilServantNumber("pns", date(1985, 12, 31), 2010, 3, "female", 7)


@pytest.fixture
def law() -> Law:
    return load_library().on(date(2026, 1, 1))


@pytest.mark.parametrize("number", ["198512312010032007", "19851231 201003 2 007", " 198512312010032007\n"])
def test_number_of_a_pns_is_read_with_or_without_spaces(law: Law, number: str) -> None:
    assert read_civil_servant_number(number, law) == SARI


def test_number_of_a_pppk_has_no_month(law: Law) -> None:
    expected = CivilServantNumber("pppk", date(1990, 2, 28), 2022, None, "male", 15)
    assert read_civil_servant_number("199002282022211015", law) == expected


def test_kind_that_is_known_decides_the_layout(law: Law) -> None:
    read = read_civil_servant_number("199002282022121015", law, "pppk")
    assert read == CivilServantNumber("pppk", date(1990, 2, 28), 2022, None, "male", 15)
    read = read_civil_servant_number("199002282022121015", law)
    assert read == CivilServantNumber("pns", date(1990, 2, 28), 2022, 12, "male", 15)


@pytest.mark.parametrize(
    ("number", "kind", "reason"),
    [
        ("", None, "the number has 18 digits and nothing else"),
        ("19851231201003200", None, "the number has 18 digits and nothing else"),
        ("1985123120100320071", None, "the number has 18 digits and nothing else"),
        ("19851231201003200A", None, "the number has 18 digits and nothing else"),
        ("19851231201003200²", None, "the number has 18 digits and nothing else"),
        ("198512322010032007", None, "the first 8 digits, 19851232, are no date of birth"),
        ("198513312010032007", None, "the first 8 digits, 19851331, are no date of birth"),
        ("198502292010032007", None, "the first 8 digits, 19850229, are no date of birth"),
        ("198512712010032007", None, "the first 8 digits, 19851271, are no date of birth"),
        ("000001012010032007", None, "the first 8 digits, 00000101, are no date of birth"),
        ("198512312010212007", "pns", "21 is no month of appointment"),
        ("198512311985032007", None, "the year of appointment, 1985, is not after the year of birth"),
        ("198512312010033007", None, "3 is no code of a sex"),
        ("198512312010032000", None, "the serial, 000, does not exist"),
    ],
)
def test_number_that_is_none_says_why(law: Law, number: str, kind: str | None, reason: str) -> None:
    read = read_civil_servant_number(number, law, kind)
    assert isinstance(read, Message)
    assert render(read, "en") == reason


def test_reason_is_said_in_indonesian(law: Law) -> None:
    read = read_civil_servant_number("198512312010033007", law)
    assert isinstance(read, Message)
    assert render(read, "id") == "3 bukan kode jenis kelamin"

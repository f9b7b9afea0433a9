"""Invented names: common given names with a second name put together from syllables."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.person_numbers import MALE
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import pick_texts, words

TWO_GIVEN_NAMES = 220
ONE_NAME_ONLY = 40
"""Permille of people with two given names, and with nothing but given names."""


def second_names() -> list[str]:
    """All second names that can be put together."""
    data = read_data("names")
    return [
        first + middle + last
        for first in data["first_syllables"]
        for middle in data["middle_syllables"]
        for last in data["last_syllables"]
    ]


def invent_names(sex: Ints, draw: Draw) -> pa.Array:
    """A name for everybody."""
    size = len(sex)
    data = read_data("names")
    given = pa.array(data["male"] + data["female"])
    start, count = (sex != MALE) * len(data["male"]), (sex == MALE) * len(data["male"])
    count = count + (sex != MALE) * len(data["female"])
    first, other = start + draw.below(count, size), start + draw.below(count, size)
    has_other = draw.chance(TWO_GIVEN_NAMES, size) & (first != other)
    seconds = second_names()
    second = draw.below(len(seconds), size)
    second[draw.chance(ONE_NAME_ONLY, size)] = -1
    other[~has_other] = -1
    parts = (pick_texts(given, first), pick_texts(given, other), words(seconds, second))
    return pc.binary_join_element_wise(*parts, " ", null_handling="skip")

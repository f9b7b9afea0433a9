from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from benangmerah.kernel.explanation import Message, Term, Value, message
from benangmerah.kernel.message_json import read_message, write_message

VALUES: tuple[Value, ...] = (
    "kota", 1, 2.5, None, Decimal("1.20"), Fraction(1, 3), date(2026, 8, 17), Term("assessment_center"),
    message("Freezing the tables"), ("a", 1, Term("gap"), (Fraction(2, 3),)), (),
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_sentence_comes_back_as_it_was(value: Value) -> None:
    sentence = Message("{a} and {b}", (("b", value), ("a", "first")))
    assert read_message(json.loads(json.dumps(write_message(sentence)))) == sentence

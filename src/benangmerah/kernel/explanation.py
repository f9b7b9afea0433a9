"""Sentences that can be said in Indonesian or English: a message id with its values, rendered at the door.

The English sentence is the message id; `locale/` holds its Indonesian.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeAlias

from benangmerah.kernel.quantity import shown

LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("id", "en")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A code of the tables (`assessment_center`) that a person reads as a word of their language."""

    code: str


@dataclass(frozen=True)
class Message:
    """One sentence: its English text with named places, and the values that fill them."""

    text: str
    values: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = "str | int | float | Decimal | Fraction | date | Term | Message | Sequence[Value] | None"


def message(text: str, **values: Value) -> Message:
    """Name a sentence and its values; `scripts/catalogue.py` collects the texts for translation."""
    return Message(text, tuple(values.items()))


@dataclass(frozen=True)
class Citation:
    """Where a rule comes from: the instrument, the article, and how sure we are of it."""

    instrument: str
    article: str
    confidence: str


@dataclass(frozen=True)
class Explanation:
    """Why a figure is what it is: the sentence, the arithmetic, and the law it rests on."""

    sentence: Message
    steps: tuple[Message, ...] = ()
    citations: tuple[Citation, ...] = ()
    parts: tuple[Explanation, ...] = field(default=())


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("benangmerah", LOCALE, languages=[language], fallback=True)


def translate(text: str, language: str) -> str:
    """The text in that language, or as it stands where no translation is known."""
    return _catalogue(language).gettext(text) if text else text


def render(sentence: Message, language: str = "id") -> str:
    """Say the sentence in Indonesian (`id`) or English (`en`)."""
    filled = {name: render_value(value, language) for name, value in sentence.values}
    return translate(sentence.text, language).format_map(filled)


def render_value(value: Value, language: str = "id") -> str:
    """Say one value as a person writes it: 1.234,5 and 17 Agustus 2026, or 1,234.5 and 17 August 2026."""
    if value is None:
        return translate("unknown", language)
    if isinstance(value, str):
        return value
    if isinstance(value, Term):
        return translate(value.code, language)
    if isinstance(value, Message):
        return render(value, language)
    if isinstance(value, date):
        return f"{value.day} {translate(MONTHS[value.month - 1], language)} {value.year}"
    if isinstance(value, int | float | Decimal | Fraction):
        return _number(value, language)
    return ", ".join(render_value(item, language) for item in value)


def _number(value: float | Decimal | Fraction, language: str) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{shown(value):,f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text

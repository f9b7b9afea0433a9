"""A place in a YAML document, read as what the law or a policy expects there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from benangmerah.kernel.explanation import Message, message
from benangmerah.regulations.strict_yaml import Document, DocumentError, Keys, Node

_Kind = TypeVar("_Kind", str, bool, Fraction, date)


@dataclass(frozen=True)
class DocumentPart:
    """What stands at one place of a document; reading what is not as expected fails with file, line and key."""

    document: Document
    value: Node
    keys: Keys = ()

    def error(self, fault: Message) -> DocumentError:
        """An error that points here."""
        return self.document.error(fault, *self.keys)

    def fields(self, required: Collection[str] = (), optional: Collection[str] = ()) -> dict[str, DocumentPart]:
        """The keys written here; refuses a key that is not listed and misses one that is required."""
        found = self.entries()
        allowed = list(dict.fromkeys((*required, *optional)))
        for key, part in found.items():
            if key not in allowed:
                raise part.error(message("this key is not known; known here: {known}", known=allowed))
        for key in required:
            if key not in found:
                raise self.error(message("the key {key} is missing", key=key))
        return found

    def entries(self) -> dict[str, DocumentPart]:
        """The keys written here, whatever their names."""
        if not isinstance(self.value, dict):
            raise self.error(message("keys with values are expected here"))
        return {key: DocumentPart(self.document, value, (*self.keys, key)) for key, value in self.value.items()}

    def items(self) -> list[DocumentPart]:
        """The items of the list written here."""
        if not isinstance(self.value, list):
            raise self.error(message("a list is expected here"))
        return [DocumentPart(self.document, value, (*self.keys, at)) for at, value in enumerate(self.value)]

    def text(self) -> str:
        """The text written here."""
        return self._typed(str, message("text is expected here (a number or date that is text stands in quotes)"))

    def number(self) -> Fraction:
        """The exact number written here."""
        return self._typed(Fraction, message("a number is expected here, with a decimal point"))

    def day(self) -> date:
        """The date written here."""
        return self._typed(date, message("a date such as 2026-01-31 is expected here"))

    def flag(self) -> bool:
        """The true or false written here."""
        return self._typed(bool, message("true or false is expected here"))

    def one_of(self, allowed: Collection[str]) -> str:
        """The code written here, which must be one of those."""
        text = self.text()
        if text not in allowed:
            raise self.error(message("{value} is not one of {known}", value=text, known=list(allowed)))
        return text

    def _typed(self, kind: type[_Kind], fault: Message) -> _Kind:
        if isinstance(self.value, kind):
            return self.value
        raise self.error(fault)


def top_of(document: Document) -> DocumentPart:
    """The document as a whole."""
    return DocumentPart(document, document.value)

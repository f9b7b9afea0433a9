"""What can go wrong, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import Message, render


class BenangMerahError(Exception):
    """An error with a sentence for people and a way to mend it."""

    def __init__(self, reason: Message, suggestion: Message | None = None) -> None:
        self.reason = reason
        self.suggestion = suggestion
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The error and how to mend it, in that language."""
        parts = [render(self.reason, language)]
        if self.suggestion is not None:
            parts.append(render(self.suggestion, language))
        return " ".join(parts)


@dataclass(frozen=True)
class Refusal:
    """One thing in the input that cannot be taken: where it stands, what it is, why, and how to mend it.

    `row` is counted as a person sees it, with the heading as row 1; `place` is the file, or the sheet and cell.
    """

    table: str
    row: int | None
    column: str | None
    value: str | None
    reason: Message
    suggestion: Message
    place: str = ""


class RefusedInputError(BenangMerahError):
    """The input cannot be taken as it is; every fault found is listed."""

    def __init__(self, reason: Message, refusals: Sequence[Refusal]) -> None:
        super().__init__(reason)
        self.refusals = tuple(refusals)

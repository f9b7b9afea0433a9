"""How long work tells how far it is, whatever door is watching."""

from __future__ import annotations

from typing import Protocol

from benangmerah.kernel.explanation import Message


class Progress(Protocol):
    """Called as work goes on: what is being done, how much is done, of how much (0 = not known)."""

    def __call__(self, stage: Message, done: int = 0, total: int = 0) -> None:
        """Tell how far the work is."""


def silent(stage: Message, done: int = 0, total: int = 0) -> None:
    """Nobody is watching."""

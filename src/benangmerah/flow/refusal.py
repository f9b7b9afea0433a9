"""What was given that cannot be taken, with the name of the field it stands in."""

from __future__ import annotations

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message


class RefusedFieldError(BenangMerahError):
    """One thing a person has given cannot be taken; a form shows the reason beside it."""

    def __init__(self, field: str, reason: Message, suggestion: Message | None = None) -> None:
        super().__init__(reason, suggestion)
        self.field = field

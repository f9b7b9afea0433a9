"""A file that is not what its name says: told as a refusal of the whole file, never as a traceback."""

from __future__ import annotations

from benangmerah.exchange.imports.grid import Fault
from benangmerah.kernel.errors import BenangMerahError


class UnreadableFileError(BenangMerahError):
    """Nothing can be read from a file."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(*fault)

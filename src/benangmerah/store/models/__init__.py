"""The tables of the archive, one module a noun."""

from __future__ import annotations

from benangmerah.store.models.account import Account
from benangmerah.store.models.dated import DatedRow, Receipt

__all__ = ["Account", "DatedRow", "Receipt"]

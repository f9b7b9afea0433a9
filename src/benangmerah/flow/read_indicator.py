"""Quoted figures of others, for the pages that compare with them."""

from __future__ import annotations

from datetime import date

from benangmerah.domain.indicator import Indicator, list_indicators
from benangmerah.regulations.library import load_library

INDEX = "ip_asn"


def read_indicators(day: date, subject: str | None = None) -> tuple[Indicator, ...]:
    """The figures of the registry as the law library holds them on that day."""
    return list_indicators(load_library().on(day), subject)

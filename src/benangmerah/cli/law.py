"""`benangmerah law`: the law of a day with its citations."""

from __future__ import annotations

from datetime import date

from rich.console import Console

from benangmerah.flow.read_law import describe_law, write_law


def law_command(*, day: date, topic: str | None, language: str) -> None:
    """Print the law of the day; what no source confirms is marked."""
    text = write_law(describe_law(day, topic, language), language)
    Console(highlight=False, markup=False).print(text, soft_wrap=True)

"""What a mart is: a table, the SQL file that fills it, the rule it renders, and the stage of the run it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from importlib.resources import files
from typing import Any

from benangmerah.snapshot.contract.column import Table


class Stage(IntEnum):
    """How far a run goes; each stage needs the ones before."""

    FACTS = 0
    INDEX = 1
    NEED = 2
    PLAN = 3


@dataclass(frozen=True)
class Mart:
    """One table of a run; `rules` are the functions of the domain that its SQL renders."""

    table: Table
    stage: Stage
    rules: tuple[Callable[..., Any], ...]

    @property
    def name(self) -> str:
        """The noun: the name of the table and of the files."""
        return self.table.name

    @property
    def sql(self) -> str:
        """The one SELECT that fills the table, in DuckDB's dialect."""
        return (files("benangmerah.analytics.marts") / f"{self.name}.sql").read_text(encoding="utf-8")

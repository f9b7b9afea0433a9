"""One table of the summary: its sheet, its title, and what stands above and in it; the same on paper and as a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import Message
from benangmerah.reports.format.block import Block, Heading, Note, Table
from benangmerah.reports.format.table import TableSheet, write_table
from benangmerah.reports.format.xlsx import Document


@dataclass(frozen=True)
class Listing:
    """A table with the name of its sheet, its title and its notes."""

    name: Message
    title: Message
    table: Table
    notes: Sequence[Message] = ()

    def blocks(self, level: int = 2) -> list[Block]:
        """The table on paper, below its title."""
        return [Heading(self.title, level), *(Note(note) for note in self.notes), self.table]

    def write(self, document: Document) -> None:
        """The table as a sheet."""
        sheet = TableSheet(self.name, self.title, self.table.columns, self.notes, totals=self.table.totals)
        write_table(document, sheet, self.table.rows)

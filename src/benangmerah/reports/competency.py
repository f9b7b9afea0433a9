"""Competencies as a list names them."""

from __future__ import annotations

import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.reports.format.table import Column
from benangmerah.reports.match import find_rows
from benangmerah.reports.run import RunFacts

COMPETENCY_COLUMNS = (Column(message("Competency"), 34), Column(message("Kind"), 15, "term"))


def name_competencies(facts: RunFacts, competency_ids: pa.ChunkedArray) -> list[pa.ChunkedArray]:
    """The values of `COMPETENCY_COLUMNS` for those competencies, in their order."""
    competencies = facts.table("competencies")
    rows = find_rows(competency_ids, competencies["competency_id"])
    return [competencies["name"].take(rows), competencies["kind"].take(rows)]

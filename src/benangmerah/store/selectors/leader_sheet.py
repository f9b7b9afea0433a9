"""The sheet for leaders of a run, for whoever sees the results of the whole agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import Message
from benangmerah.kernel.message_json import read_message
from benangmerah.store.models.leader_sheet import LeaderSheet
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.run import may_for_all
from benangmerah.store.selectors.scope import Scope


@dataclass(frozen=True)
class Sheet:
    """The sentences in their order, and for each agency what a smaller ceiling would postpone."""

    sentences: Sequence[Message]
    cuts: Sequence[Mapping[str, Any]]


def read_leader_sheet(scope: Scope, run: Run) -> Sheet | None:
    """The sheet as it was when the run was published; none for whoever does not see the whole agency's results."""
    if not may_for_all(scope, run, Right.SEE_RESULTS):
        return None
    row = LeaderSheet.objects.filter(run=run).first()
    return None if row is None else Sheet([read_message(each) for each in row.sentences], row.cuts)

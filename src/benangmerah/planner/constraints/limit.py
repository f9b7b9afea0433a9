"""What a limit is: the code it goes by in the tables, its name for people, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benangmerah.kernel.explanation import Message
from benangmerah.planner.problem import Bools, Problem
from benangmerah.planner.solution import Draft


@dataclass(frozen=True)
class Limit:
    """One limit of rule 17.

    `blocks` tells for each person and offering whether it stops them whatever the plan is; `stops` whether it keeps a
    person from one more item in a plan under way. Either may be missing.
    """

    code: str
    name: Message
    blocks: Callable[[Problem], Bools] | None = None
    stops: Callable[[Draft, int, int], bool] | None = None

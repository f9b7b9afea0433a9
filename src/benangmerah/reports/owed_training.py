"""Required trainings: who has not met what the position held asks for, and of whom nobody knows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.reports.person import Directory
from benangmerah.reports.run import RunFacts

TRAININGS = ("leadership_training", "functional_training", "technical_training")
STATES = ("met", "unknown", "gap")
"""From the best to the worst."""


@dataclass(frozen=True)
class OwedTraining:
    """People by what they owe: each once, and by kind and state; `of_opds` counts those who owe by place and kind."""

    owing: int
    unknown: int
    asked: int
    kinds: Mapping[tuple[str, str], int]
    of_opds: Mapping[tuple[int, str | None], Mapping[str, int]]


def read_owed(facts: RunFacts, directory: Directory) -> OwedTraining | None:
    """What people owe for the position they hold; None where the run does not hold it.

    Several trainings of one kind count once for a person: owed where one of them is, else unknown where one of them is.
    """
    if not facts.has("qualification_gap"):
        return None
    states = _states(facts)
    kinds = Counter((kind, state) for (_, kind), state in states.items())
    worst: dict[str, str] = {}
    for (employee_id, _), state in states.items():
        worst[employee_id] = max(worst.get(employee_id, "met"), state, key=_severity)
    return OwedTraining(
        owing=sum(state == "gap" for state in worst.values()),
        unknown=sum(state == "unknown" for state in worst.values()),
        asked=len(worst),
        kinds=kinds,
        of_opds=_by_opd(states, directory),
    )


def _severity(state: str) -> int:
    return STATES.index(state)


def _states(facts: RunFacts) -> Mapping[tuple[str, str], str]:
    """For each person and kind of training asked for, the state of it."""
    table = facts.table("qualification_gap")
    wanted = table.filter(
        pc.and_(pc.equal(table["target"], "held"), pc.is_in(table["kind"], value_set=pa.array(TRAININGS, pa.string())))
    )
    columns = (wanted[name].to_pylist() for name in ("employee_id", "kind", "state"))
    found: dict[tuple[str, str], str] = {}
    for employee_id, kind, state in zip(*columns, strict=True):
        found[employee_id, kind] = max(found.get((employee_id, kind), "met"), state, key=_severity)
    return found


def _by_opd(
    states: Mapping[tuple[str, str], str], directory: Directory
) -> Mapping[tuple[int, str | None], Mapping[str, int]]:
    owed = [key for key, state in states.items() if state == "gap"]
    places = directory.place_people([employee_id for employee_id, _ in owed])
    found: dict[tuple[int, str | None], Counter[str]] = defaultdict(Counter)
    for (_, kind), place in zip(owed, places, strict=True):
        found[place][kind] += 1
    return found

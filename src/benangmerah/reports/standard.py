"""Standards of positions (SKJ): which positions have decreed ones, which stand on provisional ones, which have none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benangmerah.reports.run import RunFacts

DECREED, MIXED, PROVISIONAL, DEFAULT, MISSING = "decreed", "mixed", "provisional", "default", "missing"
STATES = (DECREED, MIXED, PROVISIONAL, DEFAULT, MISSING)


@dataclass(frozen=True)
class Standards:
    """Positions and their holders by what the standards in force rest on.

    Decreed: every requirement in force is decreed; mixed: some are; provisional and default: none is, and the better of
    the two names it; missing: no requirement is in force.
    """

    positions: Mapping[str, int]
    holders: Mapping[str, int]

    @property
    def position_count(self) -> int:
        """Positions of the run."""
        return sum(self.positions.values())

    @property
    def decreed(self) -> int:
        """Positions whose standards are all decreed."""
        return self.positions.get(DECREED, 0)


def read_standards(facts: RunFacts) -> Standards:
    """The standards in force on the day of the run, for every position."""
    bases = _bases_in_force(facts)
    states = {position: _state(bases[position]) for position in facts.table("positions")["position_id"].to_pylist()}
    holders = Counter(states[position] for position in facts.table("employees")["position_id"].to_pylist())
    return Standards(Counter(states.values()), holders)


def _bases_in_force(facts: RunFacts) -> Mapping[str, Sequence[str]]:
    table = facts.table("requirements")
    columns = (table[name].to_pylist() for name in ("position_id", "basis", "valid_from", "valid_to"))
    found: dict[str, list[str]] = defaultdict(list)
    for position_id, basis, first, last in zip(*columns, strict=True):
        if (first is None or first <= facts.as_of) and (last is None or facts.as_of < last):
            found[position_id].append(basis or DECREED)
    return found


def _state(bases: Sequence[str]) -> str:
    if not bases:
        return MISSING
    if DECREED in bases:
        return DECREED if set(bases) == {DECREED} else MIXED
    return PROVISIONAL if PROVISIONAL in bases else DEFAULT

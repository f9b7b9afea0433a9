"""Kebutuhan yang belum tertampung: which limit keeps how many needs out of the plan, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benangmerah.reports.person import Directory
from benangmerah.reports.run import RunFacts
from benangmerah.snapshot.contract.outputs import LIMITS


@dataclass(frozen=True)
class Unserved:
    """Needs that are not closed in full, and people short of the minimum JP, by the limit that binds.

    `people` counts each person once under each limit; `of_opds` counts needs by agency, OPD and limit.
    """

    needs: Mapping[str, int]
    short_people: Mapping[str, int]
    people: Mapping[str, int]
    of_opds: Mapping[tuple[int, str | None], Mapping[str, int]] = field(default_factory=dict)

    @property
    def limits(self) -> Sequence[str]:
        """The limits that bind anything, most needs first."""
        found = [limit for limit in LIMITS if self.needs.get(limit) or self.short_people.get(limit)]
        return sorted(found, key=lambda limit: (-self.needs.get(limit, 0), -self.short_people.get(limit, 0)))

    @property
    def total_needs(self) -> int:
        """Needs that are not closed in full."""
        return sum(self.needs.values())

    @property
    def total_short(self) -> int:
        """People the plan leaves short of the minimum JP."""
        return sum(self.short_people.values())


def read_unserved(facts: RunFacts, directory: Directory) -> Unserved:
    """The unserved of a run, counted."""
    table = facts.table("unserved")
    needs: Counter[str] = Counter()
    short: Counter[str] = Counter()
    people: dict[str, set[str]] = defaultdict(set)
    of_opds: dict[tuple[int, str | None], Counter[str]] = defaultdict(Counter)
    columns = [table[name].to_pylist() for name in ("employee_id", "competency_id", "limit")]
    places = directory.place_people(columns[0])
    for (employee_id, competency_id, limit), place in zip(zip(*columns, strict=True), places, strict=True):
        people[limit].add(employee_id)
        if competency_id is None:
            short[limit] += 1
        else:
            needs[limit] += 1
            of_opds[place][limit] += 1
    return Unserved(needs, short, {limit: len(found) for limit, found in people.items()}, of_opds)

"""The lines of a plan: one offering of an agency with its batches, its participants and its money."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from benangmerah.reports.offering import Offering, read_offerings
from benangmerah.reports.plan_item import PlanItem
from benangmerah.reports.run import RunFacts
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS, STATUSES

DECREED = "decreed"


@dataclass(frozen=True)
class Raised:
    """A competency that an offering raises: the needs its participants have in it, and how many rest on no decree."""

    competency_id: str
    name: str
    kind: str
    needs: int
    not_decreed: int


@dataclass(frozen=True)
class Batch:
    """One batch (angkatan) of an offering; the people in it cost so much a head, the batch itself so much."""

    number: int
    items: Sequence[PlanItem]
    cost_per_batch: int

    @property
    def participants(self) -> int:
        """People in it."""
        return len(self.items)

    @property
    def closes(self) -> float:
        """Levels it closes."""
        return fsum(item.closes for item in self.items)

    @property
    def head_rupiah(self) -> int:
        """What its participants cost a head, summed."""
        return sum(item.cost_rupiah for item in self.items)

    @property
    def cost_rupiah(self) -> int:
        """What it costs as a whole."""
        return self.head_rupiah + self.cost_per_batch


@dataclass(frozen=True)
class PlanLine:
    """One offering with its batches; `agency` is the agency's place in the table of agencies."""

    agency: int
    offering: Offering
    raised: Sequence[Raised]
    batches: Sequence[Batch]

    @property
    def items(self) -> list[PlanItem]:
        """Everybody in it."""
        return [item for batch in self.batches for item in batch.items]

    @property
    def participants(self) -> int:
        """People in it; a person stands in an offering once."""
        return sum(batch.participants for batch in self.batches)

    @property
    def statuses(self) -> Sequence[tuple[str, int]]:
        """How many of each status, in the order of the contract."""
        counts = Counter(item.status for item in self.items)
        return [(status, counts[status]) for status in STATUSES if counts[status]]

    @property
    def learning_hours(self) -> float:
        """JP of all its participants."""
        return fsum(item.learning_hours for item in self.items)

    @property
    def closes(self) -> float:
        """Levels it closes."""
        return fsum(item.closes for item in self.items)

    @property
    def weighted_closure(self) -> float:
        """What it closes, each level by its weight."""
        return fsum(item.weighted_closure for item in self.items)

    @property
    def head_rupiah(self) -> int:
        """What its participants cost a head, summed."""
        return sum(batch.head_rupiah for batch in self.batches)

    @property
    def batch_rupiah(self) -> int:
        """What its batches cost, whoever is in them."""
        return sum(batch.cost_per_batch for batch in self.batches)

    @property
    def cost_rupiah(self) -> int:
        """What it costs as a whole."""
        return self.head_rupiah + self.batch_rupiah

    @property
    def needs(self) -> int:
        """Needs of its participants in what it raises."""
        return sum(raised.needs for raised in self.raised)

    @property
    def not_decreed(self) -> int:
        """How many of those needs rest on a provisional or default standard."""
        return sum(raised.not_decreed for raised in self.raised)

    @property
    def kind(self) -> str | None:
        """The kind of competency it serves most; None where it raises none."""
        return self.raised[0].kind if self.raised else None


def read_lines(facts: RunFacts, items: Sequence[PlanItem]) -> Sequence[PlanLine]:
    """The lines of those items, by agency, kind of competency, title and month."""
    offerings = read_offerings(facts)
    effects = _effects(facts)
    needs = _bases_of_needs(facts)
    lines = []
    for (agency, intervention_id), group in groupby(items, key=lambda item: (item.agency, item.intervention_id)):
        offering = offerings[intervention_id]
        members = list(group)
        batches = [
            Batch(number, list(batch), offering.cost_per_batch)
            for number, batch in groupby(members, key=lambda item: item.batch)
        ]
        raised = _raised(effects.get(intervention_id, ()), members, needs)
        lines.append(PlanLine(agency, offering, raised, batches))
    return sorted(lines, key=_place)


def _place(line: PlanLine) -> tuple[int, int, str, int, str]:
    kind = len(COMPETENCY_KINDS) if line.kind is None else COMPETENCY_KINDS.index(line.kind)
    offering = line.offering
    return line.agency, kind, offering.title, offering.period or 0, offering.intervention_id


def _effects(facts: RunFacts) -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """For each offering the competencies it raises: id, name and kind."""
    names = {row["competency_id"]: (row["name"], row["kind"]) for row in facts.table("competencies").to_pylist()}
    found = defaultdict(list)
    for row in facts.table("effects").to_pylist():
        competency_id = row["competency_id"]
        found[row["intervention_id"]].append((competency_id, *names[competency_id]))
    return found


def _bases_of_needs(facts: RunFacts) -> Mapping[tuple[str, str], Sequence[str]]:
    """For each person and competency in need, what the standards rest on, one for each need."""
    gap = facts.table("gap")
    keys = ("employee_id", "competency_id", "target")
    basis = dict(zip(zip(*(gap[key].to_pylist() for key in keys), strict=True),
                     gap["basis_of_standard"].to_pylist(), strict=True))  # fmt: skip
    found = defaultdict(list)
    need = facts.table("need")
    for key in zip(*(need[key].to_pylist() for key in keys), strict=True):
        found[key[:2]].append(basis[key])
    return found


def _raised(
    effects: Iterable[tuple[str, str, str]],
    items: Sequence[PlanItem],
    needs: Mapping[tuple[str, str], Sequence[str]],
) -> Sequence[Raised]:
    """What an offering raises, what its participants need most first."""
    found = []
    for competency_id, name, kind in effects:
        bases = [basis for item in items for basis in needs.get((item.employee_id, competency_id), ())]
        found.append(Raised(competency_id, name, kind, len(bases), sum(basis != DECREED for basis in bases)))
    wanted = [raised for raised in found if raised.needs] or found
    return sorted(wanted, key=lambda raised: (-raised.needs, raised.name, raised.competency_id))

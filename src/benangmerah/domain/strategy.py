"""The planning tree (sasaran): the share of each node and the weight it lends to competencies of units (rule 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.organization import OrgUnit, parents_first
from benangmerah.kernel.explanation import Explanation, message


@dataclass(frozen=True)
class Objective:
    """One node of the planning tree; `weight` is its share among its siblings, where given."""

    objective_id: str
    parent_objective_id: str | None = None
    weight: Fraction | None = None
    kind: str = ""


@dataclass(frozen=True)
class ObjectiveNeed:
    """A link: this objective asks this competency of this unit, with a weight above 0 up to 1."""

    objective_id: str
    unit_id: str
    competency_id: str
    weight: Fraction


PARENT_KINDS: Mapping[str, tuple[str, ...]] = {
    "vision": (), "mission": ("vision",), "national_priority": ("national_priority",), "goal": ("mission", "vision"),
    "target": ("goal",), "strategy": ("target",), "program": ("target", "strategy"), "activity": ("program",),
    "sub_activity": ("activity",), "output": ("sub_activity", "activity", "program", "national_priority"),
}  # fmt: skip
"""What a node stands below, by its kind: visi, misi, tujuan, sasaran, (strategi,) program, kegiatan, subkegiatan."""

DOCUMENTS_ABOVE: Mapping[str, tuple[str, ...]] = {
    "rpjmd": ("rpjpd",), "renstra": ("rpjmd",), "rkpd": ("rpjmd",), "renja": ("renstra", "rkpd"),
    "hcdp": ("rpjmd", "renstra"),
}  # fmt: skip
"""Which documents of an agency a document serves: its nodes may stand below nodes of those."""

SERVED_KINDS: Mapping[str, tuple[str, ...]] = {
    "goal": ("target",), "target": ("target", "goal"), "program": ("target", "strategy"), "activity": ("program",),
    "sub_activity": ("activity",),
}  # fmt: skip
"""What a node stands below in a document that its own serves: the goal of a Renstra below a target of the RPJMD."""

ROOT_KINDS = ("vision", "mission", "national_priority", "goal", "target")
"""What a tree may begin with: a Renstra has no vision of its own, and some begin with their targets."""


def list_parent_kinds(kind: str, document: str | None, above: str | None) -> tuple[str, ...]:
    """The kinds a node may stand below in its own document (`above` empty), or in one of that kind above its own."""
    if above is None:
        return PARENT_KINDS.get(kind, ())
    return SERVED_KINDS.get(kind, ()) if above in DOCUMENTS_ABOVE.get(document or "", ()) else ()


def shares(objectives: Iterable[Objective]) -> dict[str, Fraction]:
    """The product of shares from the root down to each objective.

    Every root has share 1; another node's own share is its weight over the sum of its siblings' weights, or an equal
    part where no weights are given.
    """
    children: dict[str | None, list[Objective]] = {}
    for objective in objectives:
        children.setdefault(objective.parent_objective_id, []).append(objective)
    found = {root.objective_id: Fraction(1) for root in children.get(None, [])}
    waiting = list(found)
    while waiting:
        parent = waiting.pop()
        siblings = children.get(parent, [])
        for child, part in zip(siblings, _parts(siblings), strict=True):
            found[child.objective_id] = found[parent] * part
            waiting.append(child.objective_id)
    return found


def _parts(siblings: Sequence[Objective]) -> list[Fraction]:
    weights = [Fraction(1) if sibling.weight is None else sibling.weight for sibling in siblings]
    whole = sum(weights, Fraction())
    return [weight / whole if whole else Fraction() for weight in weights]


def strategic_weights(
    units: Iterable[OrgUnit], objectives: Iterable[Objective], needs: Iterable[ObjectiveNeed]
) -> dict[tuple[str, str], Fraction]:
    """The strategic weight of each (unit, competency), from 0 to 1; a pair that is not named has 0.

    Links of the unit or any unit above it are summed (link weight × product of shares) and divided by the largest such
    sum in the agency.
    """
    units = list(units)
    share = shares(objectives)
    own: dict[str, dict[str, Fraction]] = {}
    for need in needs:
        of_unit = own.setdefault(need.unit_id, {})
        of_unit[need.competency_id] = (
            of_unit.get(need.competency_id, Fraction()) + need.weight * share[need.objective_id]
        )
    sums = _inherit(units, own)
    largest: dict[str, Fraction] = {}
    for unit in units:
        top = max(sums[unit.unit_id].values(), default=Fraction())
        largest[unit.agency_id] = max(top, largest.get(unit.agency_id, Fraction()))
    return {
        (unit.unit_id, competency_id): amount / largest[unit.agency_id]
        for unit in units
        for competency_id, amount in sums[unit.unit_id].items()
        if amount
    }


def _inherit(units: Iterable[OrgUnit], own: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Mapping[str, Fraction]]:
    sums: dict[str, Mapping[str, Fraction]] = {}
    for unit in parents_first(units):
        above = sums[unit.parent_unit_id] if unit.parent_unit_id is not None else {}
        mine = own.get(unit.unit_id, {})
        sums[unit.unit_id] = (
            {key: above.get(key, Fraction()) + mine.get(key, Fraction()) for key in {**above, **mine}}
            if mine
            else above
        )
    return sums


def explain_strategic_weight(weight: Fraction) -> Explanation:
    """What the planning tree adds to a gap's weight."""
    return Explanation(
        message(
            "Strategic weight {weight}: the links from the planning tree to this unit, or to a unit above it, over the "
            "largest such sum in the agency.",
            weight=weight,
        )
    )

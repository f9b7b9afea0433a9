"""What the planning tree changes: the rank of a need with and without strategic weight, and the targets behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.organization import OrgUnit, parents_first
from benangmerah.domain.ranking import rank_descending
from benangmerah.domain.strategy import Objective, ObjectiveNeed, shares
from benangmerah.kernel.explanation import Explanation, message

TARGET = "target"


@dataclass(frozen=True)
class StrategicPart:
    """What one target lends to a competency of a unit: its part of the pair's whole, all parts adding up to 1."""

    objective_id: str
    part: Fraction


def rank_without_strategy(priorities: Sequence[int]) -> list[int]:
    """The ranks needs would have if no target asked for anything; priorities are in whole millionths."""
    return rank_descending(priorities)


def target_above(objective_id: str, objectives: Mapping[str, Objective]) -> str:
    """The target a link is told for: the node itself or the nearest above that is one, else the node of the link."""
    above: str | None = objective_id
    while above is not None:
        if objectives[above].kind == TARGET:
            return above
        above = objectives[above].parent_objective_id
    return objective_id


def strategic_parts(
    units: Iterable[OrgUnit], objectives: Iterable[Objective], needs: Iterable[ObjectiveNeed]
) -> dict[tuple[str, str], tuple[StrategicPart, ...]]:
    """For each (unit, competency) with strategic weight the targets it comes from, the greatest part first.

    A link counts for its unit and all below it, with its weight × the product of shares (rule 7).
    """
    objectives = list(objectives)
    by_id = {each.objective_id: each for each in objectives}
    share = shares(objectives)
    own: dict[str, dict[tuple[str, str], Fraction]] = {}
    for need in needs:
        key = (need.competency_id, target_above(need.objective_id, by_id))
        of_unit = own.setdefault(need.unit_id, {})
        of_unit[key] = of_unit.get(key, Fraction()) + need.weight * share[need.objective_id]
    sums: dict[str, dict[tuple[str, str], Fraction]] = {}
    for unit in parents_first(units):
        inherited = sums[unit.parent_unit_id] if unit.parent_unit_id is not None else {}
        sums[unit.unit_id] = _add(inherited, own.get(unit.unit_id))
    found: dict[tuple[str, str], list[StrategicPart]] = {}
    for unit_id, of_unit in sums.items():
        wholes: dict[str, Fraction] = {}
        for (competency_id, _), amount in of_unit.items():
            wholes[competency_id] = wholes.get(competency_id, Fraction()) + amount
        for (competency_id, target), amount in of_unit.items():
            if amount:
                part = StrategicPart(target, amount / wholes[competency_id])
                found.setdefault((unit_id, competency_id), []).append(part)
    return {key: tuple(sorted(parts, key=lambda one: (-one.part, one.objective_id))) for key, parts in found.items()}


def _add(
    above: dict[tuple[str, str], Fraction], mine: Mapping[tuple[str, str], Fraction] | None
) -> dict[tuple[str, str], Fraction]:
    if not mine:
        return above
    keys = {**above, **mine}
    return {key: above.get(key, Fraction()) + mine.get(key, Fraction()) for key in keys}


def explain_effect(rank: int, rank_without: int, total: int, parts: Sequence[tuple[str, Fraction]]) -> Explanation:
    """What strategic weight does to the rank of a need; `parts` are the targets by title with their parts."""
    names = [title for title, _ in parts[:2]]
    if rank < rank_without and names:
        sentence = message("Because of {targets} this gap ranks {rank} of {total}, not {without}.", targets=names,
                           rank=rank, total=total, without=rank_without)  # fmt: skip
    elif rank > rank_without:
        sentence = message("Gaps that targets ask for more stand before this one: it ranks {rank} of {total}, without "
                           "strategic weight {without}.", rank=rank, total=total, without=rank_without)  # fmt: skip
    else:
        sentence = message("Strategic weight leaves the rank of this gap as it is: {rank} of {total}.", rank=rank,
                           total=total)  # fmt: skip
    steps = [message("{target}: {percent} % of the strategic weight of this competency here.", target=title,
                     percent=100 * part) for title, part in parts]  # fmt: skip
    return Explanation(sentence, tuple(steps))

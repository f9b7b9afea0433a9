"""Roll-ups over units, agencies and the nation: people, requirements, burden, coverage (rule 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.gap import Gap
from benangmerah.domain.professionalism_index import mean_index
from benangmerah.kernel.explanation import Explanation, message
from benangmerah.kernel.quantity import LEVEL_UNITS


@dataclass(frozen=True)
class RolledPerson:
    """A person of the scope: the gaps against the position held by competency, and the index where there is one."""

    gaps: tuple[tuple[str, Gap], ...]
    index_total: Fraction | None


@dataclass(frozen=True)
class Rollup:
    """What a scope adds up to. Means and percents are empty where there is nothing to divide by."""

    people: int
    required_count: int
    assessed_count: int
    below_count: int
    below_people: int
    burden: Fraction
    mean_gap: Fraction | None
    coverage_percent: Fraction | None
    index_mean: Fraction | None
    index_people: int


def roll_up(people: Sequence[RolledPerson], competency_id: str | None = None) -> Rollup | None:
    """Rule 9 for one scope: all its people, or those with that requirement; none where nobody is left.

    The burden adds the levels short in state `gap`; a surplus never offsets it. Coverage stands beside every figure.
    """
    counted = [person for person in people if competency_id is None or _gaps_of(person, competency_id)]
    if not counted:
        return None
    per_person = [_gaps_of(person, competency_id) for person in counted]
    gaps = [gap for of_person in per_person for gap in of_person]
    measured = [gap.gap_units for gap in gaps if gap.gap_units is not None]
    totals = [person.index_total for person in counted if person.index_total is not None]
    return Rollup(
        people=len(counted),
        required_count=len(gaps),
        assessed_count=len(measured),
        below_count=_below(gaps),
        below_people=sum(_below(of_person) > 0 for of_person in per_person),
        burden=Fraction(sum(gap.gap_units or 0 for gap in gaps if gap.state == "gap"), LEVEL_UNITS),
        mean_gap=Fraction(sum(measured), LEVEL_UNITS * len(measured)) if measured else None,
        coverage_percent=Fraction(len(measured) * 100, len(gaps)) if gaps else None,
        index_mean=mean_index(totals),
        index_people=len(totals),
    )


def _gaps_of(person: RolledPerson, competency_id: str | None) -> list[Gap]:
    return [gap for competency, gap in person.gaps if competency_id in (None, competency)]


def _below(gaps: Iterable[Gap]) -> int:
    return sum(gap.state == "gap" for gap in gaps)


def explain_rollup(rollup: Rollup) -> Explanation:
    """A scope in a sentence, coverage beside the figure."""
    return Explanation(
        message(
            "{below} of {people} people are below standard; {assessed} of {required} requirements are assessed.",
            below=rollup.below_people, people=rollup.people, assessed=rollup.assessed_count,
            required=rollup.required_count,
        ),
        (message("Burden: {burden} levels short in all.", burden=rollup.burden),),
    )  # fmt: skip

"""The facts of a gap map: OPDs by competencies, heaviest burden first, with the row of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.organization import Organization, read_organization
from benangmerah.reports.rollup import Figures, Key, read_figures
from benangmerah.reports.run import RunFacts
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS

NATION = "nation"


@dataclass(frozen=True)
class Competency:
    """One column of the map."""

    competency_id: str
    name: str
    kind: str


@dataclass(frozen=True)
class GapMap:
    """What stands on the map.

    `opds` are those with people, heaviest burden first and those with nothing assessed last; `competencies` are those
    that somebody there is required to have, by kind; `whole` is the agency, or the nation where there are several.
    """

    organization: Organization
    opds: Sequence[str]
    competencies: Sequence[Competency]
    figures: Mapping[Key, Figures]
    whole: str
    whole_figures: Mapping[Key, Figures]

    def of(self, opd: str, competency: str | None = None) -> Figures | None:
        """The figures of an OPD, for one competency or all; None where nobody is required to have it."""
        return self.figures.get((opd, competency, None))

    def of_whole(self, competency: str | None = None) -> Figures | None:
        """The figures of the agency or the nation."""
        return self.whole_figures.get((self.whole, competency, None))

    def assessed_cells(self) -> Iterator[Figures]:
        """Every cell of the map in which something is assessed."""
        for opd in self.opds:
            for competency in self.competencies:
                found = self.of(opd, competency.competency_id)
                if found is not None and found.is_assessed:
                    yield found

    @property
    def whole_name(self) -> Message:
        """What the row of the whole is called."""
        names = tuple(self.organization.agency_names.values())
        return message("All agencies") if len(names) > 1 else message("The whole of {agency}", agency="".join(names))

    @property
    def unassessed(self) -> tuple[str, ...]:
        """Names of the OPDs in which nothing is assessed."""
        names = self.organization.unit_names
        return tuple(names[opd] for opd in self.opds if not self.figures[opd, None, None].is_assessed)


def read_gap_map(facts: RunFacts) -> GapMap:
    """The map of a run, from its roll-ups."""
    organization = read_organization(facts)
    rollup = facts.table("rollup")
    figures = read_figures(rollup, "unit", organization.opds)
    whole = NATION if organization.has_many_agencies else "".join(organization.agency_names)
    level = "nation" if organization.has_many_agencies else "agency"
    return GapMap(
        organization,
        rank_opds(organization, figures),
        _order_competencies(facts, figures),
        figures,
        whole,
        read_figures(rollup, level, [whole]),
    )


def rank_opds(organization: Organization, figures: Mapping[Key, Figures]) -> list[str]:
    """The OPDs with people, heaviest burden first; where nothing is assessed the burden is unknown: last."""

    def place(opd: str) -> tuple[bool, float, str, str]:
        found = figures[opd, None, None]
        return not found.is_assessed, -found.burden, organization.unit_names[opd], opd

    return sorted((opd for opd in organization.opds if (opd, None, None) in figures), key=place)


def _order_competencies(facts: RunFacts, figures: Mapping[Key, Figures]) -> list[Competency]:
    required = {competency for (_, competency, _), found in figures.items() if found.required_count}
    listed = [Competency(**row) for row in facts.table("competencies").to_pylist() if row["competency_id"] in required]
    return sorted(listed, key=lambda competency: COMPETENCY_KINDS.index(competency.kind))

"""Offerings (kegiatan) as a plan names them: what is held, by whom, in which form, when and for how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benangmerah.domain.intervention import programme_of
from benangmerah.kernel.explanation import MONTHS, Message, Term, Value, message
from benangmerah.reports.run import RunFacts


@dataclass(frozen=True)
class Offering:
    """One offering; `programme` is what offerings of the same programme share."""

    intervention_id: str
    programme: tuple[str, str]
    title: str
    form: str
    provider: str | None
    scheme: str | None
    curriculum_ref: str | None
    curriculum_fit: str | None
    learning_hours: float
    cost_per_participant: int
    cost_per_batch: int
    period: int | None
    is_mandatory: bool

    @property
    def organiser(self) -> Value:
        """Who holds it, and by which arrangement."""
        provider: Value = self.provider or NOT_TOLD
        return provider if self.scheme is None else message("{provider} ({scheme})", provider=provider,
                                                            scheme=Term(self.scheme))  # fmt: skip

    @property
    def fit(self) -> Value:
        """How the curriculum fits the standard of the agency in charge; not told is not the same as fitting."""
        fit: Value = NOT_TOLD if self.curriculum_fit is None else Term(self.curriculum_fit)
        reference = self.curriculum_ref
        return fit if reference is None else message("{fit} ({reference})", fit=fit, reference=reference)

    def month(self, year: int) -> Message:
        """When it begins."""
        if self.period is None:
            return message("any time in {year}", year=str(year))
        return message("{month} {year}", month=Term(MONTHS[self.period - 1]), year=str(year))


NOT_TOLD = message("not told in the data")


def read_offerings(facts: RunFacts) -> Mapping[str, Offering]:
    """The offerings of the run by id."""
    rows = facts.table("interventions").to_pylist()
    return {
        row["intervention_id"]: Offering(
            intervention_id=row["intervention_id"],
            programme=programme_of(row["intervention_id"], row["program_id"]),
            title=row["title"],
            form=row["form"],
            provider=row["provider"],
            scheme=row["scheme"],
            curriculum_ref=row["curriculum_ref"],
            curriculum_fit=row["curriculum_fit"],
            learning_hours=row["learning_hours"],
            cost_per_participant=row["cost_per_participant"],
            cost_per_batch=row["cost_per_batch"],
            period=row["period"],
            is_mandatory=bool(row["mandatory"]),
        )
        for row in rows
    }

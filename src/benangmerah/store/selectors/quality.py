"""What the newest check of the data has found within the reader's units, and how fit for use they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from benangmerah.domain.role import Right
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.job import Job
from benangmerah.store.models.quality import QualityFinding, QualityFitness, QualityReview
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import read_unit
from benangmerah.store.selectors.unit_tree import units_below

CHECKING = "check_quality"


@dataclass(frozen=True)
class Place:
    """Whose findings are looked at: all that the reader may see, or one unit and what is below it."""

    within: Q
    unit_id: str | None = None
    name: str = ""


@dataclass(frozen=True)
class FoundCount:
    """How much a check has found: subjects, and the people they concern."""

    code: str
    subjects: int
    people: int


@dataclass(frozen=True)
class OpdFitness:
    """An OPD with its active people and how many of them are fit for use; unnamed for people outside of any."""

    opd_id: str | None
    name: str
    people: int
    fit_people: int

    @property
    def share(self) -> float | None:
        """Of one; unknown where there are no people."""
        return self.fit_people / self.people if self.people else None


def read_review(scope: Scope) -> QualityReview | None:
    """The newest check of the reader's agencies; none where nothing was checked yet."""
    scope.require(Right.SEE_PEOPLE)
    known = QualityReview.objects.filter(agency_id__in=scope.agencies_of(Right.SEE_PEOPLE))
    return known.select_related("last_receipt").order_by("-checked_at").first()


def count_changes_since(review: QualityReview) -> int:
    """How many changes of the archive the check has not seen."""
    later = Receipt.objects.filter(pk__gt=review.last_receipt_id or 0).exclude(
        kind__in=(Receipt.Kind.POLICY, Receipt.Kind.TALENT)
    )
    return later.filter(Q(agency_id__isnull=True) | Q(agency_id=review.agency_id)).count()


def find_check_job(agency_ids: frozenset[str]) -> Job | None:
    """The check that waits or runs for one of the agencies."""
    under_way = (Job.State.WAITING, Job.State.RUNNING)
    return Job.objects.filter(kind=CHECKING, state__in=under_way, request__agency_id__in=list(agency_ids)).first()


def read_place(scope: Scope, unit_id: str | None = None) -> Place:
    """Where findings are looked at; a unit outside of the reader's reach does not exist."""
    reach = scope.require(Right.SEE_PEOPLE)
    if unit_id is None:
        return Place(reach.filter())
    unit = read_unit(scope, unit_id, Right.SEE_PEOPLE)
    below = units_below([(unit.agency_id, unit_id)])[unit.agency_id, unit_id]
    return Place(Q(agency_id=unit.agency_id, unit_id__in=below), unit_id, unit.name)


def count_findings(review: QualityReview, place: Place) -> dict[str, FoundCount]:
    """By check, how much it has found."""
    found = QualityFinding.objects.filter(place.within, review=review).order_by().values("code")
    rows = found.annotate(subjects=Count("subject_id", distinct=True), concerned=Sum("people"))
    return {row["code"]: FoundCount(row["code"], row["subjects"], row["concerned"]) for row in rows}


def list_findings(review: QualityReview, place: Place, code: str) -> QuerySet[QualityFinding]:
    """What a check has found, each with the name of its unit as `unit_name`."""
    unit = Unit.objects.filter(archived__isnull=True, unit_id=OuterRef("unit_id"))
    found = QualityFinding.objects.filter(place.within, review=review, code=code)
    return found.annotate(unit_name=Subquery(unit.values("name")[:1])).order_by("label", "subject_id", "pk")


def list_fitness(review: QualityReview, place: Place) -> Sequence[OpdFitness]:
    """The OPDs with their fitness, the least fit first."""
    found = QualityFitness.objects.filter(place.within, review=review).order_by().values("opd_id")
    rows = list(found.annotate(all_people=Sum("people"), fit=Sum("fit_people")))
    names = dict(
        Unit.objects.filter(archived__isnull=True, unit_id__in=[row["opd_id"] for row in rows]).values_list(
            "unit_id", "name"
        )
    )
    lines = [
        OpdFitness(row["opd_id"], names.get(row["opd_id"] or "", ""), row["all_people"], row["fit"]) for row in rows
    ]
    return sorted(lines, key=lambda line: (line.share is None, line.share, line.name))

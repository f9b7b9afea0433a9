"""Reading what a check of the data has found; where that gives away how people were rated, the look is written down."""

from __future__ import annotations

from django.db.models import QuerySet

from benangmerah.domain.quality import CHECKS, Check
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.kernel.explanation import message
from benangmerah.store.models.quality import QualityFinding, QualityReview
from benangmerah.store.selectors.quality import Place, list_findings
from benangmerah.store.selectors.scope import OutOfScopeError


def read_check(code: str) -> Check:
    """The check of that name; anything else does not exist."""
    check = next((each for each in CHECKS if each.code == code), None)
    if check is None:
        raise OutOfScopeError(message("There is no such check."))
    return check


def read_findings(visit: Visit, review: QualityReview, place: Place, code: str) -> QuerySet[QualityFinding]:
    """What the check has found in the place."""
    check = read_check(code)
    visit.scope.require(Right.SEE_PEOPLE)
    found = list_findings(review, place, code)
    if check.tells_assessment:
        found = found.filter(visit.scope.require(Right.READ_ASSESSMENTS).filter())
        write_audit(visit, Verb.QUALITY_READ, place=(review.agency_id, place.unit_id), check=code)
    return found

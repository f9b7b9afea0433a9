"""What a check of the data has found, as it stands in the archive."""

from __future__ import annotations

from benangmerah.store.models import QualityFinding, QualityFitness, QualityReview
from tests.factories.cast import BUDI, CITY, FOREIGN, NOW, OWN, PARENT, SARI, SIBLING, TODAY, WATI

FOUND = (
    ("position_without_standard", "blocking", "position", "P-1", "Perawat Terampil", OWN, 2, None, None),
    ("position_without_standard", "blocking", "position", "P-1", "Perawat Terampil", FOREIGN, 1, None, None),
    ("nobody_rated_her", "blocking", "person", SARI, "Sari", OWN, 1, 9.0, None),
    ("self_above_superior", "misleading", "person", BUDI, "Budi", OWN, 1, 3.0, None),
    ("past_retirement", "misleading", "person", WATI, "Wati", FOREIGN, 1, None, "1960-02-29"),
    ("position_without_holder", "cosmetic", "position", "P-9", "Juru Ketik", None, 0, None, None),
)


def make_review(agency_id: str = CITY) -> QualityReview:
    """A review with findings in Budi's puskesmas, in Wati's dinas, and one of the whole agency."""
    review = QualityReview.objects.create(agency_id=agency_id, as_of=TODAY, checked_at=NOW)
    for code, severity, kind, subject_id, label, unit_id, people, amount, words in FOUND:
        QualityFinding.objects.create(
            review=review, code=code, severity=severity, subject_kind=kind, subject_id=subject_id, label=label,
            agency_id=agency_id, unit_id=unit_id, people=people, amount=amount, words=words,
        )  # fmt: skip
    for unit_id, opd_id, people, fit in ((OWN, PARENT, 3, 1), (SIBLING, PARENT, 1, 1), (FOREIGN, FOREIGN, 4, 2)):
        QualityFitness.objects.create(
            review=review, agency_id=agency_id, unit_id=unit_id, opd_id=opd_id, people=people, fit_people=fit
        )
    return review

"""Many ratings at once: they go through, and the page sees how far."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.flow.import_dataset import ask_acceptance, ask_undo, receive_import
from benangmerah.flow.import_progress import UploadProgress, read_upload_progress, read_work
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Rating
from tests.factories import cast
from tests.factories.cast import BUDI, CITY, DEWI, RATNA, SARI, visit_by
from tests.factories.upload import make_archive, make_draft, sent

MANY = 30_000
PEOPLE = (BUDI, SARI, RATNA, DEWI)


@pytest.fixture(autouse=True)
def _archive(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.mark.slow
@pytest.mark.django_db
def test_thirty_thousand_ratings_go_through_and_back() -> None:
    make_archive()
    visit = visit_by(cast.make_member(cast.TONO, "Tono", Role.ANALYST, None))
    lines = [f"B{number},{PEOPLE[number % len(PEOPLE)]},K1,superior,3,2026-02-03" for number in range(MANY)]
    data = "\n".join(["rating_id,employee_id,competency_id,source,level,assessed_on", *lines]).encode()
    before = Rating.objects.filter(archived__isnull=True).count()
    draft = receive_import(visit, sent("ratings.csv", data), CITY, None)
    assert draft.counts == {"ratings": {"new": MANY, "changed": 0, "gone": 0, "unchanged": 0, "refused": 0}}
    assert ask_acceptance(visit, draft.pk).state == "accepted"
    assert Rating.objects.filter(archived__isnull=True).count() == before + MANY
    assert ask_undo(visit, draft.pk).state == "undone"
    assert Rating.objects.filter(archived__isnull=True).count() == before


@pytest.mark.django_db
def test_writing_is_seen_beside_the_upload_while_its_transaction_is_open() -> None:
    cast.make_city()
    draft = make_draft(cast.make_account(BUDI, "Budi"), CITY, None)
    assert (read_upload_progress(draft.folder), read_work(draft)) == (None, None)
    watch = UploadProgress(draft.folder)
    watch(message("Writing {table}", table="ratings"), 5_000, 300_000)
    watch(message("Writing {table}", table="ratings"), 10_000, 300_000)  # too soon after
    assert read_upload_progress(draft.folder) == (message("Writing {table}", table="ratings"), 5_000, 300_000)

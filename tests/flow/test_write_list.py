from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from benangmerah.domain.role import Role
from benangmerah.flow.audit import operator_visit
from benangmerah.flow.write_list import ListColumn, ListFacts, write_list
from benangmerah.store.models.audit import AuditEntry
from tests.factories.cast import CITY, OWN, RATNA, make_member, visit_by

FACTS = ListFacts("Unit", "Kota Contoh", date(2026, 8, 17), [ListColumn("Nama")], ["Cari: dinas"], row_count=1)


@pytest.mark.django_db
def test_list_that_is_taken_away_is_written_down() -> None:
    visit = operator_visit(datetime(2026, 8, 17, tzinfo=UTC), "unit:list")
    sheet = load_workbook(BytesIO(write_list(visit, FACTS, [["Dinas"]]))).active
    assert sheet is not None
    assert sheet["A6"].value == "Dinas"
    assert [(entry.verb, entry.page, entry.detail) for entry in AuditEntry.objects.all()] == [
        ("list_taken", "unit:list", {"list": "Unit", "rows": "1", "chosen": "Cari: dinas"})
    ]


@pytest.mark.django_db
def test_it_is_written_down_where_the_reader_belongs() -> None:
    """Else nobody who reads the log of a place would ever see it."""
    write_list(visit_by(make_member(RATNA, "Ratna", Role.SUPERIOR, OWN)), FACTS, [["Dinas"]])
    entry = AuditEntry.objects.get()
    assert (entry.agency_id, entry.unit_id) == (CITY, OWN)

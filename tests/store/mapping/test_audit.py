from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest
from django.db import IntegrityError

from benangmerah.store.mapping.audit import Entry, insert_entries
from benangmerah.store.models import AuditEntry
from tests.factories.cast import BUDI, make_account

AT = datetime(2026, 8, 17, 3, 0, 0, 125, tzinfo=UTC)


def entry(account_id: int, employee_id: str | None = "1", at: datetime = AT) -> Entry:
    detail = {"competency": "K1 'x' %s", "level": None}
    return Entry(at, account_id, "assessment_read", employee_id, "KOTA", None, "employee:explain", "ab12", detail)


@pytest.mark.django_db
def test_entries_stand_as_the_orm_would_write_them() -> None:
    account = make_account(BUDI, "Budi")
    given = [entry(account.pk), entry(account.pk, None)]
    insert_entries(given)
    for one in given:
        AuditEntry.objects.create(**one._asdict())
    rows = list(AuditEntry.objects.order_by("pk").values(*Entry._fields, "subject_id"))
    assert rows[:2] == rows[2:]
    assert rows[0] == {**given[0]._asdict(), "subject_id": None}


@pytest.mark.django_db(transaction=True)
def test_nothing_stands_where_one_of_them_cannot() -> None:
    account = make_account(BUDI, "Budi")
    with pytest.raises(IntegrityError):
        insert_entries([entry(account.pk), entry(account.pk, at=cast("datetime", None))])
    insert_entries([])
    assert AuditEntry.objects.count() == 0

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from benangmerah.domain.role import Capacity, Role
from benangmerah.store.models.membership import Membership
from tests.factories import cast

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 8, 10), date(2026, 8, 20)


def test_database_refuses_what_no_membership_may_be() -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    given = {"account": budi, "role": "superior", "agency_id": "KOTA", "from_date": FIRST, "granted_at": cast.NOW}
    wrong: list[dict[str, object]] = [
        {"to_date": date(2026, 8, 9)}, {"capacity": "plh"}, {"capacity": "plt"}, {"capacity": "acting"},
        {"role": "employee"}, {"role": "king"}, {"agency_id": ""}, {"unit_id": ""},
    ]  # fmt: skip
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(**(given | change))
    assert Membership.objects.count() == 0


def test_membership_holds_from_its_first_day_to_before_its_last() -> None:
    budi = cast.make_account(cast.BUDI, "Budi")
    cast.give_role(budi, Role.SUPERIOR, "U1", from_date=FIRST, to_date=LAST, capacity=Capacity.PLT)
    days = [date(2026, 8, 9), FIRST, date(2026, 8, 19), LAST]
    assert [Membership.objects.in_force(day).count() for day in days] == [0, 1, 1, 0]
    assert [Membership.objects.not_over(day).count() for day in days] == [1, 1, 1, 0]

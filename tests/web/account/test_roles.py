from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from benangmerah.domain.role import Role
from benangmerah.store.models.account import Account
from tests.factories import cast
from tests.factories.cast import BELOW, BUDI, CITY, DEWI, OWN

pytestmark = pytest.mark.django_db


@pytest.fixture
def budi(client: Client) -> Account:
    """An account in the scope of the HR manager who is logged in."""
    cast.make_city()
    dewi = cast.make_member(DEWI, "Dewi", Role.HR_MANAGER, OWN)
    client.force_login(dewi, "benangmerah.store.authentication.NipOrMailBackend")
    return cast.make_account(BUDI, "Budi")


def grant(client: Client, budi: Account, **given: str) -> tuple[int, str]:
    form = {
        "role": "superior", "place": f"{CITY}/{BELOW}", "capacity": "direct",
        "from_date": timezone.localdate().isoformat(), "to_date": "",
    }  # fmt: skip
    answer = client.post(f"/akun/daftar/{budi.pk}/peran/", form | given)
    return answer.status_code, answer.content.decode()


def test_role_is_given_shown_and_ended(client: Client, budi: Account) -> None:
    assert grant(client, budi)[0] == 302
    given = budi.memberships.get()
    assert (given.role, given.unit_id, given.from_date, given.to_date) == (
        "superior", BELOW, timezone.localdate(), None,
    )  # fmt: skip
    page = client.get(f"/akun/daftar/{budi.pk}/").content.decode()
    assert ("atasan" in page, "Pustu Melati" in page, f"/akun/peran/{given.pk}/akhiri/" in page) == (True,) * 3
    answer = client.post(f"/akun/peran/{given.pk}/akhiri/")
    given.refresh_from_db()
    assert (answer.headers["Location"], given.to_date) == (f"/akun/daftar/{budi.pk}/", timezone.localdate())


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"capacity": "plt"}, "to_date", "Plt. dan Plh. selalu memerlukan tanggal berakhir."),
        ({"to_date": "2001-01-01"}, "to_date", "Tanggal berakhir harus setelah tanggal mulai."),
        ({"role": "appointing_official"}, "role", "appointing_official"),
        ({"from_date": "tomorrow"}, "from_date", ""),
    ],
)
def test_refused_role_is_told_beside_its_field(
    client: Client, budi: Account, given: dict[str, str], field: str, reason: str
) -> None:
    status, page = grant(client, budi, **given)
    assert (status, reason in page.partition(f'id="id_{field}_error"')[2], budi.memberships.count()) == (200, True, 0)


def test_role_held_already_is_told_beside_the_role(client: Client, budi: Account) -> None:
    grant(client, budi)
    _status, page = grant(client, budi)
    assert "Budi sudah memegang peran ini di sana." in page.partition('id="id_role_error"')[2]
    assert budi.memberships.count() == 1
